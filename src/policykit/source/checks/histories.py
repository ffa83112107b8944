"""Histories that cannot have been: events in an impossible order, and dates that run backwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policykit.errors import Code, Diagnostic
from policykit.model.library import Places
from policykit.model.register import Event, EventKind, Register, ends_unbegun, settle_events
from policykit.source import register_codes as codes

_NEEDS_ADOPTION: frozenset[EventKind] = frozenset({"readopted", "superseded", "sealed"})
_BEFORE_ADOPTION: frozenset[EventKind] = frozenset({"created", "drafted"})


@dataclass(slots=True)
class _Life:
    """What the events so far have made of the versions."""

    adopted: dict[str, Event] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    replaced_by: dict[str, Event] = field(default_factory=dict)
    displaced: dict[str, str | None] = field(default_factory=dict)
    """What was in force when each version was adopted, which a text that never came to count leaves in force."""
    in_force: str | None = None
    latest: Event | None = None
    """The event that cannot have been earlier than any other."""


def find_impossible(register: Register, places: Places) -> Iterator[Diagnostic]:
    """Find every event that cannot have happened where it is; dates are compared as far as they are known.

    Of what was written down wrongly the right values count; a fault in one of them is shown at the correction.
    """
    yield from _check_corrections(register, places)
    life = _Life()
    successors = {event.version for event in register.events if event.event == "adopted"}
    for position, event in settle_events(register):
        for code, key, message in (*_check_order(event, life, successors), *_check_dates(event, life)):
            yield places.fault(code, places.span(register.find_value(position, key)), message, code.remedy)
        _live_on(event, life)


def _check_corrections(register: Register, places: Places) -> Iterator[Diagnostic]:
    code = codes.CORRECTS_NOTHING
    for position, event in enumerate(register.events):
        if event.event != "corrected" or event.corrects is None:
            continue
        span = places.span(("events", position, "corrects"))
        if event.corrects > position:
            yield places.fault(code, span, f"there is no event {event.corrects} above this correction", code.remedy)
            continue
        wrong = register.events[event.corrects - 1]
        if wrong.event in ("corrected", "sealed"):
            yield places.fault(
                code, span, f"event {event.corrects} is `{wrong.event}`, not of the council", code.remedy
            )
        elif wrong.version != event.version:
            message = f"event {event.corrects} is of version `{wrong.version}`, this correction of `{event.version}`"
            yield places.fault(code, span, message, code.remedy)
        elif event.right is not None and event.right.in_force_from is not None and wrong.event != "adopted":
            message = f"event {event.corrects} is `{wrong.event}`, and `in_force_from` belongs to an adoption"
            yield places.fault(code, places.span(("events", position, "right")), message, code.remedy)


Found = Iterator[tuple[Code, str, str]]


def _check_order(event: Event, life: _Life, successors: set[str]) -> Found:
    label, kind = event.version, event.event
    if label in life.withdrawn:
        if kind != "sealed":
            yield codes.AFTER_WITHDRAWAL, "event", f"`{kind}` of version `{label}`, which was withdrawn before"
        return
    if kind in _NEEDS_ADOPTION and label not in life.adopted:
        yield codes.NEVER_ADOPTED, "event", f"`{kind}` of version `{label}`, which was never adopted"
        return
    if kind in _BEFORE_ADOPTION and label in life.adopted:
        yield codes.ADOPTED_FIRST, "event", f"`{kind}` of version `{label}`, which was adopted before"
    if kind == "adopted" and life.in_force == label:
        yield codes.ADOPTED_TWICE, "event", f"version `{label}` is adopted, and was in force already"
    if kind == "readopted" and label in life.replaced_by:
        other = life.replaced_by[label]
        if event.date and other.begins and event.date.surely_before(other.begins):
            state = f"after version `{other.version}` was adopted, which is in force from {other.begins}"
        elif life.in_force:
            state = f"while version `{life.in_force}` is in force"
        else:
            state = f"after version `{other.version}` replaced it"
        yield codes.TWO_IN_FORCE, "event", f"version `{label}` is adopted again {state}"
    if kind == "superseded":
        yield from _check_superseded(event, life, successors)


def _check_superseded(event: Event, life: _Life, successors: set[str]) -> Found:
    label = event.version
    if not successors - {label}:
        yield codes.SUPERSEDED_BY_NOTHING, "event", f"version `{label}` is superseded, and no other was ever adopted"
    after = life.replaced_by.get(label)
    if after is not None and after.begins and event.date and after.begins.surely_before(event.date):
        message = (
            f"version `{label}` is superseded on `{event.date}`, and version `{after.version}` was in force before"
        )
        yield codes.TWO_IN_FORCE, "date", message


def _check_dates(event: Event, life: _Life) -> Found:
    latest = life.latest.date if life.latest else None
    if event.date is not None and latest is not None and event.date.surely_before(latest):
        yield codes.BACKWARDS, "date", f"`{event.date}` lies before `{latest}`, the date of an event above"
    later = event.in_force_from
    if event.date is not None and later is not None and later.surely_before(event.date):
        message = f"the text counts from `{later}`, before `{event.date}`, the day on which it was adopted"
        yield codes.BACKWARDS, "in_force_from", message
    if event.date is not None and event.next_review is not None and event.next_review.surely_before(event.date):
        message = f"the review is planned for `{event.next_review}`, before `{event.date}`, the date of this event"
        yield codes.BACKWARDS, "next_review", message


def _live_on(event: Event, life: _Life) -> None:
    label = event.version
    if event.event == "adopted":
        if life.in_force != label:
            life.displaced[label] = life.in_force
        if life.in_force is not None and life.in_force != label:
            life.replaced_by[life.in_force] = event
        life.replaced_by.pop(label, None)
        life.adopted[label] = event
        life.in_force = label
    elif event.event == "withdrawn":
        life.withdrawn.add(label)
    if event.event in ("withdrawn", "superseded") and life.in_force == label:
        unbegun = label in life.adopted and ends_unbegun(event, (life.adopted[label],))
        life.in_force = life.displaced.get(label) if unbegun else None
        life.replaced_by.pop(life.in_force or "", None)
    # The day on which a text was sealed, or its file was begun, says nothing of when the council acted.
    if event.date is not None and event.event not in ("sealed", "drafted"):
        latest = life.latest
        if latest is None or latest.date is None or event.date.first_day > latest.date.first_day:
            life.latest = event
