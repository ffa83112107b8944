"""Zip files that others made, opened with care: bounded in size and depth, no entities, nothing fetched or run."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

from policykit.intake.codes import (
    DOCUMENT_DAMAGED,
    DOCUMENT_KIND,
    DOCUMENT_LOCKED,
    DOCUMENT_TOO_LARGE,
    DOCUMENT_UNSAFE,
    refuse_document,
)

LARGEST_PART = 96_000_000
"""How many bytes one unpacked part may have; `document.xml` of a policy of 1,000 pages has about 20 million."""
MOST_PARTS = 20_000
DEEPEST = 240
"""How deep elements may be nested; tables in tables in text boxes come to about 60."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
"""The names that Word's “Strict Open XML” uses, and those that all else uses for the same."""

Handler = Callable[[str, dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of one file."""

    name: str
    archive: zipfile.ZipFile

    @property
    def parts(self) -> list[str]:
        """The names of all parts, sorted."""
        return sorted(self.archive.namelist())

    def find_parts(self, start: str, end: str = ".xml") -> list[str]:
        """Give the parts whose name begins and ends so, `header2` before `header10`."""
        found = [part for part in self.parts if part.startswith(start) and part.endswith(end)]
        return sorted(found, key=lambda part: (len(part), part))

    def read(self, part: str) -> bytes | None:
        """Give the bytes of a part; None where there is none. Raises PolicykitError for a damaged or swelling one."""
        try:
            entry = self.archive.getinfo(part)
        except KeyError:
            return None
        if entry.flag_bits & 1:
            raise refuse_document(DOCUMENT_LOCKED, self.name, "is protected by a password")
        try:
            with self.archive.open(entry) as file:
                content = file.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise refuse_document(
                DOCUMENT_DAMAGED, self.name, f"is damaged: its part `{part}` cannot be read"
            ) from error
        if len(content) > LARGEST_PART:
            message = f"swells to more than {LARGEST_PART / 1e6:.0f} MB when it is unpacked"
            raise refuse_document(DOCUMENT_TOO_LARGE, self.name, message)
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        return content

    def parse(self, part: str) -> ET.Element | None:
        """Give the tree of an XML part; None where there is none. Raises PolicykitError as `read` and `scan_xml` do."""
        content = self.read(part)
        if content is None:
            return None
        scan_xml(self.name, part, content)
        return ET.fromstring(content)  # noqa: S314 - `scan_xml` has refused what makes that unsafe


def open_archive(name: str, content: bytes, what: str) -> Archive:
    """Open a zip file that should be `what`, such as a Word file. Raises PolicykitError for what is none."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise refuse_document(DOCUMENT_LOCKED, name, "is protected by a password")
        raise refuse_document(DOCUMENT_KIND, name, "is an old Word file under a new name")
    if not content.startswith(b"PK"):
        raise refuse_document(DOCUMENT_KIND, name, f"is not {what}, whatever its ending says")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse_document(
            DOCUMENT_DAMAGED, name, f"is damaged, or cut off: it is not the whole of {what}"
        ) from error
    if len(archive.namelist()) > MOST_PARTS:
        raise refuse_document(DOCUMENT_TOO_LARGE, name, f"has more than {MOST_PARTS:,} parts")
    return Archive(name, archive)


def scan_xml(
    name: str,
    part: str,
    content: bytes,
    start: Handler | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run through XML, calling `start`, `end` and `text` with local names: `t` for `w:t`.

    `part` names the part of an archive; it is empty for a file that is XML itself.

    Raises PolicykitError: `document-unsafe` for a document type, entities or a nesting without bound,
    `document-damaged` for what is no XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0
    inside = f" in its part `{part}`" if part else ""

    def refuse(*_: Any) -> None:
        message = f"declares a document type{inside}, which no such file does"
        hint = None if part else f"delete line {parser.CurrentLineNumber}, from `<!DOCTYPE` to its end, and try again"
        raise refuse_document(DOCUMENT_UNSAFE, name, message, hint)

    def open_element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            what = f"its part `{part}`" if part else "its elements"
            raise refuse_document(DOCUMENT_UNSAFE, name, f"nests {what} more than {DEEPEST} levels deep")
        if start is not None:
            start(_local(tag), {_local(key): value for key, value in attributes.items()})

    def close_element(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(_local(tag))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        what = f"its part `{part}`" if part else "it"
        message = f"is damaged: {what} breaks off or is garbled in line {error.lineno}"
        hint = None if part else "ask for the file again; a browser that opens it shows the place, too"
        raise refuse_document(DOCUMENT_DAMAGED, name, message, hint) from error


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


def join_target(base: str, target: str) -> str:
    """Give the part that a relationship of the part `base` leads to."""
    if target.startswith("/"):
        return target[1:]
    parts: list[str] = []
    for piece in (PurePosixPath(base).parent / target).parts:
        if piece == "..":
            parts = parts[:-1]
        else:
            parts.append(piece)
    return "/".join(parts)
