"""Which heads belong to which cell: Scope, IDs and Headers (ISO 32000-1, table 349), and whether a table is regular."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.render.pdf.codes import PDF_STRUCTURE, refuse
from policykit.render.pdf.structure.roles import ROWS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from policykit.render.pdf.structure.tree import StructureElement

MOST_SPANNED = 200
"""How many rows or columns one cell may span."""


@dataclass(slots=True)
class _Cell:
    node: StructureElement
    row: int
    column: int
    columns: int
    rows: int
    scope: str | None
    id: str
    group: StructureElement
    heads_group: bool
    """Whether it heads the rows below it in its part of the table."""


def check_spans(root: Element) -> None:
    """Refuse a cell that spans more than `MOST_SPANNED` rows or columns: laying it out would take all memory.

    Raises:
        PolicykitError: `pdf-structure`, naming the attribute.
    """
    for element in root.iter():
        for name in ("colspan", "rowspan", "span"):
            value = element.get(name, "1")
            if len(value) > 4 or (value.isascii() and value.isdigit() and int(value) > MOST_SPANNED):
                message = f"a cell has `{name}={value[:20]}`, and {MOST_SPANNED} is the most"
                raise refuse(PDF_STRUCTURE, message)


def describe_tables(document: StructureElement) -> None:
    """Write the heads of every table's cells into the cells' facts.

    Raises:
        PolicykitError: `pdf-structure` for a table whose rows differ in length.
    """
    tables = [node for node in document.walk() if node.role == "Table"]
    for number, table in enumerate(tables, start=1):
        _describe_table(table, number)


def _describe_table(table: StructureElement, number: int) -> None:
    cells = _place_cells(table, number)
    for cell in cells:
        facts = cell.node.facts
        facts |= {name: span for name, span in (("ColSpan", cell.columns), ("RowSpan", cell.rows)) if span > 1}
        if cell.scope is not None:
            facts["Scope"], facts["ID"] = cell.scope, cell.id
    columns, rows = _find_heads(cells)
    for cell in cells:
        if cell.scope == "Column":
            continue
        heads = [head for head in cells if head.heads_group and head.group is cell.group and head.row < cell.row]
        heads += [head for row in range(cell.row, cell.row + cell.rows) for head in rows.get(row, ())]
        spanned = range(cell.column, cell.column + cell.columns)
        heads += [head for column in spanned for head in columns.get(column, ()) if head.row < cell.row]
        names = dict.fromkeys(head.id for head in heads if head is not cell)
        if names:
            cell.node.facts["Headers"] = list(names)


def _find_heads(cells: list[_Cell]) -> tuple[dict[int, list[_Cell]], dict[int, list[_Cell]]]:
    """Give the heads over each column and beside each row."""
    columns: dict[int, list[_Cell]] = {}
    rows: dict[int, list[_Cell]] = {}
    for cell in cells:
        if cell.heads_group:
            continue
        if cell.scope == "Column":
            for column in range(cell.column, cell.column + cell.columns):
                columns.setdefault(column, []).append(cell)
        elif cell.scope == "Row":
            for row in range(cell.row, cell.row + cell.rows):
                rows.setdefault(row, []).append(cell)
    return columns, rows


def _place_cells(table: StructureElement, number: int) -> list[_Cell]:
    """Give each cell its row and column, counting from 0, as the spans of the cells around it leave room."""
    cells: list[_Cell] = []
    taken: set[tuple[int, int]] = set()
    rows = [(group, row) for group in table.nodes if group.role in ROWS for row in group.nodes]
    rows += [(table, row) for row in table.nodes if row.role == "TR"]
    for index, (group, row) in enumerate(rows):
        column = 0
        for node in row.nodes:
            while (index, column) in taken:
                column += 1
            columns, height = _read_span(node, "colspan"), _read_span(node, "rowspan")
            height = min(height, len(rows) - index)
            scope = _find_scope(node, group.role, column)
            own = f"t{number}-r{index + 1}-c{column + 1}"
            over = node.element is not None and node.role == "TH" and node.element.get("scope") == "rowgroup"
            cells.append(_Cell(node, index, column, columns, height, scope, own, group, over))
            covered = {(r, c) for r in range(index, index + height) for c in range(column, column + columns)}
            if covered & taken:
                raise refuse(PDF_STRUCTURE, f"cells of table {number}, {_name_table(table)}, lie upon each other")
            taken |= covered
            column += columns
    widths = _count_widths(taken)
    if len(widths) > 1:
        raise refuse(
            PDF_STRUCTURE,
            f"the rows of table {number}, {_name_table(table)}, have {min(widths)} to {max(widths)} cells",
            "give each row the same number of cells; an empty cell is a cell",
        )
    return cells


def _count_widths(taken: set[tuple[int, int]]) -> set[int]:
    counts: dict[int, int] = {}
    for row, _ in taken:
        counts[row] = counts.get(row, 0) + 1
    return set(counts.values())


def _name_table(table: StructureElement) -> str:
    words = table.text.split()
    return f"`{' '.join(words[:8])}`" if words else "which is empty"


def _read_span(node: StructureElement, name: str) -> int:
    value = node.element.get(name, "1") if node.element is not None else "1"
    return max(1, int(value)) if value.isascii() and value.isdigit() else 1


def _find_scope(node: StructureElement, group: str, column: int) -> str | None:
    if node.role != "TH":
        return None
    written = node.element.get("scope", "") if node.element is not None else ""
    if written in {"col", "colgroup", "rowgroup"}:
        return "Column"  # the head of a group of rows is above them, over all columns
    if written == "row":
        return "Row"
    return "Column" if group == "THead" or column > 0 else "Row"
