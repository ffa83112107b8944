"""How clauses stand together on a page: runs of paragraphs, lists and definitions, whatever the medium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from policykit.document.tree import Cell, Change, ClauseNode, ContentsEntry, SectionNode, TableNode

Fate = Literal["gone", "new"] | None
RunKind = Literal["paragraphs", "bullets", "numbers", "definitions"]

BULLETS = frozenset({"", "•", "-", "–", "—", "*", "·", "o", "▪"})
"""The printed numbers that are only a mark, which each medium draws in its own way."""

CHANGE_WORDS: dict[Change, str] = {
    "inserted": "Inserted",
    "deleted": "Deleted",
    "moved_from": "Moved away",
    "moved_to": "Moved here",
    "edited": "Changed",
}
"""What a redline says beside a node, where the comparison gave no words of its own."""

_FATES: dict[Change, Fate] = {"deleted": "gone", "moved_from": "gone", "inserted": "new"}


@dataclass(frozen=True, slots=True)
class ListRun:
    """Neighbouring clauses of one kind, which make one list or a row of paragraphs."""

    kind: RunKind
    clauses: tuple[ClauseNode, ...]


@dataclass(frozen=True, slots=True)
class ContentsItem:
    """A line of the contents with the lines below it."""

    entry: ContentsEntry
    items: tuple[ContentsItem, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it is printed: the cell that heads it, if one does, and the rest; the last one may span columns."""

    header: Cell | None
    cells: tuple[Cell, ...]
    span: int
    """How many columns the last cell fills."""


def arrange_clauses(clauses: Sequence[ClauseNode]) -> list[ListRun]:
    """Give the runs of neighbouring clauses; a change of style begins a new list."""
    return [ListRun(kind, tuple(run)) for (kind, _), run in groupby(clauses, key=_run_key)]


def arrange_contents(entries: Sequence[ContentsEntry]) -> tuple[ContentsItem, ...]:
    """Give the lines of the contents, each below the line before it that has a smaller level."""
    items: list[ContentsItem] = []
    start = 0
    while start < len(entries):
        end = start + 1
        while end < len(entries) and entries[end].level > entries[start].level:
            end += 1
        items.append(ContentsItem(entries[start], arrange_contents(entries[start + 1 : end])))
        start = end
    return tuple(items)


def arrange_rows(table: TableNode) -> Iterator[TableRow]:
    """Give the rows of a table. A short row, or one whose heading is empty, spans the columns that are left."""
    width = count_columns(table)
    for row in table.rows:
        headed = table.row_headers and len(row) > 1 and row[0] != ()
        cells = row[1:] if headed or (table.row_headers and len(row) == 2 and row[0] == ()) else row
        yield TableRow(row[0] if headed else None, cells, max(1, width - headed - len(cells) + 1))


def count_columns(table: TableNode) -> int:
    """Give the number of columns: that of the widest row."""
    return max(len(table.columns), *(len(row) for row in table.rows), 1)


def printed_number(clause: ClauseNode) -> str:
    """Give the number that is printed before the words; nothing where it is only a bullet."""
    return "" if clause.style == "bullet" and clause.number in BULLETS else clause.number


def change_label(node: ClauseNode | SectionNode) -> str:
    """Give the words that say what a comparison found of this node, or nothing."""
    if node.change is None:
        return ""
    note = node.change_note
    return note[:1].upper() + note[1:] if note else CHANGE_WORDS[node.change]


def find_fate(node: ClauseNode | SectionNode, above: Fate = None) -> Fate:
    """Tell whether a node's words are struck or added as a whole, by its own change or by that of the node above."""
    if above is not None or node.change is None:
        return above
    return _FATES.get(node.change)


def _run_key(clause: ClauseNode) -> tuple[RunKind, str]:
    if clause.term is not None:
        return "definitions", ""
    if clause.style == "none":
        return "paragraphs", ""
    if clause.style == "bullet":
        return ("numbers" if printed_number(clause) else "bullets"), "bullet"
    return "numbers", clause.style
