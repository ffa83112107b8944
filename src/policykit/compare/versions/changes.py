"""What differs between two versions, as data: rows of clauses and headings, and what is beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from policykit.compare.alignment.entries import Place
from policykit.compare.alignment.units import Evidence
from policykit.compare.words.diff import Segment
from policykit.compare.words.force import ForceChange

RowKind = Literal["unchanged", "renumbered", "edited", "moved", "split", "merged", "added", "removed"]
"""What became of a clause or heading. `renumbered`: only what is printed before it, or what its references print,
follows from changes elsewhere or from a numbering. `moved` may be edited too."""

Weight = Literal["normative", "reach", "unexamined", "wording", "editorial"]
"""`normative`: what is asked, who is asked, or by when. `reach`: words that no proof shows to be wording only: how far
the clause reaches may have changed, and a person has to read it. `unexamined`: the same, in a language whose
words of force are not known. `wording`: proved to be wording only, or only a place or a heading. `editorial`: only what
is beside the adopted words, such as topics and editors' notes."""

WEIGHTS_IN_ORDER: tuple[Weight, ...] = ("normative", "reach", "unexamined", "wording", "editorial")
"""The weights, the heaviest first."""

FieldKind = Literal[
    "words",
    "structure",
    "table",
    "picture",
    "numbering",
    "force",
    "rules",
    "subject",
    "notes",
    "origin",
    "name",
    "front",
]
"""The kind of change that a field of the schema belongs to."""

ROW_KINDS: tuple[RowKind, ...] = ("edited", "moved", "split", "merged", "added", "removed", "renumbered", "unchanged")
"""The kinds in the order in which they are counted."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. `line` says it in plain English; `old` and `new` are empty where there was nothing."""

    kind: FieldKind
    field: str
    """The name in the YAML: `kind`, `applies_to`, `rules`."""
    old: str
    new: str
    weight: Weight
    line: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of the table as it now is or as it was: `row` and `column` count from 1, row 0 is the headings."""

    row: int
    column: int
    words: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """How a table differs.

    `columns` and `rows` give old and new positions (from 0), None where there is no such one; they are in the order
    in which both tables together are read.
    """

    kind: Literal["added", "removed", "edited"]
    columns: tuple[tuple[int | None, int | None], ...] = ()
    rows: tuple[tuple[int | None, int | None], ...] = ()
    cells: tuple[CellChange, ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One clause or heading and what became of it: one place on each side; for a split or merger several on one."""

    kind: RowKind
    weight: Weight
    part: Literal["heading", "clause"]
    old: tuple[Place, ...]
    new: tuple[Place, ...]
    moved: bool = False
    words: tuple[Segment, ...] = ()
    """The marks, where the words differ: old and new words of all places, joined by spaces."""
    apart: bool = False
    """Whether so much changed that old and new read better one after the other."""
    table: TableChange | None = None
    force: tuple[ForceChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    evidence: Evidence | None = None
    """Why the places were paired; None for what was added or removed."""
    score: float = 0.0
    """How alike they are, 0 to 1."""
    line: str = ""
    """The change in one plain sentence; empty for an unchanged row."""
    words_line: str = ""
    """What changed in the words, place by place, but for names that changed throughout the text."""
    renamed: bool = False
    """Whether all that changed is a name that changed throughout the text, which is told once for all of them."""
    unexamined: str = ""
    """The language of words that were not examined for what they ask; empty where they were."""

    @property
    def place(self) -> Place:
        """The first place in the new version, else in the old one."""
        return (self.new or self.old)[0]

    @property
    def is_edited(self) -> bool:
        """Whether more than the place changed."""
        told = any(field.kind != "name" and field.field != "lead_in" for field in self.fields)
        return bool(self.words or self.table or told) or self.kind in ("split", "merged")

    @property
    def is_change(self) -> bool:
        """Whether this row counts as a change; a number that follows from changes elsewhere does not."""
        return self.kind not in ("unchanged", "renumbered")


@dataclass(frozen=True, slots=True)
class ComparedVersion:
    """One side of the comparison."""

    policy: str
    council: str
    title: str
    version: str
    status_line: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two versions; every clause and heading of both is in exactly one row."""

    old: ComparedVersion
    new: ComparedVersion
    rows: tuple[Row, ...]
    """In the order of the new version; what was removed is after what it followed."""
    details: tuple[FieldChange, ...] = ()
    """Changes of the document as a whole: title, subtitle, who is bound, owner, law, notes."""
    renames: tuple[FieldChange, ...] = ()
    """Names that changed throughout the text, one for each; the rows in which they did are counted, not these."""
    follows: tuple[FieldChange, ...] = ()
    """What follows from the register and the label: the version block, the history, the status. Not counted."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs at all."""
        return not (self.details or self.follows or any(row.kind != "unchanged" for row in self.rows))

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows that count as changes."""
        return tuple(row for row in self.rows if row.is_change)

    @property
    def count(self) -> int:
        """How many changes there are, those of the document as a whole among them."""
        return len(self.changed) + len(self.details)

    @property
    def normative(self) -> tuple[Row, ...]:
        """The rows that change what is asked."""
        return tuple(row for row in self.changed if row.weight == "normative")

    @property
    def normative_count(self) -> int:
        """How many changes change what is asked, those of the document as a whole among them."""
        return len(self.normative) + sum(field.weight == "normative" for field in self.details)

    @property
    def to_read(self) -> tuple[Row, ...]:
        """The rows of which a person has to read whether they reach further, or less far, than before."""
        return tuple(row for row in self.changed if row.weight == "reach")

    @property
    def unexamined(self) -> tuple[Row, ...]:
        """The rows of which it is not known whether they change what is asked: their language is not known."""
        return tuple(row for row in self.changed if row.weight == "unexamined")

    @property
    def unexamined_languages(self) -> str:
        """The languages of the rows that were not examined, as a reader is told them: `gd and ga`."""
        return " and ".join(sorted({row.unexamined for row in self.unexamined}))

    def count_kinds(self) -> dict[RowKind, int]:
        """Give how many rows there are of each kind, every kind in a fixed order."""
        counts = Counter(row.kind for row in self.rows)
        return {kind: counts[kind] for kind in ROW_KINDS}

    def walk(self) -> Iterator[tuple[Row, bool]]:
        """Give the rows in reading order; a moved one twice: where it now stands (False) and where it stood (True)."""
        return arrange_rows(self.rows)


def arrange_rows(rows: Iterable[Row]) -> Iterator[tuple[Row, bool]]:
    """Give rows in the order of the new version; what left its place comes first in the gap where it stood (True)."""
    rows = list(rows)
    carried = _find_carried(rows)
    news = sorted((row for row in rows if row.new), key=lambda row: row.new[0].position)
    gone = sorted((row for row in rows if row.old and (row.moved or not row.new)), key=lambda row: row.old[0].position)
    fixed = [row for row in news if row.old and not row.moved and row.old[0].position not in carried]
    ends = iter([*(row.old[0].position for row in fixed[1:]), None])
    first = fixed[0].old[0].position if fixed else None
    away = _Queue(gone)
    yield from away.give_before(first)
    fixed_ids = {id(row) for row in fixed}
    for row in news:
        yield row, False
        if id(row) in fixed_ids:
            yield from away.give_before(next(ends))


class _Queue:
    """What left its place, handed out once the reading has come there."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.at = 0

    def give_before(self, position: int | None) -> Iterator[tuple[Row, bool]]:
        """Give what stood before an old position, or all that is left."""
        while self.at < len(self.rows) and (position is None or self.rows[self.at].old[0].position < position):
            yield self.rows[self.at], True
            self.at += 1


def _find_carried(rows: Iterable[Row]) -> set[int]:
    """Give the old positions that moved only because what they are under did."""
    places = sorted((place.position, place.level, row.moved) for row in rows for place in row.old)
    carried: set[int] = set()
    under: int | None = None
    for position, level, moved in places:
        if under is not None and level <= under:
            under = None
        if under is not None:
            carried.add(position)
        elif moved:
            under = level
    return carried
