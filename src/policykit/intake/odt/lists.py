"""The numbers of lists and headings in an OpenDocument text, counted as LibreOffice counts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policykit.intake.docx.numbers import BULLET, write_count
from policykit.intake.odt.styles import TEXT, XML_ID, OdtLevel, OdtStyles


@dataclass(slots=True)
class ListPlace:
    """Where the reading is in nested lists."""

    style: str = ""
    level: int = 0
    counts: dict[int, int] = field(default_factory=dict)


class OdtCounter:
    """Counts list items; a list goes on where it says so, or names the one that it continues."""

    def __init__(self, styles: OdtStyles) -> None:
        self.styles = styles
        self.by_id: dict[str, dict[int, int]] = {}
        self.by_style: dict[str, dict[int, int]] = {}
        self.headings: dict[int, int] = {}

    def open_list(self, node: Element, outer: ListPlace | None) -> ListPlace:
        """Give the place of a list that begins."""
        style = node.get(f"{TEXT}style-name") or (outer.style if outer else "")
        if outer is not None:
            return ListPlace(style, outer.level + 1, outer.counts)
        goes_on = node.get(f"{TEXT}continue-numbering") == "true"
        named = node.get(f"{TEXT}continue-list")
        counts: dict[int, int] = {}
        if named and named in self.by_id:
            counts = self.by_id[named]
        elif goes_on:
            counts = self.by_style.get(style, {})
        self.by_style[style] = counts
        if own := node.get(XML_ID):
            self.by_id[own] = counts
        return ListPlace(style, 1, counts)

    def count_item(self, place: ListPlace, start: str | None) -> str:
        """Give the label of the next item at a place."""
        levels = self.styles.lists.get(place.style, {})
        return self._count(levels, place.counts, place.level, start)

    def count_heading(self, level: int, start: str | None = None) -> str:
        """Give the number of the next heading by the outline; empty where headings have none."""
        return self._count(self.styles.outline, self.headings, level, start)

    def _count(self, levels: Mapping[int, OdtLevel], counts: dict[int, int], level: int, start: str | None) -> str:
        own = levels.get(level)
        for below in [other for other in counts if other > level]:
            del counts[below]
        if own is None:
            return ""
        counts[level] = int(start) if start and start.isdigit() else counts.get(level, own.start - 1) + 1
        if own.format == "bullet":
            return BULLET
        if own.format == "none":
            return ""
        first = max(level - own.shown + 1, 1)
        parts = [
            write_count(levels.get(at, OdtLevel()).format, counts.get(at, levels.get(at, OdtLevel()).start))
            for at in range(first, level + 1)
        ]
        return f"{own.before}{'.'.join(part for part in parts if part)}{own.after}".strip()
