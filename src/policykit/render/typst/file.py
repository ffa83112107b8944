"""A PDF as Typst writes it, opened so that single objects can be put right: plain objects and one table of places.

Typst (through krilla) writes no object streams, every object once, and a cross-reference table (ISO 32000-1, 7.5.4).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_TRAILER = re.compile(rb"/Root (\d+) 0 R.*?/Info (\d+) 0 R", re.DOTALL)
_START = re.compile(rb"\A(\d+) 0 obj\s")


@dataclass(slots=True)
class PdfFile:
    """The objects of a PDF by their number, each without `obj` and `endobj`."""

    header: bytes
    objects: dict[int, bytes]
    root: int
    info: int

    def add(self, content: bytes) -> int:
        """Add an object, and give its number."""
        number = max(self.objects) + 1
        self.objects[number] = content
        return number

    def write(self) -> bytes:
        """Give the file; its identifier follows from its content."""
        parts, places, position = [self.header], {}, len(self.header)
        for number in sorted(self.objects):
            places[number] = position
            part = b"%d 0 obj\n%s\nendobj\n" % (number, self.objects[number])
            parts.append(part)
            position += len(part)
        count = max(self.objects) + 1
        lines = [b"0000000000 65535 f\r\n"]
        lines += [
            b"%010d 00000 n\r\n" % places[n] if n in places else b"0000000000 00000 f\r\n" for n in range(1, count)
        ]
        identity = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().encode()
        parts.append(b"xref\n0 %d\n%s" % (count, b"".join(lines)))
        parts.append(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (count, self.root, self.info, identity, identity, position)
        )
        return b"".join(parts)


def open_pdf(data: bytes) -> PdfFile:
    """Give the objects of a PDF that Typst wrote. Raises ValueError for any other."""
    start = data.rfind(b"startxref")
    place = int(data[start + 9 :].split(None, 1)[0]) if start >= 0 else -1
    table = data[place:start] if place >= 0 else b""
    trailer = _TRAILER.search(table)
    if not table.startswith(b"xref") or trailer is None:
        raise ValueError("not a PDF with one table of places")
    entries = re.findall(rb"(\d{10}) (\d{5}) ([nf])", table)
    places = sorted(int(offset) for offset, _, kind in entries if kind == b"n")
    objects: dict[int, bytes] = {}
    for first, following in zip(places, [*places[1:], place], strict=True):
        part = data[first:following]
        head = _START.match(part)
        end = part.rfind(b"endobj")
        if head is None or end < 0:
            raise ValueError("an object is not where the table says")
        objects[int(head[1])] = part[head.end() : end].rstrip(b"\n")
    return PdfFile(data[: places[0]], objects, int(trailer[1]), int(trailer[2]))


def write_text(text: str) -> bytes:
    """Give a text string: as it stands where it is plain ASCII, else in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return b"(" + re.sub(r"([\\()])", r"\\\1", text).encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
