"""Characters that no medium can print: control characters but tab and line feed, half surrogates, non-characters."""

from __future__ import annotations

import re

_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def replace_unprintable(text: str) -> str:
    """Give the text with a replacement character (U+FFFD) for each character that XML, HTML or a terminal refuses."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def replace_obeyed(text: str) -> str:
    """Give the text with a replacement character for each sign that a terminal obeys instead of showing it.

    Those are the signs that no medium can print, tabs, and those that turn the direction of writing or begin a line.
    """
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)
