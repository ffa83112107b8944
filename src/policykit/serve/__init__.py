"""The decision service: records in and decisions out, over HTTP, with limits on size and time."""
