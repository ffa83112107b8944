"""One version of one policy as it counts: numbered once."""
