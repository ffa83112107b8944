"""Word by word: what was deleted and what was inserted inside one clause, in few and readable pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel, Postfix, Prefix

APART = 0.60
"""Above this share of changed words two texts read better apart, old above new, than with marks inside."""

_MARKS = r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Accents that are characters of their own."""
_LETTERS = rf"\w[\w{_MARKS}]*"
_TOKEN = re.compile(
    rf"\s*(?:[£$€]?\d+(?:[.,:/]\d+)*(?:%|{_LETTERS})?|{_LETTERS}(?:['’‐‑-]{_LETTERS})*|[^\w\s][{_MARKS}]*)|\s+"
)
_STOPS = (
    "a an and are as at be been but by for from had has have he her his i in into is it its nor of on or she so than "
    "that the their them then there they this those to was we were which who with you your"
)
_STOP_WORDS = frozenset(_STOPS.split())

Op = Literal["equal", "delete", "insert"]
_FLIPPED: dict[Op, Op] = {"equal": "equal", "delete": "insert", "insert": "delete"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of whole words that both texts hold (`equal`), only the old (`delete`) or only the new (`insert`)."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class WordDiff:
    """Two texts as one run of segments.

    The equal and deleted segments joined are the old text, the equal and inserted ones the new text, to the letter.
    Where both happen at one place the deletion is first; no two neighbours have the same `op`. A space belongs to
    the word after it.
    """

    segments: tuple[Segment, ...]

    @property
    def changed_share(self) -> float:
        """The share of words and punctuation marks (0 to 1, of both texts together) that are marked."""
        changed = kept = 0
        for segment in self.segments:
            if segment.op == "equal":
                kept += 2 * len(split_tokens(segment.text))
            else:
                changed += len(split_tokens(segment.text))
        return changed / (changed + kept) if changed else 0.0

    @property
    def old(self) -> str:
        """The old text."""
        return "".join(segment.text for segment in self.segments if segment.op != "insert")

    @property
    def new(self) -> str:
        """The new text."""
        return "".join(segment.text for segment in self.segments if segment.op != "delete")

    @property
    def stands_apart(self) -> bool:
        """Whether so much changed that old and new are better shown one after the other."""
        return self.changed_share > APART

    def reverse(self) -> WordDiff:
        """Give the difference from the new text back to the old."""
        flipped = [Segment(_FLIPPED[segment.op], segment.text) for segment in self.segments]
        for k in range(len(flipped) - 1):
            if flipped[k].op == "insert" and flipped[k + 1].op == "delete":
                flipped[k], flipped[k + 1] = flipped[k + 1], flipped[k]
        return WordDiff(tuple(flipped))


def diff_words(old: str, new: str) -> WordDiff:
    """Compare two texts word by word.

    The fewest words are marked (the longest common subsequence), then pieces of agreement too small to help the eye
    (one word, or stop words only, between two changes) join the change around them. Words are never cut.
    `diff_words(new, old)` is the exact reverse.
    """
    if old == new:
        return WordDiff((Segment("equal", old),) if old else ())
    if new < old:
        return _diff(new, old).reverse()
    return _diff(old, new)


def split_tokens(text: str) -> list[str]:
    """Give the words and punctuation marks of a text, each with the space before it; joined they are the text."""
    return _TOKEN.findall(text)


def _diff(old: str, new: str) -> WordDiff:
    lead, trail = _find_common_ends(old, new)
    first, second = split_tokens(old[lead : len(old) - trail]), split_tokens(new[lead : len(new) - trail])
    numbers: dict[str, int] = {}
    first_ids = [numbers.setdefault(token, len(numbers)) for token in first]
    second_ids = [numbers.setdefault(token, len(numbers)) for token in second]
    hunks: list[list[int]] = []
    for op in Indel.opcodes(first_ids, second_ids):
        if op.tag == "equal":
            continue
        if hunks and _is_island(first, hunks[-1][1], op.src_start):
            hunks[-1][1], hunks[-1][3] = op.src_end, op.dest_end
        else:
            hunks.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    for k, hunk in enumerate(hunks):
        if hunk[0] == hunk[1] or hunk[2] == hunk[3]:
            _slide(hunk, first, second, hunks[k - 1][1] if k else 0, hunks[k + 1][0] if k + 1 < len(hunks) else None)
    return WordDiff(tuple(_build_segments(hunks, first, second, old[:lead], old[len(old) - trail :])))


def _build_segments(
    hunks: list[list[int]], first: list[str], second: list[str], lead: str, trail: str
) -> Iterator[Segment]:
    at, equal = 0, lead
    for start, end, new_start, new_end in hunks:
        if equal := equal + "".join(first[at:start]):
            yield Segment("equal", equal)
        if end > start:
            yield Segment("delete", "".join(first[start:end]))
        if new_end > new_start:
            yield Segment("insert", "".join(second[new_start:new_end]))
        at, equal = end, ""
    if equal := equal + "".join(first[at:]) + trail:
        yield Segment("equal", equal)


def _find_common_ends(old: str, new: str) -> tuple[int, int]:
    """Give how many characters at the start and at the end need no comparison: whole words, equal in both texts.

    Words that came or went may slide by as much as the texts differ in length; so much is left to compare,
    and one character more, so that what is beside the cut is the same in both.
    """
    spare = abs(len(old) - len(new)) + 1
    lead = Prefix.similarity(old, new)
    trail = min(Postfix.similarity(old, new), min(len(old), len(new)) - lead)
    return _shorten(old, max(0, lead - spare)), _shorten(old[::-1], max(0, trail - spare), before_space=False)


def _shorten(text: str, size: int, *, before_space: bool = True) -> int:
    """Give the largest length up to `size` at which `text` parts between two words (a space belongs to the latter)."""
    while size:
        inner, outer = text[size - 1], text[size : size + 1]
        if (outer.isspace() and not inner.isspace()) if before_space else (inner.isspace() and not outer.isspace()):
            return size
        size -= 1
    return 0


def _slide(hunk: list[int], first: list[str], second: list[str], low: int, high: int | None) -> None:
    """Shift words that came or went, where the text around repeats them, so that they are whole sentences or clauses.

    "It applies. [It binds.]" reads better than "It [applies. It] binds." The hunk stays between `low` and `high` of
    the old tokens, with a token to spare on either side.
    """
    side, start, end = (first, hunk[0], hunk[1]) if hunk[2] == hunk[3] else (second, hunk[2], hunk[3])
    room_left = hunk[0] - low - (low > 0)
    room_right = (len(first) if high is None else high - 1) - hunk[1]
    shift = 0
    while shift > -room_left and side[end + shift - 1] == side[start + shift - 1]:
        shift -= 1
    best, best_shift = -1, 0
    while True:
        worth = _weigh_edge(side, start + shift) + _weigh_edge(side, end + shift)
        if worth > best or (worth == best and shift <= 0):
            best, best_shift = worth, shift
        if shift >= room_right or side[start + shift] != side[end + shift]:
            break
        shift += 1
    for k in range(4):
        hunk[k] += best_shift


def _weigh_edge(tokens: list[str], place: int) -> int:
    """Give how well a text parts before token `place`: at a sentence, at a comma, elsewhere."""
    if place in (0, len(tokens)) or tokens[place - 1][-1:] in ".;:!?":
        return 2
    return 1 if tokens[place - 1][-1:] == "," else 0


def _is_island(tokens: list[str], start: int, end: int) -> bool:
    """Say whether the tokens between two changes hold at most one word, or stop words only."""
    telling = words = 0
    for k in range(start, end):
        kind = _weigh_token(tokens[k])
        words += kind > 0
        telling += kind > 1
        if telling > 1 or (telling and words > 1):
            return False
    return True


@lru_cache(maxsize=8192)
def _weigh_token(token: str) -> int:
    """Give 0 for punctuation and space, 1 for a stop word, 2 for any other word."""
    word = token.strip()
    if not any(map(str.isalnum, word)):
        return 0
    return 1 if word.lower() in _STOP_WORDS else 2
