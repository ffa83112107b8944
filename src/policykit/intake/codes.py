"""Why a file is not imported, as codes."""

from __future__ import annotations

from policykit.errors import Code, PolicykitError, Severity

_E = Severity.ERROR

DOCUMENT_KIND = Code(
    "document-kind",
    _E,
    "a file is of a kind that cannot be imported, or its ending does not fit what is in it",
    "open it in Word or LibreOffice and save it as .docx",
    "policykit import leave.pages anytown/leave",
    "policykit import leave.docx anytown/leave",
)
DOCUMENT_DAMAGED = Code(
    "document-damaged",
    _E,
    "a file that is to be imported cannot be read: it is damaged, or not what it seems to be",
    "open it in Word or LibreOffice, save it once more, and import that file",
    "a .docx file of which the mail program kept only the first half",
    "the whole file, which Word opens",
)
DOCUMENT_LOCKED = Code(
    "document-locked",
    _E,
    "a file that is to be imported is protected by a password",
    "open it with its password, save it without one, and import that file",
    "leave.docx, saved with “Encrypt with Password”",
    "leave.docx, saved without a password",
)
DOCUMENT_TOO_LARGE = Code(
    "document-too-large",
    _E,
    "a file that is to be imported is larger than any policy, or swells when it is unpacked",
    "import the policy alone: without pictures, and apart from other papers",
    "the pack of papers for a meeting, 80 MB",
    "the policy alone, 60 kB",
)
DOCUMENT_EMPTY = Code(
    "document-empty",
    _E,
    "a file that is to be imported holds no words: it is empty, or a picture of pages",
    "ask for the file that it was printed from, or have the pages read by a text recognition program",
    "a PDF of scanned pages",
    "the Word file that was printed and scanned",
)
DOCUMENT_UNSAFE = Code(
    "document-unsafe",
    _E,
    "a file that is to be imported holds what no policy needs and what can do harm: entities, or an unbounded nesting",
    "open it in Word or LibreOffice, save it once more as .docx, and import that file",
    "a .docx file whose XML declares entities",
    "a .docx file as Word saves it",
)
READER_MISSING = Code(
    "reader-missing",
    _E,
    "a program that reads this kind of file is not installed",
    "install it as the message says, or save the file as .docx",
    "policykit import leave.pdf anytown/leave, with no program that reads PDF",
    "policykit import leave.docx anytown/leave",
)
UNKNOWN_PLACE = Code(
    "unknown-place",
    _E,
    "something is said of a paragraph that the file does not have, or that cannot be so",
    "name the paragraph as the report of the import does: `paragraph 14`",
    'policykit import leave.docx anytown/leave --read "paragraph 990=heading"',
    'policykit import leave.docx anytown/leave --read "paragraph 14=heading"',
)
WORDS_LOST = Code(
    "words-lost",
    _E,
    "not every word of the file came through, so nothing was written; the fault is policykit's",
    "save the file as .docx in Word or LibreOffice and try again; please report it with the words that are named",
)


def refuse_document(code: Code, name: str, message: str, hint: str | None = None) -> PolicykitError:
    """Give the exception that says why the file `name` is not imported."""
    return PolicykitError(code.at(None, f"`{name}` {message}", hint=hint or code.remedy))
