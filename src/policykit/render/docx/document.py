"""A document for Word: real headings and lists, contents that Word can renew, and a redline as tracked changes.

The parts are written as they are, since what a policy needs (lists that show given numbers, fields, bookmarks, tracked
moves) is in no library's reach; it takes no library beyond Python's own.
"""

from __future__ import annotations

from datetime import date

from policykit.document.past import tell_past
from policykit.document.tree import Document
from policykit.render.arrange import say_past
from policykit.render.docx.body import BodyWriter
from policykit.render.docx.front import add_cover, add_end, write_footer, write_header
from policykit.render.docx.ids import write_ids
from policykit.render.docx.package import Story, pack_document, relation_id
from policykit.render.docx.plan import plan_document
from policykit.render.docx.revisions import start_revisions
from policykit.render.docx.runs import RunWriter, name_bookmarks
from policykit.render.docx.styles import write_styles
from policykit.render.docx.xml import write_paragraph


def render_docx(
    document: Document, *, notes: bool = False, author: str = "policykit", dated: date | None = None
) -> bytes:
    """Give the document as a .docx file (ECMA-376, transitional), for Word 2013 and later and for LibreOffice.

    Args:
        document: what to render. The changes of a redline become tracked changes: accepting all gives the new text,
            rejecting all the old; what the comparison says beside them becomes comments.
        notes: whether the editors' notes are printed.
        author: who is said to have made the tracked changes and comments.
        dated: the day they are said to have been made on; without one they bear no date.

    Returns:
        The bytes of the file. The same document gives the same bytes.
    """
    revisions = start_revisions(document, author, dated)
    plan = plan_document(document, revisions)
    footnotes = {node.id: node for node in document.walk_clauses() if node.footnote}
    words = RunWriter(revisions, name_bookmarks(document), footnotes, document.imprint.phrases)
    past = tell_past(document.history, document.imprint.phrases) if document.history else None
    body = BodyWriter(plan, words, document.imprint.language, notes=notes, past=past)
    add_cover(body, document)
    if past is not None:
        body.add_paragraph("EditorsNote", words.write_plain(past.opening))
    body.add_sections(document.sections)
    for node in footnotes:
        body.add_past(node)
    if past is not None and past.lost:
        body.add_paragraph("HeadingUnlisted", words.write_plain(past.heading))
        for lost in past.lost:
            body.add_paragraph("EditorsNote", words.write_plain(say_past(*lost)))
    if notes and document.notes:
        body.add_paragraph("HeadingUnlisted", words.write_plain(words.phrases.say("page.notes")))
        body.add_notes(document.notes)
    add_end(body, document)
    header, footer = (write(words, document.imprint) for write in (write_header, write_footer))
    story = Story(
        body="".join(body.blocks) + _write_last_paragraph(body) + _SHEET,
        styles=write_styles(document.imprint, plan.book.find_heading_list(), set(plan.headings)),
        numbering=plan.book.write(plan.headings),
        header=header,
        footer=footer,
        comments="".join(revisions.comments),
        footnotes="".join(words.footnotes),
        addresses=words.addresses,
        pictures=words.pictures.files,
        tracked=revisions.used,
        ids=write_ids(document.imprint, words.bookmarks),
    )
    return pack_document(story, document.imprint)


def _write_last_paragraph(body: BodyWriter) -> str:
    """Word wants a paragraph below the last table, and the mark of the last paragraph can be neither new nor gone."""
    last = body.blocks[-1] if body.blocks else ""
    ends = body.waiting + body.closing
    return write_paragraph("TableGap", ends) if body.after_table or "<w:rPr><w:" in last else ends


_SHEET = (
    f'<w:sectPr><w:headerReference w:type="default" r:id="{relation_id("header1")}"/>'
    f'<w:footerReference w:type="default" r:id="{relation_id("footer1")}"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1247" w:bottom="1361" w:left="1247" w:header="709" w:footer="624" w:gutter="0"/>'
    "</w:sectPr>"
)
"""A4 with margins of 22 mm at the sides, as the PDF."""
