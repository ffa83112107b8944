"""Writing a draft: edits of its text are compared with what is there, kept in a journal, and written into its file."""
