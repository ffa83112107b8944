"""What a clerk says of an event, made into an event with every fault in the clerk's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeVar

from policykit.errors import Diagnostic, PolicykitError
from policykit.model.base import Model
from policykit.model.dates import PartialDate
from policykit.model.register import BlankField, BlankReason, Event, EventKind, RightValues
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import refuse
from policykit.source.codes import BAD_VALUE
from policykit.source.nodes import YamlPlaces
from policykit.source.validate import read_model
from policykit.source.yaml import find_bad_character

M = TypeVar("M", bound=Model)

_OPTIONS = {"recorded_by": "--by", "version": "the version"}
"""How the options are named whose fields have another name."""
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")


@dataclass(frozen=True, slots=True)
class Happening:
    """What a clerk says of an event; which version it happened to follows from the name, the rest policykit knows.

    `changes` is one line, or several, or one text that is a list with a bullet before each item. Of a correction,
    `corrects` and `right` say which event is corrected (counted from 1), and the right values.
    """

    event: EventKind
    date: PartialDate | None = None
    in_force_from: PartialDate | None = None
    reference: str | None = None
    body: str | None = None
    committee: str | None = None
    changes: str | Sequence[str] | None = None
    next_review: PartialDate | None = None
    note: str | None = None
    recorded_by: str | None = None
    with_amendments: bool = False
    blanks: Mapping[BlankField, BlankReason] = field(default_factory=dict)
    corrects: int | None = None
    right: RightValues | None = None

    def make_event(self, version: str) -> Event:
        """Give the event of one version. Raises PolicykitError with every value that an event cannot hold."""
        data = {each.name: getattr(self, each.name) for each in fields(self)}
        return make_model(Event, {"version": version, **data, **_listed(self.changes), "blanks": dict(self.blanks)})

    def make_right(self) -> RightValues:
        """Give what is said as the right values of an event that was written down wrongly. Raises as `make_event`."""
        data = {name: getattr(self, name) for name in RightValues.model_fields}
        data |= {**_listed(self.changes), "blanks": dict(self.blanks), "with_amendments": self.with_amendments or None}
        return make_model(RightValues, data)


def check_happening(happening: Happening, today: date) -> None:
    """Raise PolicykitError for an event without date, or dated after `today`."""
    day = happening.date
    if day is not None and day.first_day > today:
        raise refuse(codes.FUTURE_DATE, f"`{day}` is still to come")
    if day is None and "date" not in happening.blanks:
        message = f"the event `{happening.event}` has no date"
        hint = "give --date 2026-03-02, 2026-03 or 2026; where it is not known, --blank date=omitted_by_source"
        raise refuse(codes.ADOPTION_LACKS if happening.event == "adopted" else codes.NEEDS_DATE, message, hint)


def make_model(kind: type[M], data: Mapping[str, Any]) -> M:
    """Give the model that values from outside a file describe; None is a value that is not given.

    Raises PolicykitError with every value that it cannot hold, each named as the option that gives it.
    """
    given = {name: _with_line_ends(value) for name, value in data.items() if value is not None}
    faults = [fault for name, value in given.items() for fault in _find_unreadable(name, value)]
    if faults:
        raise PolicykitError(*faults)
    found, faults = read_model(kind, given, YamlPlaces("", ""))
    if found is None:
        raise PolicykitError(*(_as_option(fault, given) for fault in faults))
    return found


def _with_line_ends(value: Any) -> Any:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _find_unreadable(name: str, value: object) -> list[Diagnostic]:
    words = [value] if isinstance(value, str) else value if isinstance(value, (tuple, list)) else []
    found = [character for word in words if isinstance(word, str) and (character := find_bad_character(word))]
    option, hint = _option(name), "type it again, without what was pasted from elsewhere"
    return [
        BAD_VALUE.at(None, f"{option} holds bytes that are not UTF-8 text", hint="type it again, or save it as UTF-8")
        if "\ud800" <= character <= "\udfff"
        else BAD_VALUE.at(None, f"{option} holds a character that cannot be printed: U+{ord(character):04X}", hint=hint)
        for character in found
    ]


def _as_option(fault: Diagnostic, given: Mapping[str, Any]) -> Diagnostic:
    message = fault.message
    for name in given:
        message = message.replace(f"`{name}`", _option(name))
    return replace(fault, message=message, span=None, line_text=None)


def _option(name: str) -> str:
    shown = _OPTIONS.get(name, f"--{name.replace('_', '-')}")
    return f"`{shown}`" if shown.startswith("--") else shown


def _listed(changes: str | Sequence[str] | None) -> dict[str, str | tuple[str, ...] | None]:
    """Give what changed as an event holds it: one line, or the items of a list."""
    texts = (changes,) if isinstance(changes, str) else tuple(changes or ())
    items = [item for text in texts for item in split_list(text)]
    return {"changes": items[0] if len(items) == 1 else tuple(items) or None}


def split_list(text: str) -> tuple[str, ...]:
    """Give the items of a text whose first line begins with a bullet or number; any other text is one item.

    A line without a bullet goes on with the item above it.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not _BULLET.match(lines[0]) or (len(lines) == 1 and "\n" not in text):
        return (text,)
    items: list[str] = []
    for line in lines:
        if match := _BULLET.match(line):
            items.append(line[match.end() :].strip())
        else:
            items[-1] = f"{items[-1]} {line.strip()}"
    return tuple(items)
