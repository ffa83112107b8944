"""Word files into paragraphs: styles, Word's own numbers, fields, boxes, notes, tables and tracked changes resolved."""
