"""Page to PDF by Typst: one file that is PDF/A-3a and PDF/UA-1 at once, set in the package's own faces.

The same page, facts and faces give the same bytes. Nothing is read but the faces: every word of a page is a string in
the code, the code names no file, and the folder that Typst may read holds the faces alone.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING, Any

from policykit.render.pdf.codes import PDF_ENGINE, PDF_GLYPH, PDF_STRUCTURE, refuse
from policykit.render.pdf.facts import PdfAttachment, PdfMetadata, write_xmp
from policykit.render.typst.code import write_string
from policykit.render.typst.file import PdfFile, open_pdf, write_text
from policykit.render.typst.flow import mark_targets, write_body
from policykit.render.typst.reading import Layout, Page, list_classes, read_page
from policykit.render.typst.tree import mend_tree
from policykit.source.glyphs import find_missing_glyphs

if TYPE_CHECKING:
    from pathlib import Path

STANDARDS = ["a-3a", "ua-1"]
_UNPRINTED = frozenset("\t\n\r\x0c\xad\u200b\u200c\u200d\u2060")
"""Characters that ask for no glyph: white space, and marks that only say where a line or word may break."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Unseen marks that turn the words behind them round."""
_FOOT = {"cy": ("tudalen ", " o ")}


class TypstPress:
    """Sets pages; the faces are read once for all of them. Any thread may use it; they take turns."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._compiler = _load_compiler()

    def render(
        self,
        html: str,
        *,
        metadata: PdfMetadata,
        attachments: tuple[PdfAttachment, ...] = (),
        layout: Layout = "document",
    ) -> bytes:
        """Give the PDF of one page of HTML.

        Raises:
            PolicykitError: `pdf-engine` without Typst, `pdf-glyph` for a character in none of the faces,
                `pdf-structure` for a page that no screen reader could read rightly.
        """
        import typst  # type: ignore[import-not-found,unused-ignore]

        page = read_page(html)
        _check_glyphs(page, metadata)
        mark_targets(page, layout)
        flow = write_body(page, layout)
        code = write_page(page, flow.code, metadata, attachments, layout)
        try:
            with self._turn:
                made: bytes = self._compiler.compile(code.encode(), format="pdf", pdf_standards=STANDARDS)
        except typst.TypstError as error:
            raise refuse(PDF_STRUCTURE, f"Typst cannot set the page: {error.message}") from error
        file = open_pdf(made)
        mend_tree(file, flow.tables, flow.links)
        _write_facts(file, metadata, page.title, page.language, f"Typst {version('typst')}")
        return file.write()


def write_page(
    page: Page, body: str, metadata: PdfMetadata, attachments: tuple[PdfAttachment, ...], layout: Layout
) -> str:
    """Give the whole Typst program of a page."""
    facts = page.facts
    language, _, region = page.language.partition("-")
    foot = _FOOT.get(language, ("page ", " of "))
    day = metadata.dated
    year, month, number = (day.year, day.month, day.day) if day else (1980, 1, 1)
    printed = {
        "council": facts.get("council", ""),
        "title": facts.get("title", ""),
        "version": facts.get("version", ""),
        "state": facts.get("dated", ""),
        "notice": facts.get("notice", ""),
        "foot": next((cover.get("data-foot", "") for cover in page.body.iterfind("header")), ""),
        "boxed": "yes" if any("status" in list_classes(words) for words in page.body.iter("p")) else "",
    }
    head = [
        f"#let accent = rgb({write_string(page.colours.get('accent', '#1d3c5a'))})",
        f"#let link-colour = rgb({write_string(page.colours.get('link', '#0b4f8a'))})",
        f"#let facts = {_write_dictionary(printed)}",
        f"#let draft = {'true' if page.status in ('draft', 'recommended') else 'false'}",
        f"#let layout = {write_string(layout)}",
        f"#let language = {write_string(language)}",
        f"#let region = {write_string(region) if region else 'none'}",
        f"#let words = {_write_dictionary({'page': foot[0], 'of': foot[1]})}",
        f"#set document(title: {write_string(page.title)}, author: {write_string(metadata.author or 'policykit')})",
        f"#set document(date: datetime(year: {year}, month: {month}, day: {number}, hour: 0, minute: 0, second: 0))",
    ]
    files = [_write_attachment(attachment) for attachment in attachments]
    return "\n".join([*head, _read_layout(), *files, f"#{body}"])


def _write_dictionary(values: dict[str, str]) -> str:
    return f"({', '.join(f'{name}: {write_string(value)}' for name, value in values.items())})"


def _write_attachment(attachment: PdfAttachment) -> str:
    named = {
        "relationship": attachment.relationship.lower(),
        "mime-type": attachment.mime,
        "description": attachment.description or attachment.name,
    }
    options = ", ".join(f"{name}: {write_string(value)}" for name, value in named.items())
    data = write_string(attachment.data.decode("utf-8"))
    return f"#pdf.attach({write_string(attachment.name)}, bytes({data}), {options})"


def _check_glyphs(page: Page, metadata: PdfMetadata) -> None:
    """Refuse a character that none of the faces has: Typst would leave it out."""
    shown = ["".join(page.body.itertext()), page.title, *page.facts.values(), metadata.author, metadata.subject]
    found = {character for text in shown for _, character in find_missing_glyphs(text)} - _UNPRINTED
    missing = sorted(found | {character for text in shown for character in _TURNING.findall(text)})
    if missing:
        named = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in missing[:10])
        raise refuse(PDF_GLYPH, f"the fonts have no {named}")


def _write_facts(file: PdfFile, metadata: PdfMetadata, title: str, language: str, producer: str) -> None:
    """Write document information and XMP as the other press does: they must agree (ISO 19005-3, 6.6.2.3.1)."""
    facts = {
        "Title": title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": "policykit",
        "Producer": producer,
    }
    written = b"".join(b"/%s%s" % (name.encode(), write_text(value)) for name, value in facts.items() if value)
    if metadata.dated is not None:
        stamp = metadata.dated.strftime("(D:%Y%m%d000000Z)").encode()
        written += b"/CreationDate%s/ModDate%s" % (stamp, stamp)
    file.objects[file.info] = b"<<%s>>" % written
    packet = write_xmp(metadata, title, language, producer).encode()
    place = re.search(rb"/Metadata (\d+) 0 R", file.objects[file.root])
    assert place is not None, "Typst writes metadata for PDF/A"
    stream = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream" % (len(packet), packet)
    file.objects[int(place[1])] = stream
    root = re.sub(rb"/Lang\([^)]*\)", b"/Lang" + write_text(language), file.objects[file.root])
    file.objects[file.root] = root


@cache
def _read_layout() -> str:
    return resources.files("policykit.render").joinpath("static", "layout.typ").read_text(encoding="utf-8")


@cache
def _load_compiler() -> Any:
    try:
        import typst
    except ImportError as error:
        raise refuse(PDF_ENGINE, "Typst is not installed", 'pip install "council-policykit[typst]"') from error
    folder = _find_fonts()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return typst.Compiler(root=str(folder), font_paths=fonts)


@cache
def _find_fonts() -> Path:
    from pathlib import Path

    return Path(str(resources.files("policykit").joinpath("fonts")))
