"""A file that comes back: which of its sections and clauses are those of a version that is there."""
