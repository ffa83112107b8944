"""Editing what is written in braces and brackets: values are put and taken between their commas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from policykit.source.yaml_edit.marks import LayoutError
from policykit.source.yaml_write import write_flow

_FILL = re.compile(r"(?:[ \t\n]+|(?<=[ \t\n])#[^\n]*)*")


def put_pair(text: str, node: yaml.MappingNode, key: str, value: Any) -> str:
    """Give the text with another value under a key of a mapping in braces; None takes the key away."""
    at = next((at for at, (each, _) in enumerate(node.value) if each.value == key), None)
    spans = [(each.start_mark.index, max(each.end_mark.index, held.end_mark.index)) for each, held in node.value]
    if value is None:
        return text if at is None else _take(text, spans, at)
    if at is None:
        end = spans[-1][1]
        return f"{text[:end]}, {write_flow({key: value})[1:-1]}{text[end:]}"
    held = node.value[at][1]
    start, end = held.start_mark.index, held.end_mark.index
    blank = " " if text[start - 1 : start] == ":" else ""
    return f"{text[:start]}{blank}{write_flow(value)}{text[end:]}"


def put_item(text: str, owner: yaml.MappingNode, key: str, position: int, data: Mapping[str, Any]) -> str:
    """Give the text with a further item in a list in brackets, or a list with it in a mapping in braces."""
    items = next((value for each, value in owner.value if each.value == key), None)
    if items is None or not items.value:
        return put_pair(text, owner, key, [data])
    if position == 0:
        at = items.value[0].start_mark.index
        return f"{text[:at]}{write_flow(data)}, {text[at:]}"
    at = items.value[position - 1].end_mark.index
    return f"{text[:at]}, {write_flow(data)}{text[at:]}"


def take_item(text: str, owner: yaml.MappingNode, key: str, position: int) -> str:
    """Give the text without an item of a list in brackets; a list that would be empty goes, or is left as `[]`."""
    items = next(value for each, value in owner.value if each.value == key)
    if len(items.value) == 1 and owner.flow_style:
        return put_pair(text, owner, key, None)
    spans = [(item.start_mark.index, item.end_mark.index) for item in items.value]
    return _take(text, spans, position)


def _take(text: str, spans: list[tuple[int, int]], at: int) -> str:
    """Give the text without one of several parts and one comma: the one behind it, else the one before it."""
    start, end = spans[at]
    comma = _find_comma(text, end)
    if comma is not None:
        rest = text[comma + 1 :]
        inside = text[end:comma]
        if not inside.strip():
            inside, rest = "", rest.lstrip(" ") if not text[start - 1 : start].isspace() or rest[:1] == " " else rest
        return f"{text[:start]}{inside}{rest}"
    if at == 0:
        return f"{text[:start]}{text[end:]}"
    before = _find_comma(text, spans[at - 1][1])
    if before is None:
        raise LayoutError
    between = text[before + 1 : start]
    return f"{text[:before]}{between if between.strip() else ''}{text[end:]}"


def _find_comma(text: str, place: int) -> int | None:
    """Give where the comma after a value is, past blanks and remarks."""
    fill = _FILL.match(text, place)
    after = fill.end() if fill else place
    return after if text[after : after + 1] == "," else None
