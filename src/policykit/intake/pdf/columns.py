"""Pages set in columns: which words belong to which, so that no line runs across the gap between them."""

from __future__ import annotations

from policykit.intake.pdf.lines import PdfWord

_LEAST = 6
"""So many lines one below the other make columns."""
_NARROWEST = 9.0
"""How wide the gap between columns is at the least, in points."""
_FULL = 0.72
"""Where text runs on, most lines fill so much of their column."""


def find_columns(words: list[PdfWord]) -> None:
    """Give each word of a page the number of its region: above the columns, each column, below them."""
    _split(words, 0, 0)


def _split(words: list[PdfWord], start: int, depth: int) -> int:
    """Number the regions of some words from `start`; gives the next free number."""
    for word in words:
        word.region = start
    found = _find_gutter(words) if depth < 3 else None
    if found is None:
        return start + 1
    top, bottom, gutter = found
    above = [word for word in words if word.base < top]
    below = [word for word in words if word.base > bottom]
    between = [word for word in words if top <= word.base <= bottom]
    left = [word for word in between if word.left < gutter]
    right = [word for word in between if word.left >= gutter]
    for part in (above, left, right, below):
        if part:
            start = _split(part, start, depth + 1)
    return start


def _find_gutter(words: list[PdfWord]) -> tuple[float, float, float] | None:
    """Give where columns begin and end, from the top, and the middle of the gap between the first two."""
    if len(words) < 40:
        return None
    rows = _gather_rows(words)
    spans = [[(word.left, word.right) for word in row] for row in rows]
    first, last = min(word.left for word in words), max(word.right for word in words)
    best: tuple[float, float, float] | None = None
    width = last - first
    if width < 200:
        return None
    for step in range(20, 76):
        gutter = first + width * step / 100
        run = _longest_run(rows, spans, gutter)
        if run is not None and _is_text(run, gutter, first, last):
            top, bottom = run[0][0].base - 1, run[-1][0].base + 1
            if best is None or bottom - top > best[1] - best[0] + 2:
                best = (top, bottom, gutter)
    return best


def _gather_rows(words: list[PdfWord]) -> list[list[PdfWord]]:
    """Give the words by the height they are at, from the top, whatever column they are in."""
    rows: list[list[PdfWord]] = []
    for word in sorted(words, key=lambda word: word.base):
        if rows and word.base - rows[-1][0].base < 0.3 * max(word.size, 1.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _longest_run(
    rows: list[list[PdfWord]], spans: list[list[tuple[float, float]]], gutter: float
) -> list[list[PdfWord]] | None:
    """Give the longest run of rows that leave a gap at `gutter`; `spans` says where the words of each begin and end."""
    start, end = gutter - _NARROWEST / 2, gutter + _NARROWEST / 2
    best: list[list[PdfWord]] = []
    run: list[list[PdfWord]] = []
    for row, places in zip(rows, spans, strict=True):
        if any(left < end and right > start for left, right in places):
            run = []
            continue
        run.append(row)
        if len(run) > len(best):
            best = list(run)
    return best or None


def _is_text(run: list[list[PdfWord]], gutter: float, first: float, last: float) -> bool:
    """Tell whether both sides of a gap hold running text, and not numbers, labels or short cells."""
    lefts = [[word for word in row if word.right <= gutter] for row in run]
    rights = [[word for word in row if word.left >= gutter] for row in run]
    return _fills(lefts, first, gutter) and _fills(rights, gutter, last)


def _fills(side: list[list[PdfWord]], start: float, end: float) -> bool:
    rows = [row for row in side if row]
    if len(rows) < _LEAST:
        return False
    left = min(word.left for row in rows for word in row)
    right = max(word.right for row in rows for word in row)
    width = max(right - left, 1.0)
    full = sum(1 for row in rows if max(word.right for word in row) - left > _FULL * width)
    words = sum(len(row) for row in rows)
    return width > 0.2 * (end - start) and width > 90 and full >= 0.5 * len(rows) and words >= 3.2 * len(rows)
