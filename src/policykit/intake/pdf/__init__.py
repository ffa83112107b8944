"""PDF into paragraphs: characters and their boxes by pdfium, the structure that a tagged file declares by pypdf."""
