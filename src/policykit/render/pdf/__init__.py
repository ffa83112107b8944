"""Page to PDF: tagged, archivable, checked, signed."""
