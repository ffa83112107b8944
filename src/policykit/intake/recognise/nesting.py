"""The eighth pass: which clause is nested in which, from labels, indents and the words that lead in to a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policykit.intake.block import FileBlock, LabelReading

_LEAD_IN = re.compile(
    r"(?:[:–—-]|\b(?:include|includes|including|must|should|may|will|shall|to|following|that|where|if|by|are|is|for|"
    r"when|of|and|or|not|either))\s*$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\b(?:the following|as follows|listed below|these are)\b[^.]*[.:]?\s*$", re.IGNORECASE)
_INNER = 12.0
"""A bullet that is set in by more, in points, begins a list inside the item before it."""
_SLACK = 5.0
"""Indents that differ by less, in points, are one."""


@dataclass(slots=True)
class _Open:
    """A list that may go on."""

    reading: LabelReading
    last: int
    depth: int
    left: float
    list_key: str
    level: int
    rests: bool = False
    """Whether an unnumbered paragraph came after its last item."""


def nest_clauses(clauses: list[FileBlock], section: FileBlock | None) -> None:
    """Give each clause of one section its depth, from 1."""
    nester = _Nester(section)
    for block in clauses:
        nester.place(block)


class _Nester:
    def __init__(self, section: FileBlock | None) -> None:
        self.stack: list[_Open] = []
        self.before: FileBlock | None = None
        self.since: list[FileBlock] = []
        """The unnumbered paragraphs since the last label."""
        self.base: tuple[int, ...] = ()
        if section is not None and section.readings:
            first = section.readings[0]
            self.base = first.path or ((first.value,) if first.style == "decimal" else ())
            if len(self.base) == 2 and self.base[0] > 0 == self.base[1]:
                self.base = self.base[:1]

    def place(self, block: FileBlock) -> None:
        """Give the next clause its depth, and keep its label reading that fits as the first."""
        if not block.readings or block.readings[0].style == "mark":
            depth = self._place_plain(block)
            self.since.append(block)
        else:
            depth = self._place_path(block) or self._go_on(block) or self._resume(block) or self._begin(block)
            self.since = []
        block.level = depth
        self.before = block

    def _place_plain(self, block: FileBlock) -> int:
        """An unnumbered paragraph goes back to the first depth, unless it is set in like the words of an item."""
        before = self.before
        if block.rows or block.readings:
            lead = before is not None and leads_in(before.text) and block.rows
            return before.level if before is not None and lead and before.level > 1 else 1
        if before is not None and not before.rows and self._is_plain_item(block, before):
            return before.level if before in self.since and before.level > 1 else before.level + 1
        for entry in reversed(self.stack):
            inner = entry.left
            if block.source.left > _SLACK and abs(block.source.left - inner) < _SLACK and block.source.first > -_SLACK:
                self._close(entry.depth)
                return entry.depth + 1
        self._keep_numbered()
        return 1

    def _is_plain_item(self, block: FileBlock, before: FileBlock) -> bool:
        """Tell whether a paragraph is an item of a list that has no signs: below words that lead in to one, or another.

        Such items begin in small letters, or are set in.
        """
        low = block.text[:1].islower()
        set_in = block.source.left > before.source.left + _SLACK
        if before.text.rstrip().endswith(":"):
            return low or set_in
        again = before in self.since and before.level > 1
        return again and abs(block.source.left - before.source.left) < _SLACK and (low or block.source.left > _SLACK)

    def _keep_numbered(self) -> None:
        """A paragraph between numbered clauses ends no list of them: of an inner one, it may be part of an item."""
        self.stack[:] = [entry for entry in self.stack if entry.reading.style != "bullet"]
        for entry in self.stack:
            entry.rests = True

    def _close(self, depth: int) -> None:
        self.stack[:] = [entry for entry in self.stack if entry.depth <= depth]

    def _place_path(self, block: FileBlock) -> int | None:
        reading = block.readings[0]
        if reading.style != "path":
            return None
        path = reading.path
        for entry in reversed(self.stack):
            if entry.reading.style == "path" and path[:-1] == entry.reading.path:
                return self._open(block, reading, entry.depth + 1)
            if entry.reading.style == "decimal" and path[:-1] == (entry.last,):
                return self._open(block, reading, entry.depth + 1)
        for entry in reversed(self.stack):
            if entry.reading.style == "path" and len(entry.reading.path) == len(path):
                return self._open(block, reading, entry.depth)
        if self.base and path[: len(self.base)] == self.base:
            return self._open(block, reading, max(len(path) - len(self.base), 1))
        return self._open(block, reading, 1)

    def _go_on(self, block: FileBlock) -> int | None:
        """Give the depth of the open list that the label continues."""
        source = block.source
        for entry in reversed(self.stack):
            if entry.rests and entry.depth > 1:
                continue
            for reading in block.readings:
                if reading.key != entry.reading.key:
                    continue
                if reading.style == "bullet":
                    if not self._same_bullets(block, entry):
                        continue
                elif reading.value != entry.last + 1:
                    continue
                if source.list_key and entry.list_key == source.list_key and source.level != entry.level:
                    continue
                return self._open(block, reading, entry.depth)
        return None

    def _resume(self, block: FileBlock) -> int | None:
        """Give the depth of an inner list that goes on after unnumbered paragraphs, which are then part of its item."""
        for entry in self.stack:
            reading = next((own for own in block.readings if own.key == entry.reading.key), None)
            if not entry.rests or entry.depth == 1 or reading is None or reading.value != entry.last + 1:
                continue
            if self.since and leads_in(self.since[-1].text):
                return self._open(block, reading, self.since[-1].level + 1)
            for plain in self.since:
                plain.level = max(plain.level, entry.depth + 1)
            return self._open(block, reading, entry.depth)
        return None

    def _same_bullets(self, block: FileBlock, entry: _Open) -> bool:
        source = block.source
        if source.list_key and entry.list_key == source.list_key:
            return source.level == entry.level
        return abs(source.left - entry.left) < _SLACK

    def _begin(self, block: FileBlock) -> int:
        """Begin a list: below the clause that leads in to it, or else beside it."""
        reading = self._choose_first(block)
        before = self.before
        source = block.source
        if before is not None and before.text.rstrip().endswith(":") and not before.rows and reading.value <= 1:
            return self._open(block, reading, before.level + 1)
        deeper = next(
            (
                e
                for e in reversed(self.stack)
                if e.list_key and e.list_key == source.list_key and e.level < source.level
            ),
            None,
        )
        if deeper is not None:
            return self._open(block, reading, deeper.depth + 1)
        if before is None or before.kind != "clause":
            return self._open(block, reading, 1)
        above = self.stack[-1] if self.stack and before.readings else None
        further = source.left > before.source.left + _SLACK
        if leads_in(before.text):
            return self._open(block, reading, before.level + 1)
        if before.level > 1 and before in self.since and reading.style != "decimal":
            return self._open(block, reading, before.level)
        if above is not None and further and self._is_lower(reading, above.reading):
            return self._open(block, reading, above.depth + 1)
        outer = next(
            (e for e in self.stack if abs(e.left - source.left) < _SLACK and reading.style == e.reading.style), None
        )
        if outer is not None and before.readings:
            return self._open(block, reading, outer.depth)
        if reading.style == "bullet" and before.readings and before.readings[0].style == "bullet":
            return self._begin_bullets(block, reading, before)
        if before.readings and self._is_lower(reading, before.readings[0]) and reading.value <= 1:
            block.doubt(
                "nested-or-beside",
                "taken for a list inside the clause before it",
                "a list beside that clause",
                "move it out of that clause’s `clauses:`",
                0.5 if further else 0.2,
            )
            return self._open(block, reading, before.level + 1)
        if before.readings and reading.style in ("alpha", "roman", "bullet") and not further and reading.value > 1:
            self._doubt_number(block)
        elif not before.readings and not before.rows and reading.style != "decimal" and before.level == 1:
            return self._beside(block, reading, before)
        return self._open(block, reading, 1)

    def _begin_bullets(self, block: FileBlock, reading: LabelReading, before: FileBlock) -> int:
        """Give the depth of a bullet that is set in otherwise than the one before it, and than every open list."""
        inner = block.source.left - before.source.left > _INNER
        block.doubt(
            "nested-or-beside",
            "taken for a list inside the item before it" if inner else "taken for one more item of the list before it",
            "one more item of that list" if inner else "a list of its own",
            "move it out of that item’s `clauses:`" if inner else "move it to where it belongs",
            0.3,
        )
        return self._open(block, reading, before.level + inner)

    def _beside(self, block: FileBlock, reading: LabelReading, before: FileBlock) -> int:
        if _FOLLOWING.search(before.text) or not before.text.rstrip().endswith((".", "!", "?", ";", ")", "”", '"')):
            return self._open(block, reading, 2)
        return self._open(block, reading, 1)

    @staticmethod
    def _is_lower(reading: LabelReading, above: LabelReading) -> bool:
        order = {"path": 0, "decimal": 1, "alpha": 2, "roman": 3, "bullet": 4}
        return order.get(reading.style, 0) > order.get(above.style, 0)

    def _doubt_number(self, block: FileBlock) -> None:
        block.doubt(
            "number-gap",
            f"the number `{block.label}` follows on nothing",
            "the list before it goes on, or one of its items is missing",
            "compare with the file, and correct `number:`",
        )

    def _choose_first(self, block: FileBlock) -> LabelReading:
        """Give the reading of a label that begins a list: the first letter or numeral, where it is one."""
        return next((reading for reading in block.readings if reading.value == 1), block.readings[0])

    def _open(self, block: FileBlock, reading: LabelReading, depth: int) -> int:
        self._close(depth - 1)
        block.readings = (reading, *(other for other in block.readings if other != reading))
        source = block.source
        self.stack.append(_Open(reading, reading.value, depth, source.left, source.list_key, source.level))
        return depth


def leads_in(text: str) -> bool:
    """Tell whether words lead in to a list."""
    return bool(_LEAD_IN.search(text)) or bool(_FOLLOWING.search(text))
