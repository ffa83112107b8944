"""What can go wrong between a page of HTML and an accessible PDF, as codes."""

from __future__ import annotations

from policykit.errors import Code, PolicykitError, Severity

PDF_ENGINE = Code(
    "pdf-engine",
    Severity.ERROR,
    "the library that lays out PDF pages, or a system library it needs, cannot be loaded",
    "run the command in the hint, then build again; HTML and Markdown need none of it",
)
PDF_FETCH = Code(
    "pdf-fetch",
    Severity.ERROR,
    "the page asks for something outside itself: a file, a web address, a font that is not shipped",
    "put pictures into the page as data: addresses; links to the web are fine, they are not fetched",
    '<img src="logo.png" alt="The council’s emblem">',
    '<img src="data:image/png;base64,…" alt="The council’s emblem">',
)
PDF_GLYPH = Code(
    "pdf-glyph",
    Severity.ERROR,
    "a character is in none of the fonts, so that print would show an empty box",
    "write the character in words, or choose one that the fonts have",
    "<p>Closed 🔒</p>",
    "<p>Closed (locked)</p>",
)
PDF_STRUCTURE = Code(
    "pdf-structure",
    Severity.ERROR,
    "the page cannot become a PDF that a screen reader reads rightly",
    "correct the page: headings in steps of one, pictures with a text, tables with as many cells in each row",
    "<h1>Policy</h1><h3>Scope</h3>",
    "<h1>Policy</h1><h2>Scope</h2>",
)
PDF_READ = Code(
    "pdf-read",
    Severity.ERROR,
    "the file is not a PDF, is damaged, or was not written by policykit",
    "take the file as it was published; printing it again or passing it through another program alters it",
    "policykit verify minutes.docx.pdf, which a scanner wrote",
    "policykit verify build/crewe/social-media/v1.pdf",
)
PDF_SIGN = Code(
    "pdf-sign",
    Severity.ERROR,
    "the PDF cannot be signed, or its signature cannot be checked",
    "take the file as policykit built it, which is not signed yet",
    "policykit sign v1.signed.pdf, which is signed already",
    "policykit sign v1.pdf",
)

CODES = (PDF_ENGINE, PDF_FETCH, PDF_GLYPH, PDF_STRUCTURE, PDF_READ, PDF_SIGN)
"""Every code of this part, for the reference."""


def refuse(code: Code, message: str, hint: str | None = None) -> PolicykitError:
    """Give the exception that says `message`; a PDF has no lines, so the message itself must name the place."""
    return PolicykitError(code.at(None, message, hint=hint))
