"""Which reader reads which kind of file; a reader is loaded when a file of its kind comes."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from policykit.intake.codes import DOCUMENT_EMPTY, DOCUMENT_KIND, DOCUMENT_TOO_LARGE, refuse_document
from policykit.intake.paragraph import Manuscript, ReadManuscript
from policykit.wording.nearest import hint_nearest

READERS: dict[str, str] = {
    ".akn": "policykit.intake.akn.read:read_akn",
    ".doc": "policykit.intake.office:read_office",
    ".docx": "policykit.intake.docx.read:read_docx",
    ".html": "policykit.intake.html:read_html",
    ".htm": "policykit.intake.html:read_html",
    ".md": "policykit.intake.markdown:read_markdown",
    ".markdown": "policykit.intake.markdown:read_markdown",
    ".odt": "policykit.intake.odt.read:read_odt",
    ".pdf": "policykit.intake.pdf.read:read_pdf",
    ".rtf": "policykit.intake.office:read_office",
    ".txt": "policykit.intake.text:read_text",
    ".xml": "policykit.intake.akn.read:read_akn",
}
"""Each ending with the module and function (a ReadManuscript) that reads such a file."""

LARGEST = 64_000_000
"""How many bytes a file may have."""


def read_manuscript(name: str, content: bytes) -> Manuscript:
    """Read a file into paragraphs, by the ending of its name.

    Raises PolicykitError with a code of `intake.codes`: for an unknown ending, for an ending that does not fit what is
    in the file, and as the reader of that kind does.
    """
    ending = find_ending(name)
    if len(content) > LARGEST:
        size = f"has {len(content) / 1e6:.0f} MB, more than the {LARGEST / 1e6:.0f} MB that are read"
        raise refuse_document(DOCUMENT_TOO_LARGE, name, size)
    if not content.strip():
        raise refuse_document(DOCUMENT_EMPTY, name, "is empty", "choose another file")
    return load_reader(ending)(name, content)


def find_ending(name: str) -> str:
    """Give the ending of a file's name, if files of its kind are read. Raises PolicykitError (`document-kind`)."""
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        known = ", ".join(READERS)
        hint = hint_nearest(ending, READERS, f"{DOCUMENT_KIND.remedy}; files of these kinds are read: {known}")
        what = f"ends in `{ending}`, and such files are not read" if ending else "has no ending that says what it is"
        raise refuse_document(DOCUMENT_KIND, name, what, hint)
    return ending


def load_reader(ending: str) -> ReadManuscript:
    """Give the function that reads files with this ending."""
    module, _, function = READERS[ending].partition(":")
    reader: ReadManuscript = getattr(import_module(module), function)
    return reader
