"""The report of an import, as a page and as JSON."""
