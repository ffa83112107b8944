"""Cover, contents, end, header and footer of a Word document."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.document.tree import Blank, Block, ContentsEntry, Document, Imprint, Line
from policykit.model.text import Inline, Text
from policykit.render.docx.body import BodyWriter
from policykit.render.docx.runs import RunWriter
from policykit.render.docx.xml import DECLARATION, NAMESPACES, PAGE_WIDTH, write_field, write_paragraph

_STOP = "."
_SHORT = 20
"""Contents of more lines begin a page."""

_STYLES = {
    "council": "CouncilName",
    "strapline": "Strapline",
    "officer": "Officer",
    "title": "Title",
    "subtitle": "Subtitle",
    "brand": "Brand",
    "contact": "Contact",
    "version": "VersionLine",
    "footer": "Contact",
}


def add_cover(body: BodyWriter, document: Document) -> None:
    """Add all that is before the first section."""
    imprint = document.imprint
    if imprint.status != "adopted":
        with body.words.in_language(imprint.phrases_language):
            body.add_paragraph("StatusLine", body.words.write_plain(imprint.status_line))
    if not any(isinstance(part, Line) and part.role == "title" for part in document.cover):
        _add_title(body, document, (Text(imprint.title),))
    for part in document.cover:
        if isinstance(part, Line) and part.role == "title" and not isinstance(part.words, Blank):
            _add_title(body, document, part.words)
        else:
            add_part(body, part)
    body.wants_room = True


def add_end(body: BodyWriter, document: Document) -> None:
    """Add all that is after the last section."""
    for part in document.end:
        add_part(body, part)


def _add_title(body: BodyWriter, document: Document, words: tuple[Inline, ...]) -> None:
    runs = body.words.write(words)
    if document.summary is not None:
        said = "Accept all changes to have the new text, reject all changes to have the old one."
        runs = body.revisions.comment(f"{document.summary.rstrip(_STOP)}. {said}", runs, None)
    body.add_paragraph("Title", runs)


def add_part(body: BodyWriter, part: Line | Block) -> None:
    """Add a line, a table or the contents, in its own language."""
    with body.words.in_language(part.language):
        _add_part(body, part)


def _add_part(body: BodyWriter, part: Line | Block) -> None:
    if isinstance(part, Line):
        label = body.words.write_plain(f"{part.label} ", strong=True) if part.label else ""
        contact = part.role == "contact" and not isinstance(part.words, Blank)
        words = body.words.write_contact(part.words) if contact else body.words.write_cell(part.words)  # type: ignore[arg-type]
        style = _STYLES[part.role]
        body.wants_room = style in ("Brand", "Contact", "VersionLine") and body.last_style != style
        body.add_paragraph(style, label + words)
        return
    if part.role == "contents":
        body.blocks.append(
            _write_contents(body.words, part.heading or body.words.phrases.say("contents.heading"), part.entries)
        )
        body.after_table, body.last_style = False, "TOC1"
        return
    if part.heading:
        body.add_paragraph(
            "HeadingUnlisted" if part.role == "history" else "Caption", body.words.write_plain(part.heading)
        )
    if part.table is not None:
        body.add_table(part.table, part.heading or body.words.phrases.say("page.version_control"))


def _write_contents(words: RunWriter, heading: str, entries: Sequence[ContentsEntry]) -> str:
    """Give the contents with their lines, as a field that Word can renew, in the frame that offers to do so."""
    depth = max((entry.level for entry in entries), default=1)
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'  # Word is to fill in the pages when it opens it
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{min(depth, 9)}" \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    fresh = "<w:pageBreakBefore/>" if len(entries) > _SHORT else ""
    lines = [write_paragraph("TOCHeading", words.write_plain(heading), properties=fresh)]
    for position, entry in enumerate(entries):
        content = _write_entry(words, entry)
        content = begin + content if position == 0 else content
        content = content + end if position == len(entries) - 1 else content
        lines.append(write_paragraph(f"TOC{min(entry.level, 9)}", content))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _write_entry(words: RunWriter, entry: ContentsEntry) -> str:
    """Give one line. Its page is not known before Word has laid out the pages, so none is shown until then."""
    gap = "\t" if 0 < len(entry.number) <= 6 else " "
    with words.in_language(entry.language):
        text = words.write_plain(f"{entry.number}{gap}{entry.heading}".lstrip())
    name = words.bookmarks.get(entry.target)
    if name is None:
        return text
    page = "<w:r><w:tab/></w:r>" + write_field(f"PAGEREF {name} \\h", "")
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{text}{page}</w:hyperlink>'


def write_header(words: RunWriter, imprint: Imprint) -> str:
    """Give the header of every page: whose text it is, and whether it is in force."""
    with words.in_language(imprint.phrases_language):
        status = words.write_plain(imprint.status_line, strong=imprint.status != "adopted")
    with words.in_language(imprint.council_language):
        line = words.write_plain(f"{imprint.council}\t") + status
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{write_paragraph('Header', line, properties=_TABS)}</w:hdr>"


def write_footer(words: RunWriter, imprint: Imprint) -> str:
    """Give the footer of every page: what text it is, and the page."""
    phrases = imprint.phrases
    named = imprint.named
    line = (
        words.write_plain(f"{named}\t{phrases.say('page.page')} ")
        + write_field("PAGE", "1")
        + words.write_plain(f" {phrases.say('page.of')} ")
        + write_field("NUMPAGES", "1")
    )
    own = write_paragraph("FooterNote", words.write_plain(imprint.page_footer)) if imprint.page_footer else ""
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{write_paragraph('Footer', line, properties=_TABS)}{own}</w:ftr>"


_TABS = f'<w:tabs><w:tab w:val="clear" w:pos="4513"/><w:tab w:val="right" w:pos="{PAGE_WIDTH}"/></w:tabs>'
