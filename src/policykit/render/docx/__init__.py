"""Document to Word file."""
