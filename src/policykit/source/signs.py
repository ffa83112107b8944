"""Signs that came into a text by accident: what a stray character stands for, and letters of a wrong encoding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WINDOWS = {
    point: bytes([point]).decode("cp1252") for point in range(0x80, 0xA0) if point not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""What Windows means by the control characters U+0080 to U+009F."""
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "◦", 0xF06F: "o", 0xF076: "•", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "–"}
"""What Word means by its private characters of the fonts Symbol and Wingdings."""
_LINE_BREAKS = (0x0B, 0x0C, 0x85, 0x2028, 0x2029)
_CODECS = ("cp1252", "mac_roman", "cp850", "cp437")
_PUNCTUATION = "‘’“”–—…•"
_STRANGE = re.compile(r"[^\x00-\x7f]{2,}")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def explain_sign(character: str) -> str:
    """Give what to type in place of a character that cannot be printed; deleting it may join or spoil words."""
    point = ord(character)
    if point in _LINE_BREAKS:
        return "it stands for a line break: type a space in its place, or make two clauses"
    if character == "\t":
        return "it is a tab: type a space in its place"
    if meant := _WINDOWS.get(point):
        return f"it comes from Windows and stands for `{meant}`: type that in its place"
    if meant := _BULLETS.get(point):
        return (
            f"it comes from Word and stands for `{meant}`: delete it, and make each item a clause; bullets are counted"
        )
    if unicodedata.category(character) == "Co":
        return "it is a sign of one font alone: look in the original which one, and type it in words"
    if unicodedata.category(character) in ("Cc", "Cf"):
        return "it is not seen: delete it, and check that the words beside it are whole"
    return "use another character, or say it in words"


def find_mojibake(text: str) -> Iterator[tuple[int, int, str]]:
    """Give each group of characters that is one character in UTF-8 read in another encoding, and the right one.

    A group counts only where every encoding step can be undone and what comes out is a letter or sign of European
    writing; `NESTLÉ®` is left alone.
    """
    if text.isascii():
        return
    for lost in re.finditer("\ufffd", text):
        yield *lost.span(), ""
    for run in _STRANGE.finditer(text):
        yield from _find_in_run(run[0], run.start())


def _find_in_run(run: str, start: int) -> Iterator[tuple[int, int, str]]:
    done = 0
    found: list[tuple[int, int, str]] = []
    for codec in _CODECS:
        data = bytearray(_to_byte(character, codec) for character in run)
        for match in _SEQUENCE.finditer(data):
            right = _read(match[0])
            if right is None or (run[match.start()] == "Ä" and run[match.start() + 1] in _PUNCTUATION):
                continue  # “Ä” is a letter in quotation marks
            if not any(first < match.end() and match.start() < last for first, last, _ in found):
                found.append((match.start(), match.end(), right))
    for first, last, right in sorted(found):
        if first >= done:
            yield start + first, start + last, right
            done = last


def _read(sequence: bytes) -> str | None:
    try:
        character = sequence.decode("utf-8")
    except UnicodeDecodeError:
        return None
    point = ord(character)
    likely = 0xA0 <= point < 0x180 or 0x2010 <= point < 0x2800 or 0xFB00 <= point < 0xFB07 or point in (0xFEFF, 0xFFFD)
    return character if likely or point >= 0x1F000 or point in _WINDOWS else None


def _to_byte(character: str, codec: str) -> int:
    """Give the byte that an encoding has for a character; 0, which is part of no sequence, where it has none."""
    point = ord(character)
    if 0x80 <= point < 0xA0:  # left as they were by encodings that give them no character
        return point
    try:
        return character.encode(codec)[0]
    except UnicodeEncodeError:
        return 0
