"""Steps carried out on the text of a version or of one item of it: only what is touched is written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from policykit.model.policy import Clause, Path, Section, Version
from policykit.source.nodes import compose_node
from policykit.source.yaml_edit import flow
from policykit.source.yaml_edit.marks import (
    LayoutError,
    find_end,
    find_hyphen,
    find_item_end,
    line_end,
    line_start,
    pass_comments,
)
from policykit.source.yaml_edit.steps import PutField, PutItem, ShiftItem, Step, TakeItem
from policykit.source.yaml_write import YamlStyle, write_flow

_REMARK = re.compile(r"[ \t]+#[^\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*")


class Splicer:
    """One text and the steps carried out on it; each begins with reading the text again.

    Args:
        text: a whole version, or the lines of one item of a list; its last line has an end.
        prefix: the path of that item, empty for a whole version.
        folds: whether long texts may be folded.
    """

    def __init__(self, text: str, prefix: Path, *, folds: bool = True) -> None:
        self.text = text
        self._prefix = prefix
        self._folds = folds

    def carry_out(self, step: Step) -> None:
        """Carry out one step. Raises LayoutError, or yaml.YAMLError where the steps before gave no YAML."""
        match step:
            case PutField(path, key, value):
                self._put_field(self._find(path), path, key, value)
            case PutItem(path, position, data):
                self._put_item(path, position, data)
            case TakeItem(path, position):
                self._take_item(path, position)
            case ShiftItem():
                self._shift_item(step)

    def _find(self, path: Path) -> yaml.MappingNode:
        node: Any = compose_node(self.text)
        steps = ((0,) if self._prefix else ()) + path[len(self._prefix) :]
        for step in steps:
            node = _value_of(node, str(step)) if isinstance(node, yaml.MappingNode) else node.value[step]
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise LayoutError
        return node

    def _replace(self, start: int, end: int, words: str) -> None:
        self.text = self.text[:start] + words + self.text[end:]

    # Fields

    def _put_field(self, node: yaml.MappingNode, path: Path, key: str, value: Any) -> None:
        if node.flow_style:
            self.text = flow.put_pair(self.text, node, key, value)
            return
        at = _pair_at(node, key)
        if at is None:
            if value is not None:
                column = node.value[0][0].start_mark.column
                self._insert_pair(node, path, key, list(self._style(column).write_pair(key, value, column)))
        elif value is None:
            self._drop_pair(node, at)
        else:
            self._change_pair(node, at, value)

    def _style(self, column: int, width: int | None = None) -> YamlStyle:
        return YamlStyle(folds=self._folds, width=max(width, column + 30) if width else None)

    def _change_pair(self, node: yaml.MappingNode, at: int, value: Any) -> None:
        key, old = node.value[at]
        column = node.value[0][0].start_mark.column
        end = find_end(self.text, old, key.start_mark.column)
        if isinstance(old, yaml.CollectionNode) and old.flow_style and not isinstance(value, str):
            self._replace(old.start_mark.index, end, write_flow(value))
            return
        remark = self._find_remark(key, old, end)
        written = self.text[key.start_mark.index : key.end_mark.index]
        lines = list(self._style(column, self._find_width(old, end)).write_pair(written, value, column))
        lines[0] = lines[0].lstrip(" ") + remark
        behind = _REMARK.match(self.text, end)  # what follows the last line of the old value is kept at its first
        self._replace(key.start_mark.index, behind.end() if behind and remark else end, "\n".join(lines))

    def _find_remark(self, key: yaml.Node, old: yaml.Node, end: int) -> str:
        """Give the remark on the line of a key, or behind a value of one or more lines, with the blanks before it."""
        if isinstance(old, yaml.ScalarNode) and old.style in ("|", ">"):
            header = _HEADER.match(self.text, old.start_mark.index)
            assert header is not None, "a block begins with | or >"
            found = _REMARK.match(self.text, header.end())
        elif isinstance(old, yaml.CollectionNode) and not old.flow_style:
            found = _REMARK.match(self.text, self.text.index(":", key.end_mark.index) + 1)
        else:
            found = _REMARK.match(self.text, end)
        return found[0] if found else ""

    def _find_width(self, old: yaml.Node, end: int) -> int | None:
        """Give the width to which a folded text was folded, so that the lines before a change stay as they are."""
        if not isinstance(old, yaml.ScalarNode) or old.style != ">":
            return None
        lines = self.text[line_end(self.text, old.start_mark.index) + 1 : end].split("\n")
        return max(map(len, lines)) if len(lines) > 2 else None

    def _insert_pair(self, node: yaml.MappingNode, path: Path, key: str, lines: Sequence[str]) -> None:
        """Add the lines of a key where the order of keys has it."""
        order = _list_keys(path)
        rank = order.index(key) if key in order else len(order)
        before = [
            at for at, (each, _) in enumerate(node.value) if each.value in order and order.index(each.value) < rank
        ]
        each, value = node.value[max(before, default=0)]
        column = node.value[0][0].start_mark.column
        end = line_end(self.text, find_end(self.text, value, each.start_mark.column))
        place = pass_comments(self.text, min(end + 1, len(self.text)), column)
        self._insert_lines(place, lines)

    def _drop_pair(self, node: yaml.MappingNode, at: int, kept: Sequence[str] = ()) -> None:
        """Take a key with its lines away; `kept` are lines that stay in their place."""
        key, value = node.value[at]
        start = key.start_mark.index
        end = min(line_end(self.text, find_end(self.text, value, key.start_mark.column)) + 1, len(self.text))
        if not self.text[line_start(self.text, start) : start].strip(" "):
            start = line_start(self.text, start)
        else:  # on the line of its hyphen, to which the next key comes up
            following = node.value[at + 1][0].start_mark.index if at + 1 < len(node.value) else None
            if following is None or self.text[end:following].strip():
                raise LayoutError
            end = following
        self._replace(start, end, "".join(f"{line}\n" for line in kept))

    # Items of lists

    def _put_item(self, path: Path, position: int, data: Mapping[str, Any]) -> None:
        owner = self._find(path[:-1])
        items = _value_of(owner, str(path[-1]))
        if owner.flow_style or _is_flow(items):
            self.text = flow.put_item(self.text, owner, str(path[-1]), position, data)
            return
        column = _first_column(items)
        hyphen = find_hyphen(self.text, items.value[0])[1] if column is not None else 0
        lines = list(self._style(0).write_item(data, hyphen, column if column is not None else 2))
        self._put_lines(owner, path, position, lines)

    def _put_lines(self, owner: yaml.MappingNode, path: Path, position: int, lines: Sequence[str]) -> None:
        """Add the lines of an item, wherever they are indented, to a list."""
        items = _value_of(owner, str(path[-1]))
        if _first_column(items) is None:
            column = owner.value[0][0].start_mark.column
            if items is not None:
                self._drop_pair(owner, _find_pair(owner, str(path[-1])))
                owner = self._find(path[:-1])
            own = [f"{' ' * column}{path[-1]}:", *_indent(lines, column + 2)]
            self._insert_pair(owner, path[:-1], str(path[-1]), own)
            return
        if position == 0:
            at, hyphen = find_hyphen(self.text, items.value[0])
            place = self._pass_up(line_start(self.text, at), hyphen)
        else:
            _, hyphen = find_hyphen(self.text, items.value[position - 1])
            place = find_item_end(self.text, items.value[position - 1], hyphen)
        self._insert_lines(place, _indent(lines, hyphen))

    def _insert_lines(self, place: int, lines: Sequence[str]) -> None:
        self._replace(place, place, "".join(f"{line}\n" for line in lines))

    def _pass_up(self, place: int, column: int) -> int:
        """Give the start of the remarks that are directly above a line, in `column`."""
        while place:
            start = line_start(self.text, place - 1)
            line = self.text[start : place - 1]
            if not line.startswith(" " * column + "#"):
                break
            place = start
        return place

    def _take_item(self, path: Path, position: int) -> list[str]:
        """Take an item away, and give its lines; none of an item in brackets."""
        owner = self._find(path[:-1])
        key = str(path[-1])
        items = _value_of(owner, key)
        if owner.flow_style or _is_flow(items):
            self.text = flow.take_item(self.text, owner, key, position)
            if len(items.value) == 1 and not owner.flow_style:
                owner = self._find(path[:-1])
                self._drop_pair(owner, _find_pair(owner, key))
            return []
        item = items.value[position]
        at, hyphen = find_hyphen(self.text, item)
        start, end = line_start(self.text, at), find_item_end(self.text, item, hyphen)
        lines = self.text[start:end].split("\n")[:-1]
        if len(items.value) > 1:
            self._replace(start, end, "")
        else:
            self._drop_list(owner, key, start, end)
        return lines

    def _drop_list(self, owner: yaml.MappingNode, key: str, start: int, end: int) -> None:
        """Take a list away whose only item is from `start` to `end`; remarks above the item stay."""
        name = owner.value[_find_pair(owner, key)][0]
        column = owner.value[0][0].start_mark.column
        first = line_start(self.text, name.start_mark.index)
        if self.text[first : name.start_mark.index].strip(" "):
            raise LayoutError
        head = self.text[name.end_mark.index : start].lstrip(" :")
        kept = [line.strip() for line in head.split("\n") if line.strip()]
        if not all(line.startswith("#") for line in kept):
            raise LayoutError
        self._replace(first, end, "".join(f"{' ' * column}{line}\n" for line in kept))

    def _shift_item(self, step: ShiftItem) -> None:
        lines = self._take_item(step.path, step.position)
        owner = self._find(step.to[:-1])
        if not lines or owner.flow_style or _is_flow(_value_of(owner, str(step.to[-1]))):
            if any(_REMARK.search(f" {line}") for line in lines):
                raise LayoutError  # a remark would be lost
            self._put_item(step.to, step.to_position, step.data)
        else:
            self._put_lines(owner, step.to, step.to_position, lines)


def _value_of(node: yaml.Node | None, key: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for each, value in node.value if each.value == key), None)
    return None


def _pair_at(node: yaml.MappingNode, key: str) -> int | None:
    return next((at for at, (each, _) in enumerate(node.value) if each.value == key), None)


def _find_pair(node: yaml.MappingNode, key: str) -> int:
    at = _pair_at(node, key)
    if at is None:
        raise LayoutError
    return at


def _is_flow(node: yaml.Node | None) -> bool:
    """Tell whether a list is in brackets and holds something; an empty one can become lines."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style) and bool(node.value)


def _first_column(items: yaml.Node | None) -> int | None:
    """Give the column of the keys of a list's items; None for a list that is missing or empty."""
    if isinstance(items, yaml.SequenceNode) and items.value:
        return int(items.value[0].start_mark.column)
    return None


def _list_keys(path: Path) -> list[str]:
    """Give the keys of the document, a section or a clause in the order of the model."""
    kind = Version if not path else Section if path[-2] == "sections" else Clause
    return [info.alias or name for name, info in kind.model_fields.items()]


def _indent(lines: Sequence[str], hyphen: int) -> list[str]:
    """Give the lines of an item with its hyphen in another column."""
    shift = hyphen - (len(lines[0]) - len(lines[0].lstrip(" ")))
    if shift >= 0:
        return [" " * shift + line if line.strip() else line for line in lines]
    return [line[min(-shift, len(line) - len(line.lstrip(" "))) :] if line.strip() else line for line in lines]
