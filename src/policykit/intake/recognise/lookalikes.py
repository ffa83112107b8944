"""Lines that look like headings and are none: lines to be filled in, addresses, dates."""

from __future__ import annotations

import re

from policykit.intake.dates import find_dates

_FILLED_IN = re.compile(
    r"_{3}|…{2}|\.{6}"
    r"|^(?:signed|signature|print(?:ed)? name|name|dated?|review date|next review|position|post ?code|address|"
    r"telephone|tel|phone|fax|e-?mail|mobile)\b[^:_]{0,24}[:_…]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|\bwww\.|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE)
_POSTCODE = re.compile(r"(?:[\w’' ]+,?\s+)?[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}[.,]?")


def names_nothing(text: str) -> bool:
    """Tell whether a short line is surely no heading, however it looks: one to sign on, an address, a day."""
    line = text.strip()
    if _FILLED_IN.search(line) or _ADDRESS.search(line) or _POSTCODE.fullmatch(line):
        return True
    return line.strip(" .,()") in [shown for shown, _ in find_dates(line)]
