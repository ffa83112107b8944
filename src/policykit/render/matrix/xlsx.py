"""A council comparison as an Excel workbook: summary, topics, clauses, links, shared words."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from typing import Any

from policykit.compare.councils.matrix import Matrix
from policykit.errors import Code, PolicykitError, Severity
from policykit.render.matrix.rows import Cells, list_clauses, list_families, list_links, list_topics
from policykit.render.matrix.words import (
    STATE_MEANINGS,
    STATE_WORDS,
    count_clauses,
    count_topics,
    name_columns,
    summarise,
    tell_scope,
)
from policykit.wording.printable import replace_unprintable
from policykit.wording.spreadsheet import guard_formula

XLSX_EXTRA = Code(
    "missing-xlsxwriter",
    Severity.ERROR,
    "a workbook was asked for, and XlsxWriter, which writes it, is not installed",
    'run `pip install "council-policykit[xlsx]"`; CSV needs nothing',
)
CODES = (XLSX_EXTRA,)

_SHEETS: dict[str, tuple[int, ...]] = {
    "Topics": (30, 20),
    "Clauses": (26, 24, 26, 9, 14, 26, 15, 80, 48, 10),
    "Links": (30, 30, 32, 32, 60, 60, 60, 30, 12),
    "Shared words": (60, 34, 32, 12, 80),
}
"""The width of each sheet's columns, in characters; the last one holds for those that follow."""
_LONGEST = 32_767
"""How many characters a cell can hold."""


def render_matrix_xlsx(matrix: Matrix) -> bytes:
    """Give the workbook; the same matrix gives the same bytes.

    Every cell is text or a number, never a formula or a link. Raises PolicykitError (`missing-xlsxwriter`) where
    XlsxWriter is not installed.
    """
    try:
        workbook: Any = import_module("xlsxwriter").Workbook  # it has no types
    except ImportError:
        hint = 'pip install "council-policykit[xlsx]"'
        raise PolicykitError(XLSX_EXTRA.at(None, "a workbook needs XlsxWriter", hint=hint)) from None
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = workbook(out, options)
    book.set_properties({"title": _tell_title(matrix), "created": datetime(2000, 1, 1)})  # noqa: DTZ001 - no clock
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EBEE", "border": 1}),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }
    _write_summary(book.add_worksheet("Summary"), matrix, formats)
    tables = (list_topics(matrix), list_clauses(matrix), list_links(matrix), list_families(matrix))
    for (name, widths), rows in zip(_SHEETS.items(), tables, strict=True):
        _write_table(book.add_worksheet(name), rows, widths, formats)
    book.close()
    return out.getvalue()


def _tell_title(matrix: Matrix) -> str:
    names = name_columns(matrix)
    return f"Council policies compared: {', '.join(names)}" if len(names) < 6 else f"{len(names)} policies compared"


def _write_summary(sheet: Any, matrix: Matrix, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 110)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, _clean(_tell_title(matrix)), formats["title"])
    sentences = [sentence for sentence in (count_topics(matrix), count_clauses(matrix), tell_scope(matrix)) if sentence]
    lines: list[tuple[str, str]] = [("", sentence) for sentence in sentences]
    lines += [(point.lead, ", ".join(row.title for row in point.rows)) for point in summarise(matrix)]
    lines += [("", "")]
    lines += [(f"“{STATE_WORDS[state]}” means that a council", meaning) for state, meaning in STATE_MEANINGS.items()]
    for at, line in enumerate(lines, start=2):
        for column, text in enumerate(line):
            sheet.write_string(at, column, _clean(text), formats["cell"])


def _write_table(sheet: Any, rows: Iterable[Cells], widths: tuple[int, ...], formats: dict[str, Any]) -> None:
    last = wide = 0
    for last, row in enumerate(rows):
        wide = len(row)
        for column, cell in enumerate(row):
            style = formats["head" if last == 0 else "cell"]
            if isinstance(cell, int):
                sheet.write_number(last, column, cell, style)
            else:
                sheet.write_string(last, column, _clean(str(guard_formula(cell))), style)
    for column in range(wide):
        sheet.set_column(column, column, widths[min(column, len(widths) - 1)])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, wide - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _clean(text: str) -> str:
    return replace_unprintable(text)[:_LONGEST]
