"""The words of a page's content by the marks of its structure, as the presses of this package write it.

Many times faster than a reader of any PDF could be. Operators: ISO 32000-1, annex A; strings: 7.3.4.
"""

from __future__ import annotations

import re
from typing import Any


def _nest(depth: int) -> bytes:
    """Give the pattern of a literal string, in which brackets may stand unescaped as long as they pair."""
    inner = rb"|" + _nest(depth - 1) if depth else b""
    return rb"\((?:[^\\()]|\\." + inner + rb")*\)"


_LITERAL = _nest(8)
_TOKEN = re.compile(
    rb"(?P<close>\bEMC\b)"
    rb"|/\w+\s*(?P<properties><<(?:[^<>()]|%(literal)s|<[^<>]*>)*>>|/\w+)\s*BDC"
    rb"|/\w+\s*BMC(?P<plain>)"
    rb"|/(?P<font>[\w+.-]+)[ ][\d.]+[ ]Tf"
    rb"|(?P<shown>\[(?:%(literal)s|[^\]()])*\]|%(literal)s|<[0-9A-Fa-f]*>)\s*T[jJ]" % {b"literal": _LITERAL},
    re.DOTALL,
)
_STRING = re.compile(rb"(%s)|<([0-9A-Fa-f]+)>" % _LITERAL, re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_MCID = re.compile(rb"/MCID (\d+)")
_ACTUAL_TEXT = re.compile(rb"/ActualText ?(?:\(((?:[^\\)]|\\.)*)\)|<([0-9A-Fa-f]+)>)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_RANGES = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_PAIRS = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_PARTS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)

Codes = dict[bytes, str]
"""What each code of a font, two bytes long, stands for."""


def read_marked(page: Any, fonts: dict[int, Codes]) -> dict[int, str]:
    """Give the words of each marked stretch of a page, by its number; `fonts` keeps what was read of each font."""
    named: dict[bytes, Codes] = {}
    for name in page["/Resources"].get("/Font", {}):
        reference = page["/Resources"]["/Font"].raw_get(name)
        if reference.idnum not in fonts:
            fonts[reference.idnum] = _read_codes(reference.get_object())
        named[str(name).encode()[1:]] = fonts[reference.idnum]
    words: dict[int, list[str]] = {}
    marks: list[int | None] = []
    codes: Codes = {}
    for token in _TOKEN.finditer(page["/Contents"].get_data()):
        match token.lastgroup:
            case "shown" if marks and marks[-1] is not None:
                words[marks[-1]] += _decode(token["shown"], codes)
            case "font":
                codes = named.get(token["font"], {})
            case "properties":
                marks.append(_open_mark(token["properties"], words))
            case "plain":
                marks.append(None)
            case "close" if marks:
                marks.pop()
    return {mark: "".join(parts) for mark, parts in words.items()}


def _decode(shown: bytes, codes: Codes) -> list[str]:
    found = []
    for literal, coded in _STRING.findall(shown):
        raw = bytes.fromhex(coded.decode()) if coded else _ESCAPE.sub(_unescape, literal[1:-1])
        found += [codes.get(raw[i : i + 2], "\ufffd") for i in range(0, len(raw), 2)]
    return found


def _unescape(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped.isdigit():
        return bytes([int(escaped, 8) & 255])
    return _ESCAPES.get(escaped, escaped)


def _open_mark(properties: bytes, words: dict[int, list[str]]) -> int | None:
    found = _MCID.search(properties)
    if found is None:
        return None
    mark = int(found[1])
    words[mark] = []
    text = _ACTUAL_TEXT.search(properties)
    if text is None:
        return mark
    literal, coded = text[1], text[2]
    raw = _ESCAPE.sub(_unescape, literal) if literal is not None else bytes.fromhex(coded.decode())
    words[mark].append(raw.decode("utf-16" if raw.startswith(b"\xfe\xff") else "latin-1", "replace"))
    return None


def _read_codes(font: Any) -> Codes:
    """Give what each code of a font stands for, from its ToUnicode table (ISO 32000-1, 9.10.3)."""
    found: Codes = {}
    if "/ToUnicode" not in font:
        return found
    for kind, part in _PARTS.findall(font["/ToUnicode"].get_data()):
        if kind == b"bfchar":
            found.update({bytes.fromhex(c.decode()): _read_text(text) for c, text in _PAIRS.findall(part)})
            continue
        for first, last, text in _RANGES.findall(part):
            start = bytes.fromhex(text.decode())
            for number in range(int(first, 16), int(last, 16) + 1):
                moved = int.from_bytes(start, "big") + number - int(first, 16)
                found[number.to_bytes(2, "big")] = moved.to_bytes(len(start), "big").decode("utf-16-be", "replace")
    return found


def _read_text(coded: bytes) -> str:
    return bytes.fromhex(coded.decode()).decode("utf-16-be", "replace")
