"""Tables in Word: a heading row that repeats, rows that no page tears apart, changes of rows and cells tracked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from xml.sax.saxutils import quoteattr

from policykit.compare.versions.tables import settle_table
from policykit.compare.words.marks import Side
from policykit.document.tree import Blank, Cell, TableNode
from policykit.model.text import Marked, plain_text
from policykit.render.arrange import arrange_rows, count_columns
from policykit.render.docx.revisions import Mark, is_gone
from policykit.render.docx.runs import RunWriter
from policykit.render.docx.xml import PAGE_WIDTH, clean_text, write_paragraph

_SIDES: tuple[Side, ...] = ("old", "new")


@dataclass(frozen=True, slots=True)
class _WordCell:
    content: Cell
    heads: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_WordCell, ...]
    marks: tuple[Mark, ...] = ()
    heads: bool = False


class TableWriter:
    """Writes the tables of one document."""

    def __init__(self, words: RunWriter) -> None:
        self.words = words

    def write(self, table: TableNode, name: str, mark: Mark | None = None, *, indent: int = 0) -> str:
        """Give a table.

        Args:
            table: what to write; in a redline, with its changes.
            name: what it is called for those who cannot see it.
            mark: the mark of all that stands around it.
            indent: how far it is set in, in 1/20 point.
        """
        rows = _mark_rows(table, mark)
        width = max((sum(cell.span for cell in row.cells) for row in rows), default=1)
        grid = _share_width(rows, width, PAGE_WIDTH - indent)
        columns = "".join(f'<w:gridCol w:w="{part}"/>' for part in grid)
        first_row, first_column = bool(table.columns), table.row_headers
        flags = 0x0600 + 0x0020 * first_row + 0x0080 * first_column
        look = f'w:val="{flags:04X}" w:firstRow="{int(first_row)}" w:firstColumn="{int(first_column)}"'
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="PolicyTable"/>'
            f'<w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook {look} w:lastRow="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(clean_text(name))}/></w:tblPr>"
            f"<w:tblGrid>{columns}</w:tblGrid>"
            f"{''.join(self._write_row(row, grid) for row in rows)}</w:tbl>"
        )

    def _write_row(self, row: _Row, grid: Sequence[int]) -> str:
        marks = "".join(self.words.revisions.mark_row(mark) for mark in row.marks)
        head = "<w:tblHeader/>" if row.heads else ""
        cells, at = "", 0
        mark: Mark | None = row.marks[-1] if row.marks else None
        for cell in row.cells:
            size = sum(grid[at : at + cell.span])
            at += cell.span
            span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F3"/>' if cell.heads else ""
            content = write_paragraph(
                "TableHeading" if cell.heads else "TableText",
                self.words.write_cell(cell.content, mark),
                end=self.words.revisions.mark_end(mark),
            )
            cells += f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{span}{shade}</w:tcPr>{content}</w:tc>'
        return f"<w:tr><w:trPr><w:cantSplit/>{head}{marks}</w:trPr>{cells}</w:tr>"


def _mark_rows(table: TableNode, mark: Mark | None) -> list[_Row]:
    """Give the rows of a table with their marks. Where columns came or went, the old table goes and the new one comes.

    Word cannot show a column as inserted in a way that other programs read.
    """
    plain: Mark | None = None if mark is None else "del" if is_gone(mark) else "ins"
    if table.change == "edited" and plain != "del" and any(_whole_mark(cell) for cell in table.columns):
        sides = [
            _list_rows(settled, "del" if side == "old" else "ins", plain)
            for side in _SIDES
            if (settled := settle_table(table, side)) is not None
        ]
        width = max(sum(cell.span for cell in row.cells) for rows in sides for row in rows)
        return [_widen(row, width) for rows in sides for row in rows]
    if plain is None and table.change in ("inserted", "deleted"):
        plain = "ins" if table.change == "inserted" else "del"
    return _list_rows(table, None, plain)


def _list_rows(table: TableNode, mark: Mark | None, above: Mark | None) -> list[_Row]:
    outer: tuple[Mark, ...] = (above,) if above is not None else ()
    own: tuple[Mark, ...] = (mark,) if mark is not None and mark != above else ()
    rows = []
    if table.columns:
        width = count_columns(table)
        head = [_WordCell(cell, heads=True) for cell in table.columns]
        head += [_WordCell((), heads=True)] * (width - len(head))
        rows.append(_Row(tuple(head), outer + own, heads=True))
    for row in arrange_rows(table):
        first = [] if row.header is None else [_WordCell(row.header, heads=True)]
        cells = [_WordCell(cell) for cell in row.cells]
        cells[-1] = _WordCell(row.cells[-1], span=row.span)
        whole = _find_row_mark([cell.content for cell in (*first, *cells)])
        marks = outer + own + ((whole,) if whole is not None and not own and whole not in outer else ())
        rows.append(_Row((*first, *cells), marks))
    return rows


def _widen(row: _Row, width: int) -> _Row:
    missing = width - sum(cell.span for cell in row.cells)
    last = row.cells[-1]
    return _Row((*row.cells[:-1], _WordCell(last.content, last.heads, last.span + missing)), row.marks, row.heads)


def _whole_mark(cell: Cell) -> Mark | None:
    """Give the mark that all of a cell bears."""
    if isinstance(cell, Blank) or len(cell) != 1 or not isinstance(cell[0], Marked):
        return None
    return "del" if cell[0].change == "deleted" else "ins"


def _find_row_mark(cells: Sequence[Cell]) -> Mark | None:
    """Give the mark of a row of which every cell that holds something is marked alike."""
    marks = {_whole_mark(cell) for cell in cells if cell != ()}
    return marks.pop() if len(marks) == 1 else None


def _share_width(rows: Sequence[_Row], columns: int, width: int) -> list[int]:
    """Give each column its part of the width: more to the one with more words, to none less than its longest word."""
    long, word = [1] * columns, [1] * columns
    for row in rows:
        for at, cell in enumerate(row.cells):
            if cell.span > 1:
                continue
            text = cell.content.words + "— ()" if isinstance(cell.content, Blank) else plain_text(cell.content)
            long[at] = max(long[at], len(text))
            word[at] = max(word[at], *(len(part) for part in text.split()), 1)
    weights = [max(sqrt(length), 1.2 * letters**0.9) for length, letters in zip(long, word, strict=True)]
    shares = [int(width * weight / sum(weights)) for weight in weights]
    shares[-1] += width - sum(shares)
    return shares
