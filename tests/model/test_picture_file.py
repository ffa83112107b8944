"""The files of pictures: what is whole is measured, all else is refused with a message, whatever the bytes."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.model.picture import PictureFault, PictureFile
from policykit.model.picture_file import read_picture

SHOWN = Path(__file__).parent.parent / "render" / "furnished" / "pictures"
WHOLE = [(SHOWN / name).read_bytes() for name in ("plan.png", "waiting.jpg")]


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, depth: int = 8, colours: int = 2, more: bytes = b"") -> bytes:
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colours]
    row = b"\0" + bytes((width * depth * channels + 7) // 8)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    points = chunk(b"IDAT", zlib.compress(row * min(height, 50)))
    return b"\x89PNG\r\n\x1a\n" + head + more + points + chunk(b"IEND", b"")


def camera(*rows: tuple[int, int], order: str = "<") -> bytes:
    """Give a JPEG with notes of a camera: pairs of tag and value."""
    notes = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8) + struct.pack(f"{order}H", len(rows))
    for tag, value in rows:
        notes += struct.pack(f"{order}HHI", tag, 3, 1) + struct.pack(f"{order}I", value)
    body = b"Exif\0\0" + notes
    return WHOLE[1][:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + WHOLE[1][2:]


def test_whole_pictures_are_measured() -> None:
    found = [read_picture(data) for data in WHOLE]
    assert [(each.media, each.width, each.height) for each in found if isinstance(each, PictureFile)] == [
        ("image/png", 900, 560),
        ("image/jpeg", 600, 320),
    ]
    assert [each.data for each in found if isinstance(each, PictureFile)] == WHOLE


@pytest.mark.parametrize(("depth", "colours"), [(1, 0), (8, 0), (16, 2), (4, 3), (8, 4), (8, 6)])
def test_every_kind_of_png_is_read(depth: int, colours: int) -> None:
    assert isinstance(read_picture(png(7, 5, depth, colours)), PictureFile)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png(60_000, 60_000), "too many to print"),
        (png(10, 80), "damaged"),
        (png(0, 10), "damaged"),
        (png(5, 5, more=chunk(b"acTL", b"12345678")), "moves"),
        (camera((0x0112, 6)), "stored turned"),
        (WHOLE[0][:-3], "damaged"),
        (WHOLE[1][:-500], "damaged"),
        (WHOLE[1].replace(b"\xff\xc0", b"\xff\xc9", 1), "rare kind"),
        (b"GIF89a", "neither a PNG nor a JPEG"),
        (b"", "neither a PNG nor a JPEG"),
    ],
)
def test_what_cannot_be_shown_says_why(data: bytes, words: str) -> None:
    found = read_picture(data)
    assert isinstance(found, PictureFault)
    assert words in found.message
    assert found.hint


def test_a_photograph_that_says_where_it_was_taken_is_known() -> None:
    told = [read_picture(camera((0x0112, 1), (0x8825, 90), order=order)) for order in "<"]
    assert [each.tells_place for each in told if isinstance(each, PictureFile)] == [True]
    assert isinstance(plain := read_picture(camera((0x0112, 1))), PictureFile)
    assert not plain.tells_place


@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), max_size=6), st.data())
def test_no_bytes_end_in_a_traceback(whole: bytes, changes: list[tuple[int, int]], data: st.DataObject) -> None:
    changed = bytearray(whole)
    for place, value in changes:
        changed[place] = value
    end = data.draw(st.integers(0, len(changed)))
    assert isinstance(read_picture(bytes(changed[:end])), (PictureFile, PictureFault))
