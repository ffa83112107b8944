"""Tables in Word: a heading row that repeats, rows that no page tears apart, changes of rows and cells tracked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from xml.sax.saxutils import quoteattr

from policykit.compare.versions.tables import settle_table
from policykit.compare.words.marks import Side
from policykit.document.tree import Blank, Cell, TableNode
from policykit.model.table import Covered
from policykit.model.text import Marked, plain_text
from policykit.render.arrange import TableCell, TableRow, arrange_cell, arrange_rows
from policykit.render.docx.numbering import BULLET_NUM
from policykit.render.docx.revisions import Mark, is_gone
from policykit.render.docx.runs import RunWriter
from policykit.render.docx.xml import PAGE_WIDTH, clean_text, write_paragraph

_SIDES: tuple[Side, ...] = ("old", "new")


@dataclass(frozen=True, slots=True)
class _Row:
    cells: TableRow
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
        width = max((sum(cell.columns for cell in row.cells) for row in rows), default=1)
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
            f"{''.join(self._write_row(row, grid, table.languages) for row in rows)}</w:tbl>"
        )

    def _write_row(self, row: _Row, grid: Sequence[int], languages: Sequence[str]) -> str:
        marks = "".join(self.words.revisions.mark_row(mark) for mark in row.marks)
        head = "<w:tblHeader/>" if row.heads else ""
        cells, at = "", 0
        mark: Mark | None = row.marks[-1] if row.marks else None
        for cell in row.cells:
            size = sum(grid[at : at + cell.columns])
            language = languages[at] if at < len(languages) else self.words.language
            at += cell.columns
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            span += '<w:vMerge w:val="restart"/>' if cell.rows > 1 else "<w:vMerge/>" if cell.rows == 0 else ""
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F3"/>' if cell.heads else ""
            with self.words.in_language(language):
                content = self._write_content(cell, mark, leads=row.heads or cell.heads == "rows")
            cells += f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{span}{shade}</w:tcPr>{content}</w:tc>'
        return f"<w:tr><w:trPr><w:cantSplit/>{head}{marks}</w:trPr>{cells}</w:tr>"

    def _write_content(self, cell: TableCell, mark: Mark | None, *, leads: bool) -> str:
        """Give the paragraphs of a cell, one for each item of its lists; what `leads` stays with the row below it."""
        style, end = "TableHeading" if cell.heads else "TableText", self.words.revisions.mark_end(mark)
        content = () if isinstance(cell.content, Covered) else cell.content
        blocks = () if isinstance(content, Blank) else arrange_cell(content)
        keep = "<w:keepNext/>" if leads else ""
        if all(block.kind == "words" for block in blocks):
            return write_paragraph(style, self.words.write_cell(content, mark), properties=keep, end=end)
        paragraphs = []
        for block in blocks:
            for number, words in block.items:
                runs = self.words.write(words, mark)
                if block.kind == "words":
                    paragraphs.append(write_paragraph(style, runs, properties=keep, end=end))
                elif block.kind == "bullets":
                    paragraphs.append(write_paragraph(style, runs, properties=_BULLET, end=end))
                else:
                    typed = self.words.write_plain(f"{number}\t", mark)
                    paragraphs.append(write_paragraph(style, typed + runs, properties=_HANGING, end=end))
        return "".join(paragraphs)


_BULLET = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLET_NUM}"/></w:numPr><w:ind w:left="284" w:hanging="284"/>'
_HANGING = '<w:ind w:left="425" w:hanging="425"/>'


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
        width = max(sum(cell.columns for cell in row.cells) for rows in sides for row in rows)
        return [_widen(row, width) for rows in sides for row in rows]
    if plain is None and table.change in ("inserted", "deleted"):
        plain = "ins" if table.change == "inserted" else "del"
    return _list_rows(table, None, plain)


def _list_rows(table: TableNode, mark: Mark | None, above: Mark | None) -> list[_Row]:
    outer: tuple[Mark, ...] = (above,) if above is not None else ()
    own: tuple[Mark, ...] = (mark,) if mark is not None and mark != above else ()
    rows = []
    if table.columns:
        head = [TableCell(cell, heads="row") for cell in table.columns]
        head += [TableCell((), heads="row")] * (table.width - len(head))
        rows.append(_Row(tuple(head), outer + own, heads=True))
    for row in arrange_rows(table):
        whole = _find_row_mark([cell.content for cell in row])
        marks = outer + own + ((whole,) if whole is not None and not own and whole not in outer else ())
        rows.append(_Row(row, marks))
    return rows


def _widen(row: _Row, width: int) -> _Row:
    missing = width - sum(cell.columns for cell in row.cells)
    last = row.cells[-1]
    return replace(row, cells=(*row.cells[:-1], replace(last, columns=last.columns + missing)))


def _whole_mark(cell: Cell) -> Mark | None:
    """Give the mark that all of a cell bears."""
    if not isinstance(cell, tuple) or len(cell) != 1 or not isinstance(cell[0], Marked):
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
        at = 0
        for cell in row.cells:
            if cell.columns == 1 and not isinstance(cell.content, Covered):
                text = cell.content.printed if isinstance(cell.content, Blank) else plain_text(cell.content)
                long[at] = max(long[at], len(text))
                word[at] = max(word[at], *(len(part) for part in text.split()), 1)
            at += cell.columns
    weights = [max(sqrt(length), 1.2 * letters**0.9) for length, letters in zip(long, word, strict=True)]
    shares = [int(width * weight / sum(weights)) for weight in weights]
    shares[-1] += width - sum(shares)
    return shares
