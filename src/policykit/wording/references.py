"""References that are typed as words, in English and Welsh: `section 9`, `paragraphs 4.2 and 4.3`, `Atodiad C`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERED = "appendix|appendices|annex|annexes|schedule|part|article|chapter|atodiad|atodlen|rhan|erthygl|pennod"
"""What letters and Roman numbers may follow, as well as figures."""
_COUNTED = (
    "section|paragraph|para|sub-paragraph|subparagraph|clause|sub-clause|subclause|standing order|rule|by-law|byelaw|"
    "adran|is-adran|paragraff|is-baragraff|cymal|rheol sefydlog|rheol|adrannau|paragraffau|cymalau"
)
_MUTATED = {
    "baragraff": "paragraff", "pharagraff": "paragraff", "gymal": "cymal", "chymal": "cymal", "reol": "rheol",
    "reol sefydlog": "rheol sefydlog", "ran": "rhan", "bennod": "pennod", "phennod": "pennod", "hatodiad": "atodiad",
    "hatodlen": "atodlen", "hadran": "adran",
}  # fmt: skip
_PLURALS = {
    "appendices": "appendix", "annexes": "annex", "adrannau": "adran", "paragraffau": "paragraff", "cymalau": "cymal",
    "para": "paragraph",
}  # fmt: skip
_FIGURES = r"\d{1,3}[A-Z]{0,2}(?:\.\d{1,3}[A-Z]{0,2})*(?:\((?:\d{1,3}|[a-z]{1,4})\))*"
_LETTERS = rf"(?:{_FIGURES}|[IVXLC]{{1,7}}(?![a-z])|[A-Z](?![\w’'])(?:\.\d{{1,3}})*)"
_AND = r"(?:\s*,\s*|\s*,?\s+(?:and|or|to|neu|a|ac|i|hyd)\s+|\s*[–-]\s*)"


_UNITS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|days?|weeks?|months?|years?"
)
"""What makes an amount or a date of a number: `part 1 May`, `schedule 9 days`."""


def _compile(words: str, number: str) -> re.Pattern[str]:
    # A word that begins a list of numbers; what follows a number may not make it another one (£9.50, 9%, 1 May).
    return re.compile(
        rf"(?<![\w-])(?P<word>(?i:{words})s?)\.?\s+(?P<numbers>{number}(?:{_AND}{number})*)(?![\w%]|\.\d|/\d|\s+(?:{_UNITS}))"
    )


_SHORT = re.compile(rf"(?<![\w.])(?P<word>s\.|§)\s?(?P<numbers>{_FIGURES})(?![\w%]|\.\d)")
_MUTATED_LETTERED = "|".join(word for word, plain in _MUTATED.items() if plain in _LETTERED.split("|"))
_MUTATED_COUNTED = "|".join(word for word, plain in _MUTATED.items() if plain in _COUNTED.split("|"))
_PATTERNS = (
    _compile(f"{_LETTERED}|{_MUTATED_LETTERED}", _LETTERS),
    _compile(f"{_COUNTED}|{_MUTATED_COUNTED}", _FIGURES),
    _SHORT,
)
_ELSEWHERE = re.compile(
    r"\s*(?:,\s*)?(?:\([^)]{0,40}\)\s*)?(?:of|to|in|under|from|o|yn|i)(?:['’]r)?\s+(?!this\b|the above|yr? \w+ h[wo]n)",
    re.IGNORECASE,
)
"""What follows a reference to another text than the one that it is in."""
_LAW_BEFORE = re.compile(
    r"(?:\b(?:Acts?|Regulations|Rules|Order|Measure|GDPR|Directive|Code|Constitution)(?: \d{4})?"
    r"|\bDeddf [^.;]{1,80}?\d{4})[,:(\s–-]*(?:\((?:as amended)\)\s*)?$"
)
"""What comes before a reference to a law: `Local Government Act 1972, section 85`."""


@dataclass(frozen=True, slots=True)
class TypedReference:
    """One number that a text refers to, with where the number stands."""

    word: str
    """What it is said to be, in small letters, in the singular and without mutation: `paragraph`, `atodiad`."""
    number: str
    start: int
    end: int
    whole_start: int
    """Where the word before the number begins."""


def find_typed_references(text: str) -> Iterator[TypedReference]:
    """Give each typed reference to a part of the text itself, in order; those to laws and other texts are left out."""
    found: list[TypedReference] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _ELSEWHERE.match(text, match.end()) or _LAW_BEFORE.search(text[: match.start()]):
                continue
            for number in re.finditer(_LETTERS, match["numbers"]):
                start = match.start("numbers") + number.start()
                end = start + len(number[0])
                found.append(TypedReference(_name(match["word"]), number[0], start, end, match.start()))
    yield from sorted(found, key=lambda each: each.start)


def mask_typed_references(text: str) -> str:
    """Give a text with a dash for the number of each typed reference: it is no amount."""
    spans = sorted(match.span("numbers") for pattern in _PATTERNS for match in pattern.finditer(text))
    made, at = [], 0
    for start, end in spans:
        if start >= at:
            made += [text[at:start], "–"]
            at = end
    return "".join([*made, text[at:]])


def _name(word: str) -> str:
    plain = " ".join(word.casefold().rstrip(".").split())
    if plain in ("s", "§"):
        return "section"
    plain = _MUTATED.get(plain, plain)
    plain = _PLURALS.get(plain, plain)
    known = {*_LETTERED.split("|"), *_COUNTED.split("|")}
    return plain if plain in known else _PLURALS.get(plain.removesuffix("s"), plain.removesuffix("s"))
