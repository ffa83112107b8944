"""Long words cut to what fits into a message."""

from __future__ import annotations


def shorten_text(text: str, most: int) -> str:
    """Give the text if it has at most `most` characters, else its beginning and an ellipsis, together `most` long."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
