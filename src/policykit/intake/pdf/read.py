"""A PDF as a Manuscript."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from policykit.errors import PolicykitError
from policykit.intake.codes import (
    DOCUMENT_DAMAGED,
    DOCUMENT_KIND,
    DOCUMENT_LOCKED,
    DOCUMENT_TOO_LARGE,
    READER_MISSING,
    refuse_document,
)
from policykit.intake.paragraph import LeftOut, Manuscript, Paragraph
from policykit.intake.pdf.damage import refuse_damaged, warn_of
from policykit.intake.pdf.flow import find_bullets, measure_shapes, read_flow
from policykit.intake.pdf.furniture import split_furniture
from policykit.intake.pdf.glyphs import PdfGlyph, PdfSheet, read_sheet
from policykit.intake.pdf.hyphens import LineJoiner
from policykit.intake.pdf.lines import PdfLine, find_underlines, make_lines, make_words
from policykit.intake.pdf.own import mark_cover, read_source
from policykit.intake.pdf.tagged import TaggedText, TagPlace, TagWalker, is_honest, make_tagged, walk_texts
from policykit.intake.pdf.tags import Content, TagNode, read_tags
from policykit.intake.pdf.words import read_again

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 1000
"""How many pages a file may have."""
_PASSWORD = 4
"""pdfium's word for a file whose password is missing."""


def read_pdf(name: str, content: bytes) -> Manuscript:
    """Read a PDF that holds words. Where it declares a structure that is true, that says what its paragraphs are.

    Raises PolicykitError for what is no PDF, is damaged, encrypted, scanned or too large, and `reader-missing` where
    pypdfium2 is not installed.
    """
    if b"%PDF-" not in content[:1024]:
        raise refuse_document(DOCUMENT_KIND, name, "is no PDF, whatever its ending says")
    sheets = _read_sheets(name, content)
    refuse_damaged(name, sheets)
    reader = _open_again(content)
    slanted = [LeftOut(sheet.slanted, "watermark", f"page {sheet.number}") for sheet in sheets if sheet.slanted.strip()]
    words = [make_words(sheet.glyphs) for sheet in sheets]
    joiner = LineJoiner(word.text for own in words for word in own)
    tags = read_tags(reader) if reader is not None else None
    found = _read_tagged(sheets, tags, joiner) if tags is not None else None
    if found is None:
        found = read_flow(sheets, words, joiner)
    paragraphs, furniture = found
    source = read_source(reader)
    if source is not None:
        paragraphs = mark_cover(paragraphs, source)
    again = read_again(name, reader, sheets)
    return Manuscript(
        "PDF",
        tuple(paragraphs),
        (*slanted, *furniture, *joiner.left_out),
        again.words,
        title=_read_facts(reader).get("/Title", ""),
        properties=_read_facts(reader),
        language=_read_language(reader),
        warnings=(*warn_of(sheets), *again.differences),
        ordered=False,
    )


def _read_sheets(name: str, content: bytes) -> list[PdfSheet]:
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError as error:
        hint = 'pip install "council-policykit[import]", or ask for the Word file'
        raise refuse_document(READER_MISSING, name, "is a PDF, and what reads PDF is not installed", hint) from error
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise refuse_document(DOCUMENT_LOCKED, name, "is protected by a password") from error
        raise refuse_document(DOCUMENT_DAMAGED, name, "is damaged, or cut off: it is not the whole of a PDF") from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise refuse_document(DOCUMENT_TOO_LARGE, name, f"has {count:,} pages, more than the {MOST_PAGES:,} read")
        return [_read_one(raw, document, at) for at in range(count)]
    except pypdfium2.PdfiumError as error:
        raise refuse_document(DOCUMENT_DAMAGED, name, "is damaged: a page cannot be opened") from error
    finally:
        document.close()


def _read_one(raw: Any, document: Any, at: int) -> PdfSheet:
    page = document[at]
    try:
        return read_sheet(raw, page, at + 1)
    finally:
        page.close()


def _open_again(content: bytes) -> PdfReader | None:
    """Open the file by the second library; None where that cannot."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            reader.decrypt("")
        len(reader.pages)
    except Exception:  # noqa: BLE001 - pypdf raises whatever a damaged file leads it to
        return None
    return reader


def _read_tagged(
    sheets: list[PdfSheet], tags: TagNode, joiner: LineJoiner
) -> tuple[list[Paragraph], list[LeftOut]] | None:
    """Give what the structure declares; None where it leaves words out, or is not true."""
    glyphs: dict[Content, list[PdfGlyph]] = defaultdict(list)
    for sheet in sheets:
        for glyph in sheet.glyphs:
            if glyph.mark >= 0:
                glyphs[sheet.number, glyph.mark].append(glyph)
    declared = Counter(tags.walk_contents())
    if any(count > 1 for count in declared.values()):
        return None
    shown = [[glyph for glyph in sheet.glyphs if (sheet.number, glyph.mark) in declared] for sheet in sheets]
    rest = [[glyph for glyph in sheet.glyphs if (sheet.number, glyph.mark) not in declared] for sheet in sheets]
    furniture = _leave_rest(sheets, rest, shown)
    texts = list(TagWalker(glyphs).walk(tags, TagPlace()))
    if furniture is None or not texts:
        return None
    for text in walk_texts(texts):
        for line in text.lines:
            find_underlines([line], sheets[line.page - 1].rules)
            find_bullets([line], sheets[line.page - 1].bullets)
    lines = [_make_page(own, sheet.number) for sheet, own in zip(sheets, shown, strict=True)]
    texts, repeated = _leave_repeated(sheets, texts, lines)
    furniture += repeated
    shapes = {page: shape for (page, _), shape in measure_shapes(lines).items()}
    if not is_honest(texts, shapes) or sum(len(text.lines) for text in walk_texts(texts)) == 0:
        return None
    return list(make_tagged(texts, shapes, joiner)), furniture


def _leave_repeated(
    sheets: list[PdfSheet], texts: list[TaggedText], lines: list[list[PdfLine]]
) -> tuple[list[TaggedText], list[LeftOut]]:
    """Give the paragraphs without headers and footers that the structure takes for text, and those."""
    _, found = split_furniture(sheets, lines, only_repeated=True)
    reasons = {(left.place, " ".join(left.text.split())): left.reason for left in found}
    kept: list[TaggedText] = []
    gone: list[LeftOut] = []
    for text in texts:
        own = [(f"page {line.page}", " ".join(line.text.split())) for line in text.lines]
        if own and not text.rows and not text.label and all(line in reasons for line in own):
            gone += [LeftOut(words, reasons[place, words], place) for place, words in own]
        else:
            kept.append(text)
    return kept, gone


def _make_page(glyphs: list[PdfGlyph], page: int) -> list[PdfLine]:
    return make_lines(make_words(glyphs), page) if glyphs else []


def _leave_rest(
    sheets: list[PdfSheet], rest: list[list[PdfGlyph]], shown: list[list[PdfGlyph]]
) -> list[LeftOut] | None:
    """Give the words outside the structure as what they are; None where some of them are surely text."""
    count = sum(map(len, rest))
    if count > 0.25 * (count + sum(map(len, shown))):
        return None
    pages = [_make_page(own, sheet.number) for sheet, own in zip(sheets, rest, strict=True)]
    kept, left = split_furniture(sheets, pages)
    for sheet, lines in zip(sheets, kept, strict=True):
        for line in lines:
            if not all(glyph.artifact for word in line.words for glyph in word.glyphs):
                return None
            outside = line.base < 0.14 * sheet.height or line.base > 0.86 * sheet.height
            if not outside and len(line.words) > 8:
                return None
            reason = "watermark" if not outside else "header" if line.base < sheet.height / 2 else "footer"
            left.append(LeftOut(line.text, reason, f"page {sheet.number}"))  # type: ignore[arg-type]
    return left


def _read_facts(reader: PdfReader | None) -> dict[str, str]:
    try:
        found = {} if reader is None else dict(reader.metadata or {})
        return {str(key): str(value) for key, value in found.items()}
    except (PolicykitError, Exception):  # noqa: BLE001 - a damaged file may lead pypdf anywhere
        return {}


def _read_language(reader: PdfReader | None) -> str:
    try:
        return str(reader.root_object.get("/Lang") or "") if reader is not None else ""
    except Exception:  # noqa: BLE001 - a damaged file may lead pypdf anywhere
        return ""
