"""Counts in letters and Roman numerals."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LONGEST_ROMAN = len("mmmmmmmmmdccclxxxviii")


def letter(count: int) -> str:
    """Give A for 1, Z for 26, AA for 27."""
    letters = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_letters(word: str) -> int:
    """Give 1 for A or a, 27 for AA; the word holds letters of the English alphabet only."""
    count = 0
    for character in word.upper():
        count = count * 26 + ord(character) - ord("A") + 1
    return count


def roman(count: int) -> str:
    """Give i for 1, iv for 4, in lower case."""
    result = ""
    for value, numeral in _ROMAN:
        result += numeral * (count // value)
        count %= value
    return result


def read_roman(text: str) -> int | None:
    """Give 4 for `iv`; None for what is no Roman numeral in lower case, as Romans write it today."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    if not text or len(text) > _LONGEST_ROMAN or not set(text) <= set(values):
        return None
    counts = [values[character] for character in text]
    total = sum(-n if n < after else n for n, after in zip(counts, [*counts[1:], 0], strict=True))
    return total if roman(total) == text else None
