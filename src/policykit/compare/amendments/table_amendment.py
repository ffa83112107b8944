"""Amendments to a table as data: what can be done to its rows, columns and cells, one amendment at a time.

The amendments on one table take effect one after the other: each speaks of the table as the one before left it. A row
is called by the words of its first cell, a column by its heading; by its number, from 1, where that is shared or empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from policykit.compare.alignment.texts import Merged, merge_texts
from policykit.compare.amendments.faults import AMENDMENT_PLACE, AMENDMENT_WORDS, ListedAmendment, refuse
from policykit.model.fingerprint import model_data
from policykit.model.table import MergedCell
from policykit.wording.forms import is_same_form

_Value = TypeVar("_Value")
Name = str | int
"""What calls a row or column: its words, or its number from 1."""
MOST_AMENDMENTS = 8
"""A table that needs more amendments than this is easier to read as a new table."""


GridRow = tuple[str | MergedCell, ...]


def _read_cell(cell: Any) -> str | MergedCell:
    return cell if isinstance(cell, str) else MergedCell.model_validate(cell)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as plain data: its caption, the headings of its columns, and the cells of its rows."""

    caption: str | None
    columns: tuple[str, ...]
    """Empty for a table whose columns have no headings."""
    rows: tuple[GridRow, ...]
    row_headers: bool = False
    """Whether the first cell of each row is the heading of that row."""

    @classmethod
    def read(cls, data: Any) -> Grid:
        """Give the grid of a table as a version's plain data holds it."""
        rows = tuple(tuple(_read_cell(cell) for cell in row) for row in data["rows"])
        return cls(data.get("caption"), tuple(data.get("columns", ())), rows, data.get("row_headers", False))

    @property
    def is_regular(self) -> bool:
        """Whether its columns have headings and no cell fills several places, so that each cell can be named."""
        return bool(self.columns) and all(isinstance(cell, str) for row in self.rows for cell in row)

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of the cells of each row."""
        return tuple(tuple(cell if isinstance(cell, str) else cell.text for cell in row) for row in self.rows)

    def write(self) -> dict[str, Any]:
        """Give the plain data, without what is left at its default."""
        data: dict[str, Any] = {} if self.caption is None else {"caption": self.caption}
        data |= {"columns": list(self.columns)} if self.columns else {}
        data["rows"] = [[cell if isinstance(cell, str) else model_data(cell) for cell in row] for row in self.rows]
        return data | ({"row_headers": True} if self.row_headers else {})


@dataclass(frozen=True, slots=True)
class PutTable(ListedAmendment):
    """Give the clause at `at` this table, in place of any that it has."""

    at: str
    table: Grid


@dataclass(frozen=True, slots=True)
class OmitTable(ListedAmendment):
    """Take the table out of the clause at `at`."""

    at: str


@dataclass(frozen=True, slots=True)
class SetCaption(ListedAmendment):
    """Give the table another caption, or none."""

    at: str
    caption: str | None


@dataclass(frozen=True, slots=True)
class SetHeading(ListedAmendment):
    """Give a column another heading."""

    at: str
    column: Name
    heading: str


@dataclass(frozen=True, slots=True)
class SetCell(ListedAmendment):
    """Put the words `new` into a cell that holds the words `old`."""

    at: str
    row: Name
    column: Name
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class OmitRow(ListedAmendment):
    """Take out a row."""

    at: str
    row: Name


@dataclass(frozen=True, slots=True)
class InsertRow(ListedAmendment):
    """Put in a row of these cells after another, or above all (`after` None)."""

    at: str
    after: Name | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OmitColumn(ListedAmendment):
    """Take out a column."""

    at: str
    column: Name


@dataclass(frozen=True, slots=True)
class InsertColumn(ListedAmendment):
    """Put in a column with its heading and a cell for each row, after another, or before all (`after` None)."""

    at: str
    after: Name | None
    heading: str
    cells: tuple[str, ...]


TableAmendment = (
    PutTable | OmitTable | SetCaption | SetHeading | SetCell | OmitRow | InsertRow | OmitColumn | InsertColumn
)
"""One amendment on the table of a clause."""


def list_table_amendments(at: str, old: Grid | None, new: Grid | None) -> tuple[TableAmendment, ...]:
    """Give the amendments that make one table of another: few, each on what changed, or else the new table whole."""
    if old == new:
        return ()
    if new is None:
        return (OmitTable(at),)
    if old is None or old.row_headers != new.row_headers or not (old.is_regular and new.is_regular):
        return (PutTable(at, new),)
    amendments = _TableWriter(at, old).write(new)
    return tuple(amendments) if len(amendments) <= MOST_AMENDMENTS else (PutTable(at, new),)


class _TableWriter:
    """A list in the making: the table as the amendments so far leave it."""

    def __init__(self, at: str, table: Grid) -> None:
        self.at, self.table = at, table
        self.amendments: list[TableAmendment] = []

    def write(self, new: Grid) -> list[TableAmendment]:
        old = self.table
        columns = _merge((old.columns, new.columns), (_read_columns(old), _read_columns(new)))
        kept = [(i, j) for i, j in columns if i is not None and j is not None]
        if not kept:
            return [PutTable(self.at, new)]
        if old.caption != new.caption:
            self.add(SetCaption(self.at, new.caption))
        for i in sorted((i for i, j in columns if i is not None and j is None), reverse=True):
            self.add(OmitColumn(self.at, self.column(i)))
        for position, (_, j) in enumerate(kept):
            if self.table.columns[position] != new.columns[j]:
                self.add(SetHeading(self.at, self.column(position), new.columns[j]))
        self.write_rows(old, new, [j for _, j in kept])
        for j in (j for i, j in columns if i is None and j is not None):
            after = self.column(j - 1) if j else None
            self.add(InsertColumn(self.at, after, new.columns[j], tuple(row[j] for row in new.words)))
        return self.amendments

    def write_rows(self, old: Grid, new: Grid, kept: Sequence[int]) -> None:
        texts = [" ".join(row) for row in old.words], [" ".join(row) for row in new.words]
        rows = _merge((_read_rows(old), _read_rows(new)), texts)
        position = 0
        for i, j in rows:
            if j is None:
                self.add(OmitRow(self.at, self.row(position)))
                continue
            cells = tuple(new.words[j][k] for k in kept)
            if i is None:
                self.add(InsertRow(self.at, self.row(position - 1) if position else None, cells))
            for k, (before, after) in enumerate(zip(self.table.words[position], cells, strict=True)):
                if before != after:
                    self.add(SetCell(self.at, self.row(position), self.column(k), before, after))
            position += 1

    def add(self, amendment: TableAmendment) -> None:
        self.amendments.append(amendment)
        table = amend_grid(self.table, amendment)
        assert table is not None
        self.table = table

    def row(self, position: int) -> Name:
        return _name(_read_rows(self.table), position)

    def column(self, position: int) -> Name:
        return _name(self.table.columns, position)


def _merge(names: tuple[Sequence[str], Sequence[str]], texts: tuple[list[str], list[str]]) -> Merged:
    """Pair rows or columns: by their names where those are the same on both sides, else by all their words."""
    same = list(names[0]) == list(names[1])
    return tuple((k, k) for k in range(len(names[0]))) if same else merge_texts(*texts)


def _read_columns(table: Grid) -> list[str]:
    return [" ".join((heading, *(row[k] for row in table.words))) for k, heading in enumerate(table.columns)]


def _read_rows(table: Grid) -> list[str]:
    return [row[0] for row in table.words]


def _name(names: Sequence[str], position: int) -> Name:
    name = names[position]
    return name if name and list(names).count(name) == 1 else position + 1


def amend_grid(table: Grid | None, amendment: TableAmendment) -> Grid | None:
    """Carry out one amendment on a table and give what it makes of it; None for no table.

    Raises PolicykitError (`amendment-place`, `amendment-words`) where the amendment does not fit the table.
    """
    if isinstance(amendment, PutTable):
        return amendment.table
    if table is None:
        raise refuse(AMENDMENT_PLACE, f"`{amendment.at}` has no table")
    if not table.is_regular and not isinstance(amendment, (OmitTable, SetCaption)):
        message = (
            f"the table of `{amendment.at}` has merged cells or no headings, so its cells cannot be named one by one"
        )
        raise refuse(AMENDMENT_PLACE, message)
    match amendment:
        case OmitTable():
            return None
        case SetCaption(_, caption):
            return Grid(caption, table.columns, table.rows, table.row_headers)
        case SetHeading(at, column, heading):
            place = _find(at, "column", table.columns, column)
            return _with(table, _put(table.columns, place, heading), table.rows)
        case SetCell(at, row, column, old, new):
            return _set_cell(table, amendment, _find(at, "row", _read_rows(table), row), old, new)
        case OmitRow(at, row):
            place = _find(at, "row", _read_rows(table), row)
            return _with(table, table.columns, (*table.rows[:place], *table.rows[place + 1 :]))
        case InsertRow(at, after, cells):
            _refuse_length(at, "row", len(cells), len(table.columns))
            place = 0 if after is None else _find(at, "row", _read_rows(table), after) + 1
            return _with(table, table.columns, (*table.rows[:place], cells, *table.rows[place:]))
        case OmitColumn(at, column):
            return _omit_column(table, at, _find(at, "column", table.columns, column))
        case InsertColumn(at, after, heading, cells):
            _refuse_length(at, "column", len(cells), len(table.rows))
            place = 0 if after is None else _find(at, "column", table.columns, after) + 1
            rows = tuple((*row[:place], cell, *row[place:]) for row, cell in zip(table.rows, cells, strict=True))
            return _with(table, (*table.columns[:place], heading, *table.columns[place:]), rows)


def _set_cell(table: Grid, amendment: SetCell, place: int, old: str, new: str) -> Grid:
    column = _find(amendment.at, "column", table.columns, amendment.column)
    row = table.rows[place]
    held = table.words[place][column]
    if not is_same_form(held, old):
        raise refuse(AMENDMENT_WORDS, f"the cell of `{amendment.at}` holds `{held}`, not `{old}`")
    return _with(table, table.columns, _put(table.rows, place, _put(row, column, new)))


def _omit_column(table: Grid, at: str, place: int) -> Grid:
    if len(table.columns) == 1:
        raise refuse(AMENDMENT_PLACE, f"the table of `{at}` has no other column")
    rows = tuple((*row[:place], *row[place + 1 :]) for row in table.rows)
    return _with(table, (*table.columns[:place], *table.columns[place + 1 :]), rows)


def _with(table: Grid, columns: tuple[str, ...], rows: tuple[GridRow, ...]) -> Grid:
    return Grid(table.caption, columns, rows, table.row_headers)


def _put(values: tuple[_Value, ...], place: int, value: _Value) -> tuple[_Value, ...]:
    return (*values[:place], value, *values[place + 1 :])


def _find(at: str, what: str, names: Sequence[str], name: Name) -> int:
    found = [k for k, each in enumerate(names) if is_same_form(each, name)] if isinstance(name, str) else [name - 1]
    if len(found) != 1 or not 0 <= found[0] < len(names):
        how = "more than one" if len(found) > 1 else "no"
        raise refuse(AMENDMENT_PLACE, f"the table of `{at}` has {how} {what} `{name}`")
    return found[0]


def _refuse_length(at: str, what: str, given: int, wanted: int) -> None:
    if given != wanted:
        raise refuse(AMENDMENT_PLACE, f"a {what} of the table of `{at}` has {wanted} cells, not {given}")
