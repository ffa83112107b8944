"""What a user can choose from: formats of documents, reports and matrices, and targets of rules.

Nothing is imported here but names: a command's help reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from policykit.export.targets import TARGETS
from policykit.registry import UNKNOWN_FORMAT, Choice, Registry
from policykit.render.formats import FORMATS
from policykit.render.printing.press import PRESSES, choose_press

if TYPE_CHECKING:
    from policykit.analysis.meaning import MeaningReport
    from policykit.compare.councils.matrix import Matrix
    from policykit.document.tree import Document
    from policykit.pipeline.compare import Comparison
    from policykit.render.formats import Printing

__all__ = [
    "FORMATS",
    "MATRIX_FORMATS",
    "MEANING_FORMATS",
    "PRESSES",
    "REPORT_FORMATS",
    "TARGETS",
    "MatrixFormat",
    "MeaningFormat",
    "ReportFormat",
    "choose_press",
]


def _report_text(found: Comparison, _: Printing) -> bytes:
    from policykit.render.report.text import render_report_text

    return render_report_text(found.changes, impact=found.impact).encode("utf-8")


def _report_markdown(found: Comparison, _: Printing) -> bytes:
    from policykit.render.report.text import render_report_markdown

    return render_report_markdown(found.changes, found.impact).encode("utf-8")


def _report_html(found: Comparison, _: Printing) -> bytes:
    from policykit.render.report.page import render_report

    return render_report(found.changes, found.old, found.new, impact=found.impact).encode("utf-8")


def _report_pdf(found: Comparison, printing: Printing) -> bytes:
    from policykit.render.report.page import render_report_pdf

    return render_report_pdf(found.changes, found.old, found.new, impact=found.impact, press=printing.press)


def _report_json(found: Comparison, _: Printing) -> bytes:
    from policykit.render.report.json import changes_to_json

    return changes_to_json(found.changes, found.impact).encode("utf-8")


ReportFormat: TypeAlias = "Choice[[Comparison, Printing], bytes]"
"""A format of the report: `format.make(comparison)` gives the bytes of the file; text is UTF-8."""

REPORT_FORMATS: Registry[ReportFormat] = Registry(
    "format",
    (
        Choice("text", "the report in plain text", _report_text, ".txt", "text/plain"),
        Choice("html", "one page with everything in it", _report_html, ".html", "text/html"),
        Choice("pdf", "the same page on paper, PDF/A-3a and PDF/UA-1", _report_pdf, ".pdf", "application/pdf"),
        Choice("md", "Markdown, for a minute or a message", _report_markdown, ".md", "text/markdown"),
        Choice("json", "the changes as data, for other programs", _report_json, ".json", "application/json"),
    ),
    kind=Choice,
    unknown=UNKNOWN_FORMAT,
    of=" of a comparison",
)
"""Every format of the report by its name."""


def _matrix_text(matrix: Matrix, _: Printing) -> bytes:
    from policykit.render.matrix.text import render_matrix_text

    return render_matrix_text(matrix).encode("utf-8")


def _matrix_html(matrix: Matrix, _: Printing) -> bytes:
    from policykit.render.matrix.page import render_matrix

    return render_matrix(matrix).encode("utf-8")


def _matrix_pdf(matrix: Matrix, printing: Printing) -> bytes:
    from policykit.render.matrix.page import render_matrix_pdf

    return render_matrix_pdf(matrix, press=printing.press)


def _matrix_xlsx(matrix: Matrix, _: Printing) -> bytes:
    from policykit.render.matrix.xlsx import render_matrix_xlsx

    return render_matrix_xlsx(matrix)


def _matrix_csv(matrix: Matrix, _: Printing) -> bytes:
    from policykit.render.matrix.csv import render_matrix_csv

    return render_matrix_csv(matrix).encode("utf-8")


def _matrix_json(matrix: Matrix, _: Printing) -> bytes:
    from policykit.render.matrix.json import matrix_to_json

    return matrix_to_json(matrix).encode("utf-8")


_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MatrixFormat: TypeAlias = "Choice[[Matrix, Printing], bytes]"
"""A format of a matrix: `format.make(matrix)` gives the bytes of the file; text is UTF-8."""

MATRIX_FORMATS: Registry[MatrixFormat] = Registry(
    "format",
    (
        Choice("text", "the table in plain text", _matrix_text, ".txt", "text/plain"),
        Choice("html", "one page with everything in it", _matrix_html, ".html", "text/html"),
        Choice("pdf", "the same page on paper, PDF/A-3a and PDF/UA-1", _matrix_pdf, ".pdf", "application/pdf"),
        Choice("xlsx", "a workbook for Excel and LibreOffice", _matrix_xlsx, ".xlsx", _EXCEL),
        Choice("csv", "the clauses as a table, for any program", _matrix_csv, ".csv", "text/csv"),
        Choice("json", "the comparison as data, for other programs", _matrix_json, ".json", "application/json"),
    ),
    kind=Choice,
    unknown=UNKNOWN_FORMAT,
    of=" of a comparison of councils",
)
"""Every format of a comparison of councils by its name."""


def _meaning_text(report: MeaningReport, _: Document, __: Printing) -> bytes:
    from policykit.render.report.meaning import render_meaning_text

    return render_meaning_text(report).encode("utf-8")


def _meaning_json(report: MeaningReport, _: Document, __: Printing) -> bytes:
    from policykit.render.report.meaning import meaning_to_json

    return meaning_to_json(report).encode("utf-8")


MeaningFormat: TypeAlias = "Choice[[MeaningReport, Document, Printing], bytes]"
"""A format of a comparison of meaning: `format.make(report, document, Printing())` gives the bytes of the file; the
document lends the dress of its council."""


def _print_meaning(name: str) -> MeaningFormat:
    form = FORMATS.own[name]

    def make(report: MeaningReport, dress: Document, printing: Printing) -> bytes:
        from policykit.render.report.meaning_paper import make_meaning_paper

        return form.make(make_meaning_paper(report, dress), printing)

    return Choice(name, f"the same as {_PAPERS[name]}", make, form.suffix, form.media_type)


_PAPERS = {"html": "one page", "pdf": "a paper, PDF/A-3a and PDF/UA-1", "docx": "a Word file", "md": "Markdown"}
MEANING_FORMATS: Registry[MeaningFormat] = Registry(
    "format",
    (
        Choice("text", "what each asks that the other does not, in sentences", _meaning_text, ".txt", "text/plain"),
        *(_print_meaning(name) for name in _PAPERS),
        Choice("json", "the same as data, each example with every fact", _meaning_json, ".json", "application/json"),
    ),
    kind=Choice,
    unknown=UNKNOWN_FORMAT,
    of=" of a comparison of meaning",
)
"""Every format of a comparison of meaning by its name."""
