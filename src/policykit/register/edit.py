"""Editing register.yaml as text: an event is added, and every other character stays as its writer left it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from policykit.errors import Diagnostic
from policykit.model.fingerprint import chain_events
from policykit.model.register import Event, Register
from policykit.source.nodes import compose_node
from policykit.source.validate import read_model
from policykit.source.yaml import BAD_CHARACTERS, read_yaml

_PLAIN = re.compile(r"^[A-Za-z(“‘][\w ,./()’‘“”–—-]*$")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_WIDTH = 112


@dataclass(frozen=True, slots=True)
class Edited:
    """The register after an edit: its text, and what that text holds."""

    text: str
    register: Register


def append_event(file: str, text: str, event: Event, *, rechain: bool = False) -> Edited:
    """Give the text of a register with one event more, chained to those above, and the chain sealed anew.

    The chain begins with the first adoption or sealing, and covers the events above it; until then a register may be
    edited by hand. `rechain` also puts right the links of events that were changed on purpose. Comments and layout are
    kept. Raises ValueError when the file is laid out in a way that cannot be added to without touching the rest.
    """
    register = parse_register(file, text)
    if rechain:
        text, register = _rechain(file, text, register)
    links = chain_events(register.events)
    chained = register.head_sha256 is not None or event.text_sha256 is not None
    if links and chained:
        event = event.model_copy(update={"previous_sha256": links[-1]})
    wanted = (*register.events, event)
    head = chain_events(wanted)[-1] if chained else None
    edited = _insert(text, event)
    if head is not None:
        edited = _set_head(edited, head)
    try:
        result = parse_register(file, edited)
    except ValueError:
        result = None
    if result is None or result != register.model_copy(update={"events": wanted, "head_sha256": head}):
        raise ValueError("the register is laid out in a way that policykit cannot add to")
    return Edited(edited, result)


def remove_event(file: str, text: str) -> Edited:
    """Give the text of a register without its last event, and the chain sealed by the one before it.

    The head goes with the event that began the chain. Raises ValueError when there is no event, or the file is laid
    out in a way that cannot be taken from without touching the rest.
    """
    register = parse_register(file, text)
    if not register.events:
        raise ValueError("the register has no event")
    kept = register.events[:-1]
    chained = any(event.text_sha256 or event.previous_sha256 for event in kept)
    head = chain_events(kept)[-1] if chained and register.head_sha256 is not None else None
    edited = _set_head(_take_out(text), head) if head else _drop_head(_take_out(text))
    try:
        result = parse_register(file, edited)
    except ValueError:
        result = None
    if result is None or result != register.model_copy(update={"events": kept, "head_sha256": head}):
        raise ValueError("the register is laid out in a way that policykit cannot take from")
    return Edited(edited, result)


def parse_register(file: str, text: str) -> Register:
    """Give the register that a text holds. Raises ValueError when it holds none."""
    data, places, faults = read_yaml(file, text)
    value: Register | None = None
    more: list[Diagnostic] = []
    if data is not None:
        value, more = read_model(Register, data, places)
    if value is None or faults or more:
        raise ValueError("; ".join(fault.message for fault in (*faults, *more)) or "the register is empty")
    return value


def write_event(event: Event, indent: int = 2, inner: int = 4) -> str:
    """Give an event as an item of a YAML list, its hyphen at column `indent` and its keys at `inner` (from 0)."""
    data = event.model_dump(mode="json", exclude_defaults=True)
    lines = [line for key, value in data.items() for line in _write_pair(key, value, inner)]
    first = " " * indent + "-" + " " * (inner - indent - 1) + lines[0].lstrip()
    return "".join(f"{line}\n" for line in [first, *lines[1:]])


def _write_pair(key: str, value: Any, inner: int) -> Iterator[str]:
    margin = " " * inner
    if key in ("date", "in_force_from", "next_review", "corrects") or key.endswith("sha256"):
        yield f"{margin}{key}: {value}"
    elif isinstance(value, list):
        yield f"{margin}{key}:"
        yield from (f"{margin}  - {_write_scalar(key, item)}" for item in value)
    elif key == "right":
        yield f"{margin}{key}:"
        yield from (line for name, below in value.items() for line in _write_pair(name, below, inner + 2))
    elif isinstance(value, bool):
        yield f"{margin}{key}: {'true' if value else 'false'}"
    elif isinstance(value, dict):
        yield f"{margin}{key}: {{{', '.join(f'{name}: {word}' for name, word in value.items())}}}"
    elif inner + len(key) + 2 + len(value) > _WIDTH and _folds(value):
        yield f"{margin}{key}: >-"
        yield from textwrap.wrap(
            value,
            _WIDTH,
            initial_indent=f"{margin}  ",
            subsequent_indent=f"{margin}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{margin}{key}: {_write_scalar(key, str(value))}"


def _write_scalar(key: str, value: str) -> str:
    plain = _PLAIN.match(value) and not value.endswith(" ") and value.lower() not in _WORDS
    if key != "version" and plain:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    # No file may hold these as they are: line ends to some readers, or marks that are not seen.
    return BAD_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _folds(value: str) -> bool:
    return value == " ".join(value.split()) and value.isprintable()


def _insert(text: str, event: Event) -> str:
    root = compose_node(text)
    events = _value_of(root, "events")
    if events is None:
        return f"{_ended(text)}events:\n{write_event(event)}"
    if not isinstance(events, yaml.SequenceNode) or not events.value:
        start, end = events.start_mark.index, events.end_mark.index
        return f"{text[:start].rstrip(' ')}\n{write_event(event).rstrip()}{text[end:]}"
    if events.flow_style:
        end = text.rindex("]", 0, events.end_mark.index)
        item = json.dumps(event.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        return f"{text[:end]}, {item}{text[end:]}"
    last = events.value[-1]
    hyphen = last.start_mark.column - (last.start_mark.index - text.rfind("-", 0, last.start_mark.index))
    place = _end_of_item(text, last, hyphen)
    item = write_event(event, hyphen, last.start_mark.column)
    return f"{_ended(text[:place])}{item}{text[place:]}"


def _take_out(text: str) -> str:
    events = _value_of(compose_node(text), "events")
    assert isinstance(events, yaml.SequenceNode), "the register has events"
    last = events.value[-1]
    if len(events.value) == 1:
        end = events.end_mark.index if events.flow_style else _end_of_item(text, last, last.start_mark.column - 2)
        start = text.rindex(":", 0, events.start_mark.index) + 1
        return f"{text[:start]} []{'' if events.flow_style else chr(10)}{text[end:]}"
    if events.flow_style:
        return f"{text[: events.value[-2].end_mark.index]}{text[last.end_mark.index :]}"
    hyphen = last.start_mark.column - (last.start_mark.index - text.rfind("-", 0, last.start_mark.index))
    start = text.rfind("\n", 0, last.start_mark.index) + 1
    return f"{text[:start]}{text[_end_of_item(text, last, hyphen) :]}"


def _drop_head(text: str) -> str:
    root = compose_node(text)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    key = next((key for key, _ in pairs if key.value == "head_sha256"), None)
    if key is None:
        return text
    start, end = text.rfind("\n", 0, key.start_mark.index) + 1, text.find("\n", key.start_mark.index) + 1
    return f"{text[:start]}{text[end or len(text) :]}"


def _end_of_item(text: str, item: yaml.Node, column: int) -> int:
    """Give the start of the line after a list item, and after comments that are indented as part of it."""
    end = _last_leaf(item).end_mark.index
    place = text.find("\n", len(text[:end].rstrip()))
    place = len(text) if place < 0 else place + 1
    while match := re.compile(r"[ \t]*\n|( +)#.*(?:\n|$)").match(text, place):
        if match[1] is None:
            rest = text[match.end() :]
            if not re.match(rf"(?:[ \t]*\n)* {{{column + 1},}}#", rest):
                break
        elif len(match[1]) <= column:
            break
        place = match.end()
    return place


def _last_leaf(node: yaml.Node) -> yaml.Node:
    while isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _set_head(text: str, head: str) -> str:
    root = compose_node(text)
    old = _value_of(root, "head_sha256")
    if old is not None:
        return f"{text[: old.start_mark.index]}{head}{text[old.end_mark.index :]}"
    events = next(key for key, _ in root.value if key.value == "events") if isinstance(root, yaml.MappingNode) else None
    assert events is not None, "an event was just added"
    start = events.start_mark.index
    return f"{text[:start]}head_sha256: {head}\n{text[start:]}"


def _rechain(file: str, text: str, register: Register) -> tuple[str, Register]:
    """Give the text with each link that does not hold replaced by the one that does, first to last."""
    for position in range(1, len(register.events)):
        old = register.events[position].previous_sha256
        link = chain_events(register.events)[position - 1]
        if old is not None and old != link:
            node = _value_of(_value_of(compose_node(text), "events"), position)
            value = _value_of(node, "previous_sha256")
            assert value is not None
            text = f"{text[: value.start_mark.index]}{link}{text[value.end_mark.index :]}"
            register = parse_register(file, text)
    return text, register


def _value_of(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step]  # type: ignore[no-any-return]
    return None


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
