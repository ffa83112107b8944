"""The cells of a ruled table and their words; tables that go on over a page are one."""

from __future__ import annotations

from dataclasses import replace

from policykit.intake.paragraph import GridCell, Paragraph
from policykit.intake.pdf.grids import PdfGrid
from policykit.intake.pdf.hyphens import LineJoiner
from policykit.intake.pdf.lines import PdfWord, make_lines
from policykit.intake.pdf.paragraphs import PageShape, gather_paragraphs, make_paragraph

_PADDING = 5.0
_NEAR = 8.0

Place = tuple[int, int]


def make_table(grid: PdfGrid, words: list[PdfWord], page: int, joiner: LineJoiner) -> Paragraph:
    """Give a table as a paragraph with rows; a cell that no line parts from the one before it belongs to that."""
    homes = _find_homes(grid)
    held: dict[Place, list[PdfWord]] = {}
    for word in words:
        word.region = 0
        held.setdefault(homes[grid.find_cell(word)], []).append(word)
    ends = _find_ends(held)
    rows: list[tuple[GridCell, ...]] = []
    for row in range(len(grid.rows) - 1):
        cells = []
        for column in range(len(grid.columns) - 1):
            if homes[row, column] == (row, column):
                own = [place for place, home in homes.items() if home == (row, column)]
                columns = max(place[1] for place in own) - column + 1
                deep = max(place[0] for place in own) - row + 1
                right = ends.get(column + columns - 1, grid.columns[column + columns] - _PADDING)
                inner = _make_cell(held.get((row, column), []), grid.columns[column], right, page, joiner)
                cells.append(GridCell(inner, columns, deep))
        rows.append(tuple(cells))
    kept = tuple(row for row in rows if row and any(cell.text.strip() for cell in row))
    place = f"page {page}, table {round(grid.rows[0])} points from the top"
    return Paragraph("", place, page=page, rows=kept)


def _find_homes(grid: PdfGrid) -> dict[Place, Place]:
    """Give for each cell of the grid the first of those that it is merged with: itself, for most."""
    homes: dict[Place, Place] = {}
    for row in range(len(grid.rows) - 1):
        for column in range(len(grid.columns) - 1):
            home = (row, column)
            if column and not grid.is_ruled_left_of(row, column):
                home = homes[row, column - 1]
            elif row and not grid.is_ruled_above(row, column):
                home = homes[row - 1, column]
            homes[row, column] = home
    return homes


def _find_ends(held: dict[Place, list[PdfWord]]) -> dict[int, float]:
    """Give where full lines end in each column: where those end that another follows, in several cells."""
    ends: dict[int, list[float]] = {}
    for (_, column), words in held.items():
        lines = make_lines(words, 0)
        ends.setdefault(column, []).extend(line.right for line in lines[:-1])
    return {column: max(found) + 1.0 for column, found in ends.items() if len(found) >= 3}


def _make_cell(words: list[PdfWord], left: float, right: float, page: int, joiner: LineJoiner) -> tuple[Paragraph, ...]:
    if not words:
        return ()
    lines = make_lines(words, page)
    start = min(line.left for line in lines)
    shape = PageShape(max(right, *(line.right for line in lines), left), start, 1.25)
    shapes = {(page, 0): shape}
    return tuple(make_paragraph(own, joiner, shape) for own in gather_paragraphs(lines, shapes))


def join_tables(first: Paragraph, second: Paragraph, joiner: LineJoiner) -> Paragraph | None:
    """Give two tables as one, where the second goes on with the first on the next page; None where it does not."""
    widths = [max((sum(cell.columns for cell in row) for row in table.rows), default=0) for table in (first, second)]
    if not first.rows or not second.rows or widths[0] != widths[1] or second.page != first.page + 1:
        return None
    rows = second.rows
    head = [cell.text for cell in first.rows[0]]
    if len(rows) > 1 and [cell.text for cell in rows[0]] == head:
        joiner.leave("\n".join(cell.typed_text for cell in rows[0]), "repeated", second.place)
        rows = rows[1:]
    return replace(first, rows=(*first.rows, *rows), page=second.page)
