"""Long words cut to what fits into a message."""

from __future__ import annotations

import re

_VALUE = re.compile(r"`[^`]{161,}`")


def shorten_text(text: str, most: int) -> str:
    """Give the text if it has at most `most` characters, else its beginning and an ellipsis, together `most` long."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def shorten_values(message: str) -> str:
    """Give a message in which no value in backticks has more than 160 characters; both its ends stay."""
    return _VALUE.sub(lambda found: f"{found[0][:120]} … {found[0][-30:]}", message)
