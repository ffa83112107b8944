"""Word's own numbers: `numbering.xml` counted through the document, so that each paragraph has Word's label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policykit.intake.docx.names import TWIPS, W, find_val, read_number, val
from policykit.wording.numbers import name_ordinal
from policykit.wording.numerals import letter, roman

BULLET = "•"
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    left: float | None = None
    hanging: float = 0.0


@dataclass(slots=True)
class _WordList:
    levels: dict[int, ListLevel]
    style_link: str = ""
    """The name of the list style that holds its levels."""
    is_style: str = ""
    """The name of the list style whose levels it holds."""


@dataclass(slots=True)
class _WordNum:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, ListLevel] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph."""

    text: str
    level: int
    key: str
    left: float | None
    hanging: float


class NumberCounter:
    """Counts through one document; counts belong to the abstract list, and so run on over all lists made from it."""

    def __init__(self, root: Element | None) -> None:
        self.lists: dict[str, _WordList] = {}
        self.nums: dict[str, _WordNum] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for node in root.iter(f"{W}abstractNum"):
            levels = {read_number(level.get(f"{W}ilvl")) or 0: _read_level(level) for level in node.findall(f"{W}lvl")}
            entry = _WordList(levels, find_val(node, "numStyleLink"), find_val(node, "styleLink"))
            self.lists[node.get(f"{W}abstractNumId", "")] = entry
        by_style = {entry.is_style: key for key, entry in self.lists.items() if entry.is_style}
        for node in root.iter(f"{W}num"):
            key = find_val(node, "abstractNumId")
            entry = self.lists.get(key, _WordList({}))
            if entry.style_link and entry.style_link in by_style:
                key = by_style[entry.style_link]
            num = _WordNum(key)
            for override in node.findall(f"{W}lvlOverride"):
                at = read_number(override.get(f"{W}ilvl")) or 0
                start = read_number(find_val(override, "startOverride"))
                if start is not None:
                    num.starts[at] = start
                if (level := override.find(f"{W}lvl")) is not None:
                    num.levels[at] = _read_level(level)
            self.nums[node.get(f"{W}numId", "")] = num

    def count(self, number: str, level: int) -> Label | None:
        """Give the label of the next paragraph in the list `number`; None where Word prints none."""
        num = self.nums.get(number)
        if num is None:
            return None
        known: Mapping[int, ListLevel] = {**self._levels(num.abstract), **num.levels}
        own = known.get(level)
        if own is None:
            return None
        counts = self.counts.setdefault(num.abstract, {})
        if level in num.starts and (number, level) not in self.begun:
            counts[level] = num.starts[level] - 1
        self.begun.add((number, level))
        counts[level] = counts.get(level, own.start - 1) + 1
        for below in [other for other in counts if other > level]:
            restart = known.get(below, ListLevel()).restart
            if restart is None or (restart > 0 and level < restart):
                del counts[below]
        for above in range(level):
            counts.setdefault(above, known.get(above, ListLevel()).start)
        return Label(_print(own, counts, known), level, num.abstract, own.left, own.hanging)

    def _levels(self, key: str) -> dict[int, ListLevel]:
        return self.lists[key].levels if key in self.lists else {}


def _read_level(node: Element) -> ListLevel:
    indent = node.find(f"{W}pPr/{W}ind")
    left = None if indent is None else read_number(indent.get(f"{W}left") or indent.get(f"{W}start"))
    hanging = 0 if indent is None else read_number(indent.get(f"{W}hanging")) or 0
    start = read_number(find_val(node, "start"))
    kind = find_val(node, "numFmt", "decimal")
    if (choice := node.find(f".//{W}numFmt")) is not None:
        kind = val(choice, kind)
    legal = node.find(f"{W}isLgl")
    return ListLevel(
        start or 0,  # a level that names no start begins at 0: ECMA-376, 17.9.25
        kind,
        find_val(node, "lvlText"),
        read_number(find_val(node, "lvlRestart")),
        legal is not None and val(legal, "1") not in ("0", "false", "off"),
        None if left is None else left / TWIPS,
        hanging / TWIPS,
    )


def _print(level: ListLevel, counts: Mapping[int, int], known: Mapping[int, ListLevel]) -> str:
    if level.format == "bullet":
        return BULLET if level.text.strip() else ""
    if level.format == "none" and "%" in level.text:
        return _PLACE.sub("", level.text).strip()

    def show(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        kind = "decimal" if level.legal else known.get(at, ListLevel()).format
        return write_count(kind, counts.get(at, known.get(at, ListLevel()).start))

    return _PLACE.sub(show, level.text).strip()


def write_count(kind: str, count: int) -> str:
    """Give a count as Word writes it in one of its formats (ECMA-376, 17.18.59)."""
    if count <= 0:
        return str(count)
    match kind:
        case "lowerLetter" | "upperLetter":
            letters = letter((count - 1) % 26 + 1) * ((count - 1) // 26 + 1)
            return letters if kind == "upperLetter" else letters.lower()
        case "lowerRoman" | "upperRoman":
            return roman(count) if kind == "lowerRoman" else roman(count).upper()
        case "decimalZero":
            return f"{count:02}"
        case "ordinal":
            return name_ordinal(count)
        case "none":
            return ""
    return str(count)
