"""The history of a policy as data: every event in order, and what follows from them."""

from __future__ import annotations

from typing import Any

from policykit.document.front import STATUS_WORDS, name_event
from policykit.model.library import Library, Policy
from policykit.model.register import Event
from policykit.register.in_force import list_reigns


def name_events(policy: Policy) -> list[tuple[Event, str]]:
    """Give every event of the register with what happened in words, the library's own seals among them."""
    adopted: set[str] = set()
    named = []
    for event in policy.register.value.events:
        adopted.update([event.version] if event.event == "adopted" else [])
        words = "Text sealed" if event.event == "sealed" else name_event(event, adopted=event.version in adopted)
        named.append((event, words + (", with amendments" if event.with_amendments else "")))
    return named


def describe_history(library: Library, policy: Policy) -> dict[str, Any]:
    """Give the policy's history as plain data: its versions with their state, the reigns, and every event."""
    states = policy.states
    return {
        "policy": policy.name,
        "council": library.council_of(policy).name,
        "title": policy.current().value.title,
        "versions": [
            {
                "version": label,
                "status": state.status,
                "adopted": _shown(state.approval.date) if state.approval else None,
                "reference": state.approval.reference if state.approval else None,
                "next_review": _shown(state.next_review),
                "text_sha256": next((e.text_sha256 for e in _sealing(policy, label)), None),
            }
            for label, state in states.items()
        ],
        "in_force": [
            {
                "version": reign.version,
                "from": _shown(reign.start.date),
                "until": _shown(reign.end.date) if reign.end else None,
                "ended_by": reign.end.event if reign.end else None,
            }
            for reign in list_reigns(policy.register.value)
        ],
        "events": [event.model_dump(mode="json", exclude_defaults=True) for event in policy.register.value.events],
    }


def write_history(library: Library, policy: Policy) -> str:
    """Give the policy's history as a table of plain text, oldest first."""
    labels = {committee.id: committee.label for committee in library.council_of(policy).committees}
    rows = [("Version", "Date", "Event", "By", "Reference", "Changes")]
    for event, words in name_events(policy):
        by = event.body or labels.get(event.committee or "", event.committee) or ""
        date = str(event.date) if event.date else ""
        rows.append((event.version, date, words, by, event.reference or "", event.changes or ""))
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    states = ", ".join(f"{label} {STATUS_WORDS[state.status].lower()}" for label, state in policy.states.items())
    return "\n".join([f"{policy.name}: {states}", "", *lines, ""])


def _sealing(policy: Policy, label: str) -> list[Event]:
    return [e for e in reversed(policy.register.value.events) if e.version == label and e.text_sha256 is not None]


def _shown(value: object) -> str | None:
    return None if value is None else str(value)
