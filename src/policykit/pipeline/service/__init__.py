"""What the decision service says, apart from HTTP: records in, decisions out, and its description."""
