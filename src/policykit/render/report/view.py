"""What a report of changes shows, row by row: the same arrangement for a page, a text and a picture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from policykit.compare.alignment.entries import Place
from policykit.compare.versions.changes import Changes, FieldChange, Row, RowKind
from policykit.wording.numbers import count_noun

KIND_WORDS: dict[RowKind, str] = {
    "edited": "Edited",
    "moved": "Moved",
    "split": "Split",
    "merged": "Merged",
    "added": "New",
    "removed": "Removed",
    "renumbered": "Renumbered only",
    "unchanged": "Unchanged",
}
KIND_SIGNS: dict[RowKind, str] = {
    "edited": "~",
    "moved": "»",
    "split": "<",
    "merged": ">",
    "added": "+",
    "removed": "−",
    "renumbered": "#",
    "unchanged": "·",
}
"""A sign for each kind, so that nothing rests on colour."""
WEIGHT_WORDS = {
    "normative": "Changes what is asked",
    "reach": "How far it reaches may have changed: read it",
    "unexamined": "Not examined for what they ask",
    "wording": "Wording, place and headings only",
    "editorial": "Editors’ data only",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A row as it is shown: where it now stands, or (`away`) where it stood before it moved or went."""

    row: Row
    away: bool
    key: str
    """The name of its place on the page."""
    twin: str = ""
    """For a move, the key of its other end."""


@dataclass(slots=True)
class Fold:
    """A run of rows that need no reading, told in one line."""

    cards: list[Card]


@dataclass(slots=True)
class CardGroup:
    """A section at the top of the document that holds a change, or a run of sections without any."""

    title: str
    card: Card | None
    """The heading itself; None for a run of sections."""
    items: list[Card | Fold] = field(default_factory=list)


def list_cards(changes: Changes) -> list[Card]:
    """Give every row in reading order, a moved one at both its ends."""
    cards: list[Card] = []
    for row, away in changes.walk():
        key = f"was-{row.old[0].position + 1}" if away else f"now-{row.new[0].position + 1}"
        twin = ""
        if row.moved:
            twin = f"now-{row.new[0].position + 1}" if away else f"was-{row.old[0].position + 1}"
        cards.append(Card(row, away and row.moved, key, twin))
    return cards


def group_cards(cards: Sequence[Card]) -> list[CardGroup]:
    """Give the cards section by section of the new version; neighbouring sections without a change are one fold.

    What left its place is shown in the section where it stood. A section that was removed is a group of its own, after
    the section in which the reading came to it.
    """
    sections: list[list[Card]] = []
    fates = _find_fates(cards)
    headed: dict[int, list[Card]] = {}
    strayed: list[tuple[int, Card]] = []
    gone: dict[int, list[Card]] = {}
    for card in cards:
        stood = fates.find(card)
        top = _is_top(_place(card))
        if stood is not None and (stood in fates.removed or top):
            gone.setdefault(stood, []).append(card)
            continue
        if stood is not None and (not sections or headed.get(stood) is not sections[-1]):
            strayed.append((stood, card))
            continue
        if top:
            sections += [*gone.values(), []]
            gone = {}
        elif not sections:
            sections.append([])
        sections[-1].append(card)
        headed |= {place.position: sections[-1] for place in card.row.old if stood is None and _is_top(place)}
    sections += gone.values()
    for stood, card in reversed(strayed):
        section = headed[stood]
        head = next(k for k, other in enumerate(section) if any(old.position == stood for old in other.row.old))
        section.insert(head + 1, card)
    groups: list[CardGroup] = []
    for quiet, run in groupby(sections, key=lambda section: not any(_is_shown(card) for card in section)):
        if quiet:
            groups.append(CardGroup("", None, [Fold([card for section in run for card in section])]))
        else:
            groups += [_make_group(section) for section in run]
    return groups


def _is_top(place: Place) -> bool:
    return place.part == "heading" and place.level == 1


@dataclass(frozen=True, slots=True)
class _Fates:
    """Where the sections of the old version began, and which of them were removed, by old positions."""

    starts: tuple[int, ...]
    removed: frozenset[int]

    def find(self, card: Card) -> int | None:
        """Give the start of the old section that a card belongs to; None for what the new version has here."""
        if card.row.new and not card.away:
            return None
        at = bisect_right(self.starts, card.row.old[0].position) - 1
        return self.starts[at] if at >= 0 else None


def _find_fates(cards: Sequence[Card]) -> _Fates:
    heads = {place.position: not card.row.new for card in cards for place in card.row.old if _is_top(place)}
    return _Fates(tuple(sorted(heads)), frozenset(position for position, removed in heads.items() if removed))


def _make_group(section: Sequence[Card]) -> CardGroup:
    first = _place(section[0])
    headed = _is_top(first)
    heading = section[0] if headed else None
    items: list[Card | Fold] = []
    for shown, run in groupby(section[1:] if headed else section, key=_is_shown):
        found = list(run)
        items += found if shown else [Fold(found)]
    if heading is not None and _is_shown(heading):
        items.insert(0, heading)
    title = f"{first.number} {first.text}".strip() if headed else ""
    if heading is not None and (heading.away or not heading.row.new):
        title += " (moved away)" if heading.away else " (removed)"
    return CardGroup(title, heading, items)


def _is_shown(card: Card) -> bool:
    return card.row.is_change


def _place(card: Card) -> Place:
    return (card.row.old if card.away or not card.row.new else card.row.new)[0]


def tell_fold(fold: Fold) -> str:
    """Give the line that stands for a fold: `5 clauses unchanged, 3 only renumbered: s.7, 2nd bullet to s.8`."""
    rows = [card.row for card in fold.cards]
    parts = []
    for kind, words in (("unchanged", "unchanged"), ("renumbered", "only renumbered")):
        found = [row for row in rows if row.kind == kind]
        if found:
            parts.append(f"{_count(found)} {words}")
    first, last = _place(fold.cards[0]).citation, _place(fold.cards[-1]).citation
    return f"{', '.join(parts)}: {first}" + (f" to {last}" if last != first else "")


def _count(rows: Sequence[Row]) -> str:
    headings = sum(row.part == "heading" for row in rows)
    clauses = len(rows) - headings
    parts = [count_noun(clauses, "clause")] if clauses else []
    parts += [count_noun(headings, "heading")] if headings else []
    return " and ".join(parts)


def tell_places(row: Row) -> tuple[str, str]:
    """Give how a person cites the old and the new place; empty where there is none."""
    old, new = (" and ".join(place.citation for place in side) for side in (row.old, row.new))
    return old, new


OPENING = 8
"""As many words of a clause are quoted where a summary speaks of it."""


def quote_opening(row: Row) -> str:
    """Give the first words of the clause that a row is about, so that a summary is understood without turning pages."""
    words = row.place.text.split()
    return " ".join(words[:OPENING]) + (" …" if len(words) > OPENING else "")


def list_summary(changes: Changes) -> list[tuple[str, list[Row], list[FieldChange]]]:
    """Give the changed rows by weight, the heaviest first, with the words for it; empty ones are left out.

    With the rows that change what is asked stand the changes of the whole document that do so too. A name that changed
    throughout is one entry; rows in which nothing else changed are left out.
    """
    summary = []
    for weight, words in WEIGHT_WORDS.items():
        rows = [row for row in changes.changed if row.weight == weight and not row.renamed]
        fields = [field for field in changes.details if weight == field.weight == "normative"]
        fields += [field for field in changes.renames if field.weight == weight]
        if rows or fields:
            summary.append((words, rows, fields))
    return summary


def list_light_details(changes: Changes) -> list[FieldChange]:
    """Give the changes of the document as a whole that change nothing that is asked."""
    return [field for field in changes.details if field.weight != "normative"]


def key_of(row: Row) -> str:
    """Give the key of the card at which a row is read."""
    return f"now-{row.new[0].position + 1}" if row.new else f"was-{row.old[0].position + 1}"
