"""The words that carry force in a British policy, as data: modals, negations, conditions, amounts and bearers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from policykit.model.force import CONTRACTIONS, FORCES

MarkerKind = Literal["modal", "negation", "condition", "number", "duration", "date", "bearer", "link"]
"""What a word of force is. `link` ("and", "or", "all", "any") has force only where one stands for another."""

_NEGATIONS = "not|no|nor|neither|none|nobody|nothing|isn't|aren't|don't|doesn't"
_CONDITIONS = (
    "only|unless|except|without|provided that|subject to|where possible|wherever possible|where appropriate|"
    "where practicable|if possible|at least|at most|no more than|not more than|no less than|not less than|"
    "no later than|up to|more than|less than|fewer than|before|after|until|prior to|in writing|written"
)
_LINKS = "and|or|all|any|every|some|most"
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
)
_WORD_NUMBERS = _NUMBER_WORDS.split()
_VALUES = {word: k for k, word in enumerate(_WORD_NUMBERS[:21])} | {
    word: 10 * k for k, word in enumerate(_WORD_NUMBERS[21:], start=3)
}
_UNITS = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "fortnight": 336, "month": 730.5, "year": 8766}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FREQUENCIES = "hourly|daily|weekly|fortnightly|monthly|quarterly|annually|yearly"
_PROMPTLY = "at once|immediately|without delay|forthwith|promptly|as soon as possible|as soon as practicable"

_BEARERS = (
    "officer|councillor|clerk|proper officer|chief officer|town clerk|mayor|deputy mayor|chair|chairman|member|"
    "co-opted member|employee|staff|volunteer|contractor|committee|sub-committee|council|town council|parish council|"
    "group admin|admin|manager|line manager|monitoring officer|resident|user"
)
BEARERS = tuple(_BEARERS.split("|"))
"""Whom a council's policies bind or empower, in the singular."""


def compile_markers(bearers: Sequence[str]) -> re.Pattern[str]:
    """Give the pattern that finds words of force; the name of the group that matched is the kind."""
    words = _alternate(_WORD_NUMBERS[2:])
    number = rf"(?:\d+(?:[.,]\d+)*|{_alternate(_WORD_NUMBERS[1:])})"
    unit = rf"(?:(?:working|calendar|clear|full|consecutive)\s+)?(?:{'|'.join(_UNITS)})s?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    months = _alternate(_MONTHS.split("|"))
    date = rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|{day}\s+(?:of\s+)?{months}(?:\s+\d{{4}})?|"
    date += rf"{months}\s+\d{{4}}|\d{{1,2}}(?::\d\d|\.\d\d)?\s?(?:am|pm)|\d{{1,2}}:\d\d"
    modal = _alternate([*FORCES, *(c for c in CONTRACTIONS if "'" in c)])
    kinds = {
        "date": date,
        "duration": rf"{number}[\s-]+{unit}|{_alternate([*_FREQUENCIES.split('|'), *_PROMPTLY.split('|')])}",
        "condition": _alternate(_CONDITIONS.split("|")),
        "modal": rf"(?<!in )(?<!each )(?<!every ){modal}",
        "negation": _alternate(_NEGATIONS.split("|")),
        "number": rf"[£$€]?\d+(?:[.,]\d+)*\s?%?|{words}",
        "bearer": rf"{_alternate(bearers)}s?(?!['’]s?\b|s['’])" if bearers else r"(?!)",
        "link": _alternate(_LINKS.split("|")),
    }
    pattern = "|".join(rf"(?P<{kind}>{words})" for kind, words in kinds.items())
    return re.compile(rf"(?<![\w'’-])(?=[\w£$€])(?:{pattern})(?![\w-]|['’]t\b)", re.IGNORECASE)


_Trie = dict[str, "_Trie"]


def _alternate(phrases: Sequence[str]) -> str:
    """Give the pattern of any of the phrases, the longest first; as a tree, since a list of them is slow to try."""
    trie: _Trie = {}
    for phrase in phrases:
        node = trie
        for character in phrase:
            node = node.setdefault(_ATOMS.get(character) or re.escape(character), {})
        node[""] = {}
    return _print_trie(trie)


_ATOMS = {" ": r"\s+", "'": "['’]"}


def _print_trie(trie: _Trie) -> str:
    branches = [f"{atom}{_print_trie(below)}" for atom, below in trie.items() if atom]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})?" if "" in trie else f"(?:{'|'.join(branches)})"


def read_plain(kind: MarkerKind, text: str) -> str:
    """Give the plain form of words of force: equal forms have equal force."""
    plain = " ".join(text.lower().replace("’", "'").split())
    if kind == "modal":
        return CONTRACTIONS.get(plain, plain)
    if kind == "bearer":
        return plain.removesuffix("s") if plain.endswith("s") else plain
    if kind in ("number", "duration"):
        words = [str(_VALUES[word]) if word in _VALUES else word for word in plain.replace("-", " ").split()]
        return " ".join(words).replace(",", "").removesuffix("s")
    return plain


def read_amount(plain: str) -> tuple[float, str] | None:
    """Give a number or a time in plain form as (amount, what it counts), or None if it cannot be ordered.

    Times are in hours and count "time", but working days are of their own: they cannot be weighed against days.
    """
    found = re.fullmatch(r"([£$€]?)(\d+(?:\.\d+)?)\s?(%?)(.*)", plain)
    if not found:
        return None
    amount, rest = float(found[2]), found[4].split()
    if not rest:
        return amount, ""
    if rest[-1] not in _UNITS:
        return None
    return amount * _UNITS[rest[-1]], " ".join([*rest[:-1], "time"])
