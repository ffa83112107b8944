"""Tables that are ruled: thin lines that cross make a grid, and words belong to the cell that they are in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policykit.intake.pdf.glyphs import DrawnBox, PdfSheet
from policykit.intake.pdf.lines import PdfWord

_CLOSE = 3.0
_MOST_RULES = 1500


@dataclass(slots=True)
class PdfGrid:
    """The lines of one table."""

    columns: list[float]
    """Where its columns begin, and where the last ends."""
    rows: list[float]
    """Where its rows begin, and where the last ends."""
    rules: list[DrawnBox]

    def holds(self, word: PdfWord) -> bool:
        """Tell whether a word is in it."""
        middle, height = (word.left + word.right) / 2, word.base - 0.3 * word.size
        return self.columns[0] < middle < self.columns[-1] and self.rows[0] < height < self.rows[-1]

    def find_cell(self, word: PdfWord) -> tuple[int, int]:
        """Give the row and column that a word begins in, from 0."""
        start, height = word.left + 0.3 * (word.right - word.left), word.base - 0.3 * word.size
        row = max(at for at, top in enumerate(self.rows[:-1]) if top <= height)
        column = max((at for at, left in enumerate(self.columns[:-1]) if left <= start), default=0)
        return row, column

    def is_ruled_left_of(self, row: int, column: int) -> bool:
        """Tell whether a line is drawn on the left of a cell."""
        x, top, bottom = self.columns[column], self.rows[row], self.rows[row + 1]
        near = [rule for rule in self.rules if _is_upright(rule) and abs(rule.left - x) < _CLOSE]
        return _covers(near, top, bottom, level=False)

    def is_ruled_above(self, row: int, column: int) -> bool:
        """Tell whether a line is drawn above a cell."""
        y, left, right = self.rows[row], self.columns[column], self.columns[column + 1]
        return _covers(
            [r for r in self.rules if not _is_upright(r) and abs(r.top - y) < _CLOSE], left, right, level=True
        )


def _covers(rules: Iterable[DrawnBox], start: float, end: float, *, level: bool) -> bool:
    """Tell whether lines run along most of the way from `start` to `end`."""
    length = 0.0
    for rule in rules:
        first, last = (rule.left, rule.right) if level else (rule.top, rule.bottom)
        length += max(0.0, min(last, end) - max(first, start))
    return length > 0.6 * (end - start)


def _is_upright(rule: DrawnBox) -> bool:
    return rule.bottom - rule.top > rule.right - rule.left


def find_grids(sheet: PdfSheet) -> list[PdfGrid]:
    """Give the grids of a page, from the top: at least two rows or columns of cells, closed on all sides."""
    if len(sheet.rules) > _MOST_RULES:
        return []
    grids: list[PdfGrid] = []
    for group in _gather(sheet.rules):
        columns = _join_close(rule.left for rule in group if _is_upright(rule))
        rows = _join_close(rule.top for rule in group if not _is_upright(rule))
        if len(columns) >= 2 and len(rows) >= 2 and len(columns) + len(rows) >= 5:
            grids.append(PdfGrid(columns, rows, group))
    return sorted(grids, key=lambda grid: grid.rows[0])


def _gather(rules: list[DrawnBox]) -> list[list[DrawnBox]]:
    """Give the lines in groups that touch one another."""
    groups: list[list[DrawnBox]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if not any(group is other for other in touching)]
        groups.append(merged)
    return groups


def _touch(first: DrawnBox, second: DrawnBox) -> bool:
    apart = first.left > second.right + _CLOSE or second.left > first.right + _CLOSE
    return not apart and first.top <= second.bottom + _CLOSE and second.top <= first.bottom + _CLOSE


def _join_close(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _CLOSE:
            found.append(value)
    return found
