"""Amendments as a council votes on them: each by itself, and the text that those which were carried give."""
