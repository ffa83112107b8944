"""The history of a policy as data: every event in order, and what follows from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from policykit.document.front import STATUS_WORDS, name_event
from policykit.edition.edition import find_edition
from policykit.model.library import Library, Policy
from policykit.model.register import Event, VersionState, settle_events
from policykit.model.reigns import list_reigns


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


def describe_history(library: Library, policy: Policy, today: date) -> dict[str, Any]:
    """Give the policy's history as plain data: its versions with their state on `today`, the reigns, and every event.

    The events are as they were written down, corrections among them; all else counts the right values.
    """
    states = policy.states_on(today)
    current = find_edition(library, policy)
    return {
        "policy": policy.name,
        "council": current.council.name,
        "title": current.version.title,
        "versions": [
            {
                "version": label,
                "status": state.status,
                "adopted": _shown(state.approval.date) if state.approval else None,
                "in_force_from": _shown(state.approval.begins) if state.approval else None,
                "in_force": state.in_force,
                "reference": state.approval.reference if state.approval else None,
                "next_review": _shown(state.next_review),
                "text_sha256": next((e.text_sha256 for e in _sealing(policy, label)), None),
            }
            for label, state in states.items()
        ],
        "in_force": [
            {
                "version": reign.version,
                "from": _shown(reign.begins),
                "until": _shown(reign.ends),
                "ended_by": reign.end.event if reign.end else None,
            }
            for reign in list_reigns(policy.register.value)
        ],
        "events": [event.model_dump(mode="json", exclude_defaults=True) for event in policy.register.value.events],
    }


def write_history(library: Library, policy: Policy, today: date) -> str:
    """Give the policy's history as a table of plain text, oldest first, under what each version is on `today`."""
    councils = {label: find_edition(library, policy, label).council for label in policy.labels}
    labels = {(label, each.id): each.label for label, council in councils.items() for each in council.committees}
    rows = [("Version", "Date", "Event", "By", "Reference", "Changes")]
    for event, words in name_events(policy):
        by = event.body or labels.get((event.version, event.committee or ""), event.committee) or ""
        when = str(event.date) if event.date else ""
        changes = tell_correction(policy, event) if event.event == "corrected" else "; ".join(event.changes_listed)
        rows.append((event.version, when, words, by, event.reference or "", changes))
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    known = policy.states_on(today)
    comma = "; " if any(state.pending for state in known.values()) else ", "
    states = comma.join(f"{label} {_tell_state(state)}" for label, state in known.items())
    return "\n".join([f"{policy.name}: {states}", "", *lines, ""])


def _tell_state(state: VersionState) -> str:
    words = STATUS_WORDS[state.status].lower()
    begins = state.approval.in_force_from if state.pending and state.approval else None
    return f"{words}, in force from {begins}" if begins else words


def _sealing(policy: Policy, label: str) -> list[Event]:
    return [e for e in reversed(policy.register.value.events) if e.version == label and e.text_sha256 is not None]


def _shown(value: object) -> str | None:
    return None if value is None else str(value)
