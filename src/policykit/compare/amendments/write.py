"""From an alignment to amendments: the amendments that turn the old version into the new one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from policykit.compare.alignment.units import Alignment, Match, Unit
from policykit.compare.amendments.amendment import (
    Amendment,
    CombineClauses,
    DivideClause,
    InsertClause,
    InsertWords,
    MoveClause,
    NameClause,
    NewClause,
    OmitClause,
    OmitWords,
    PlaceClause,
    SubstituteText,
    SubstituteWords,
    WordAmendment,
    name_places,
)
from policykit.compare.words.diff import WordDiff, diff_words, split_tokens
from policykit.wording.forms import find_words

MOST_AMENDMENTS = 6
"""A clause that needs more amendments than this is easier to read as a new text."""


def write_unit_amendments(old: Sequence[Unit], new: Sequence[Unit], alignment: Alignment) -> tuple[Amendment, ...]:
    """Give the amendments that make `new` of `old`, in the order of the new version; omissions are first.

    Carried out by `amend_units`, they give the new texts, their order, ids and paths exactly. Numbers and
    citations are not ordered: they follow from a document's place. For the way back, give the units the other way
    round with `alignment.reverse()`.
    """
    return _OrderWriter(old, new, alignment).write()


class _OrderWriter:
    """One list in the making: what each new unit is called, and what was ordered so far."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], alignment: Alignment) -> None:
        self.old, self.new, self.alignment = old, new, alignment
        self.places = name_places(old)
        self.names: list[str] = [""] * len(new)
        self.amendments: list[Amendment] = []
        self.fresh = 0

    def write(self) -> tuple[Amendment, ...]:
        at = {match.new[0]: match for match in self.alignment.matches}
        followers = {j for match in self.alignment.matches if _is_run(match.new) for j in match.new[1:]}
        self.amendments += [OmitClause(self.places[i]) for i in self.alignment.removed]
        for j in range(len(self.new)):
            if match := at.get(j):
                self._keep(match)
            elif j not in followers:
                self._insert(j)
        return tuple(self.amendments)

    def _keep(self, match: Match) -> None:
        i, j = match.old[0], match.new[0]
        before, after, place = self.old[i], self.new[j], self.places[i]
        self.names[j] = place
        if match.moved:
            self.amendments.append(MoveClause(place, self._name_before(j)))
        if len(match.old) > 1:
            self.amendments.append(CombineClauses(tuple(self.places[k] for k in match.old), after.text))
        elif len(match.new) == 1 or not _is_run(match.new):
            self.amendments += amend_words(place, before.text, after.text)
        if before.id != after.id:
            self.amendments.append(NameClause(place, after.id))
        path = self.new[j - 1].path if match.moved and j else before.path
        if path != after.path:
            self.amendments.append(PlaceClause(place, after.path))
        if len(match.new) > 1 and _is_run(match.new):
            others = tuple(self._introduce(k) for k in match.new[1:])
            self.amendments.append(DivideClause(place, after.text, others))

    def _insert(self, j: int) -> None:
        self.amendments.append(InsertClause(self._name_before(j), self._introduce(j)))

    def _introduce(self, j: int) -> NewClause:
        """Name a unit that is new, and describe it against the unit before it."""
        self.fresh += 1
        self.names[j] = f"new clause {self.fresh}"
        unit, path = self.new[j], self.new[j - 1].path if j else ()
        return NewClause(self.names[j], unit.text, unit.id, None if unit.path == path else unit.path)

    def _name_before(self, j: int) -> str | None:
        return self.names[j - 1] if j else None


def amend_words(at: str, old: str, new: str) -> list[WordAmendment]:
    """Give the amendments that turn one text into another: few quoted words where they suffice, else the whole text."""
    if old == new:
        return []
    diff = diff_words(old, new)
    hunks = _read_hunks(diff)
    if diff.stands_apart or len(hunks) > MOST_AMENDMENTS:
        return [SubstituteText(at, new)]
    amendments: list[WordAmendment] = []
    low = 0  # what an amendment has quoted to change, the next may not
    for hunk, high in zip(hunks, [*(start for start, _, _ in hunks[1:]), len(old)], strict=True):
        found = _order_hunk(at, old, hunk, low, high)
        if found is None:
            return [SubstituteText(at, new)]
        amendment, low = found
        amendments.append(amendment)
    return amendments


def _read_hunks(diff: WordDiff) -> list[tuple[int, int, str]]:
    """Give the changes as (start, end, words put in) over the old text."""
    hunks: list[tuple[int, int, str]] = []
    at = 0
    for segment in diff.segments:
        if segment.op == "insert":
            if hunks and hunks[-1][1] == at and hunks[-1][0] < at and not hunks[-1][2]:
                hunks[-1] = (hunks[-1][0], at, segment.text)
            else:
                hunks.append((at, at, segment.text))
        else:
            if segment.op == "delete":
                hunks.append((at, at + len(segment.text), ""))
            at += len(segment.text)
    return hunks


def _order_hunk(at: str, old: str, hunk: tuple[int, int, str], low: int, high: int) -> tuple[WordAmendment, int] | None:
    """Give the amendment for one change and where the words it changes end.

    It quotes as much of `old[low:high]` as makes its place certain; None if nothing does.
    """
    start, end, words = hunk
    if start == end:
        amendment = _amend_insertion(at, old, start, words, low, high)
        return (amendment, start) if amendment else None
    while words and end - start > 1 and old[start].isspace() and words[0] == old[start]:
        start, words = start + 1, words[1:]
    span = _widen(old, start, end, low, high)
    if span is None:
        return None
    first, last = span
    if span == (start, end) and not words:
        return OmitWords(at, old[start:end]), last
    return SubstituteWords(at, old[first:last], old[first:start] + words + old[end:last]), last


def _amend_insertion(at: str, old: str, place: int, words: str, low: int, high: int) -> WordAmendment | None:
    if place == 0:
        return InsertWords(at, "beginning", "", words)
    if place == len(old):
        return InsertWords(at, "end", "", words)
    for first in _starts_before(old, place, low):
        if _is_unique(old, old[first:place]):
            return InsertWords(at, "after", old[first:place], words)
    for last in _ends_after(old, place, high):
        if _is_unique(old, old[place:last]):
            return InsertWords(at, "before", old[place:last], words)
    return None


def _widen(old: str, start: int, end: int, low: int, high: int) -> tuple[int, int] | None:
    """Widen a quotation by whole words, left and right in turn, until it is in the text only once."""
    lefts, rights = iter(_starts_before(old, start, low)), iter(_ends_after(old, end, high))
    first, last = start, end
    while not _is_unique(old, old[first:last]):
        if (left := next(lefts, None)) is not None:
            first = left
            if _is_unique(old, old[first:last]):
                break
        if (right := next(rights, None)) is not None:
            last = right
        if left is None and right is None:
            return None
    return first, last


def _starts_before(old: str, place: int, low: int) -> list[int]:
    """Give where a quotation that ends at `place` may begin: at words, the nearest first, not before `low`."""
    starts, at = [], low
    for token in split_tokens(old[low:place]):
        at += len(token)
        if word := token.strip():
            starts.append(at - len(word))
    return starts[::-1]


def _ends_after(old: str, place: int, high: int) -> list[int]:
    """Give where a quotation that begins at `place` may end, the nearest first, not after `high`."""
    ends, at = [], place
    for token in split_tokens(old[place:high]):
        at += len(token)
        ends.append(at)
    return ends


def _is_unique(text: str, words: str) -> bool:
    return len(list(islice(find_words(text, words), 2))) == 1


def _is_run(places: Sequence[int]) -> bool:
    return places[-1] - places[0] == len(places) - 1
