"""Whether what is said of rules together is right, plain, always the same, and quick."""
