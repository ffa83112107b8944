"""Two versions of one policy: what became of each clause."""
