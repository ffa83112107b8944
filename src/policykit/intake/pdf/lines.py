"""Characters into words, and words into the lines of a page."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from policykit.intake.pdf.glyphs import DrawnBox, PdfGlyph

_GAP = 0.13
"""A gap that is wider, in parts of the size of the letters, parts two words."""
_SAME_LINE = 0.35
"""Words whose lines differ by less, in parts of their size, are on one line."""
_RAISED, _RAISED_ENDING = 0.62, 0.8
_ENDINGS = frozenset(("st", "nd", "rd", "th"))
"""What is raised behind a number, in letters that are not so small."""
_GLUED = re.compile(
    r"\((?:[ivxl]{1,5}|([a-rt-z])\1?|\d{1,2})\)(?=[^\W\d_])|[-–](?=[A-Z][^\W\d_])|\d{1,2}(?:[.)]|\.\d{1,2}\.?)(?=[A-Z][^\W\d_])"
)
"""A label with no space before the words."""
_WIDE = 1.5
"""A gap that is wider, in parts of the size, is shown as a tab."""


@dataclass(slots=True)
class PdfWord:
    """A word of one page."""

    glyphs: list[PdfGlyph]
    region: int = 0
    """Which column of the page it is in, in reading order."""
    raised: bool = False
    """Whether it is the mark of a footnote, raised and small."""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.glyphs[-1].right

    @property
    def base(self) -> float:
        """Where its line is."""
        return self.glyphs[0].base

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.glyphs[0].size


@dataclass(slots=True)
class PdfLine:
    """One line of a page, or of a column of it."""

    words: list[PdfWord]
    page: int
    bullet: bool = False
    """Whether a bullet is drawn before it."""
    above: float = 0.0
    """How far the line before it in its column is above it; 0 for the first."""
    underlined: bool = False
    """Whether a line is drawn under most of it."""

    @property
    def text(self) -> str:
        """Its words, with a tab for each wide gap."""
        pieces = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            wide = word.left - before.right > _WIDE * max(word.size, 1.0)
            pieces += ["\t" if wide else "" if word.raised else " ", word.text]
        return "".join(pieces)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def base(self) -> float:
        """Where it stands, from the top of the page."""
        plain = [word for word in self.words if not word.raised] or self.words
        return max(word.base for word in plain)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.glyphs)
        largest = max(sizes, key=sizes.__getitem__)
        return round(largest, 1)

    @property
    def bold(self) -> bool:
        """Whether nearly all its letters are bold."""
        return share(self.words, "bold") >= 0.9

    @property
    def region(self) -> int:
        """Which column of the page it is in."""
        return self.words[0].region


def find_underlines(lines: Iterable[PdfLine], rules: Iterable[DrawnBox]) -> None:
    """Note which lines of a page are underlined; a label in front may stand without."""
    level = [rule for rule in rules if rule.bottom - rule.top < rule.right - rule.left]
    for line in lines:
        size = max(line.size, 1.0)
        near = [rule for rule in level if -0.02 * size < rule.top - line.base < 0.35 * size]
        under = sum(max(0.0, min(rule.right, line.right) - max(rule.left, line.left)) for rule in near)
        beyond = any(rule.left < line.left - 2 * size or rule.right > line.right + 2 * size for rule in near)
        line.underlined = under > 0.6 * (line.right - line.left) and not beyond


def share(words: Iterable[PdfWord], dress: str) -> float:
    """Give which part of the letters has a dress, `bold` or `italic`."""
    glyphs = [glyph for word in words for glyph in word.glyphs if glyph.text.isalnum()]
    return sum(getattr(glyph, dress) for glyph in glyphs) / len(glyphs) if glyphs else 0.0


def most_common_size(glyphs: Iterable[PdfGlyph]) -> float:
    """Give the size of most of these letters, to a tenth of a point."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def make_words(glyphs: list[PdfGlyph]) -> list[PdfWord]:
    """Give the words of a page, in the order of the file."""
    words: list[PdfWord] = []
    spaced = _measure_spacing(glyphs)
    before: PdfGlyph | None = None
    for glyph in glyphs:
        if before is None or _parts(before, glyph, spaced):
            words.append(PdfWord([glyph]))
        else:
            words[-1].glyphs.append(glyph)
        before = glyph
    return words


def _measure_spacing(glyphs: list[PdfGlyph]) -> float:
    """Give how far apart the letters of words are set, in parts of their size: above 0 in letter-spaced text."""
    gaps = [
        (after.left - before.right) / max(after.size, 1.0)
        for before, after in itertools.pairwise(glyphs)
        if not after.apart and before.drawn == after.drawn and abs(after.base - before.base) < 0.5
    ]
    return max(0.0, statistics.median(gaps)) if len(gaps) > 20 else 0.0


def _parts(before: PdfGlyph, after: PdfGlyph, spaced: float) -> bool:
    """Tell whether a new word begins with `after`."""
    size = max(min(before.size, after.size), 1.0)
    gap = (after.left - before.right) / size
    if abs(after.base - before.base) > 0.1 * size:
        return True
    return after.apart or gap > _GAP + spaced or gap < -0.8


def make_lines(words: list[PdfWord], page: int) -> list[PdfLine]:
    """Give the lines of a page, column after column and from the top."""
    lines: list[PdfLine] = []
    for region in sorted({word.region for word in words}):
        own = sorted((word for word in words if word.region == region), key=lambda word: (word.base, word.left))
        lines += _make_column(own, page)
    return lines


def _make_column(words: list[PdfWord], page: int) -> list[PdfLine]:
    rows: list[list[PdfWord]] = []
    raised: list[PdfWord] = []
    usual = statistics.median(word.size for word in words)
    for word in words:
        small = word.size < (_RAISED_ENDING if word.text in _ENDINGS else _RAISED) * usual + 0.01
        if small and len(word.text) <= 3 and word.text.strip("*,()[]").isalnum():
            raised.append(word)
            continue
        row = next((row for row in reversed(rows[-3:]) if _on_one_line(row[0], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    for word in raised:
        _place_raised(rows, word)
    lines = [PdfLine(_part_label(_join_pieces(sorted(row, key=lambda word: word.left))), page) for row in rows]
    lines.sort(key=lambda line: line.base)
    for above, line in itertools.pairwise(lines):
        line.above = line.base - above.base
    return lines


def _on_one_line(first: PdfWord, word: PdfWord) -> bool:
    return abs(first.base - word.base) < _SAME_LINE * max(min(first.size, word.size), 1.0)


def _place_raised(rows: list[list[PdfWord]], word: PdfWord) -> None:
    """Put a raised mark into the line that it belongs to: the one whose letters reach over its foot."""
    for row in rows:
        tallest = max(row, key=lambda other: other.size)
        if 0.05 * tallest.size < tallest.base - word.base < 0.75 * tallest.size:
            word.raised = any(abs(other.right - word.left) < 0.5 * tallest.size for other in row)
            row.append(word)
            return
    level = next((row for row in rows if _on_one_line(row[0], word)), None)
    if level is None:
        rows.append([word])
    else:
        level.append(word)


def _part_label(words: list[PdfWord]) -> list[PdfWord]:
    """Part a label that is glued to the first word of a line from it: `(ii)any`."""
    first = words[0]
    found = _GLUED.match(first.text)
    if found is None or len(first.glyphs) != len(first.text):
        return words
    own, rest = first.glyphs[: found.end()], first.glyphs[found.end() :]
    return [PdfWord(own, first.region), PdfWord(rest, first.region), *words[1:]]


def _join_pieces(words: list[PdfWord]) -> list[PdfWord]:
    """Join pieces of one word that were drawn apart: nothing but their place says that they are one."""
    joined: list[PdfWord] = []
    for word in words:
        last = joined[-1] if joined else None
        close = last is not None and not word.raised and not last.raised and not word.glyphs[0].apart
        if last is not None and close and word.left - last.right <= _GAP * 0.8 * max(word.size, 1.0):
            joined[-1] = PdfWord([*last.glyphs, *word.glyphs], last.region)
        else:
            joined.append(word)
    return joined
