"""A matrix of topics and councils as page, text, table and JSON."""
