"""A table of data inside a clause: its columns and rows, cells that fill several places, and rows that head others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from policykit.model.base import Line, Many, Model, Printed

CellText = Annotated[str, StringConstraints(max_length=5000)]
MOST_COLUMNS = 20


class MergedCell(Model):
    """A cell that fills several columns, several rows, or both."""

    text: Annotated[CellText, Printed("cell", "markdown")]
    """Its words, inline CommonMark."""
    columns: Annotated[int, Field(ge=1, le=MOST_COLUMNS)] = 1
    """How many columns it fills, its own and those to the right of it."""
    rows: Annotated[int, Field(ge=1, le=2000)] = 1
    """How many rows it fills, its own and those below it."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A place of a table that the cell to the left of it or above it fills too."""

    by: Literal["left", "above"]
    """Where the cell is, or the next place that it fills."""


GridPlace = str | Covered
"""What is at one place of a table: the words of the cell that begins there, or that another fills it."""


class Table(Model):
    """A table of data inside a clause."""

    caption: Annotated[Line | None, Printed("caption", "plain")] = None
    """What the table shows."""
    columns: Annotated[
        Many[Annotated[str, StringConstraints(max_length=500)]],
        Field(max_length=MOST_COLUMNS),
        Printed("column", "markdown"),
    ] = ()
    """The heading of each column; left out for a table whose columns have none."""
    rows: Annotated[
        Many[Many[CellText | MergedCell]],
        Field(max_length=2000),
        Printed("cell", "markdown"),
    ]
    """The cells of each row, inline CommonMark: a line that begins with `- ` is an item of a list in its cell.

    One for each column; fewer where a cell is given as `{text: …, columns: 2}` or `{text: …, rows: 2}` and fills
    several places. A cell over all columns heads the rows below it.
    """
    row_headers: bool = False
    """Whether the first cell of each row is the heading of that row."""

    @model_validator(mode="after")
    def _rows_fill_columns(self) -> Table:
        if not self.columns and not self.rows:
            raise PydanticCustomError("empty_table", "the table has neither `columns` nor rows")
        _lay_out(self)
        return self

    @property
    def width(self) -> int:
        """The number of its columns."""
        return len(self.columns) or max(_measure(row) for row in self.rows)

    def lay_out(self) -> tuple[tuple[GridPlace, ...], ...]:
        """Give its rows with one place for each column, those that a merged cell fills too as such."""
        return _lay_out(self)

    def walk_cells(self) -> Iterator[str]:
        """Give the words of every cell below the headings, row by row."""
        for row in self.rows:
            yield from (cell if isinstance(cell, str) else cell.text for cell in row)


_ITEM = re.compile(
    r"(?:\A|[ \t]*\\?\n)[ \t]*(?:(?P<bullet>[-*+•])|(?=(?:\d{1,3}[.)]|\([a-z0-9]{1,4}\))[ \t]))[ \t]*(?=\S)"
)
BULLET = "• "
"""How an item of a list in a cell begins once its text is read."""


def write_items(text: str) -> str:
    """Give the text of a cell with a line break before each item of a list, and each bullet as `•`."""
    if "\n" not in text and text[:1] not in "-*+•":
        return text
    return _ITEM.sub(_write_item, text)


def _write_item(found: re.Match[str]) -> str:
    bullet = found["bullet"]
    if bullet and found[0][-1] not in " \t":
        return found[0]  # emphasis, or a minus
    return ("" if found.start() == 0 else "\\\n") + (BULLET if bullet else "")


Cells = tuple[str | MergedCell, ...]


def _measure(row: Cells) -> int:
    return sum(1 if isinstance(cell, str) else cell.columns for cell in row)


def _lay_out(table: Table) -> tuple[tuple[GridPlace, ...], ...]:
    width = table.width
    grid: list[list[GridPlace | None]] = [[None] * width for _ in table.rows]
    for at, row in enumerate(table.rows):
        if not row:
            raise PydanticCustomError("empty_row", "row {number} has no cell of its own", {"number": at + 1})
        for cell in row:
            free = next((k for k, place in enumerate(grid[at]) if place is None), width)
            _put(grid, at, free, cell if isinstance(cell, MergedCell) else MergedCell(text=cell), row)
        if None in grid[at]:
            raise _refuse(table, at)
    return tuple(tuple(place for place in row if place is not None) for row in grid)


def _put(grid: list[list[GridPlace | None]], at: int, column: int, cell: MergedCell, row: Cells) -> None:
    width = len(grid[at])
    if at + cell.rows > len(grid):
        raise PydanticCustomError(
            "merged_rows",
            "row {number} has a cell over {rows} rows, and {left} are left",
            {"number": at + 1, "rows": cell.rows, "left": len(grid) - at},
        )
    for below in range(cell.rows):
        for beside in range(cell.columns):
            if column + beside >= width or grid[at + below][column + beside] is not None:
                raise _refuse_row(at, _measure(row) + _count_covered(grid[at]), width)
            place: GridPlace = cell.text if not below and not beside else Covered("left" if beside else "above")
            grid[at + below][column + beside] = place


def _count_covered(row: list[GridPlace | None]) -> int:
    return sum(place == Covered("above") for place in row)


def _refuse(table: Table, at: int) -> PydanticCustomError:
    return _refuse_row(at, _measure(table.rows[at]), table.width)


def _refuse_row(at: int, cells: int, columns: int) -> PydanticCustomError:
    return PydanticCustomError(
        "table_width",
        "row {number} has {cells} cells, and the table {columns} columns",
        {"number": at + 1, "cells": cells, "columns": columns},
    )
