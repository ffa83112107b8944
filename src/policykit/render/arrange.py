"""How clauses stand together on a page: runs of paragraphs, lists and definitions, whatever the medium."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from policykit.document.tree import Cell, Change, ClauseNode, ContentsEntry, Document, SectionNode, TableNode
from policykit.model.table import BULLET, Covered
from policykit.model.text import Break, Inline, plain_text
from policykit.model.word_tree import drop_start, split_lines
from policykit.wording.phrases.languages import PhraseTable

Fate = Literal["gone", "new"] | None
CellBlockKind = Literal["words", "bullets", "numbers"]
RunKind = Literal["paragraphs", "bullets", "numbers", "definitions"]

_NUMBER = re.compile(r"(\d{1,3}[.)]|\([a-z0-9]{1,4}\))[ \t]+")

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
class TableCell:
    """A cell as it is printed, over the columns and rows that it fills."""

    content: Cell
    columns: int = 1
    rows: int = 1
    """How many rows it fills; 0 for the part of a cell that begins in a row above."""
    heads: Literal["", "row", "rows"] = ""
    """Whether it heads its row, or, being alone in it, the rows below."""


TableRow = tuple[TableCell, ...]
"""The cells of a row as they are printed, from the left; together they fill its columns."""


def arrange_clauses(clauses: Sequence[ClauseNode]) -> list[ListRun]:
    """Give the runs of neighbouring clauses, but for footnotes; a change of style begins a new list."""
    shown = (clause for clause in clauses if not clause.footnote)
    return [ListRun(kind, tuple(run)) for (kind, _), run in groupby(shown, key=_run_key)]


def list_footnotes(document: Document) -> list[tuple[ClauseNode, Fate]]:
    """Give the footnotes of a document in order, each with what became of it."""

    def walk(nodes: Sequence[ClauseNode | SectionNode], above: Fate) -> Iterator[tuple[ClauseNode, Fate]]:
        for node in nodes:
            fate = find_fate(node, above)
            if isinstance(node, ClauseNode) and node.footnote:
                yield node, fate
            yield from walk(node.clauses, fate)
            if isinstance(node, SectionNode):
                yield from walk(node.sections, fate)

    # Numbers rise through the document; what is struck out stands by the number that it had.
    return sorted(walk(document.sections, None), key=lambda pair: int(pair[0].number))


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
    """Give the rows of a table.

    The last cell of a short row, or of one whose heading is empty, fills the columns that are left.
    """
    width, depth = table.width, len(table.rows)
    merged = any(isinstance(cell, Covered) for row in table.rows for cell in row)
    for at, row in enumerate(table.rows):
        if table.row_headers and len(row) == 2 and row[0] == () and not merged:
            row = row[1:]
        cells = [_arrange_cell(table, at, column) for column in range(len(row)) if _begins(row, column)]
        if table.rows[at] is not row:
            cells = [TableCell(row[0])]
        elif table.row_headers and len(row) > 1 and row[0] != () and cells[0].rows:
            cells[0] = replace(cells[0], heads="row")
        cells[-1] = replace(cells[-1], columns=cells[-1].columns + width - sum(cell.columns for cell in cells))
        alone = len(cells) == 1 and cells[0].rows == 1 and width > 1 and isinstance(row[-1], Covered)
        if alone and at + 1 < depth:
            cells[0] = replace(cells[0], heads="rows")
        yield tuple(cells)


def arrange_row_groups(table: TableNode) -> list[list[TableRow]]:
    """Give the rows of a table in groups: each begins with the row that heads it, but for the first."""
    groups: list[list[TableRow]] = [[]]
    for row in arrange_rows(table):
        if row[0].heads == "rows" and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    return groups


@dataclass(frozen=True, slots=True)
class CellBlock:
    """Lines of a cell that are one thing: words, or the items of a list with what is printed before each."""

    kind: CellBlockKind
    items: tuple[tuple[str, tuple[Inline, ...]], ...]


def arrange_cell(words: tuple[Inline, ...]) -> tuple[CellBlock, ...]:
    """Give the words of a cell as paragraphs and lists: lines that begin with a bullet, or several with numbers."""
    blocks: list[CellBlock] = []
    for kind, run in groupby((_read_item(line) for line in split_lines(words)), key=lambda item: item[0]):
        lines = list(run)
        items = tuple((number, line) for _, number, line, _ in lines)
        if kind == "words" or (kind == "numbers" and len(items) < 2):
            joined = _join_lines([whole for _, _, _, whole in lines])
            last = blocks[-1] if blocks and blocks[-1].kind == "words" else None
            if last is not None:
                joined = _join_lines([blocks.pop().items[0][1], joined])
            blocks.append(CellBlock("words", (("", joined),)))
        else:
            blocks.append(CellBlock(kind, items))
    return tuple(block for block in blocks if block.kind != "words" or block.items[0][1])


def _read_item(line: tuple[Inline, ...]) -> tuple[CellBlockKind, str, tuple[Inline, ...], tuple[Inline, ...]]:
    """Give what a line is, its number, its words without that, and all of it."""
    plain = plain_text(line)
    if plain.startswith(BULLET):
        return "bullets", "", drop_start(line, len(BULLET)), line
    if number := _NUMBER.match(plain):
        return "numbers", number[1], drop_start(line, number.end()), line
    return "words", "", line, line


def _join_lines(lines: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for position, line in enumerate(lines):
        joined += [Break(), *line] if position else line
    return tuple(joined)


def _begins(row: Sequence[Cell], column: int) -> bool:
    """Tell whether a cell begins at a place of a row, in this row or in one above."""
    cell = row[column]
    if not isinstance(cell, Covered):
        return True
    return cell.by == "above"


def _arrange_cell(table: TableNode, at: int, column: int) -> TableCell:
    row = table.rows[at]
    columns = next((n for n, cell in enumerate(row[column + 1 :], 1) if cell != Covered("left")), len(row) - column)
    if isinstance(row[column], Covered):
        return TableCell((), columns, rows=0)
    below = (table.rows[n][column] if column < len(table.rows[n]) else () for n in range(at + 1, len(table.rows)))
    rows = next((n for n, cell in enumerate(below, 1) if cell != Covered("above")), len(table.rows) - at)
    return TableCell(row[column], columns, rows)


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


def say_past(place: str, words: str) -> str:
    """Give what a part said before: `From version 1, adopted 2019 (item 3.2): “Officers must …”`."""
    return f"{place} “{words}”" if words else f"{place} —"


def say_note(kind: str, phrases: PhraseTable) -> str:
    """Give what is before an editor's note: `Editor’s note (drafting):`."""
    return phrases.say("page.note", kind=phrases.say(f"note.{kind}"))
