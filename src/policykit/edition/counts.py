"""Counting: how a count is written in each style, and what count a number says that somebody typed."""

from __future__ import annotations

import re

from policykit.model.policy import Style
from policykit.wording.numerals import letter, read_letters, read_roman, roman

DRESS: dict[Style, str] = {
    "none": "#",
    "bullet": "#",
    "decimal": "#.",
    "legal": "#",
    "alpha": "(#)",
    "roman": "(#)",
    "upper_alpha": "#.",
    "upper_roman": "#.",
}
"""How the number of a clause is dressed where nothing else is said; sections have the bare number."""
UNCOUNTED: frozenset[Style] = frozenset({"none", "bullet"})
"""The styles without a count."""
TRIM = "().:[] "
"""What stands around a number and is no part of it."""

_LETTERED = re.compile(r"(\d+)([A-Za-z]*)")
_WORDED = re.compile(
    r"(?P<words>.*?[^\W\d_]{2,}\.?)\s+(?P<count>\d+(?:\.\d+)*[A-Za-z]*|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)"
)
_ALPHABET = 26


def write_count(style: Style, count: int, above: str) -> str:
    """Give a count as its style writes it; a `legal` one after the number `above` it, where there is one."""
    match style:
        case "decimal":
            return str(count)
        case "legal":
            return f"{above}.{count}" if above else str(count)
        case "alpha":
            return letter(count).lower()
        case "upper_alpha":
            return letter(count)
        case "roman":
            return roman(count)
        case "upper_roman":
            return roman(count).upper()
        case _:
            return ""


def split_number(number: str) -> tuple[str, str]:
    """Give the words of a number and its count: `Part` and `A` for `Part A:`, nothing and `2A` for `2A.`."""
    found = _WORDED.fullmatch(number.strip(TRIM))
    return (found["words"], found["count"]) if found else ("", number.strip(TRIM))


def follow_number(number: str, style: Style, dress: str, above: str, count: int) -> int:
    """Give how far is counted after a number that was typed, where `count` was counted before it.

    A number that says a count of this style is counted on from. One that was put between two others (`1.2A`, `(aa)`
    after `(a)`), and one of another kind (`Schedule 1` among `1`, `2`, `3`), leaves the others their numbers.
    """
    words, bare = split_number(number)
    if words and words.casefold() not in dress.casefold():
        return count
    if style == "legal" and above:
        bare = bare.removeprefix(f"{above}.")
    if style in ("decimal", "legal"):
        found = _LETTERED.fullmatch(bare)
        if found is None:
            return count
        return max(count, int(found[1])) if found[2] else int(found[1])
    if style in ("roman", "upper_roman"):
        return read_roman(bare.lower()) or count
    if style in ("alpha", "upper_alpha") and bare.isascii() and bare.isalpha():
        return _follow_letters(bare, count)
    return count


def _follow_letters(bare: str, count: int) -> int:
    value = read_letters(bare)
    inserted = len(bare) > 1 and value != count + 1 and count < _ALPHABET
    return count if inserted else value
