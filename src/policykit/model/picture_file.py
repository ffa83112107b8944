"""The file of a picture read as far as its head says: kind, size, and whether it is whole. No library is needed."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterable, Iterator

from policykit.model.picture import PictureFault, PictureFile

MOST_BYTES = 2 * 1024 * 1024
"""How large the file of one picture may be."""
MOST_POINTS = 40_000_000
"""How many points a picture may have: a file of a few bytes can ask for the memory of a whole machine."""
_AGAIN = "open it in an image program and save it again as PNG or JPEG"
_SMALLER = "save it smaller: 1,600 points are enough for the width of a page"
_PNG = b"\x89PNG\r\n\x1a\n"


class _CannotShowError(Exception):
    """Why a file that is whole cannot be shown; the second argument is what to do."""


def read_picture(data: bytes) -> PictureFile | PictureFault:
    """Give the picture that a file holds, or why it cannot be shown. Never raises, whatever the bytes."""
    if len(data) > MOST_BYTES:
        return PictureFault(f"the picture has {len(data) / 1e6:.1f} MB, more than the 2 MB that are printed", _SMALLER)
    content = base64.b64encode(data).decode("ascii")
    try:
        if data.startswith(_PNG):
            return PictureFile("image/png", *_measure_png(data), content)
        if data.startswith(b"\xff\xd8"):
            turned, tells_place = _read_camera(data)
            if turned:
                raise _CannotShowError("the photograph is stored turned, and readers do not all turn it back", _AGAIN)
            return PictureFile("image/jpeg", *_measure_jpeg(data), content, tells_place)
    except _CannotShowError as error:
        return PictureFault(*error.args)
    except (ValueError, struct.error, zlib.error):
        return PictureFault("the picture is damaged or not complete", _AGAIN)
    if b"<svg" in data[:1000].lower():
        return PictureFault("the picture is a drawing (SVG), which Word cannot show", "export it as PNG")
    return PictureFault("the picture is neither a PNG nor a JPEG", _AGAIN)


def _refuse_large(width: int, height: int) -> None:
    if not width or not height:
        raise ValueError("no picture has such a head")
    if width * height > MOST_POINTS:
        raise _CannotShowError(f"the picture has {width} by {height} points, too many to print", _SMALLER)


def _measure_png(data: bytes) -> tuple[int, int]:
    """Give width and height of a PNG (RFC 2083) of which every chunk is whole, and all the points are there."""
    wanted = width = height = 0
    packed: list[bytes] = []
    for name, body in _walk_chunks(data):
        if name == b"IHDR":
            width, height, depth, colours, _, _, laced = struct.unpack(">IIBBBBB", body)
            if colours not in _CHANNELS or depth not in (1, 2, 4, 8, 16):
                raise ValueError("no picture has such a head")
            _refuse_large(width, height)
            wanted = 1 if laced else height * (1 + (width * depth * _CHANNELS[colours] + 7) // 8)
        elif name == b"acTL":
            raise _CannotShowError("the picture moves, which no paper can show", _AGAIN)
        elif name == b"IDAT":
            packed.append(body)
    if not wanted or _count_unpacked(packed, wanted) < wanted:
        raise ValueError("points are missing")
    return width, height


_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many values each point of a PNG has, by its kind of colour."""
_STEP = 1 << 20


def _count_unpacked(packed: Iterable[bytes], most: int) -> int:
    """Give how many bytes are packed, up to `most`, a few at a time so that they never are in memory together."""
    unpack = zlib.decompressobj()
    count = 0
    for part in packed:
        rest = part
        while rest and count < most:
            count += len(unpack.decompress(rest, _STEP))
            rest = unpack.unconsumed_tail
    return count + len(unpack.flush(1))


def _walk_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    name = b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(name + body) != check:
            raise ValueError("a chunk was changed")
        yield name, body
        at += 12 + length


_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""The kinds of JPEG that readers show: baseline, extended and progressive."""
_NO_FRAMES = frozenset({0xC4, 0xC8, 0xCC})


def _walk_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the segments of a JPEG (ITU-T T.81) before its points, each with its kind."""
    at = 2
    while True:
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF:
            raise ValueError("no marker where one must be")
        if kind == 0xFF:  # filling
            at += 1
            continue
        if kind in (0xD9, 0xDA):
            return
        yield kind, data[at + 4 : at + 2 + length]
        at += 2 + length


def _measure_jpeg(data: bytes) -> tuple[int, int]:
    """Give width and height of a JPEG that begins and ends as one."""
    if b"\xff\xd9" not in data[-64:]:
        raise ValueError("the end is missing")
    for kind, body in _walk_segments(data):
        if kind in _FRAMES:
            _, height, width, channels = struct.unpack_from(">BHHB", body)
            if channels == 4:
                raise _CannotShowError("the colours of the picture are those of print (CMYK)", f"{_AGAIN}, in RGB")
            if channels not in (1, 3):
                raise ValueError("no picture has such a head")
            _refuse_large(width, height)
            return width, height
        if 0xC3 <= kind <= 0xCF and kind not in _NO_FRAMES:
            raise _CannotShowError("the picture is a rare kind of JPEG, which readers do not show", _AGAIN)
    raise ValueError("no head before the points")


_TURNED, _PLACE = 0x0112, 0x8825
"""What a camera notes (Exif 2.3): how the picture is to be turned, and where it was taken."""


def _read_camera(data: bytes) -> tuple[bool, bool]:
    """Give whether a photograph is stored turned, and whether it says where it was taken."""
    for kind, body in _walk_segments(data):
        if kind != 0xE1 or not body.startswith(b"Exif\0\0"):
            continue
        notes = body[6:]
        order = "<" if notes.startswith(b"II") else ">"
        try:
            (first,) = struct.unpack_from(f"{order}I", notes, 4)
            (count,) = struct.unpack_from(f"{order}H", notes, first)
            rows = [struct.unpack_from(f"{order}HHIH", notes, first + 2 + 12 * row) for row in range(count)]
        except struct.error:  # readers pass over what they cannot read
            return False, False
        found = {tag: value for tag, _, _, value in rows}
        return found.get(_TURNED, 1) not in (0, 1), _PLACE in found
    return False, False
