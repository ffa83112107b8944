"""The words of several lines as one text: what was broken at the end of a line is joined where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policykit.intake.docx.symbols import raise_number
from policykit.intake.paragraph import Left, LeftOut, Run
from policykit.intake.pdf.lines import PdfLine, PdfWord

_WIDE = 1.5
_HYPHENS = ("-", "\u00ad", "\u2010")
_BROKEN = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]$")
_START = re.compile(r"[^\W\d_]+")


class LineJoiner:
    """Joins lines, and keeps what it left out. It knows all words of the file, to tell where a hyphen is needed."""

    def __init__(self, words: Iterable[str]) -> None:
        self.known = {word.strip(".,;:()“”‘’\"'!?").lower() for word in words}
        self.left_out: list[LeftOut] = []

    def leave(self, text: str, reason: Left, place: str) -> None:
        """Keep words that are none of the text."""
        self.left_out.append(LeftOut(text, reason, place))

    def join(self, lines: list[PdfLine], place: str) -> list[Run]:
        """Give the words of some lines with their dress."""
        runs: list[Run] = []
        before: PdfWord | None = None
        for line in lines:
            for at, word in enumerate(line.words):
                text = _write_word(word)
                sign = ""
                if before is not None:
                    sign = self._part(before, word, runs, place) if at == 0 else _space(before, word)
                if sign and runs:
                    runs[-1] = Run(runs[-1].text + sign, runs[-1].bold, runs[-1].italic)
                _add(runs, text, word)
                before = word
        return runs

    def _part(self, before: PdfWord, word: PdfWord, runs: list[Run], place: str) -> str:
        """Give what parts the last word of a line from the first of the next: nothing where they are one."""
        text = before.text
        if not text.endswith(_HYPHENS):
            return " "
        broken, start = _BROKEN.search(text), _START.match(word.text)
        if broken is None or start is None or not word.text[0].islower():
            return "" if len(text) > 1 else " "
        joined = (broken[1] + start[0]).lower()
        kept = f"{broken[1]}-{start[0]}".lower()
        if text.endswith("\u00ad") or (joined in self.known and kept not in self.known):
            last = runs[-1]
            runs[-1] = Run(last.text[:-1], last.bold, last.italic)
            self.leave(text[-1], "line-end hyphen", place)
        return ""


def _space(before: PdfWord, word: PdfWord) -> str:
    if word.raised:
        return ""
    return "\t" if word.left - before.right > _WIDE * max(word.size, 1.0) else " "


def _write_word(word: PdfWord) -> str:
    return raise_number(int(word.text)) if word.raised and word.text.isdecimal() else word.text


def _add(runs: list[Run], text: str, word: PdfWord) -> None:
    bold = sum(glyph.bold for glyph in word.glyphs) * 2 > len(word.glyphs)
    italic = sum(glyph.italic for glyph in word.glyphs) * 2 > len(word.glyphs)
    if runs and (runs[-1].bold, runs[-1].italic) == (bold, italic):
        runs[-1] = Run(runs[-1].text + text, bold, italic)
    else:
        runs.append(Run(text, bold, italic))
