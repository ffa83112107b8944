"""The formats that a document can be rendered in, each as one function of one signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from policykit.registry import UNKNOWN_FORMAT, Choice, Registry, require_bytes

if TYPE_CHECKING:
    from datetime import date

    from policykit.document.tree import Document
    from policykit.model.settings import PressName


@dataclass(frozen=True, slots=True)
class Printing:
    """How a document is printed, beside what is in it; a format takes from this what it can show."""

    notes: bool = False
    """Whether the editors' notes are printed: for a working copy only."""
    source: str = ""
    """The version's YAML file, which a PDF carries as an attachment."""
    dated: date | None = None
    """The day that the document bears."""
    press: PressName | None = None
    """What makes PDFs; by default the one that `choose_press` gives."""
    author: str = "policykit"
    """Who is said to have made tracked changes and comments."""


Format: TypeAlias = "Choice[[Document, Printing], bytes]"
"""A format: `format.make(document, Printing())` gives the bytes of the file; text is UTF-8."""


def _print_html(document: Document, printing: Printing) -> bytes:
    from policykit.render.html.page import render_html

    return render_html(document, notes=printing.notes).encode("utf-8")


def _print_pdf(document: Document, printing: Printing) -> bytes:
    from policykit.render.printing.paper import render_pdf

    return render_pdf(
        document, notes=printing.notes, source=printing.source, dated=printing.dated, press=printing.press
    )


def _print_docx(document: Document, printing: Printing) -> bytes:
    from policykit.render.docx.document import render_docx

    return render_docx(document, notes=printing.notes, author=printing.author, dated=printing.dated)


def _print_markdown(document: Document, printing: Printing) -> bytes:
    from policykit.render.markdown.document import render_markdown

    return render_markdown(document, notes=printing.notes).encode("utf-8")


def _print_json(document: Document, _: Printing) -> bytes:
    from policykit.render.json.document import render_json

    return render_json(document).encode("utf-8")  # notes and all: it is the whole tree


def _print_text(document: Document, printing: Printing) -> bytes:
    from policykit.render.text import render_text

    return render_text(document, notes=printing.notes).encode("utf-8")


def _print_akn(document: Document, _: Printing) -> bytes:
    from policykit.render.akn.document import render_akn

    return render_akn(document).encode("utf-8")  # notes and all: they are among the metadata


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Registry[Format] = Registry(
    "format",
    (
        Choice("html", "one page with everything in it, for a website", _print_html, ".html", "text/html"),
        Choice(
            "pdf", "PDF/A-3a and PDF/UA-1 in one file, with the source attached", _print_pdf, ".pdf", "application/pdf"
        ),
        Choice("docx", "a document for Word and LibreOffice", _print_docx, ".docx", _WORD),
        Choice("md", "Markdown (CommonMark with tables)", _print_markdown, ".md", "text/markdown"),
        Choice("json", "the document as data, for other programs", _print_json, ".json", "application/json"),
        Choice(
            "akn",
            "Akoma Ntoso 3.0, the XML of law and by-laws, for other programs",
            _print_akn,
            ".akn.xml",
            "application/akn+xml",
        ),
        Choice("text", "plain text, 80 characters wide", _print_text, ".txt", "text/plain"),
    ),
    kind=Choice,
    unknown=UNKNOWN_FORMAT,
    gives=require_bytes,
    group="policykit.formats",
)
"""Every format by its name."""
