"""Which characters the shipped fonts can print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_COVERAGE = Path(__file__).parent.parent / "fonts" / "coverage.txt"
_PLAIN = re.compile(r"[^\n -~]")


@lru_cache(maxsize=1)
def _coverage() -> tuple[list[int], list[int]]:
    """Give the first and last code points of the covered ranges, in order."""
    text = _COVERAGE.read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    points = sorted({p for _, first, last in rows for p in range(int(first, 16), int(last, 16) + 1)})
    firsts = [point for point, before in zip(points, [-2, *points], strict=False) if before != point - 1]
    lasts = [point for point, after in zip(points, [*points[1:], -2], strict=True) if after != point + 1]
    return firsts, lasts


def find_missing_glyphs(text: str) -> Iterator[tuple[int, str]]:
    """Give each character of `text` that no shipped font covers, with its offset."""
    for match in _PLAIN.finditer(text):
        firsts, lasts = _coverage()
        point = ord(match[0])
        found = bisect_right(firsts, point) - 1
        if found < 0 or point > lasts[found]:
            yield match.start(), match[0]
