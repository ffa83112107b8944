"""Numbers as English says them: `1 clause`, `2 clauses`; `1st`, `22nd`, `113th`."""

from __future__ import annotations


def count_noun(number: int, noun: str) -> str:
    """Give a number with its noun, in the plural unless there is one: `1 clause`, `0 clauses`, `2,000 policies`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def name_ordinal(number: int) -> str:
    """Give a number as an ordinal: `1st`, `2nd`, `3rd`, `11th`, `21st`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
