"""OpenDocument texts into paragraphs, as LibreOffice and Google Docs save them."""
