"""The register: the events of a policy's life, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

from policykit.model.base import WORD, Line, Many, Model, Prose
from policykit.model.dates import PartialDate
from policykit.model.policy import Label

EventKind = Literal[
    "created",
    "drafted",
    "recommended",
    "amended",
    "reviewed",
    "adopted",
    "readopted",
    "superseded",
    "withdrawn",
    "sealed",
]
"""What can happen to a version. `sealed` is the library's own: its copy of an adopted text was fingerprinted, for the
first time or again after its notes or rules were changed; the council has no part in it, and it is never printed."""

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
    """At an adoption or sealing: the SHA-256 of the frozen copy (`adopted/v1.json`), which holds the whole text."""
    previous_sha256: Sha256 | None = None
    """The fingerprint of the event before, which chains the events."""


class Register(Model):
    """The events of one policy (register.yaml), oldest first."""

    format: Literal[1]
    """The format of this file: 1."""
    head_sha256: Sha256 | None = None
    """The fingerprint of the last event, which seals the whole chain; policykit writes it."""
    events: Many[Event] = ()
    """The events, in the order in which they happened."""

    @property
    def seals(self) -> dict[str, str]:
        """The fingerprint that the last adoption or sealing of each version names, by label."""
        return {event.version: event.text_sha256 for event in self.events if event.text_sha256 is not None}


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
        """The planned review that is still to be held; a review that plans no other leaves none."""
        for event in reversed(self.events):
            if event.next_review is not None:
                return event.next_review
            if event.event in ("reviewed", "readopted"):
                return None
        return None

    def last(self, *kinds: EventKind) -> Event | None:
        """Give the last event of one of these kinds, or None."""
        return next((event for event in reversed(self.events) if event.event in kinds), None)

    @property
    def in_force(self) -> bool:
        """Whether this is an adopted text that nothing has replaced."""
        return self.status == "adopted"


_BEFORE_ADOPTION: dict[EventKind, Status] = {
    "created": "draft",
    "drafted": "draft",
    "recommended": "recommended",
}
_AT_ANY_TIME: dict[EventKind, Status] = {"adopted": "adopted", "superseded": "superseded", "withdrawn": "withdrawn"}


def derive_states(register: Register, labels: tuple[str, ...]) -> dict[str, VersionState]:
    """Give the state of each version in `labels` (in order of age), from the events alone.

    A later version's adoption supersedes the one in force before it, also where no event says so.
    """
    events: dict[str, list[Event]] = {label: [] for label in labels}
    status: dict[str, Status] = dict.fromkeys(labels, "draft")
    replaced: dict[str, str | None] = {}
    in_force: str | None = None
    for event in register.events:
        label = event.version
        if label not in events or event.event == "sealed":
            continue
        events[label].append(event)
        status[label] = _status_after(status[label], event.event)
        if event.event == "adopted" and label != in_force:
            if in_force is not None and status[in_force] == "adopted":
                status[in_force] = "superseded"
            replaced.setdefault(label, in_force)
            in_force = label
    states: dict[str, VersionState] = {}
    for label in labels:
        # A draft's predecessor is the text in force now; an adopted one's is what it replaced.
        before = replaced.get(label, in_force)
        states[label] = VersionState(label, status[label], tuple(events[label]), states.get(before) if before else None)
    return states


def _status_after(status: Status, kind: EventKind) -> Status:
    if status in ("draft", "recommended"):
        status = _BEFORE_ADOPTION.get(kind, status)
    return _AT_ANY_TIME.get(kind, status)
