"""HTML to PDF: one self-contained page becomes one file that is PDF/A-3a and PDF/UA-1 at once.

The same page, facts and fonts give the same bytes: no clock, no network, no disk, no fonts but the package's own.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from threading import Lock
from typing import Any

from policykit.render.pdf.codes import PDF_GLYPH, PDF_STRUCTURE, refuse
from policykit.render.pdf.contents import number_contents
from policykit.render.pdf.engine import (
    VARIANT,
    Colours,
    explain_refusal,
    gather_faults,
    load_engine,
    make_fetcher,
    read_colours,
)
from policykit.render.pdf.facts import PdfAttachment, PdfMetadata, attach_files, write_information
from policykit.render.pdf.fonts import FontFace, FontSet, load_fonts
from policykit.render.pdf.structure.build import StructureBuilder
from policykit.render.pdf.structure.check import check_structure
from policykit.render.pdf.structure.tables import check_spans, describe_tables
from policykit.render.pdf.structure.write import TagWriter

__all__ = ["FontFace", "FontSet", "PdfAttachment", "PdfMetadata", "PdfRenderer", "html_to_pdf"]


def html_to_pdf(
    html: str, *, metadata: PdfMetadata, attachments: tuple[PdfAttachment, ...] = (), fonts: FontSet | None = None
) -> bytes:
    """Give the PDF of one page of HTML. For many, keep a `PdfRenderer`.

    The page must hold all it needs (style, pictures as `data:`), a `<title>` and `<html lang>`. `fonts` are the faces
    its CSS may name; by default those of the package.

    Raises:
        PolicykitError: `pdf-engine` without Pango, `pdf-fetch` for a page that reaches outside itself, `pdf-glyph` for
            a character in none of the fonts, `pdf-structure` for a page that no screen reader could read rightly.
    """
    return PdfRenderer(fonts).render(html, metadata=metadata, attachments=attachments)


@cache
def read_page_layout() -> str:
    """Give the style sheet that lays pages out; each PDF has it before its own."""
    return resources.files("policykit.render").joinpath("static", "print.css").read_text(encoding="utf-8")


class PdfRenderer:
    """Renders many pages; library and fonts, the same for all, are set up once.

    Any thread may use it; they take turns, since the layout engine keeps what it knows of the fonts in one place.
    """

    def __init__(self, fonts: FontSet | None = None) -> None:
        self._turn = Lock()
        self._engine = load_engine()
        self._fonts = fonts or load_fonts()
        self._fetcher = make_fetcher(self._fonts)
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

        self._font_config = FontConfiguration()
        style = self._fonts.write_css() + read_page_layout()
        self._sheet = self._engine.CSS(string=style, font_config=self._font_config, url_fetcher=self._fetcher)

    def render(
        self,
        html: str,
        *,
        metadata: PdfMetadata,
        attachments: tuple[PdfAttachment, ...] = (),
        layout: str = "document",
    ) -> bytes:
        """Give the PDF of one page of HTML; see `html_to_pdf`. The page's own styles hold its `layout`."""
        del layout
        with self._turn, gather_faults() as faults:
            return self._print(html, metadata, attachments, faults)

    def _print(
        self, html: str, metadata: PdfMetadata, attachments: tuple[PdfAttachment, ...], faults: list[str]
    ) -> bytes:
        from weasyprint.urls import FatalURLFetchingError  # type: ignore[import-untyped]

        self._fetcher.refused.clear()
        try:
            document = self._lay_out(html)
            _Finish(document, metadata, attachments, self._fonts)
            data: bytes = document.write_pdf(pdf_variant=VARIANT)
        except FatalURLFetchingError as error:
            raise explain_refusal(self._fetcher.refused[0]) from error
        except RecursionError as error:
            raise refuse(PDF_STRUCTURE, "the elements of the page are nested too deeply") from error
        if self._fetcher.refused:  # within an SVG the refusal was caught on its way here
            raise explain_refusal(self._fetcher.refused[0])
        if faults:
            raise refuse(PDF_STRUCTURE, "a picture or style sheet of the page is damaged and cannot be drawn")
        return data

    def _lay_out(self, html: str) -> Any:
        page = self._engine.HTML(string=html, url_fetcher=self._fetcher, base_url="policykit-page:")
        check_spans(page.etree_element)
        document = page.render(
            font_config=self._font_config,
            color_profiles={"sRGB": Colours(read_colours())},
            stylesheets=[self._sheet],
            pdf_variant=VARIANT,
        )
        document.policykit_root = page.etree_element
        number_contents(document)
        for sheet in document.pages:
            # an element within a link would get a clickable area of its own, upon the link's
            sheet.links = [link for link in sheet.links if link[0] != "attachment" and link[3].element_tag == "a"]
        return document


class _Finish:
    """What WeasyPrint calls back for one document: its structure, then its facts."""

    def __init__(
        self, document: Any, metadata: PdfMetadata, attachments: tuple[PdfAttachment, ...], fonts: FontSet
    ) -> None:
        self._document = document
        self._metadata = metadata
        self._attachments = attachments
        self._fonts = fonts
        self._title = " ".join((document.metadata.title or "").split())
        self._language = (document.metadata.lang or "").strip()
        if not self._title:
            raise refuse(PDF_STRUCTURE, "the page has no `<title>`")
        if not self._language:
            raise refuse(PDF_STRUCTURE, "the page does not say its language", 'write `<html lang="en-GB">`')
        document.policykit_add_structure = self.add_structure
        document.policykit_add_facts = self.add_facts

    def add_structure(self, pdf: Any, document: Any, streams: list[Any]) -> None:
        """Build, check and write the tree; called when all pages are drawn."""
        import pydyf  # type: ignore[import-untyped]

        self._check_glyphs(document)
        builder = StructureBuilder(document.policykit_root)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            builder.add_page(number, page._page_box, stream._tags)  # noqa: SLF001
        tree = builder.finish()
        describe_tables(tree)
        check_structure(tree)
        writer = TagWriter(pydyf, pdf)
        writer.mark_pages(tree, streams, builder.artifacts, _find_spaces(document))
        writer.write_tree(tree)

    def add_facts(self, pdf: Any) -> None:
        """Write what the file says of itself, and the attached source."""
        import pydyf

        for item in pdf.objects:
            if isinstance(item, dict) and item.get("Type") == "/Annot":
                item["F"] = 4  # PDF/A: an annotation is printed,
            elif "Interpolate" in (getattr(item, "extra", None) or ()):
                item.extra["Interpolate"] = "false"  # and no picture is smoothed
        producer = f"WeasyPrint {load_engine().__version__}"
        write_information(pydyf, pdf, self._metadata, self._title, self._language, producer)
        attach_files(pydyf, pdf, self._attachments)

    def _check_glyphs(self, document: Any) -> None:
        families = set(self._fonts.families)
        missing: set[str] = set()
        for font in document.fonts.values():
            missing.update(map(chr, font.missing))
            if font.family not in families:
                missing.update(*font.to_unicode.values())
        if missing:
            named = ", ".join(f"`{c}` (U+{ord(c):04X})" for c in sorted(missing)[:10])
            raise refuse(PDF_GLYPH, f"the fonts have no {named}")


def _find_spaces(document: Any) -> dict[bytes, bytes]:
    """Give, for each font of the pages, the code that draws its space, where a page has drawn one."""
    spaces: dict[bytes, bytes] = {}
    for font in document.fonts.values():
        for code, text in font.to_unicode.items():
            if text == " ":
                spaces[font.hash.encode()] = f"{code:04x}".encode()
    return spaces
