"""Safe YAML 1.2: text to plain data, with the place of every value on demand.

Built on PyYAML's node tree (libyaml's C parser where it is present). What YAML 1.1 would guess stays text:
`no` is a word, `12:30` is text, `01260` keeps its nought. Duplicate keys, tags, alias bombs and deep nesting are
faults; nothing is ever constructed but text, numbers, yes/no, lists and mappings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from policykit.errors import Code, Diagnostic, Span
from policykit.model.policy import Path
from policykit.source import codes

try:
    from yaml.cyaml import CParser as _Parser
except ImportError:  # libyaml is missing: the pure parser reads the same, more slowly
    from policykit.source.pure_yaml import PureParser as _Parser  # type: ignore[assignment]

MAX_DEPTH = 100
MAX_ALIAS_NODES = 10_000
_TOO_DEEP = f"values are nested more than {MAX_DEPTH} levels deep"

_STR, _INT, _FLOAT, _BOOL, _NULL = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null"))
_MAP, _SEQ = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
_INT_SHAPE = re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,17})$", re.ASCII)
_FLOAT_SHAPE = re.compile(r"^[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)\.[0-9]*)(?:[eE][-+]?[0-9]{1,3})?$", re.ASCII)
_WORDS = {"true": _BOOL, "True": _BOOL, "TRUE": _BOOL, "false": _BOOL, "False": _BOOL, "FALSE": _BOOL,
          "null": _NULL, "Null": _NULL, "NULL": _NULL, "~": _NULL, "": _NULL}  # fmt: skip
_BAD_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class _Loader(_Parser):  # type: ignore[misc, valid-type]
    """Composes nodes with the scalars of YAML 1.2's core schema."""

    def resolve(self, kind: type, value: str | None, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return _scalar_tag(value or "") if implicit[0] else _STR
        return _MAP if kind is yaml.MappingNode else _SEQ

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Nothing to do: no tag depends on where it stands."""

    def ascend_resolver(self) -> None:
        """Nothing to do: no tag depends on where it stands."""

    def check_resolver_prefix(self, depth: int, path: Any, current_node: Any, current_index: Any) -> bool:
        """Nothing depends on where it stands."""
        return False


def _scalar_tag(value: str) -> str:
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in "-+.0123456789":
        if _INT_SHAPE.match(value):
            return _INT
        if _FLOAT_SHAPE.match(value):
            return _FLOAT
    return _STR


@dataclass(slots=True)
class YamlPlaces:
    """Where the values of one file stand; the node tree is made only when a place is asked for."""

    file: str
    text: str
    _root: yaml.Node | None = field(default=None, repr=False)

    def span(self, path: Path) -> Span:
        """Give the place of the value at `path`, or of the nearest value above it that exists."""
        node, _ = self._find(path)
        return self._node_span(node)

    def key_span(self, path: Path) -> Span:
        """Give the place of the key that leads to `path`, or of the value where there is no key."""
        node, key = self._find(path)
        return self._node_span(key or node)

    def inside(self, path: Path, start: int, end: int) -> Span:
        """Give the place of the characters `start` to `end` of the text at `path`."""
        node, _ = self._find(path)
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            return self._node_span(node)
        offsets = _raw_offsets(self.text, node)
        last = len(offsets) - 1
        first = offsets[min(start, last)]
        final = offsets[min(max(end - 1, start), last)] + 1
        return self._offset_span(first, final)

    def line_text(self, line: int) -> str:
        """Give one line of the file, without its end."""
        lines = self.text.split("\n", line)
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""

    def fault(self, code: Code, span: Span, message: str, hint: str | None = None) -> Diagnostic:
        """Give a diagnostic at `span` with its line of source."""
        return code.at(span, message, hint=hint, line_text=self.line_text(span.line))

    def _find(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None]:
        if self._root is None:
            self._root = _Loader(self.text).get_single_node()
        node, key = self._root, None
        for step in path:
            found = _step(node, step)
            if found is None:
                break
            key, node = found
        return node, key

    def _node_span(self, node: yaml.Node | None) -> Span:
        if node is None:
            return Span(self.file, 1, 1, 1, 1)
        start, end = node.start_mark, node.end_mark
        if end.line != start.line:
            return Span(self.file, start.line + 1, start.column + 1, start.line + 1, len(self.line_text(start.line + 1)) + 1)
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _offset_span(self, start: int, end: int) -> Span:
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
    """Give, for each character of a scalar's value, where it stands in the file."""
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
                position += {"x": 4, "u": 6, "U": 10}.get(text[position + 1], 2)
                break
            if raw == character or (character.isspace() and raw.isspace()):
                offsets.append(position)
                position += 1
                break
            position += 1
        else:
            offsets.append(max(end - 1, 0))
    return offsets or [node.start_mark.index]


def read_yaml(file: str, text: str) -> tuple[Any, YamlPlaces, list[Diagnostic]]:
    """Read one YAML document.

    Gives the data (None where it cannot be read at all; lists as tuples), the places of its values, and what is
    wrong. Never raises for what a file can hold.
    """
    places = YamlPlaces(file, text)
    stop = _find_bad_character(places) or _find_depth(places)
    if stop:
        return None, places, [stop]
    try:
        root = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        return None, places, [_explain(places, error)]
    if root is None or (isinstance(root, yaml.ScalarNode) and root.tag == _NULL):
        return None, places, [places.fault(codes.EMPTY_FILE, Span(file, 1, 1, 1, 1), "the file holds nothing")]
    builder = _Builder(places)
    data = builder.build(root)
    return data, places, builder.faults


class _Stop(Exception):
    """The file grows out of hand: nothing more of it is read."""


class _Builder:
    """Turns nodes into data, and notes duplicate keys, tags and aliases that go too far."""

    def __init__(self, places: YamlPlaces) -> None:
        self.places = places
        self.faults: list[Diagnostic] = []
        self.seen: set[int] = set()
        self.open: set[int] = set()
        self.repeated = 0

    def build(self, root: yaml.Node) -> Any:
        try:
            return self._value(root)
        except _Stop:
            return None

    def _value(self, node: yaml.Node) -> Any:
        self._count(node)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self.open:
            self._fault(codes.ALIAS_CYCLE, node, "this value contains itself")
            raise _Stop
        if len(self.open) >= MAX_DEPTH:
            self._fault(codes.TOO_DEEP, node, _TOO_DEEP)
            raise _Stop
        self.open.add(id(node))
        if node.tag not in (_MAP, _SEQ):
            self._tag_fault(node)
        value = self._mapping(node) if isinstance(node, yaml.MappingNode) else tuple(map(self._value, node.value))
        self.open.discard(id(node))
        return value

    def _count(self, node: yaml.Node) -> None:
        if id(node) in self.seen:
            self.repeated += 1
            if self.repeated > MAX_ALIAS_NODES:
                self._fault(codes.ALIAS_BOMB, node, f"aliases repeat more than {MAX_ALIAS_NODES:,} values")
                raise _Stop
        self.seen.add(id(node))

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(codes.BAD_YAML, key, "a key is a word, not a list or a mapping")
                continue
            if key.value in result:
                self._fault(codes.DUPLICATE_KEY, key, f"`{key.value}` stands twice here", "delete one of the two")
                continue
            result[key.value] = self._value(value)
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        match node.tag:
            case "tag:yaml.org,2002:str":
                return node.value
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
        self.faults.append(self.places.fault(code, self.places._node_span(node), message, hint))


def _find_bad_character(places: YamlPlaces) -> Diagnostic | None:
    match = _BAD_CHARACTERS.search(places.text)
    if match is None:
        return None
    name = f"U+{ord(match[0]):04X}"
    span = places._offset_span(match.start(), match.end())
    return places.fault(codes.BAD_CHARACTER, span, f"the character {name} may not stand in a text file", "delete it")


def _find_depth(places: YamlPlaces) -> Diagnostic | None:
    """Find nesting so deep that composing it could exhaust the stack; a cheap bound first, the events only then."""
    text = places.text
    opened = text.count("[") + text.count("{")
    indented = max((match.end() - match.start() for match in re.finditer(r"^[ \-?]{200,}", text, re.M)), default=0)
    if opened < 800 and indented == 0:
        return None
    depth = 0
    loader = _Loader(text)
    try:
        while (event := loader.get_event()) is not None:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                mark = event.start_mark
                span = Span(places.file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
                return places.fault(codes.TOO_DEEP, span, _TOO_DEEP)
    except yaml.YAMLError as error:
        return _explain(places, error)
    return None


_EXPLANATIONS: tuple[tuple[str, str, str], ...] = (
    ("unexpected end of stream", "the quotation mark opened here is not closed", "close it, or leave both out"),
    ("mapping values are not allowed", "a colon followed by a space cannot stand in unquoted text here",
     'put the text in quotation marks, or check the indentation: title: "Policy: general"'),
    ("cannot start any token", "this character cannot begin a value",
     "indent with spaces, never tabs; put text that begins with @ ` % or a tab in quotation marks"),
    ("expected ',' or ']'", "the list opened here with [ is not closed", "close it with ]"),
    ("expected ',' or '}'", "the braces opened here with { are not closed",
     'close them with }; text that begins with a brace goes in quotation marks: "{council.name} …"'),
    ("undefined alias", "`*` begins an alias, and nothing has that name", "put text that begins with * in quotation marks"),
    ("expected '-' indicator", "a list is mixed with keys here", "check the indentation of this line and those above"),
    ("expected key", "this line does not fit the ones above", "check its indentation, and that quotation marks inside quoted text are doubled"),
    ("could not find expected ':'", "a key without a colon", "write `key: value`"),
    ("single document", "the file holds a second document after `---`", "keep one document in a file"),
    ("alphabetic or numeric", "`&` or `*` begins an anchor or alias", "put text that begins with & or * in quotation marks"),
    ("escape", "a backslash in double quotation marks begins an escape that does not exist", "use single quotation marks"),
)  # fmt: skip

_AT_CONTEXT = ("unexpected end of stream", "expected ',' or", "could not find expected ':'")


def _explain(places: YamlPlaces, error: yaml.YAMLError) -> Diagnostic:
    """Say in a clerk's words what the parser could not read."""
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if any(words in problem for words in _AT_CONTEXT):
        mark = getattr(error, "context_mark", None) or mark
    message, hint = "this is not well-formed YAML", "compare the line with the ones around it"
    for words, said, advice in _EXPLANATIONS:
        if words in problem:
            message, hint = said, advice
            break
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    span = Span(places.file, line, column, line, column + 1)
    return places.fault(codes.BAD_YAML, span, message, hint)
