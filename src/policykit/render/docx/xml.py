"""The small change of WordprocessingML (ECMA-376 part 1): names, words and paragraphs as text."""

from __future__ import annotations

from xml.sax.saxutils import escape

from policykit.wording.printable import replace_unprintable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


PAGE_WIDTH = 9412
"""The width of the text of an A4 page with margins of 22 mm, in 1/20 point."""


def clean_text(text: str) -> str:
    """Give text that XML can hold, with the sign for what cannot be printed in place of what cannot."""
    return replace_unprintable(text)


def write_text(text: str, *, deleted: bool = False) -> str:
    """Give words as the content of a run; a tab is an element of its own, a line feed is a space."""
    tag = "delText" if deleted else "t"
    parts = [
        f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>' if part else ""
        for part in clean_text(text.replace("\n", " ")).split("\t")
    ]
    return "<w:tab/>".join(parts)


def write_field(code: str, shown: str) -> str:
    """Give a field that Word keeps up to date, with what it shows until then."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{write_text(shown)}</w:r>"
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def write_paragraph(style: str, content: str, *, properties: str = "", end: str = "") -> str:
    """Give a paragraph.

    Args:
        style: the id of its style.
        content: its runs.
        properties: what it sets besides its style, in the order of the schema (`w:keepNext`, `w:numPr`, `w:ind` …).
        end: what the mark at its end bears: an insertion or deletion.
    """
    ending = f"<w:rPr>{end}</w:rPr>" if end else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{ending}</w:pPr>{content}</w:p>'
