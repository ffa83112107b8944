"""The page in which a text is written: the page is the document."""
