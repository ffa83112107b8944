"""Comparison: what became of each clause, word by word, in what force, and as amendments."""
