"""The faces of a page, inside the page: only those that its words need."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib import resources
from typing import NamedTuple


class _Face(NamedTuple):
    file: str
    family: str
    weight: int
    style: str


_TEXT = "Atkinson Hyperlegible Next"
_REGULAR = _Face("AtkinsonHyperlegibleNext-Regular", _TEXT, 400, "normal")
_BOLD = _Face("AtkinsonHyperlegibleNext-Bold", _TEXT, 700, "normal")
_ITALIC = _Face("AtkinsonHyperlegibleNext-Italic", _TEXT, 400, "italic")
_BOLD_ITALIC = _Face("AtkinsonHyperlegibleNext-BoldItalic", _TEXT, 700, "italic")
_FALLBACK = _Face("DejaVuSans-Fallback", "DejaVu Sans", 400, "normal")


def write_font_faces(body: str) -> str:
    """Give the CSS that embeds the faces the page `body` (HTML) needs; a fallback only for characters it holds."""
    faces = [_REGULAR, _BOLD]
    if "<em>" in body:
        faces += [_ITALIC, _BOLD_ITALIC]
    if _characters_beyond_text().search(body):
        faces.append(_FALLBACK)
    return "\n".join(_embed_face(face) for face in faces)


@cache
def _embed_face(face: _Face) -> str:
    data = base64.b64encode(_fonts().joinpath(f"{face.file}.woff2").read_bytes()).decode("ascii")
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};font-display:swap;'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )


@cache
def _characters_beyond_text() -> re.Pattern[str]:
    """Give a pattern for the characters that the text face lacks, from the table of what the fonts cover."""
    ranges = []
    for line in _fonts().joinpath("coverage.txt").read_text(encoding="utf-8").splitlines():
        face, *bounds = line.split()
        if face == "text":
            ranges.append("-".join(re.escape(chr(int(bound, 16))) for bound in bounds))
    return re.compile(f"[^\\s{''.join(ranges)}]")


def _fonts() -> resources.abc.Traversable:
    return resources.files("policykit").joinpath("fonts")
