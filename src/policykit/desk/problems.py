"""What is wrong, as sentences in a page: no code, no command, no traceback."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policykit.desk.forms import FieldFault, FormError
from policykit.errors import Diagnostic, PolicykitError

_TICKS = re.compile(r"`([^`]+)`")
_COMMAND = re.compile(r"policykit |--[a-z]")

HINTS: dict[str, str] = {
    "library-busy": "Wait until it is done, then try again.",
    "already-adopted": "Begin a new version; for a review that changed nothing, record the review.",
    "adoption-lacks": "Give the day and the minute, as the minutes of the council have them.",
    "needs-date": "Give the day; where only the month or the year is known, leave the rest empty.",
    "date-in-future": "Record it when it has happened.",
    "draft-exists": "Go on with the version that is there, or choose another name.",
    "needs-label": "Say which label the next version is to have.",
    "recorded-twice": "Look at the history: nothing more is to be done.",
    "not-as-recorded": "Somebody has changed a file that was sealed. Put it back from your backup.",
    "nothing-to-undo": "There is nothing that can be taken back.",
    "event-signed": "A signature covers it. Put it right by a correction instead.",
    "which-version": "Begin from the page of the policy, and choose the version.",
    "nothing-to-compare": "Begin the next version first.",
    "too-few-policies": "A comparison needs another council's policy in the same library.",
    "unknown-name": "Go back to the list of policies.",
    "not-in-force": "Ask for another day; the history shows when each version was in force.",
    "unsure-day": "Ask for another day, or put the dates in the history right.",
    "text-moved-on": "Look at the words once more, and adopt them then.",
    "bad-records": "",
}
"""What to do at the desk, for faults whose own hint speaks of commands."""

LABELS: dict[str, str] = {
    "--date": "Date",
    "--in-force-from": "In force from",
    "--reference": "Minute",
    "--body": "Who decided",
    "--committee": "Committee",
    "--changes": "What changed",
    "--next-review": "Next review",
    "--note": "Note",
    "--by": "Recorded by",
    "--version": "Version",
}
"""How the fields of the desk's forms are called, by the option that gives the same at the command line."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    message: str
    hint: str = ""
    field: str = ""
    """The field of the form that it is about; empty for none."""
    place: str = ""
    """The file and line, for whoever looks after the files."""


def list_problems(error: PolicykitError | FormError) -> tuple[Problem, ...]:
    """Give what is wrong, in order and without repetition."""
    if isinstance(error, FormError):
        return tuple(_from_field(fault) for fault in error.faults)
    return describe_problems(error.diagnostics)


def describe_problems(found: Iterable[Diagnostic]) -> tuple[Problem, ...]:
    """Give diagnostics as sentences."""
    return tuple(dict.fromkeys(_from_diagnostics(found)))


def _from_field(fault: FieldFault) -> Problem:
    return Problem(fault.message, fault.hint, fault.field)


def _from_diagnostics(found: Iterable[Diagnostic]) -> Iterator[Problem]:
    for fault in found:
        place = f"{fault.span.file}, line {fault.span.line}" if fault.span else ""
        yield Problem(_make_sentence(fault.message), find_hint(fault), place=place)


def find_hint(fault: Diagnostic) -> str:
    """Give what to do about a fault at the desk; nothing where its hint is for the command line alone."""
    if fault.code in HINTS:
        return HINTS[fault.code]
    hint = fault.hint or ""
    return "" if _COMMAND.search(_name_fields(hint)) else _make_sentence(hint)


def _make_sentence(text: str) -> str:
    said = _TICKS.sub(r"“\1”", _name_fields(text)).strip()
    said = said[:1].upper() + said[1:]
    return said + "." if said and said[-1] not in ".?!…" else said


def _name_fields(text: str) -> str:
    for option, label in LABELS.items():
        text = text.replace(f"`{option}`", f"`{label}`")
    return text
