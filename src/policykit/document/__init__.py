"""Policy to document: the text for people."""
