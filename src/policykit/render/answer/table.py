"""A table with a heading and a few sentences before it, whatever it is about: as text, as CSV, as a page of HTML."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup, escape

from policykit.render.html.fonts import write_font_faces
from policykit.wording.printable import replace_unprintable
from policykit.wording.shorten import shorten_text
from policykit.wording.spreadsheet import guard_formula

_WIDEST = 72
"""A cell of the table in text is shortened to this."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table to be shown."""

    title: str
    remarks: tuple[str, ...]
    names: tuple[str, ...]
    """The columns' names, for CSV."""
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    """Shares of 1 are floats, and shown in percent."""
    total: int
    page: int
    pages: int

    def tell_page(self) -> str:
        """Give in words which rows these are."""
        if self.pages == 1:
            return f"{self.total:,} {'row' if self.total == 1 else 'rows'}"
        return f"page {self.page:,} of {self.pages:,}, {self.total:,} rows in all"


def write_table_text(table: ShownTable) -> str:
    """Give the table in plain text."""
    rows = [table.headings, *(tuple(map(_tell_cell, row)) for row in table.rows)]
    short = [tuple(shorten_text(" ".join(cell.split()), _WIDEST) for cell in row) for row in rows]
    widths = [max(len(row[at]) for row in short) for at in range(len(table.headings))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in short]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(
        [table.title, "", *table.remarks, *([""] if table.remarks else []), *lines, "", table.tell_page(), ""]
    )


def write_table_csv(table: ShownTable) -> str:
    """Give the table as CSV with a byte-order mark; no cell is a formula. Raises nothing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.names)
    for row in table.rows:
        writer.writerow(
            ["" if cell is None else cell if isinstance(cell, float) else guard_formula(cell) for cell in row]
        )
    return "\ufeff" + out.getvalue()


def write_table_page(table: ShownTable) -> str:
    """Give the table as one page of HTML, without script, ending in a line feed."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in table.headings)
    rows = "".join(f"<tr>{''.join(_write_cell(at, cell) for at, cell in enumerate(row))}</tr>\n" for row in table.rows)
    said = "".join(f"<p>{escape(remark)}</p>\n" for remark in table.remarks)
    body = Markup(  # noqa: S704 - all that is not ours is escaped
        f"<main>\n<h1>{escape(table.title)}</h1>\n{said}"
        f'<div class="scroll" role="region" aria-label="{escape(table.title)}" tabindex="0">\n<table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        f"<p>{escape(table.tell_page().capitalize())}.</p>\n</main>"
    )
    style = "\n".join([_read("base.css"), _read("answer.css"), write_font_faces(body)])
    page = _PAGE.format(title=escape(table.title), style=style, body=body)
    return replace_unprintable(page)


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="generator" content="policykit">
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def _write_cell(at: int, cell: str | int | float | None) -> str:
    words = escape(_tell_cell(cell))
    if at == 0:
        return f'<th scope="row">{words}</th>'
    return f"<td>{words}</td>" if isinstance(cell, str) else f'<td class="number">{words}</td>'


def _tell_cell(cell: str | int | float | None) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{int(cell * 100)} %"
    return f"{cell:,}" if isinstance(cell, int) else cell


def _read(name: str) -> str:
    return resources.files("policykit.render").joinpath("static", name).read_text(encoding="utf-8").strip()
