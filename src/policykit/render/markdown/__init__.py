"""Document to Markdown."""
