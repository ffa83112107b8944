"""The public site: what councils have decided, as pages and files for any web space."""
