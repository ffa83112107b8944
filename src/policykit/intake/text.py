"""Plain text into paragraphs: lines that were broken to fit a width are joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.intake.decode import decode_text, drop_controls
from policykit.intake.paragraph import LeftOut, Manuscript, Paragraph, split_words

_INDENT = 5.5
"""The width of one character, in points."""
_TAB = 8
_LABEL = re.compile(r"(?:[•·▪‣◦*–-]|o(?=\s)|\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxlIVXL]+)[.)]|\d+(?:\.\d+)+)\s")
_RULE = re.compile(r"[\s=_*~#—–-]{3,}")
_FINAL = ".:;!?"
_NARROWEST, _WIDEST = 40, 120
"""A text is taken to be broken to a width when its long lines end between these columns."""


@dataclass(frozen=True, slots=True)
class _TextLine:
    number: int
    words: str
    indent: int
    page: int

    @property
    def end(self) -> int:
        return self.indent + len(self.words)


def read_text(name: str, content: bytes) -> Manuscript:
    """Read a plain text file. Raises PolicykitError as `decode_text` does."""
    text = decode_text(name, content)
    kept, left = drop_controls(text, "the file")
    lines, ruled = _read_lines(kept)
    width = _find_width(lines)
    paragraphs = tuple(_join_lines(lines, width))
    return Manuscript("text", paragraphs, (*left, *ruled), tuple(split_words(text)))


def _read_lines(text: str) -> tuple[list[_TextLine | None], list[LeftOut]]:
    """Give the lines, None for a blank one, and those that only draw a line."""
    lines: list[_TextLine | None] = []
    ruled: list[LeftOut] = []
    page = 1
    for number, raw in enumerate(text.split("\n"), start=1):
        page += raw.count("\f")
        line = raw.replace("\f", "").expandtabs(_TAB)
        words = line.strip()
        if not words:
            lines.append(None)
        elif _RULE.fullmatch(words):
            ruled.append(LeftOut(words, "ruled line", f"line {number}"))
            lines.append(None)
        else:
            lines.append(_TextLine(number, words, len(line) - len(line.lstrip()), page))
    return lines, ruled


def _find_width(lines: list[_TextLine | None]) -> int:
    """Give the column that lines were broken at; 0 where every paragraph is one line."""
    ends = sorted(line.end for line in lines if line is not None)
    if len(ends) < 4:
        return 0
    widest = ends[-1]
    near = sum(1 for end in ends if end > widest - 14)
    return widest if _NARROWEST <= widest <= _WIDEST and near >= max(2, len(ends) // 12) else 0


def _join_lines(lines: list[_TextLine | None], width: int) -> Iterator[Paragraph]:
    together: list[_TextLine] = []
    blanks = 0
    gap = 0
    for line in lines:
        if line is None:
            blanks += 1
            continue
        if together and not blanks and _goes_on(together, line, width):
            together.append(line)
            continue
        if together:
            yield _make_paragraph(together, gap)
        together, gap, blanks = [line], blanks, 0
    if together:
        yield _make_paragraph(together, gap)


def _goes_on(together: list[_TextLine], line: _TextLine, width: int) -> bool:
    """Tell whether a line goes on with the paragraph of the lines before it."""
    if not width or _LABEL.match(line.words):
        return False
    last = together[-1]
    fits = last.end + 1 + len(line.words.split()[0]) <= width
    if fits:
        return line.words[0].islower() and last.words[-1] not in _FINAL
    labelled = _LABEL.match(together[0].words)
    if len(together) == 1:
        return line.indent == together[0].indent or bool(labelled)
    return line.indent == last.indent


def _make_paragraph(lines: list[_TextLine], gap: int) -> Paragraph:
    first = lines[0]
    rest = Counter(line.indent for line in lines[1:]).most_common(1)
    left = rest[0][0] if rest else first.indent
    return Paragraph(
        " ".join(line.words for line in lines),
        f"line {first.number}",
        left=left * _INDENT,
        first=(first.indent - left) * _INDENT,
        gap=float(gap),
        page=first.page,
    )
