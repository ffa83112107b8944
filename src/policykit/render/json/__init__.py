"""Document to JSON."""
