"""Document to web page."""
