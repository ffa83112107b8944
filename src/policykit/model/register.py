"""The register: the events of a policy's life, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

from policykit.model.base import WORD, Line, Many, Model, Prose
from policykit.model.dates import PartialDate
from policykit.model.policy import Label

EventKind = Literal[
    "created", "drafted", "recommended", "amended", "reviewed", "adopted", "readopted", "superseded", "withdrawn"
]
BlankReason = Literal["not_yet_known", "not_applicable", "omitted_by_source"]
"""Why a field is empty: still to come, without meaning here, or left out by the paper it was taken from."""

BlankField = Literal["date", "reference", "changes", "body", "next_review"]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Status = Literal["draft", "recommended", "adopted", "superseded", "withdrawn"]


class Event(Model):
    """One thing that happened to one version."""

    version: Label
    """The version it happened to."""
    event: EventKind
    """What happened."""
    date: PartialDate | None = None
    """When, as precisely as is known."""
    body: Line | None = None
    """Who decided, as printed: `Council`."""
    committee: Annotated[str, WORD] | None = None
    """The committee that decided, by its id in council.yaml."""
    reference: Line | None = None
    """The minute, in the council's own form: `CTC/22/5/1`."""
    changes: Line | None = None
    """What changed, for the version-control table."""
    with_amendments: bool = False
    """Whether the text was amended in the meeting that adopted it."""
    next_review: PartialDate | None = None
    """When the policy is to be reviewed next."""
    recorded_by: Line | None = None
    """Who wrote this event down."""
    note: Prose | None = None
    """Anything a reader should know."""
    blanks: dict[BlankField, BlankReason] = {}
    """For each field left blank on purpose, why."""
    text_sha256: Sha256 | None = None
    """At an adoption: the fingerprint of the adopted text."""
    previous_sha256: Sha256 | None = None
    """The fingerprint of the event before, which chains the events."""


class Register(Model):
    """The events of one policy (register.yaml), oldest first."""

    format: Literal[1]
    """The format of this file: 1."""
    events: Many[Event] = ()
    """The events, in the order in which they happened."""


@dataclass(frozen=True, slots=True)
class VersionState:
    """What the events say of one version; nothing else decides its status and dates."""

    version: str
    status: Status
    events: tuple[Event, ...]
    previous: VersionState | None
    """The version adopted before this one, if there is one."""

    @property
    def approval(self) -> Event | None:
        """The event that adopted this version, the first if it was adopted again."""
        return next((event for event in self.events if event.event == "adopted"), None)

    @property
    def next_review(self) -> PartialDate | None:
        """The latest planned review that an event names."""
        return next((e.next_review for e in reversed(self.events) if e.next_review is not None), None)

    def last(self, *kinds: EventKind) -> Event | None:
        """Give the last event of one of these kinds, or None."""
        return next((event for event in reversed(self.events) if event.event in kinds), None)

    @property
    def in_force(self) -> bool:
        """Whether this is an adopted text that nothing has replaced."""
        return self.status == "adopted"


_STATUS_AFTER: dict[EventKind, Status] = {
    "created": "draft",
    "drafted": "draft",
    "recommended": "recommended",
    "adopted": "adopted",
    "superseded": "superseded",
    "withdrawn": "withdrawn",
}


def derive_states(register: Register, labels: tuple[str, ...]) -> dict[str, VersionState]:
    """Give the state of each version in `labels` (in order of age), from the events alone.

    A later version's adoption supersedes the one in force before it, also where no event says so.
    """
    events: dict[str, list[Event]] = {label: [] for label in labels}
    status: dict[str, Status] = dict.fromkeys(labels, "draft")
    adopted_before: dict[str, str | None] = dict.fromkeys(labels)
    in_force: str | None = None
    for event in register.events:
        if event.version not in events:
            continue
        events[event.version].append(event)
        status[event.version] = _STATUS_AFTER.get(event.event, status[event.version])
        if event.event == "adopted" and event.version != in_force:
            if in_force is not None and status[in_force] == "adopted":
                status[in_force] = "superseded"
            adopted_before[event.version] = in_force
            in_force = event.version
    states: dict[str, VersionState] = {}
    for label in labels:
        # A draft's predecessor is the text in force now; an adopted one's is what it replaced.
        before = adopted_before[label] if _was_adopted(events[label]) else in_force
        states[label] = VersionState(label, status[label], tuple(events[label]), states.get(before) if before else None)
    return states


def _was_adopted(events: list[Event]) -> bool:
    return any(event.event == "adopted" for event in events)
