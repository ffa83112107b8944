"""Tables of data as those of Akoma Ntoso, which are the tables of HTML without a head."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.document.tree import Blank, Cell, TableNode
from policykit.intake.akn.names import COLUMNS
from policykit.model.table import Covered
from policykit.model.text import Break, Inline, Text
from policykit.render.akn.words import WordWriter
from policykit.render.akn.xml import nest, write_empty, write_flow, write_text
from policykit.render.arrange import TableCell, arrange_cell, arrange_rows


def write_table(table: TableNode, writer: WordWriter, own: str) -> list[str]:
    """Give a table; `own` is its eId."""
    lines = [write_flow("caption", write_text(table.caption))] if table.caption else []
    if table.columns or not table.rows:
        cells = [*table.columns, *[()] * (table.width - len(table.columns))]
        heads = (_write_cell("th", TableCell(cell), writer, _find_language(table, at)) for at, cell in enumerate(cells))
        lines += nest("tr", (line for head in heads for line in head), class_=COLUMNS)
    for row in arrange_rows(table):
        at, inner = 0, list[str]()
        for cell in row:
            if cell.rows:
                inner += _write_cell("th" if cell.heads else "td", cell, writer, _find_language(table, at))
            at += cell.columns
        # A row of which every cell begins in a row above must have one all the same.
        lines += nest("tr", inner or [write_empty("td", colspan=str(table.width), class_="covered")])
    return nest("table", lines, eId=own)


def _find_language(table: TableNode, column: int) -> str | None:
    return table.languages[column] if column < len(table.languages) else None


def _write_cell(tag: str, cell: TableCell, writer: WordWriter, language: str | None) -> list[str]:
    spans = {name: str(count) for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1}
    attributes = {**spans, "class_": cell.heads or None, "xml_lang": language}
    return nest(tag, _write_content(cell.content, writer), **attributes)


def _write_content(cell: Cell, writer: WordWriter) -> Iterator[str]:
    if isinstance(cell, (Blank, Covered)):
        words = writer.write_cell(cell)
        if words:
            hidden = cell.words if isinstance(cell, Blank) and cell.brief else None
            yield write_flow("p", words, class_="blank", title=hidden)
        return
    for block in arrange_cell(cell):
        if block.kind == "bullets":
            yield from nest("ul", (write_flow("li", writer.write(words)) for _, words in block.items))
        else:
            yield write_flow("p", writer.write(_join(block.items)))


def _join(items: tuple[tuple[str, tuple[Inline, ...]], ...]) -> tuple[Inline, ...]:
    """Give the lines of a cell that is no list of bullets as one paragraph, with their numbers."""
    joined: list[Inline] = []
    for number, words in items:
        joined += [*([Break()] if joined else []), *([Text(f"{number} ")] if number else []), *words]
    return tuple(joined)
