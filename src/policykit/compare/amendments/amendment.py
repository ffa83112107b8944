"""Amendments as data: what an amending resolution can do to a document, one amendment at a time.

All places and quoted words are those of the old version: the amendments of one list take effect together. Only where a
clause is put (`after`) do they build on each other, in the order of the list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.faults import ListedAmendment
from policykit.wording.forms import fold_form
from policykit.wording.numbers import name_ordinal

_Listed = TypeVar("_Listed", bound=ListedAmendment)

_UNSAFE = re.compile(
    r"[“”\\]| to after | to the beginning| together with | by no name| insert new clause|^new clause |"
    r"clause of the old version$|^the table of | a table headed |, for the heading of column |, in row |"
    r", omit (?:row|column) |, after (?:row|column) |, above all rows|, before all columns"
)
"""What a citation must not hold if amendments are to be read back: quotation marks and the hinges of amendments."""


@dataclass(frozen=True, slots=True)
class SubstituteWords(ListedAmendment):
    """Put `new` for the words `old`, which are in the clause at `at` exactly once."""

    at: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class OmitWords(ListedAmendment):
    """Take the words `old` out of the clause at `at`; they are there exactly once."""

    at: str
    old: str


@dataclass(frozen=True, slots=True)
class InsertWords(ListedAmendment):
    """Put the words `new` beside the words `anchor`, or at one end of the clause (`anchor` is then empty)."""

    at: str
    where: Literal["after", "before", "beginning", "end"]
    anchor: str
    new: str


@dataclass(frozen=True, slots=True)
class SubstituteText(ListedAmendment):
    """Put `text` for the whole text of the clause at `at`."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class NewClause:
    """A clause that the old version does not have, under the name by which later amendments may call it.

    `path` None means: under what the clause before it is under.
    """

    name: str
    text: str
    id: str | None = None
    path: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class InsertClause(ListedAmendment):
    """Put a new clause after another, or at the beginning (`after` None)."""

    after: str | None
    clause: NewClause


@dataclass(frozen=True, slots=True)
class OmitClause(ListedAmendment):
    """Take out the clause at `at`."""

    at: str


@dataclass(frozen=True, slots=True)
class MoveClause(ListedAmendment):
    """Take the clause at `at` to after another, under what that one is under; or to the beginning (`after` None)."""

    at: str
    after: str | None


@dataclass(frozen=True, slots=True)
class DivideClause(ListedAmendment):
    """Make several clauses of the one at `at`: it keeps its place with `text`, the others follow it."""

    at: str
    text: str
    others: tuple[NewClause, ...]


@dataclass(frozen=True, slots=True)
class CombineClauses(ListedAmendment):
    """Make one clause of several: the first keeps its place with `text`, the others go."""

    at: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class NameClause(ListedAmendment):
    """Give the clause at `at` another id, or none."""

    at: str
    id: str | None


@dataclass(frozen=True, slots=True)
class PlaceClause(ListedAmendment):
    """Put the clause at `at` under another heading, wherever it stands: `path` leads to it."""

    at: str
    path: tuple[str, ...]


WordAmendment = SubstituteWords | OmitWords | InsertWords | SubstituteText
Amendment = (
    WordAmendment
    | InsertClause
    | OmitClause
    | MoveClause
    | DivideClause
    | CombineClauses
    | NameClause
    | PlaceClause
)  # fmt: skip
"""One amendment of an amending resolution."""


def name_places(units: Sequence[Unit]) -> tuple[str, ...]:
    """Give each unit the words by which amendments call it.

    That is its citation where it has one that no other unit shares and that cannot be taken for part of an amendment;
    otherwise its position: "the 14th clause of the old version".
    """
    counts = Counter(unit.citation for unit in units)
    return tuple(
        unit.citation if _is_safe(unit.citation) and counts[unit.citation] == 1 else _name_position(position)
        for position, unit in enumerate(units, start=1)
    )


def match_places(units: Sequence[Unit], amendments: Sequence[_Listed]) -> tuple[_Listed, ...]:
    """Give amendments with each place as the units are named, where whoever wrote it typed its letters otherwise."""
    names = {fold_form(name): name for name in name_places(units)}

    def match(place: Any) -> Any:
        if isinstance(place, tuple):
            return tuple(map(match, place))
        return names.get(fold_form(place), place) if isinstance(place, str) else place

    changed = []
    for each in amendments:
        given = {name: getattr(each, name, None) for name in ("at", "after")}
        named = {name: match(value) for name, value in given.items() if value is not None}
        changed.append(replace(each, **named) if any(given[name] != value for name, value in named.items()) else each)
    return tuple(changed)


def _is_safe(citation: str) -> bool:
    return bool(citation) and citation.isprintable() and citation.strip() == citation and not _UNSAFE.search(citation)


def _name_position(position: int) -> str:
    return f"the {name_ordinal(position)} clause of the old version"
