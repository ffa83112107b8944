"""Which clause of one text became which of another."""
