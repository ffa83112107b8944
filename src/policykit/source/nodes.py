"""YAML text to PyYAML's node tree, with the scalars of YAML 1.2's core schema, and where each node stands."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from policykit.errors import Code, Diagnostic, Span
from policykit.model.policy import Path

if TYPE_CHECKING:
    from policykit.source.pure_yaml import PureParser as _Parser
else:
    try:
        from yaml.cyaml import CParser as _Parser
    except ImportError:  # libyaml is missing: the pure parser reads the same, more slowly
        from policykit.source.pure_yaml import PureParser as _Parser

STR, INT, FLOAT, BOOL, NULL = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null"))
MAP, SEQ = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
_INT_SHAPE = re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,17})$", re.ASCII)
_FLOAT_SHAPE = re.compile(r"^[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)\.[0-9]*)(?:[eE][-+]?[0-9]{1,3})?$", re.ASCII)
_WORDS = {
    "true": BOOL,
    "True": BOOL,
    "TRUE": BOOL,
    "false": BOOL,
    "False": BOOL,
    "FALSE": BOOL,
    "null": NULL,
    "Null": NULL,
    "NULL": NULL,
    "~": NULL,
    "": NULL,
}


class CoreScalars:
    """Gives nodes the tags of YAML 1.2's core schema; mixed into a parser."""

    def resolve(self, kind: type, value: str | None, implicit: Any) -> str:
        """Give the tag of a node."""
        if kind is yaml.ScalarNode:
            return _scalar_tag(value or "") if implicit[0] else STR
        return MAP if kind is yaml.MappingNode else SEQ

    # No tag depends on where it is: nothing to do, and done in C, since it is asked for each value.
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(tuple)


class Loader(CoreScalars, _Parser):
    """Composes nodes, by libyaml's parser where it is present."""


def _scalar_tag(value: str) -> str:
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in "-+.0123456789":
        if _INT_SHAPE.match(value):
            return INT
        if _FLOAT_SHAPE.match(value):
            return FLOAT
    return STR


def compose_node(text: str) -> yaml.Node | None:
    """Give the root of the tree; raises yaml.YAMLError where the text is not YAML."""
    root: yaml.Node | None = Loader(text).get_single_node()
    return root


@lru_cache(maxsize=4)
def recall_node(text: str) -> yaml.Node | None:
    """Give the root of the tree, as `compose_node` does. The last few are kept: faults come many to a file.

    A tree takes some thirty times its text in memory, too much to keep one for each file of a library.
    """
    return compose_node(text)


@dataclass(frozen=True, slots=True)
class YamlPlaces:
    """Where the values of one file stand; the node tree is made only when a place is asked for."""

    file: str
    text: str

    def span(self, path: Path) -> Span:
        """Give the place of the value at `path`, or of the nearest value above it that exists."""
        node, _ = self._find(path)
        return self.node_span(node)

    def key_span(self, path: Path) -> Span:
        """Give the place of the key that leads to `path`, or of the value where there is no key."""
        node, key = self._find(path)
        return self.node_span(key or node)

    def inside(self, path: Path, start: int, end: int) -> Span:
        """Give the place of the characters `start` to `end` of the text at `path`."""
        node, _ = self._find(path)
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            return self.node_span(node)
        offsets = _raw_offsets(self.text, node)
        last = len(offsets) - 1
        first = offsets[min(start, last)]
        final = offsets[min(max(end - 1, start), last)] + 1
        return self.offset_span(first, final)

    def line_text(self, line: int) -> str:
        """Give one line of the file, without its end."""
        lines = self.text.split("\n", line)
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""

    def fault(self, code: Code, span: Span, message: str, hint: str | None = None) -> Diagnostic:
        """Give a diagnostic at `span` with its line of source; without a hint, with the remedy of its code."""
        return code.at(span, message, hint=hint or code.remedy, line_text=self.line_text(span.line))

    def _find(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None]:
        node, key = recall_node(self.text), None
        for step in path:
            found = _step(node, step)
            if found is None:
                break
            key, node = found
        return node, key

    def node_span(self, node: yaml.Node | None) -> Span:
        """Give the place of a node, up to the end of its first line."""
        if node is None:
            return Span(self.file, 1, 1, 1, 1)
        start, end = node.start_mark, node.end_mark
        if end.line != start.line:
            return Span(
                self.file, start.line + 1, start.column + 1, start.line + 1, len(self.line_text(start.line + 1)) + 1
            )
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def mark_span(self, mark: Any) -> Span:
        """Give the place of one character at a mark of the parser; the start of the file without a mark."""
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        return Span(self.file, line, column, line, column + 1)

    def offset_span(self, start: int, end: int) -> Span:
        """Give the place of the characters `start` to `end` of the whole text."""

        def position(offset: int) -> tuple[int, int]:
            line = self.text.count("\n", 0, offset)
            return line + 1, offset - (self.text.rfind("\n", 0, offset) + 1) + 1

        return Span(self.file, *position(start), *position(end))


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == step:
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _raw_offsets(text: str, node: yaml.ScalarNode) -> list[int]:
    """Give, for each character of a scalar's value, where it is in the file."""
    position, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        position = text.find("\n", position) + 1
    elif node.style in ("'", '"'):
        position += 1
    offsets: list[int] = []
    for character in node.value:
        while position < end:
            raw = text[position]
            if node.style == '"' and raw == "\\" and position + 1 < end:
                offsets.append(position)
                position += 2  # the digits of an escape such as \x41 match nothing that is marked
                break
            if raw == character or (character.isspace() and raw.isspace()):
                offsets.append(position)
                position += 1
                break
            position += 1
        else:
            offsets.append(max(end - 1, 0))
    return offsets or [node.start_mark.index]
