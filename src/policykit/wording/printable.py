"""Characters that no medium can print: control characters but tab and line feed, half surrogates, non-characters."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def replace_unprintable(text: str) -> str:
    """Give the text with a replacement character (U+FFFD) for each character that XML, HTML or a terminal refuses."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
