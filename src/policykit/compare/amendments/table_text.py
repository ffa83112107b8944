"""Amendments to tables in plain English, and back: what is printed is what is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pydantic import ValidationError

from policykit.compare.amendments.print import quote
from policykit.compare.amendments.read import LineReader
from policykit.compare.amendments.table_amendment import (
    Grid,
    InsertColumn,
    InsertRow,
    Name,
    OmitColumn,
    OmitRow,
    OmitTable,
    PutTable,
    SetCaption,
    SetCell,
    SetHeading,
    TableAmendment,
)
from policykit.model.table import MergedCell, Table

IS_TABLE_AMENDMENT = re.compile(
    r"\s*(?:\d+\.\s+)?(?:In the table of |Put into |Give the table of |Omit (?:the caption of )?the table of )"
)
"""How a line that amends a table begins."""


def print_table_amendment(amendment: TableAmendment) -> str:
    """Give one amendment as a sentence."""
    match amendment:
        case PutTable(at, table):
            return f"Put into {at} {_print_grid(table)}."
        case OmitTable(at):
            return f"Omit the table of {at}."
        case SetCaption(at, None):
            return f"Omit the caption of the table of {at}."
        case SetCaption(at, caption):
            return f"Give the table of {at} the caption {quote(str(caption))}."
    return f"In the table of {amendment.at}, {_print_part(amendment)}."


def _print_part(amendment: SetHeading | SetCell | OmitRow | InsertRow | OmitColumn | InsertColumn) -> str:
    match amendment:
        case SetHeading(_, column, heading):
            return f"for the heading of column {_print_name(column)} substitute {quote(heading)}"
        case SetCell(_, row, column, old, new):
            where = f"in row {_print_name(row)}, column {_print_name(column)}"
            return f"{where}, for {quote(old)} substitute {quote(new)}"
        case OmitRow(_, row):
            return f"omit row {_print_name(row)}"
        case InsertRow(_, after, cells):
            where = "above all rows" if after is None else f"after row {_print_name(after)}"
            return f"{where} insert the row {_print_cells(cells)}"
        case OmitColumn(_, column):
            return f"omit column {_print_name(column)}"
        case InsertColumn(_, after, heading, cells):
            where = "before all columns" if after is None else f"after column {_print_name(after)}"
            return f"{where} insert the column {quote(heading)}{f': {_print_cells(cells)}' if cells else ''}"


def _print_grid(table: Grid) -> str:
    name = "a table" if table.caption is None else f"the table {quote(table.caption)},"
    headed = f"headed {_print_cells(table.columns)}" if table.columns else _UNHEADED
    headed += _BY_ROWS if table.row_headers else ""
    rows = f"with the rows {'; '.join(_print_cells(row) for row in table.rows)}" if table.rows else "with no rows"
    return f"{name} {headed}, {rows}"


_UNHEADED = "without headings of columns"
_BY_ROWS = " and by the first cell of each row"
_FILLS = re.compile(r"(?:(?P<columns>\d+) columns)?(?: and )?(?:(?P<rows>\d+) rows)?")


def _print_cells(cells: Sequence[str | MergedCell]) -> str:
    return " | ".join(quote(cell) if isinstance(cell, str) else _print_merged(cell) for cell in cells)


def _print_merged(cell: MergedCell) -> str:
    filled = [f"{count} {what}" for count, what in ((cell.columns, "columns"), (cell.rows, "rows")) if count > 1]
    return f"{quote(cell.text)} over {' and '.join(filled) or '1 columns'}"


def _print_name(name: Name) -> str:
    return quote(name) if isinstance(name, str) else str(name)


class TableReader(LineReader[TableAmendment]):
    """One line that amends a table."""

    def read(self) -> TableAmendment:
        """Give the amendment; raises ValueError with the reason at `at`."""
        if self.takes("Put into "):
            at, form = self.until(rf" (the table (?=“)|a table (?=headed |{_UNHEADED}))")
            return self._end(PutTable(at, self._grid(captioned=form.startswith("the"))))
        if self.takes("Omit the table of "):
            return OmitTable(self.until(r"(\.)$")[0])
        if self.takes("Omit the caption of the table of "):
            return SetCaption(self.until(r"(\.)$")[0], None)
        if self.takes("Give the table of "):
            at, _ = self.until(r"( the caption )(?=“)")
            return self._end(SetCaption(at, self.quotation()))
        self.skip("In the table of ")
        return self._part()

    def _part(self) -> TableAmendment:
        forms: dict[str, Callable[[str], TableAmendment]] = {
            "for the heading of column ": self._heading,
            "in row ": self._cell,
            "omit row ": lambda at: OmitRow(at, self._name()),
            "omit column ": lambda at: OmitColumn(at, self._name()),
            "after row ": lambda at: InsertRow(at, self._name(), self._row()),
            "above all rows": lambda at: InsertRow(at, None, self._row()),
            "after column ": lambda at: self._column(at, self._name()),
            "before all columns": lambda at: self._column(at, None),
        }
        at, words = self.until(rf", ({'|'.join(forms)})")
        return self._end(forms[words](at))

    def _heading(self, at: str) -> TableAmendment:
        column = self._name()
        self.skip(" substitute ")
        return SetHeading(at, column, self.quotation())

    def _cell(self, at: str) -> TableAmendment:
        row = self._name()
        self.skip(", column ")
        column = self._name()
        self.skip(", for ")
        old = self.quotation()
        self.skip(" substitute ")
        return SetCell(at, row, column, old, self.quotation())

    def _row(self) -> tuple[str, ...]:
        self.skip(" insert the row ")
        return self._cells()

    def _column(self, at: str, after: Name | None) -> TableAmendment:
        self.skip(" insert the column ")
        heading = self.quotation()
        return InsertColumn(at, after, heading, self._cells() if self.takes(": ") else ())

    def _grid(self, *, captioned: bool) -> Grid:
        caption = self.quotation() if captioned else None
        if captioned:
            self.skip(", ")
        columns: tuple[str, ...] = ()
        if not self.takes(_UNHEADED):
            self.skip("headed ")
            columns = self._cells()
        by_rows = self.takes(_BY_ROWS)
        if self.takes(", with no rows"):
            return Grid(caption, columns, (), by_rows)
        self.skip(", with the rows ")
        rows = [self._grid_row()]
        while self.takes("; "):
            rows.append(self._grid_row())
        try:
            Table(columns=columns, rows=tuple(rows))
        except ValidationError as error:
            raise ValueError(error.errors()[0]["msg"]) from error
        return Grid(caption, columns, tuple(rows), by_rows)

    def _grid_row(self) -> tuple[str | MergedCell, ...]:
        cells = [self._grid_cell()]
        while self.takes(" | "):
            cells.append(self._grid_cell())
        return tuple(cells)

    def _grid_cell(self) -> str | MergedCell:
        words = self.quotation()
        if not self.takes(" over "):
            return words
        found = _FILLS.match(self.line, self.at)
        if found is None or not found[0]:
            raise ValueError("expected how many columns or rows the cell fills, such as `2 columns and 3 rows`")
        self.at = found.end()
        return MergedCell(text=words, columns=int(found["columns"] or 1), rows=int(found["rows"] or 1))

    def _cells(self) -> tuple[str, ...]:
        cells = [self.quotation()]
        while self.takes(" | "):
            cells.append(self.quotation())
        return tuple(cells)

    def _name(self) -> Name:
        found = re.compile(r"\d+").match(self.line, self.at)
        if found is None:
            return self.quotation()
        self.at = found.end()
        return int(found[0])

    def _end(self, amendment: TableAmendment) -> TableAmendment:
        self.skip(".")
        return amendment
