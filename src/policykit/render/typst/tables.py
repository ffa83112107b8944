"""Tables of a page as Typst code: widths by what the columns hold, heads repeated, cells that span."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from policykit.render.pdf.codes import PDF_STRUCTURE, refuse
from policykit.render.pdf.structure.tables import check_spans
from policykit.render.typst.code import write_call, write_string, write_strings
from policykit.render.typst.reading import Layout, list_classes
from policykit.render.typst.tree import CellHeads, TableHeads

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WIDEST = 90
"""A cell longer than this many characters asks for no more room."""


def write_table(element: Element, write_cell: Callable[[Element], str], layout: Layout) -> str:
    """Give the code of a table, its caption with it.

    Raises:
        PolicykitError: `pdf-structure` for rows of different lengths or cells that span too much.
    """
    check_spans(element)
    caption = element.find("caption")
    head = [list(row) for row in element.iterfind("thead/tr")]
    rows = list_rows(element)
    columns = _count_columns([*head, *rows])
    widths = _list_widths(element, [*head, *rows], columns, layout)
    cells = [*_write_head(head, write_cell), *_write_rows(rows, write_cell)]
    return write_call(
        "table-of",
        write_strings(list_classes(element)),
        write_string(" ".join("".join(caption.itertext()).split()) if caption is not None else ""),
        write_string(element.get("aria-label", "")),
        f"({''.join(f'{width}fr,' for width in widths)})",
        *cells,
    )


def list_rows(element: Element) -> list[list[Element]]:
    """Give the cells of each row of a table's body."""
    return [list(row) for _, row in _walk_rows(element)]


def _walk_rows(element: Element) -> Iterator[tuple[Element, Element]]:
    """Give each row of a table's body that has cells, with the part of the table that holds it."""
    for part in (*element.iterfind("tbody"), *element.iterfind("tfoot"), element):
        yield from ((part, row) for row in part.iterfind("tr") if len(row))


def find_heads(element: Element) -> TableHeads:
    """Give which cells of a table's body head others, and which: those of their rows, or of the rows below."""
    found = TableHeads()
    beside: dict[int, list[tuple[int, int]]] = {}
    taken: set[tuple[int, int]] = set()
    above: list[tuple[int, int]] = []
    part: Element | None = None
    for at, (group, row) in enumerate(_walk_rows(element)):
        if group is not part:
            above, part = [], group
        told, column = [], 0
        for place, cell in enumerate(row):
            while (at, column) in taken:
                column += 1
            height = int(cell.get("rowspan", "1"))
            taken |= {(at + n, column + k) for n in range(height) for k in range(_span(cell))}
            scope = _read_scope(cell, column)
            told.append(CellHeads(scope, [] if scope == "Column" else list(above)))
            if scope == "Row":
                for line in range(at, at + height):
                    beside.setdefault(line, []).append((at, place))
            elif scope == "Column":
                above = [(at, place)]
            column += _span(cell)
        for place, cell_heads in enumerate(told):
            cell_heads.heads += [head for head in beside.get(at, ()) if head != (at, place)]
        found.rows.append(told)
    return found


def _read_scope(cell: Element, column: int) -> Literal["", "Row", "Column"]:
    if cell.tag != "th":
        return ""
    if cell.get("scope") == "rowgroup":
        return "Column"
    return "Row" if column == 0 or cell.get("scope") == "row" else ""


def _count_columns(rows: list[list[Element]]) -> int:
    widths = {sum(_span(cell) for cell in row) for row in rows}
    tall = any(cell.get("rowspan", "1") != "1" for row in rows for cell in row)
    if not widths or (len(widths) > 1 and not tall):
        raise refuse(PDF_STRUCTURE, "the rows of a table differ in length")
    return max(widths)


def _span(cell: Element) -> int:
    return int(cell.get("colspan", "1"))


def _list_widths(element: Element, rows: list[list[Element]], columns: int, layout: Layout) -> list[int]:
    """Give each column's share of the width, in thousandths: by its longest word, then by how much it holds."""
    if "summary-table" in list_classes(element):
        return [260, 200, 540]
    if "version-table" in list_classes(element) and columns == 2:
        return [460, 540]
    longest, amount = [3] * columns, [3] * columns
    for row in rows:
        column = 0
        for cell in row:
            if _span(cell) == 1:
                text = " ".join(cell.itertext())
                longest[column] = max(longest[column], *(len(word) for word in text.split()), 1)
                amount[column] = max(amount[column], min(len(text), _WIDEST))
            column += _span(cell)
    if layout == "matrix" and "matrix" in list_classes(element):
        first = 160 if "crowded" in list_classes(element) else 240
        return [first, *[(1000 - first) // max(columns - 1, 1)] * (columns - 1)]
    shares = [min(word, 40) * 2 + held for word, held in zip(longest, amount, strict=True)]
    return [max(1, round(1000 * share / sum(shares))) for share in shares]


def _write_head(head: list[list[Element]], write_cell: Callable[[Element], str]) -> Iterator[str]:
    if head:
        cells = [_write_one(cell, write_cell, "head-cell") for row in head for cell in row]
        yield write_call("table.header", *cells)


def _write_rows(rows: list[list[Element]], write_cell: Callable[[Element], str]) -> Iterator[str]:
    for row in rows:
        for cell in row:
            name = "group-head" if cell.get("scope") == "rowgroup" else "row-head" if cell.tag == "th" else "cell-of"
            yield _write_one(cell, write_cell, name)


def _write_one(cell: Element, write_cell: Callable[[Element], str], name: str) -> str:
    return write_call(
        name,
        write_strings(list_classes(cell)),
        cell.get("colspan", "1"),
        cell.get("rowspan", "1"),
        body=write_cell(cell),
    )
