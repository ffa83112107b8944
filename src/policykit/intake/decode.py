"""The bytes of a text file as characters, in whatever encoding they were saved; control characters set apart."""

from __future__ import annotations

import codecs
import re

from policykit.intake.codes import DOCUMENT_DAMAGED, DOCUMENT_KIND, refuse_document
from policykit.intake.paragraph import LeftOut

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_BINARY = (
    (b"PK\x03\x04", "a Word or OpenDocument file"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
)
_MOST_CONTROLS = 0.02
"""Above this share of control characters a file is no text."""


def decode_text(name: str, content: bytes) -> str:
    """Give the characters of a text file: UTF-8 first, by its mark else, and Windows' own set last.

    Raises PolicykitError: `document-kind` for a file that is no text, `document-damaged` for one that is cut off.
    """
    for start, what in _BINARY:
        if content.startswith(start):
            raise refuse_document(DOCUMENT_KIND, name, f"is {what} under another name", "give it its right ending")
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    try:
        text = content.decode(encoding) if encoding else _decode_unmarked(content)
    except UnicodeDecodeError as error:
        raise refuse_document(DOCUMENT_DAMAGED, name, f"is no readable text from byte {error.start} on") from error
    if len(_CONTROL.findall(text)) > max(8, len(text) * _MOST_CONTROLS):
        raise refuse_document(DOCUMENT_KIND, name, "is no text: it holds control characters throughout")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_unmarked(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace") if b"\x00" not in content else content.decode("utf-8")


def drop_controls(text: str, place: str) -> tuple[str, tuple[LeftOut, ...]]:
    """Give a text without the characters that no text may hold, and each of those that were left out."""
    found = _CONTROL.findall(text)
    if not found:
        return text, ()
    left = tuple(LeftOut(character, "control character", place) for character in found)
    return _CONTROL.sub("", text), left
