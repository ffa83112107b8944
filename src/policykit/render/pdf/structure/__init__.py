"""The structure of a PDF: the tree that a screen reader follows, grown from the page, checked and written."""
