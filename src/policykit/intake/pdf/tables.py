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
    kept = sorted({home[0] for home in held})
    rows: dict[int, list[tuple[int, GridCell]]] = {row: [] for row in kept}
    for home, (last_row, last_column) in _measure_cells(homes).items():
        reached = [row for row in kept if home[0] <= row <= last_row]
        if not reached:
            continue  # the rows that it is in hold no words
        right = ends.get(last_column, grid.columns[last_column + 1] - _PADDING)
        inner = _make_cell(held.get(home, []), grid.columns[home[1]], right, page, joiner)
        rows[reached[0]].append((home[1], GridCell(inner, last_column - home[1] + 1, len(reached))))
    place = f"page {page}, table {round(grid.rows[0])} points from the top"
    cells = (sorted(row, key=lambda entry: entry[0]) for row in rows.values())
    return Paragraph("", place, page=page, rows=tuple(tuple(cell for _, cell in row) for row in cells))


def _measure_cells(homes: dict[Place, Place]) -> dict[Place, Place]:
    """Give the last row and column of each cell, by its first."""
    last: dict[Place, Place] = {}
    for (row, column), home in homes.items():
        before = last.get(home, home)
        last[home] = max(before[0], row), max(before[1], column)
    return last


def _find_homes(grid: PdfGrid) -> dict[Place, Place]:
    """Give for each cell of the grid the first of those that it is merged with: itself, for most."""
    homes: dict[Place, Place] = {}
    last_row, last_column = len(grid.rows) - 1, len(grid.columns) - 1
    for row in range(last_row):
        for column in range(last_column):
            if (row, column) in homes:
                continue
            right = column + 1
            while right < last_column and (row, right) not in homes and not grid.is_ruled_left_of(row, right):
                right += 1
            below = row + 1
            while below < last_row and _goes_down(grid, homes, below, column, right):
                below += 1
            homes |= {(at, across): (row, column) for at in range(row, below) for across in range(column, right)}
    return homes


def _goes_down(grid: PdfGrid, homes: dict[Place, Place], row: int, start: int, end: int) -> bool:
    """Tell whether a cell goes on into a row, over the same columns: merged cells are rectangles."""
    free = all((row, column) not in homes and not grid.is_ruled_above(row, column) for column in range(start, end))
    return free and not any(grid.is_ruled_left_of(row, column) for column in range(start + 1, end))


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
