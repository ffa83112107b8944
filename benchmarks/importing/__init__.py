"""How well files that others wrote are read: texts of known structure, written in the habits of many offices."""
