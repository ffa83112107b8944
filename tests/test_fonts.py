"""The shipped fonts: what they cover is what `coverage.txt` says, and it is enough for English and Welsh policies."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import policykit

FONTS = Path(policykit.__file__).parent / "fonts"
STYLES = ("Regular", "Italic", "Bold", "BoldItalic")
TEXT_FACE = [f"AtkinsonHyperlegibleNext-{style}.{kind}" for style in STYLES for kind in ("ttf", "woff2")]
FALLBACK_FACE = [f"DejaVuSans-Fallback.{kind}" for kind in ("ttf", "woff2")]

MUST_COVER = {
    "ASCII": "".join(map(chr, range(0x20, 0x7F))),
    "Latin-1": "".join(map(chr, range(0xA0, 0x100))),
    "Welsh": "ÂâÊêÎîÔôÛûŴŵŶŷÁáÉéÍíÓóÚúẂẃÝýÀàÈèÌìÒòÙùẀẁỲỳÄäËëÏïÖöÜüẄẅŸÿ",
    "Gaelic, Polish, Romanian": "ḂḃĊċḊḋḞḟĠġṀṁṖṗṠṡṪṫĄąĆćĘęŁłŃńÓóŚśŹźŻżĂăȘșȚț",
    "Greek, Cyrillic": "ΑαΩωЖжЯя",
    "ligatures": "ﬀﬁﬂﬃﬄ",
    "typographic punctuation": "‐‑‒–—―‘’‚“”„†‡•…‰′″‹›⁄\u2009\u200a\u202f",
    "boxes, ticks, arrows, bullets": "□■▪▫☐☑☒✓✔✗✘←↑→↓↔⇒●○◦‣★☆①②③",
    "money and measure": "£€¢¥§¶©®™°±×÷²³¹¼½¾⅓⅔≤≥≠≈−µ",
}


def read_coverage() -> dict[str, set[int]]:
    faces: dict[str, set[int]] = {"text": set(), "fallback": set()}
    for line in (FONTS / "coverage.txt").read_text(encoding="ascii").splitlines()[1:]:
        face, first, last = line.split()
        faces[face] |= set(range(int(first, 16), int(last, 16) + 1))
    return faces


@pytest.mark.parametrize(
    ("face", "file"), [("text", name) for name in TEXT_FACE] + [("fallback", name) for name in FALLBACK_FACE]
)
def test_coverage_table_is_what_the_font_has(face: str, file: str) -> None:
    with TTFont(FONTS / file) as font:
        assert set(font.getBestCmap()) == read_coverage()[face]


@pytest.mark.parametrize("need", MUST_COVER)
def test_every_needed_character_has_a_glyph(need: str) -> None:
    faces = read_coverage()
    missing = [character for character in MUST_COVER[need] if ord(character) not in faces["text"] | faces["fallback"]]
    assert missing == []


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009"])
def test_both_faces_have_the_spaces(space: str) -> None:
    """A space is drawn in the face of the character before it: without one there, `✓ yes` shows a box."""
    assert all(ord(space) in face for face in read_coverage().values())


def test_licences_lie_beside_the_fonts_and_all_stays_small() -> None:
    assert b"SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "AtkinsonHyperlegibleNext-OFL.txt").read_bytes()
    assert b"Bitstream Vera Fonts Copyright" in (FONTS / "DejaVuSans-LICENSE.txt").read_bytes()
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 700_000
