"""One page of a PDF as pdfium gives it: characters with their boxes and dress, thin lines, small boxes."""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!-?light)|(?:^|[-,])bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|(?:^|[-,])(?:it|bdit)\b", re.IGNORECASE)
_SIGNS = re.compile(r"wingdings|webdings|zapfdingbats|symbol", re.IGNORECASE)
_HYPHENS = (0x02, 0xFFFE)
"""What pdfium gives for a hyphen at the end of a line."""
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_THICKEST = 3.0
_SHORTEST = 9.0
_BULLET = (2.0, 7.5)
"""How large a drawn bullet is, in points."""


@dataclass(slots=True)
class PdfGlyph:
    """One character on a page; measures in points, from the top left corner of the page."""

    text: str
    left: float
    right: float
    base: float
    """Where the line that it is on is."""
    size: float
    bold: bool
    italic: bool
    mark: int
    """The number of the marked content it belongs to (MCID); -1 for none."""
    artifact: bool
    """Whether the file says that it is no content."""
    number: int
    """Its place in the order of the file."""
    drawn: int
    """Which text object drew it."""
    sign: bool
    """Whether its font holds signs in place of letters."""
    apart: bool = False
    """Whether a space is before it in the file."""


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A thin line, or a small box, that is drawn on a page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class PdfSheet:
    """One page."""

    number: int
    """From 1."""
    width: float
    height: float
    glyphs: list[PdfGlyph] = field(default_factory=list)
    slanted: str = ""
    """The characters that do not run along the lines of the page, such as those of a watermark."""
    rules: list[DrawnBox] = field(default_factory=list)
    """Thin lines, level or upright."""
    bullets: list[DrawnBox] = field(default_factory=list)
    """Small boxes that may be bullets."""
    raw: str = ""
    """All characters of the page, in the order of the file."""
    unreadable: int = 0
    """How many characters have no letter that the file names."""
    hidden: int = 0
    """How many characters are not shown, as those that lie behind a scanned page are."""
    pictures: float = 0.0
    """How much of the page the largest picture covers, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Dress:
    bold: bool
    italic: bool
    sign: bool
    scale: float
    angle: int
    mark: int
    artifact: bool
    hidden: bool
    number: int


def read_sheet(raw: Any, page: Any, number: int) -> PdfSheet:
    """Read one page, given pdfium's functions and its page."""
    width, height = page.get_size()
    turn = page.get_rotation()
    sheet = PdfSheet(number, width, height)
    plain = (height, width) if turn in (90, 270) else (width, height)
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        _read_characters(raw, text, sheet, plain, turn)
    finally:
        raw.FPDFText_ClosePage(text)
    for box, kind in _list_boxes(raw, page.raw, plain, turn):
        _sort_box(sheet, box, kind)
    return sheet


def _read_characters(raw: Any, text: Any, sheet: PdfSheet, plain: tuple[float, float], turn: int) -> None:
    dresses: dict[int, _Dress] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    rect = raw.FS_RECTF()
    apart = False
    found: list[tuple[PdfGlyph, int]] = []
    pieces: list[str] = []
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        character = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else ""
        if not character or character.isspace() or raw.FPDFText_IsGenerated(text, at) == 1:
            apart = apart or bool(character)
            pieces.append(" " if character else "")
            sheet.unreadable += code == 0
            continue
        pieces.append(character)
        key = ctypes.cast(raw.FPDFText_GetTextObject(text, at), ctypes.c_void_p).value or 0
        dress = dresses.get(key)
        if dress is None:
            dress = dresses[key] = _read_dress(raw, text, at, turn, len(dresses))
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetLooseCharBox(text, at, rect)
        _, base = _turn(x.value, y.value, plain, turn)
        ends = [_turn(rect.left, rect.bottom, plain, turn), _turn(rect.right, rect.top, plain, turn)]
        left, right = sorted(end[0] for end in ends)
        size = raw.FPDFText_GetFontSize(text, at) * dress.scale
        glyph = PdfGlyph(
            character, left, right, base, size, dress.bold, dress.italic, dress.mark, dress.artifact, at, dress.number,
            dress.sign, apart,
        )  # fmt: skip
        sheet.unreadable += character == "\ufffd" or raw.FPDFText_HasUnicodeMapError(text, at) == 1
        sheet.hidden += dress.hidden
        found.append((glyph, dress.angle))
        apart = False
    sheet.raw = "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    _join_surrogates(found)
    sheet.glyphs = [glyph for glyph, angle in found if angle == 0]
    sheet.slanted = "".join((" " if glyph.apart else "") + glyph.text for glyph, angle in found if angle)


def _join_surrogates(found: list[tuple[PdfGlyph, int]]) -> None:
    """Characters beyond the first 65,536 come in two halves."""
    for (first, _), (second, _) in itertools.pairwise(found):
        if "\ud800" <= first.text <= "\udbff" and "\udc00" <= second.text <= "\udfff":
            first.text = (first.text + second.text).encode("utf-16", "surrogatepass").decode("utf-16")
            second.text = ""
    for glyph, _ in found:
        if "\ud800" <= glyph.text[:1] <= "\udfff":
            glyph.text = "\ufffd"
    found[:] = [entry for entry in found if entry[0].text]


def _read_dress(raw: Any, text: Any, at: int, turn: int, number: int) -> _Dress:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 200, flags)
    font = name.value.decode("latin-1")
    drawn = raw.FPDFText_GetTextObject(text, at)
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) - turn) % 360
    mark = raw.FPDFPageObj_GetMarkedContentID(drawn)
    return _Dress(
        bool(_BOLD.search(font)) or raw.FPDFText_GetFontWeight(text, at) >= 600 or mode == 2,
        bool(_ITALIC.search(font)) or bool(flags.value & 64),
        bool(_SIGNS.search(font)),
        math.hypot(matrix.c, matrix.d) or 1.0,
        0 if angle <= 3 or angle >= 357 else angle,
        mark,
        mark < 0 and _is_artifact(raw, drawn),
        mode == 3,
        number,
    )


def _is_artifact(raw: Any, drawn: Any) -> bool:
    buffer, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    for at in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, at)
        raw.FPDFPageObjMark_GetName(mark, buffer, 128, length)
        if "".join(map(chr, buffer)).startswith("Artifact"):
            return True
    return False


def _turn(x: float, y: float, plain: tuple[float, float], turn: int) -> tuple[float, float]:
    """Give a point of the file's page, whose origin is at the bottom, as it is shown: from the top left."""
    width, height = plain
    if turn == 90:
        return y, x
    if turn == 180:
        return width - x, y
    if turn == 270:
        return height - y, width - x
    return x, height - y


def _list_boxes(raw: Any, page: Any, plain: tuple[float, float], turn: int) -> Iterator[tuple[DrawnBox, int]]:
    corners = [ctypes.c_float() for _ in range(4)]
    for at in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, at)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind not in (_PATH, _IMAGE) or not raw.FPDFPageObj_GetBounds(drawn, *corners):
            continue
        left, bottom, right, top = (corner.value for corner in corners)
        ends = [_turn(left, bottom, plain, turn), _turn(right, top, plain, turn)]
        (left, right), (top, bottom) = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
        box = DrawnBox(left, top, right, bottom)
        if kind == _PATH and raw.FPDFPath_CountSegments(drawn) >= 4 and min(right - left, bottom - top) > _BULLET[1]:
            yield from ((side, kind) for side in _list_sides(raw, drawn, box))
        else:
            yield box, kind


def _list_sides(raw: Any, drawn: Any, box: DrawnBox) -> Iterator[DrawnBox]:
    """Give the four sides of a drawn rectangle, and nothing of one that is only filled."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if not stroke.value or raw.FPDFPath_CountSegments(drawn) > 6:
        return
    yield DrawnBox(box.left, box.top, box.right, box.top)
    yield DrawnBox(box.left, box.bottom, box.right, box.bottom)
    yield DrawnBox(box.left, box.top, box.left, box.bottom)
    yield DrawnBox(box.right, box.top, box.right, box.bottom)


def _sort_box(sheet: PdfSheet, box: DrawnBox, kind: int) -> None:
    width, height = box.right - box.left, box.bottom - box.top
    if kind == _IMAGE:
        sheet.pictures = max(sheet.pictures, width * height / max(sheet.width * sheet.height, 1.0))
    elif min(width, height) <= _THICKEST and max(width, height) >= _SHORTEST:
        sheet.rules.append(box)
    elif _BULLET[0] <= width <= _BULLET[1] and 0.8 <= width / max(height, 0.1) <= 1.25:
        sheet.bullets.append(box)
