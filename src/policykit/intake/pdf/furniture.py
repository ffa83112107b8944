"""Headers, footers and page numbers: lines that come again on page after page, and are none of the text."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from policykit.intake.paragraph import Left, LeftOut
from policykit.intake.pdf.glyphs import PdfSheet
from policykit.intake.pdf.lines import PdfLine

_TOP, _BOTTOM = 0.2, 0.84
"""Headers are in the top fifth of a page, footers below this part of it."""
_FURTHER = 0.25
"""So much further in is looked for what stands on most pages."""
_NEAR = 15.0
_SHARE = 0.4
_MOST = 0.6
"""What stands on so many of the pages is surely none of the text."""
_LEADING = 1.75
_ASIDE = 40.0
_PAGE = re.compile(
    r"[\s\[(–—-]*(?:page|p\.?|tudalen)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|o)\s*\d{1,4})?[\s\])–—|-]*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bpage\s+\d+\s*(?:of|/)\s*\d+\b", re.IGNORECASE)


def split_furniture(
    sheets: list[PdfSheet], pages: list[list[PdfLine]], *, only_repeated: bool = False
) -> tuple[list[list[PdfLine]], list[LeftOut]]:
    """Give the lines of each page without headers, footers and page numbers, and those.

    `only_repeated` leaves the numbers of lines and pages, where the file itself says which those are.
    """
    repeated, surely = _find_repeated(sheets, pages)
    candidates = repeated if only_repeated else repeated | _find_numbers(sheets, pages)
    marked = {id(line) for lines in pages for line in _find_outermost(lines, candidates, surely)}
    left: list[LeftOut] = []
    kept: list[list[PdfLine]] = []
    for sheet, lines in zip(sheets, pages, strict=True):
        kept.append([line for line in lines if id(line) not in marked])
        found = [line for line in lines if id(line) in marked]
        left += [LeftOut(line.text, _name(line, sheet), f"page {sheet.number}") for line in found]
    if only_repeated:
        return kept, left
    numbers, kept = _find_line_numbers(kept)
    return kept, left + numbers


def _name(line: PdfLine, sheet: PdfSheet) -> Left:
    if _PAGE.fullmatch(line.text):
        return "page number"
    return "header" if line.base < sheet.height / 2 else "footer"


def _is_outside(line: PdfLine, sheet: PdfSheet, more: float = 0.0) -> bool:
    return line.base < (_TOP + more) * sheet.height or line.base > (_BOTTOM - more) * sheet.height


def _find_outermost(lines: list[PdfLine], candidates: set[int], surely: set[int]) -> list[PdfLine]:
    """Give those candidates that nothing else stands beyond, and that are apart from the text or surely repeated."""
    found: list[PdfLine] = []
    for ordered in (sorted(lines, key=lambda line: line.base), sorted(lines, key=lambda line: -line.base)):
        edge: list[PdfLine] = []
        for line in ordered:
            if id(line) not in candidates:
                if edge and id(edge[-1]) not in surely and _follows_on(edge[-1], line):
                    edge.pop()
                break
            edge.append(line)
        found += edge
    return found


def _follows_on(edge: PdfLine, text: PdfLine) -> bool:
    """Tell whether a line at the edge of a page is as near to the text, and as large, as one more line of it."""
    near = abs(edge.base - text.base) < _LEADING * max(text.size, 1.0)
    return near and abs(edge.size - text.size) < 0.3 and abs(edge.left - text.left) < _ASIDE


def _mask(text: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", " ".join(text.lower().split()))


def _find_repeated(sheets: list[PdfSheet], pages: list[list[PdfLine]]) -> tuple[set[int], set[int]]:
    """Find lines that say the same, numbers aside, at one height on many pages; and those on most of them."""
    groups: dict[str, list[tuple[int, PdfLine]]] = defaultdict(list)
    for sheet, lines in zip(sheets, pages, strict=True):
        for line in lines:
            if _is_outside(line, sheet, _FURTHER):
                groups[_mask(line.text)].append((sheet.number, line))
    heights = {sheet.number: sheet for sheet in sheets}
    found: set[int] = set()
    surely: set[int] = set()
    for group in groups.values():
        for own, line in group:
            like = {
                page
                for page, other in group
                if abs(other.base - line.base) < _NEAR and _counts_alike(line.text, other.text, page - own)
            }
            if len(like) >= max(3, _MOST * len(sheets)):
                title = own == 1 and line.base < heights[own].height / 2 and not _is_outside(line, heights[own])
                if not title:
                    surely.add(id(line))
            elif _is_outside(line, heights[own]) and _is_often(own, like, len(sheets)):
                found.add(id(line))
    return found | surely, surely


def _is_often(page: int, like: set[int], pages: int) -> bool:
    """Tell whether what these pages have is on many of all, or on three one after the other."""
    runs = ({page + step for step in steps} for steps in ((-2, -1), (-1, 1), (1, 2)))
    return (len(like) >= 2 and len(like) >= min(_SHARE * pages, 12)) or any(run <= like for run in runs)


def _counts_alike(first: str, second: str, apart: int) -> bool:
    """Tell whether the numbers of two lines are the same, or rise with the pages."""
    numbers = [[int(number) for number in re.findall(r"\d{1,9}", text)] for text in (first, second)]
    steps = [after - before for before, after in zip(*numbers, strict=False)]
    return len(numbers[0]) == len(numbers[1]) and all(step in (0, apart) for step in steps)


def _find_numbers(sheets: list[PdfSheet], pages: list[list[PdfLine]]) -> set[int]:
    """Find the numbers of pages: the outermost line of a page, where it holds nothing else."""
    found: set[int] = set()
    for sheet, lines in zip(sheets, pages, strict=True):
        if not lines:
            continue
        for line in (min(lines, key=lambda line: line.base), max(lines, key=lambda line: line.base)):
            alone = bool(_PAGE.fullmatch(line.text)) and (len(sheets) > 1 or bool(_COUNTED.search(line.text)))
            if _is_outside(line, sheet) and (alone or (_COUNTED.search(line.text) and len(line.text.split()) <= 12)):
                found.add(id(line))
    return found


def _find_line_numbers(pages: list[list[PdfLine]]) -> tuple[list[LeftOut], list[list[PdfLine]]]:
    """Take off the numbers of lines in the margin: they rise by one or by five, outside the text."""
    left: list[LeftOut] = []
    for lines in pages:
        numbered = [line for line in lines if line.words[0].text.isdigit() and len(line.words) > 1]
        values = [int(line.words[0].text) for line in numbered]
        steps = {after - before for before, after in itertools.pairwise(values)}
        outside = all(line.words[1].left - line.words[0].right > line.size for line in numbered)
        if len(numbered) < 5 or steps not in ({1}, {5}) or not outside or len(numbered) < 0.15 * len(lines):
            continue
        if steps == {1} and len(numbered) < 0.9 * len(lines):
            continue
        for line in numbered:
            left.append(LeftOut(line.words[0].text, "line number", f"page {line.page}"))
            line.words = line.words[1:]
    return left, pages
