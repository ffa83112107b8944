"""The words that carry force, as data: modals, negations, conditions, amounts and bearers; here in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from policykit.model.force.english import CONTRACTIONS, ENGLISH, FORCES
from policykit.model.force.kinds import ForceWords

MarkerKind = Literal["modal", "negation", "condition", "number", "duration", "date", "bearer", "link"]
"""What a word of force is. `link` ("and", "or", "all", "any") has force only where one is for another."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How the words of force of one language are found and read."""

    words: ForceWords
    bearers: tuple[str, ...]
    """Whom policies bind or empower, in the singular."""
    compile_markers: Callable[[Sequence[str]], re.Pattern[str]]
    """Gives the pattern that finds words of force, for given bearers; the group that matched is the kind."""
    read_plain: Callable[[MarkerKind, str], str]
    """Gives the plain form of words: equal forms have equal force; amounts and links are given as in English."""
    find_negation: Callable[[str, str], str]
    """Gives the word before or after a modal that turns it round, as in “Nobody may”; empty where there is none."""
    is_bound: Callable[[str, str], bool]
    """Tells of a bearer, from what is before and after it, whether the clause binds or empowers it there."""
    turned: str = ""
    """What the plain form of a modal gets where the word that turns it round is no marker of its own."""


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
NUMBER_WORDS = {word: k for k, word in enumerate(_WORD_NUMBERS[:21])} | {
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
    words = alternate(_WORD_NUMBERS[2:])
    number = rf"(?:\d+(?:[.,]\d+)*|{alternate(_WORD_NUMBERS[1:])})"
    unit = rf"(?:(?:working|calendar|clear|full|consecutive)\s+)?(?:{'|'.join(_UNITS)})s?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    months = alternate(_MONTHS.split("|"))
    date = rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|{day}\s+(?:of\s+)?{months}(?:\s+\d{{4}})?|"
    date += rf"{months}\s+\d{{4}}|\d{{1,2}}(?::\d\d|\.\d\d)?\s?(?:am|pm)|\d{{1,2}}:\d\d"
    modal = alternate([*FORCES, *(c for c in CONTRACTIONS if "'" in c)])
    kinds = {
        "date": date,
        "duration": rf"{number}[\s-]+{unit}|{alternate([*_FREQUENCIES.split('|'), *_PROMPTLY.split('|')])}",
        "condition": alternate(_CONDITIONS.split("|")),
        "modal": rf"(?<!in )(?<!each )(?<!every ){modal}",
        "negation": alternate(_NEGATIONS.split("|")),
        "number": rf"[£$€]?\d+(?:[.,]\d+)*\s?%?|{words}",
        "bearer": rf"{alternate(bearers)}s?(?!['’]s?\b|s['’])" if bearers else r"(?!)",
        "link": alternate(_LINKS.split("|")),
    }
    pattern = "|".join(rf"(?P<{kind}>{words})" for kind, words in kinds.items())
    return re.compile(rf"(?<![\w'’-])(?=[\w£$€])(?:{pattern})(?![\w-]|['’]t\b)", re.IGNORECASE)


_Trie = dict[str, "_Trie"]


def alternate(phrases: Sequence[str]) -> str:
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
        words = [str(NUMBER_WORDS[word]) if word in NUMBER_WORDS else word for word in plain.replace("-", " ").split()]
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


_NEGATIVE_SUBJECT = re.compile(r"[\s“‘\"'(]{0,3}(?:nobody|no one|no-one|none|neither|nothing|no)\b", re.IGNORECASE)


def _find_negation(before: str, _after: str) -> str:
    start = max(before.rfind(mark) for mark in ".,;:!?") + 1
    found = _NEGATIVE_SUBJECT.match(before, start) if before[start - 1 : start] != "," else None
    return found[0] if found else ""


_BOUND = re.compile(rf"(?:\s+\w+)?\s+(?:{'|'.join(FORCES)})\b", re.IGNORECASE)
_AGENT = re.compile(r"\bby\s+(?:(?:the|an?|any)\s+)?$", re.IGNORECASE)
_LISTED = re.compile(rf"(?:,|\s+(?:and|or))\s+(?:the\s+)?(?:{'|'.join(BEARERS)})", re.IGNORECASE)
_LISTING = re.compile(rf"(?:{'|'.join(BEARERS)})s?(?:,|\s+(?:and|or))\s+(?:the\s+)?$", re.IGNORECASE)


def _is_bound(before: str, after: str) -> bool:
    """Tell whether a bearer is before a modal, after "by", or in a list of bearers."""
    return bool(_BOUND.match(after) or _AGENT.search(before) or _LISTED.match(after) or _LISTING.search(before))


ENGLISH_VOCABULARY = Vocabulary(ENGLISH, BEARERS, compile_markers, read_plain, _find_negation, _is_bound)
