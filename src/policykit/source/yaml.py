"""Safe YAML 1.2: text to plain data, with the place of every value on demand.

What YAML 1.1 would guess stays text: `no` is a word, `12:30` is text, `01260` keeps its nought. Duplicate keys,
tags, alias bombs and deep nesting are faults; nothing is ever constructed but text, numbers, yes/no, lists and
mappings.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from policykit.errors import Code, Diagnostic, Span
from policykit.source import codes
from policykit.source.nodes import MAP, NULL, SEQ, STR, Loader, YamlPlaces, compose_node, recall_node
from policykit.source.signs import explain_sign
from policykit.source.yaml_errors import MAX_DEPTH, TOO_DEEP, explain_error, find_conflicts, list_errors

RECALLED_CHARACTERS = 200_000
"""How long a file may be for its tree to be kept a while, in case that a place in it is asked for."""
MAX_ALIAS_NODES = 10_000
MAX_OPENED = 4_000
"""Fewer brackets than this cannot nest so deep that composing them exhausts the stack."""
_DEEP_LINE = re.compile(r"\n[ \-?]{200}")
"""A line indented so far, or with so many hyphens, that it can be too deep."""
BAD_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u200b\u2028-\u202e\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, separators that some programs take for line ends, marks unseen or that turn text round."""


def read_yaml(file: str, text: str) -> tuple[Any, YamlPlaces, list[Diagnostic]]:
    """Read one YAML document.

    Gives the data (None where it cannot be read at all; lists as tuples), the places of its values, and what is
    wrong. Never raises for what a file can hold.
    """
    places = YamlPlaces(file, text)
    if conflicts := find_conflicts(places):
        return None, places, conflicts
    stop = _find_bad_character(places) or _find_depth(places)
    if stop:
        return None, places, [stop]
    try:
        root = recall_node(text) if len(text) < RECALLED_CHARACTERS else compose_node(text)
    except yaml.YAMLError as error:
        return None, places, list_errors(places, error)
    if root is None or (isinstance(root, yaml.ScalarNode) and root.tag == NULL):
        return None, places, [places.fault(codes.EMPTY_FILE, Span(file, 1, 1, 1, 1), "the file holds nothing")]
    builder = _Builder(places)
    data = builder.build(root)
    return data, places, builder.faults


class _StopError(Exception):
    """The file grows out of hand: nothing more of it is read."""


class _Builder:
    """Turns nodes into data, and notes duplicate keys, tags and aliases that go too far."""

    def __init__(self, places: YamlPlaces) -> None:
        self.places = places
        self.faults: list[Diagnostic] = []
        self.seen: set[int] = set()
        self.open: set[int] = set()
        self.repeated = 0
        self.aliases = "*" in places.text

    def build(self, root: yaml.Node) -> Any:
        try:
            return self._value(root)
        except _StopError:
            return None

    def _value(self, node: yaml.Node) -> Any:
        if self.aliases:
            self._count(node)
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == STR else self._scalar(node)
        if id(node) in self.open:
            self._fault(codes.ALIAS_CYCLE, node, "this value contains itself")
            raise _StopError
        if len(self.open) >= MAX_DEPTH:
            self._fault(codes.TOO_DEEP, node, TOO_DEEP)
            raise _StopError
        self.open.add(id(node))
        if node.tag not in (MAP, SEQ):
            self._tag_fault(node)
        value = self._mapping(node) if isinstance(node, yaml.MappingNode) else tuple(map(self._value, node.value))
        self.open.discard(id(node))
        return value

    def _count(self, node: yaml.Node) -> None:
        if id(node) in self.seen:
            self.repeated += 1
            if self.repeated > MAX_ALIAS_NODES:
                self._fault(codes.ALIAS_BOMB, node, f"aliases repeat more than {MAX_ALIAS_NODES:,} values")
                raise _StopError
        self.seen.add(id(node))

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(codes.BAD_YAML, key, "a key is a word, not a list or a mapping")
                continue
            if key.value in result:
                self._fault(codes.DUPLICATE_KEY, key, f"`{key.value}` appears twice here", "delete one of the two")
                continue
            result[key.value] = self._value(value)
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        match node.tag:
            case "tag:yaml.org,2002:int":
                return int(node.value)
            case "tag:yaml.org,2002:bool":
                return node.value[0] in "tT"
            case "tag:yaml.org,2002:null":
                return None
            case "tag:yaml.org,2002:float":
                return float(node.value)
        self._tag_fault(node)
        return node.value

    def _tag_fault(self, node: yaml.Node) -> None:
        tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
        self._fault(codes.UNKNOWN_TAG, node, f"the tag `{tag[:40]}` is not used here", "delete the tag")

    def _fault(self, code: Code, node: yaml.Node, message: str, hint: str | None = None) -> None:
        self.faults.append(self.places.fault(code, self.places.node_span(node), message, hint))


def find_bad_character(text: str) -> str | None:
    """Give the first character of a text that may not be in a file of a library, or None."""
    match = BAD_CHARACTERS.search(text)
    return match[0] if match else None


def _find_bad_character(places: YamlPlaces) -> Diagnostic | None:
    match = BAD_CHARACTERS.search(places.text)
    if match is None:
        return None
    name = f"U+{ord(match[0]):04X}"
    span = places.offset_span(match.start(), match.end())
    return places.fault(
        codes.BAD_CHARACTER, span, f"the character {name} is not allowed in a text file", explain_sign(match[0])
    )


def _find_depth(places: YamlPlaces) -> Diagnostic | None:
    """Find nesting so deep that composing it could exhaust the stack; a cheap bound first, the events only then."""
    text = places.text
    opened = text.count("[") + text.count("{")
    if opened < MAX_OPENED and not _DEEP_LINE.search(f"\n{text}"):
        return None
    depth = 0
    loader = Loader(text)
    try:
        while (event := loader.get_event()) is not None:  # type: ignore[no-untyped-call]
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return places.fault(codes.TOO_DEEP, places.mark_span(event.start_mark), TOO_DEEP)
    except yaml.YAMLError as error:
        return explain_error(places, error)
    return None
