"""Rows whose cells fill a grid: what a file says of spans is cut to the places that are free, as a browser does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policykit.intake.paragraph import GridCell

Row = tuple[GridCell, ...]


def settle_spans(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give rows of which no cell covers another or reaches below the last row; short ones end in empty cells."""
    taken: list[set[int]] = [set() for _ in rows]
    placed: list[list[GridCell]] = []
    for at, row in enumerate(rows):
        cells: list[GridCell] = []
        column = 0
        for cell in row:
            while column in taken[at]:
                column += 1
            wide = next((n for n in range(cell.columns) if column + n in taken[at]), cell.columns)
            deep = min(cell.rows, len(rows) - at)
            free = next((n for n in range(1, deep) if taken[at + n] & set(range(column, column + wide))), deep)
            cells.append(replace(cell, columns=wide, rows=free))
            for below in range(free):
                taken[at + below] |= set(range(column, column + wide))
            column += wide
        placed.append(cells)
    width = max((max(places) + 1 for places in taken if places), default=0)
    return tuple(
        (*cells, *(GridCell(()) for _ in range(width - len(places))))
        for cells, places in zip(placed, taken, strict=True)
        if cells or len(places) < width
    )
