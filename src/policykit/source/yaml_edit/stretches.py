"""On which lines each section and clause of a text is, counted from the item it is in, so that a change moves few."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from policykit.model.policy import Path
from policykit.source.nodes import compose_node
from policykit.source.yaml_edit.marks import LayoutError, find_hyphen, find_item_end

_LISTS = ("clauses", "sections")


@dataclass(frozen=True, slots=True)
class ItemLines:
    """The lines of one item, hyphen and all."""

    start: int
    """How many lines of the item above come before its first."""
    length: int
    below: Mapping[str, tuple[ItemLines, ...]]
    """Those of the items in it, by the key of their list; a list that is not written line by line is missing."""


def measure_text(text: str) -> ItemLines:
    """Give the stretch of a whole text; raises yaml.YAMLError where it is no YAML."""
    root = compose_node(text)
    return ItemLines(0, text.count("\n"), _measure_below(text, root, 0))


def measure_item(text: str, start: int) -> ItemLines:
    """Give the stretch of an item whose lines are `text`, and which begins `start` lines into the item above."""
    root: Any = compose_node(text)
    return ItemLines(start, text.count("\n"), _measure_below(text, root.value[0], 0))


def _measure_below(text: str, node: Any, above: int) -> dict[str, tuple[ItemLines, ...]]:
    found: dict[str, tuple[ItemLines, ...]] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value in _LISTS and isinstance(value, yaml.SequenceNode) and not value.flow_style:
            try:
                found[key.value] = tuple(_measure(text, item, above) for item in value.value)
            except LayoutError:
                continue
    return found


def _measure(text: str, item: yaml.Node, above: int) -> ItemLines:
    at, hyphen = find_hyphen(text, item)
    first = item.start_mark.line - text.count("\n", at, item.start_mark.index)
    place = find_item_end(text, item, hyphen)
    length = text.count("\n", at, place)
    return ItemLines(first - above, length, _measure_below(text, item, first))


def find_lines(stretch: ItemLines, path: Path) -> tuple[int, ItemLines] | None:
    """Give the first line of the item at `path` and its stretch; None where it is not written line by line."""
    first = 0
    for key, position in zip(path[::2], path[1::2], strict=True):
        items = stretch.below.get(str(key))
        if items is None:
            return None
        stretch = items[int(position)]
        first += stretch.start
    return first, stretch


def exchange_stretch(stretch: ItemLines, path: Path, new: ItemLines) -> ItemLines:
    """Give the stretch with that of the item at `path` exchanged, and all that comes after it moved."""
    if not path:
        return new
    key, position = str(path[0]), int(path[1])
    old = stretch.below[key][position]
    changed = exchange_stretch(old, path[2:], new)
    more = changed.length - old.length
    below = {
        name: tuple(replace(each, start=each.start + more) if each.start > old.start else each for each in items)
        for name, items in stretch.below.items()
    }
    items = below[key]
    below[key] = (*items[:position], changed, *items[position + 1 :])
    return ItemLines(stretch.start, stretch.length + more, below)
