"""The history of a policy as data: every event in order, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policykit.document.front import STATUS_WORDS, name_event
from policykit.edition.edition import find_edition
from policykit.model.dates import PartialDate
from policykit.model.library import Library, Policy
from policykit.model.register import Event, EventKind, Status, VersionState, settle_events
from policykit.model.reigns import list_reigns


@dataclass(frozen=True, slots=True)
class VersionOnDay:
    """One version as it is on the day that was asked for; each date is as exact as it is known (`2026-05`)."""

    version: str
    status: Status
    status_words: str
    """The status as documents print it."""
    adopted: PartialDate | None
    """When it was adopted first; null for a text that never was, or without a date."""
    in_force_from: PartialDate | None
    """The day from which the adopted text counts."""
    in_force: bool
    pending: bool
    """Whether it is adopted and counts from a later day only."""
    reference: str | None
    """The minute of the adoption."""
    next_review: PartialDate | None
    text_sha256: str | None
    """The fingerprint of the frozen copy; null for a draft."""


@dataclass(frozen=True, slots=True)
class ReignOfVersion:
    """For which time a version was in force: from a day up to, and without, another; null where that is not known."""

    version: str
    begins: PartialDate | None
    ends: PartialDate | None
    ended_by: EventKind | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event as a reader is shown it: with its right values, in words."""

    version: str
    date: PartialDate | None
    what: str
    """What happened, in words: `Adopted, with amendments`."""
    by: str | None
    """Who decided, as printed."""
    reference: str | None
    changes: tuple[str, ...]
    """What changed, item by item; of a correction, what it put right."""


@dataclass(frozen=True, slots=True)
class History:
    """The history of one policy, oldest first."""

    policy: str
    council: str
    title: str
    versions: tuple[VersionOnDay, ...]
    in_force: tuple[ReignOfVersion, ...]
    lines: tuple[HistoryLine, ...]
    """Every event as a reader is shown it."""
    events: tuple[Event, ...]
    """The same events as they were written down."""


def name_events(policy: Policy) -> list[tuple[Event, str]]:
    """Give every event of the register with what happened in words, the library's own seals and corrections too.

    An event that was written down wrongly has its right values and says so; its correction says what was written.
    """
    register = policy.register.value
    settled = dict(settle_events(register))
    adopted: set[str] = set()
    named = []
    for position, recorded in enumerate(register.events):
        event = settled.get(position, recorded)
        adopted.update([event.version] if event.event == "adopted" else [])
        named.append((event, _name_one(event, recorded, adopted)))
    return named


def _name_one(event: Event, recorded: Event, adopted: set[str]) -> str:
    if event.event == "sealed":
        return "Text sealed"
    if event.event == "corrected":
        return "Register corrected"
    words = name_event(event, adopted=event.version in adopted)
    words += ", with amendments" if event.with_amendments else ""
    words += f", in force from {event.in_force_from}" if event.in_force_from else ""
    return words + (" (corrected)" if event != recorded else "")


def tell_correction(policy: Policy, correction: Event) -> str:
    """Give in words what a correction put right: `adopted: reference 796/22, not 796/21`."""
    events = policy.register.value.events
    right, at = correction.right, correction.corrects
    if right is None or at is None or at > len(events):
        return ""
    wrong = events[at - 1]
    parts = []
    for name in type(right).model_fields:
        new = getattr(right, name)
        if name != "blanks" and new is not None:
            parts.append(f"{name.replace('_', ' ')} {_tell_value(new)}{_tell_wrong(getattr(wrong, name))}")
    parts += [f"{name.replace('_', ' ')} blank{_tell_wrong(getattr(wrong, name))}" for name in right.blanks]
    return f"{wrong.event}: {'; '.join(parts)}"


def _tell_wrong(value: object) -> str:
    return f", not {_tell_value(value)}" if value not in (None, False) else ""


def _tell_value(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def describe_history(library: Library, policy: Policy, today: date) -> History:
    """Give the policy's history: its versions with their state on `today`, the reigns, and every event.

    The events are as they were written down, corrections among them; all else counts the right values.
    """
    current = find_edition(library, policy)
    register = policy.register.value
    return History(
        policy=policy.name,
        council=current.council.name,
        title=current.version.title,
        versions=tuple(_describe_state(policy, state) for state in policy.states_on(today).values()),
        in_force=tuple(
            ReignOfVersion(reign.version, reign.begins, reign.ends, reign.end.event if reign.end else None)
            for reign in list_reigns(register)
        ),
        lines=tuple(_describe_lines(library, policy)),
        events=register.events,
    )


def _describe_state(policy: Policy, state: VersionState) -> VersionOnDay:
    approval = state.approval
    sealing = [e for e in policy.register.value.events if e.version == state.version and e.text_sha256 is not None]
    return VersionOnDay(
        version=state.version,
        status=state.status,
        status_words=STATUS_WORDS[state.status],
        adopted=approval.date if approval else None,
        in_force_from=approval.begins if approval else None,
        in_force=state.in_force,
        pending=state.pending,
        reference=approval.reference if approval else None,
        next_review=state.next_review,
        text_sha256=sealing[-1].text_sha256 if sealing else None,
    )


def _describe_lines(library: Library, policy: Policy) -> Iterator[HistoryLine]:
    councils = {label: find_edition(library, policy, label).council for label in policy.labels}
    labels = {(label, each.id): each.label for label, council in councils.items() for each in council.committees}
    for event, words in name_events(policy):
        by = event.body or labels.get((event.version, event.committee or ""), event.committee)
        changes = (tell_correction(policy, event),) if event.event == "corrected" else event.changes_listed
        yield HistoryLine(event.version, event.date, words, by, event.reference, changes)
