"""A comparison as page, text and JSON."""
