"""Make `src/policykit/fonts/` from the fonts' own releases; the same releases give the same bytes.

What is done:

* The text face, Atkinson Hyperlegible Next (SIL OFL 1.1), is taken as it is: four TTF files, and the same four
  compressed as WOFF2 for web pages. No glyph is dropped.
* The fallback face, DejaVu Sans (Bitstream Vera licence), is cut down to the scripts and symbols in `FALLBACK` that the
  text face lacks. Hinting and the features for other scripts go. One weight: its symbols serve bold text as well.
* `coverage.txt` lists the code points of either face, so that a missing glyph can be told without a font library.

Usage: `python scripts/make_fonts.py SOURCES`, where SOURCES is the `node_modules` made by `npm ci` from
`scripts/fonts/package-lock.json` (`make fonts` does both).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "src" / "policykit" / "fonts"
TEXT = {
    "Regular": "400Regular",
    "Italic": "400Regular_Italic",
    "Bold": "700Bold",
    "BoldItalic": "700Bold_Italic",
}
"""Style of the text face to its name in the release."""

FALLBACK = (
    (0x0020, 0x036F),  # Latin, phonetics, combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin extended additional
    (0x2000, 0x20CF),  # punctuation, super- and subscripts, currency
    (0x2100, 0x27BF),  # letterlike, fractions, arrows, mathematics, boxes, shapes, symbols, ticks
    (0x2900, 0x2BFF),  # more arrows, shapes and mathematics
    (0xFB00, 0xFB06),  # ligatures pasted from old documents
)
"""First and last code point of each block that the fallback face offers, as far as DejaVu Sans has them."""

IN_BOTH = {0x0020, 0x00A0, 0x2009, *range(0x0300, 0x0370)}
"""Spaces and combining marks take the face of the character before them, so each face needs its own."""


def list_code_points(font: Path) -> set[int]:
    """The Unicode code points that the font file has a glyph for."""
    with TTFont(font) as opened:
        return set(opened.getBestCmap())


def group_ranges(code_points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The code points as sorted (first, last) pairs of unbroken ranges."""
    for _, run in groupby(enumerate(sorted(code_points)), key=lambda pair: pair[1] - pair[0]):
        members = [code_point for _, code_point in run]
        yield members[0], members[-1]


def write_woff2(font: Path) -> None:
    """Compress a TTF file as WOFF2 beside it."""
    with TTFont(font, recalcTimestamp=False) as opened:
        opened.flavor = "woff2"
        opened.save(font.with_suffix(".woff2"))


def write_text_face(source: Path) -> set[int]:
    """Copy the four styles; returns the code points that all four have."""
    shared: set[int] = set()
    for style, name in TEXT.items():
        target = TARGET / f"AtkinsonHyperlegibleNext-{style}.ttf"
        shutil.copyfile(source / name / f"AtkinsonHyperlegibleNext_{name}.ttf", target)
        write_woff2(target)
        have = list_code_points(target)
        shared = have & shared if shared else have
    shutil.copyfile(source / "LICENSE_FONT", TARGET / "AtkinsonHyperlegibleNext-OFL.txt")
    return shared


def write_fallback_face(source: Path, have: set[int]) -> set[int]:
    """Cut DejaVu Sans down to the blocks in `FALLBACK` less what is in `have`; returns what it covers."""
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.hinting = False
    options.legacy_kern = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    options.drop_tables += ["FFTM", "MATH"]
    target = TARGET / "DejaVuSans-Fallback.ttf"
    with TTFont(source / "ttf" / "DejaVuSans.ttf", recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes={c for first, last in FALLBACK for c in range(first, last + 1)} - (have - IN_BOTH))
        subsetter.subset(font)
        font.save(target)
    write_woff2(target)
    shutil.copyfile(source / "LICENSE", TARGET / "DejaVuSans-LICENSE.txt")
    return list_code_points(target)


def write_coverage(text: set[int], fallback: set[int]) -> None:
    """Write `coverage.txt`: a line for each range, with the face that has it."""
    lines = ["# face first last, in hexadecimal; made by scripts/make_fonts.py"]
    for face, code_points in (("text", text), ("fallback", fallback)):
        lines += [f"{face} {first:04X} {last:04X}" for first, last in group_ranges(code_points)]
    (TARGET / "coverage.txt").write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


def main() -> int:
    """Make every file anew and say how large they are together."""
    sources = Path(sys.argv[1])
    TARGET.mkdir(exist_ok=True)
    text = write_text_face(sources / "@expo-google-fonts" / "atkinson-hyperlegible-next")
    fallback = write_fallback_face(sources / "dejavu-fonts-ttf", text)
    write_coverage(text, fallback)
    size = sum(path.stat().st_size for path in TARGET.iterdir())
    print(f"{len(text)} + {len(fallback)} code points, {size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
