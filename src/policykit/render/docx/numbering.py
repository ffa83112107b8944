"""Printed numbers as Word's own numbering: each paragraph counts itself, and shows exactly the number of the document.

Word counts in decimals, letters and Roman numerals, with any words around the count and with the counts of the levels
above before it. A printed number that is none of these (`§`, `AB-` after `AA`) is typed; `NumberBook.place` then
gives None. A new list begins wherever the next number is not the one that would follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import quoteattr

from policykit.wording.numerals import letter, read_roman, roman

Format = Literal["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"]

LEVELS = 9
"""How many levels a list has in Word."""
BULLET_NUM = 1
"""The list of all bullets."""

_COUNT = re.compile(r"[0-9]+|[A-Za-z]+")
_HIGHEST = 9999
_LETTERS = 26
"""After z, Word goes on with aa, bb, cc; documents with aa, ab, ac."""
_TRIM = "().:[] "


@dataclass(frozen=True, slots=True)
class Level:
    """What a level of a list prints: `%1.` for the count and a full stop, `2.%2` for `2.` before the second level."""

    kind: Format
    template: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a paragraph is in a list."""

    num: int
    level: int
    count: int
    template: str
    printed: str


@dataclass(slots=True)
class _Num:
    """One list: its levels, where each begins, and how far it has counted."""

    family: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def expect(self, level: int) -> int:
        return self.counts.get(level, self.starts.get(level, 1) - 1) + 1

    def show(self, level: int, count: int) -> str:
        """Give what Word prints at a level for this count."""
        counts = self.counts | {level: count}
        return re.sub(r"%(\d)", lambda match: self._show_count(int(match[1]) - 1, counts), self.levels[level].template)

    def _show_count(self, level: int, counts: dict[int, int]) -> str:
        return show_count(self.levels[level].kind, counts.get(level, 0)) if level in self.levels else ""

    def advance(self, level: int, count: int) -> None:
        self.counts[level] = count
        for below in [other for other in self.counts if other > level]:
            del self.counts[below]


def show_count(kind: Format, count: int) -> str:
    """Give a count as Word writes it."""
    match kind:
        case "lowerLetter":
            return letter(count).lower()
        case "upperLetter":
            return letter(count)
        case "lowerRoman":
            return roman(count)
        case "upperRoman":
            return roman(count).upper()
        case _:
            return str(count)


class NumberBook:
    """The lists of one document, as they are needed."""

    def __init__(self) -> None:
        self.nums: list[_Num] = []
        self.running: dict[tuple[str, int], int] = {}
        """The list that counted last at each level of each family: Word lets a family share its counts."""

    def place(
        self, printed: str, family: str, level: int, *, last: Spot | None, parent: Spot | None, roman: bool = False
    ) -> Spot | None:
        """Give the place that prints exactly `printed`, or None where Word's counting cannot.

        Args:
            printed: the number of the document.
            family: what kind of list it belongs to, should a new one begin: `headings`, `list`.
            level: its level, from 0.
            last: the place of the sibling before it, which it may follow.
            parent: the place of what it is under, whose list it may go on one level down.
            roman: whether a letter that may be a Roman numeral is one.
        """
        if level >= LEVELS or "%" in printed:
            return None
        if last is not None and (spot := self._continue(printed, last)) is not None:
            return spot
        if parent is not None and parent.level == level - 1 and (spot := self._descend(printed, parent, roman)):
            return spot
        return self._begin(printed, family, level, roman)

    def place_gone(
        self, printed: str, level: int, *, like: Spot | None, last: Spot | None, roman: bool = False
    ) -> Spot | None:
        """Give the place of something that is not in the new text: in the list of its sibling `like`, where it fits.

        So it counts again when its deletion is rejected, and the numbers that follow with it.
        """
        if like is not None:
            wanted = self.nums[like.num - FIRST_NUM].levels[like.level].kind
            around = {
                (before, after)
                for before, kind, count, after in _read_counts(like.printed, roman)
                if (kind, count) == (wanted, like.count)
            }
            for before, kind, count, after in _read_counts(printed, roman):
                if kind == wanted and (before, after) in around:
                    return Spot(like.num, like.level, count, like.template, printed)
        return self.place(printed, "struck", level, last=last, parent=None, roman=roman)

    def _continue(self, printed: str, last: Spot) -> Spot | None:
        num = self.nums[last.num - FIRST_NUM]
        count = num.expect(last.level)
        same = self.running.get((num.family, last.level)) == last.num
        if not same or not _is_countable(num.levels[last.level].kind, count):
            return None
        return self._take(last.num, last.level, count, printed) if num.show(last.level, count) == printed else None

    def _descend(self, printed: str, parent: Spot, roman: bool) -> Spot | None:
        """Go on in the parent's list, one level down, if that level counts so or does not count yet."""
        num = self.nums[parent.num - FIRST_NUM]
        level = parent.level + 1
        if num.counts.get(parent.level) != parent.count or (num.family, level) in self.running:
            return None  # the list has gone on since, or another has counted here
        known = level in num.levels
        if not known:
            found = self._read_path(printed, parent, num, roman)
            if found is None:
                return None
            num.levels[level] = found
        count = num.expect(level)
        if num.show(level, count) == printed:
            return self._take(parent.num, level, count, printed)
        if not known:
            del num.levels[level]
        return None

    def _read_path(self, printed: str, parent: Spot, num: _Num, roman: bool) -> Level | None:
        """Give the level that shows `printed` as its first: after the number above (`2.1`), or by itself (`(a)`)."""
        above = num.show(parent.level, parent.count).strip(_TRIM)
        for before, kind, count, after in _read_counts(printed, roman):
            if count != 1:
                continue
            place = f"%{parent.level + 2}"
            if above and before == f"{above}.":
                return Level(kind, f"{parent.template.strip(_TRIM)}.{place}{after}")
            if not any(character.isalnum() for character in before):
                return Level(kind, f"{before}{place}{after}")
        return None

    def _begin(self, printed: str, family: str, level: int, roman: bool) -> Spot | None:
        for before, kind, count, after in _read_counts(printed, roman):
            template = f"{before}%{level + 1}{after}"
            name = family if family == "headings" else f"{family} {level} {kind} {before}%{after}"
            self.nums.append(_Num(name, {level: Level(kind, template)}, {level: count}))
            return self._take(len(self.nums) + FIRST_NUM - 1, level, count, printed)
        return None

    def _take(self, number: int, level: int, count: int, printed: str) -> Spot:
        num = self.nums[number - FIRST_NUM]
        num.advance(level, count)
        for below in [key for key in self.running if key[0] == num.family and key[1] > level]:
            del self.running[below]
        self.running[num.family, level] = number
        return Spot(number, level, count, num.levels[level].template, printed)

    def find_heading_list(self) -> int | None:
        """Give the list that the heading styles are linked to: the first one of headings."""
        return next((i + FIRST_NUM for i, num in enumerate(self.nums) if num.family == "headings"), None)

    def measure(self, spot: Spot, heading_styles: dict[int, str]) -> tuple[int, int]:
        """Give where the words at a place begin, and how far the number hangs before them, in 1/20 point."""
        family = self.nums[spot.num - FIRST_NUM].family
        return measure_indent(_indent_level(family, spot.level, heading_styles), spot.template)

    def write(self, heading_styles: dict[int, str]) -> str:
        """Give the content of the numbering part: what lists there can be, and each list that there is."""
        families = list(dict.fromkeys(num.family for num in self.nums))
        commonest = {family: self._commonest(family) for family in families}
        parts = [_write_bullets()]
        for position, family in enumerate(families, start=1):
            levels = "".join(
                _write_level(family, k, commonest[family].get(k), 1, heading_styles) for k in range(LEVELS)
            )
            parts.append(
                f'<w:abstractNum w:abstractNumId="{position}">'
                f'<w:nsid w:val="{0x50000000 + position:08X}"/><w:multiLevelType w:val="multilevel"/>'
                f'<w:tmpl w:val="{0x60000000 + position:08X}"/>{levels}</w:abstractNum>'
            )
        parts.append(f'<w:num w:numId="{BULLET_NUM}"><w:abstractNumId w:val="0"/></w:num>')
        for position, num in enumerate(self.nums):
            abstract = families.index(num.family) + 1
            changed = "".join(_write_override(num, commonest[num.family], heading_styles))
            parts.append(
                f'<w:num w:numId="{position + FIRST_NUM}"><w:abstractNumId w:val="{abstract}"/>{changed}</w:num>'
            )
        return "".join(parts)

    def _commonest(self, family: str) -> dict[int, Level]:
        tallies: dict[int, Counter[Level]] = {}
        for num in self.nums:
            if num.family == family:
                for level, what in num.levels.items():
                    tallies.setdefault(level, Counter())[what] += 1
        return {level: tally.most_common(1)[0][0] for level, tally in tallies.items()}


class RejectedCounter:
    """Counts as Word does once all changes are rejected: lists of one family share their counts."""

    def __init__(self, book: NumberBook) -> None:
        self.nums = book.nums
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[int, int]] = set()

    def count(self, spot: Spot) -> str:
        """Give the number that the next paragraph, which stands at `spot`, is given."""
        num = self.nums[spot.num - FIRST_NUM]
        counts = self.counts.setdefault(num.family, {})
        start = num.starts.get(spot.level)
        if start is not None and (spot.num, spot.level) not in self.begun:
            counts[spot.level] = start
        else:
            counts[spot.level] = counts.get(spot.level, 0) + 1
        self.begun.add((spot.num, spot.level))
        for below in [level for level in counts if level > spot.level]:
            del counts[below]
        above = {level: counts.get(level, num.starts.get(level, 1)) for level in range(spot.level)}
        shown = _Num(num.family, num.levels, num.starts, {**above, **counts})
        return shown.show(spot.level, counts[spot.level])


FIRST_NUM = BULLET_NUM + 1
"""The number of the first list that is not of bullets."""


def _write_override(num: _Num, common: dict[int, Level], styles: dict[int, str]) -> Iterator[str]:
    for level, what in sorted(num.levels.items()):
        start = num.starts.get(level)
        other = what != common.get(level)
        if start is None and not other:
            continue
        begin = "" if start is None else f'<w:startOverride w:val="{start}"/>'
        whole = _write_level(num.family, level, what, start or 1, styles) if other else ""
        yield f'<w:lvlOverride w:ilvl="{level}">{begin}{whole}</w:lvlOverride>'


def _is_countable(kind: Format, count: int) -> bool:
    return count <= (_LETTERS if kind in ("lowerLetter", "upperLetter") else _HIGHEST)


def _read_counts(printed: str, roman_first: bool) -> Iterator[tuple[str, Format, int, str]]:
    """Give each way to read a number as a count between words, the last count of it first: `Appendix A` counts A."""
    for match in reversed(list(_COUNT.finditer(printed))):
        word = match[0]
        readings: list[tuple[Format, int]] = []
        if word.isdigit():
            if not word.startswith("0") and int(word) <= _HIGHEST:
                readings.append(("decimal", int(word)))
        else:
            lower = word.islower()
            if len(word) == 1 and (lower or word.isupper()):
                readings.append(("lowerLetter" if lower else "upperLetter", ord(word.lower()) - ord("a") + 1))
            value = read_roman(word.lower())
            if value is not None and value <= _HIGHEST and (lower or word.isupper()):
                readings.insert(0 if roman_first else 1, ("lowerRoman" if lower else "upperRoman", value))
        for kind, count in readings:
            yield printed[: match.start()], kind, count, printed[match.end() :]


def measure_indent(level: int, template: str) -> tuple[int, int]:
    """Give where the words of a level begin, and how far its number is before them, in twentieths of a point."""
    if len(re.sub(r"%\d", "0", template)) > 6:
        return 0, 0  # `Appendix A`: too wide to hang
    hanging = 851 if template.count("%") > 1 or len(template) > 4 else 567
    return max(567 * level, 0) + hanging, hanging


def _indent_level(family: str, level: int, styles: dict[int, str]) -> int:
    """Headings begin at the margin, and so do the clauses that count on from them."""
    if family != "headings":
        return level
    return 0 if level in styles else max(level - 1, 0)


def _write_level(family: str, level: int, what: Level | None, start: int, styles: dict[int, str]) -> str:
    if what is None:
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val=""/><w:lvlJc w:val="left"/></w:lvl>'
        )
    style = styles.get(level) if family == "headings" else None
    left, hanging = measure_indent(_indent_level(family, level, styles), what.template)
    if style and hanging:
        left = hanging = max(hanging, 680)  # headings are set larger
    indent = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    suffix = "" if hanging else '<w:suff w:val="space"/>'
    tabs = f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>' if hanging else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{what.kind}"/>{link}{suffix}'
        f'<w:lvlText w:val={quoteattr(what.template)}/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{tabs}{indent}</w:pPr></w:lvl>"
    )


def _write_bullets() -> str:
    levels = ""
    for level in range(LEVELS):
        style = f'<w:pStyle w:val="{bullet_style(level)}"/>' if level < STYLED_LEVELS else ""
        left, hanging = measure_indent(level, "•")
        sign = "–" if level % 2 else "•"
        levels += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>{style}'
            f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )
    return (
        '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="50000000"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="60000000"/>{levels}</w:abstractNum>'
    )


STYLED_LEVELS = 5
"""Word has five styles each for bullets, numbers and what goes on below them."""


def bullet_style(level: int) -> str:
    """Give the style of bullets at a level."""
    return _level_style("ListBullet", level)


def number_style(level: int) -> str:
    """Give the style of numbered paragraphs at a level."""
    return _level_style("ListNumber", level)


def continue_style(level: int) -> str:
    """Give the style of a plain paragraph below an item at a level."""
    return _level_style("ListContinue", level)


def _level_style(name: str, level: int) -> str:
    shown = min(level, STYLED_LEVELS - 1) + 1
    return name if shown == 1 else f"{name}{shown}"
