"""The picture that is shown with a link to a page: a sheet with numbered clauses on the council's own colour."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from struct import pack

from policykit.site.reuse.addresses import CARD
from policykit.site.sheaf import SiteFile

WIDTH, HEIGHT = 1200, 630
"""The size that those who show such pictures ask for, in pixels."""
_ACCENT = "#1d3c5a"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_BACK, _SHEET, _LINE, _HEADING = range(4)

_Box = tuple[int, int, int, int, int]
"""Left, top, right and bottom in pixels, and which colour."""


def draw_card(folder: str = "", accent: str = _ACCENT) -> SiteFile:
    """Give the picture in `folder` (or the site's own), on a background of the colour `accent`, as PNG."""
    accent = accent if _COLOUR.fullmatch(accent) else _ACCENT
    palette = bytes.fromhex(f"{accent[1:]}ffffffc8d3de{accent[1:]}")
    path = f"{folder}card.png" if folder else CARD
    return SiteFile(path, _write_png(list(_list_boxes()), palette))


def _list_boxes() -> Iterator[_Box]:
    yield 380, 60, 820, HEIGHT, _SHEET
    yield 430, 116, 690, 146, _HEADING
    widths = (290, 250, 310, 200, 280, 310, 240, 300, 180)
    for number, width in enumerate(widths):
        top = 196 + 46 * number
        if number % 3 == 0:
            yield 430, top, 446, top + 16, _HEADING
        yield 462, top, 462 + width, top + 16, _LINE


def _write_png(boxes: list[_Box], palette: bytes) -> bytes:
    edges = sorted({0, HEIGHT, *(min(edge, HEIGHT) for _, top, _, bottom, _ in boxes for edge in (top, bottom))})
    rows = bytearray()
    for top, bottom in pairwise(edges):
        row = bytearray(WIDTH)
        for left, first, right, last, colour in boxes:
            if first <= top < last:
                row[left:right] = bytes([colour]) * (right - left)
        rows += (b"\0" + bytes(row)) * (bottom - top)
    head = pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_write_part(name, content) for name, content in parts)


def _write_part(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))
