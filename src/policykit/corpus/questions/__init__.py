"""What is asked of a corpus: each question is a module, and each answer a table that is given page by page."""
