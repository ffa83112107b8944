"""The presses that make a PDF of a page: WeasyPrint, by which pages are judged, and Typst, fast on any machine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from policykit.errors import PolicykitError
from policykit.render.pdf.codes import PDF_ENGINE, refuse

if TYPE_CHECKING:
    from policykit.model.settings import PressName
    from policykit.render.pdf.facts import PdfAttachment, PdfMetadata
    from policykit.render.typst.reading import Layout

PRESSES: dict[PressName, str] = {
    "weasyprint": "lays pages out as a browser does; needs the Pango library",
    "typst": "ten times faster, and needs nothing but itself",
}
"""What each press is for, in one line."""


class Press(Protocol):
    """What makes PDFs of pages; the same page gives the same bytes."""

    def render(
        self,
        html: str,
        *,
        metadata: PdfMetadata,
        attachments: tuple[PdfAttachment, ...] = (),
        layout: Layout = "document",
    ) -> bytes:
        """Give one page of HTML as a file that is PDF/A-3a and PDF/UA-1. Raises PolicykitError where it cannot."""


def find_press(name: PressName | None = None) -> Press:
    """Give a press, set up once for all pages of a run: the one named, else WeasyPrint, else, without Pango, Typst.

    Raises:
        PolicykitError: `pdf-engine` where the one that is wanted cannot be loaded, with the line that installs it.
    """
    return _load_press(name or choose_press())


@cache
def choose_press() -> PressName:
    """Give the press that is used where none is asked for.

    Raises:
        PolicykitError: `pdf-engine` where neither can be loaded.
    """
    try:
        _load_press("weasyprint")
    except PolicykitError as missing:
        try:
            _load_press("typst")
        except PolicykitError:
            hint = 'pip install "council-policykit[typst]", which needs no system library'
            raise refuse(PDF_ENGINE, missing.diagnostics[0].message, hint) from missing
        return "typst"
    return "weasyprint"


def name_press(producer: str) -> PressName:
    """Give the press that a PDF's `Producer` names; WeasyPrint where it names none of ours."""
    return "typst" if producer.startswith("Typst") else "weasyprint"


@cache
def _load_press(name: PressName) -> Press:
    if name == "typst":
        from policykit.render.typst.press import TypstPress

        return TypstPress()
    from policykit.render.pdf.renderer import PdfRenderer

    return PdfRenderer()
