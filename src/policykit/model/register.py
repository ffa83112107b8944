"""The register: the events of a policy's life, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from policykit.model.base import WORD, Line, Many, Model, NotPrinted, Printed, Prose
from policykit.model.dates import PartialDate
from policykit.model.fingerprint import chain_events
from policykit.model.policy import Label, Path

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
    "corrected",
    "sealed",
]
"""What can happen to a version. Two are the library's own, and never printed. `sealed`: its copy of an adopted text was
fingerprinted, for the first time or again after its notes or rules were changed. `corrected`: an event above was
written down wrongly, and is put right."""

BlankReason = Literal["not_yet_known", "not_applicable", "omitted_by_source"]
"""Why a field is empty: still to come, without meaning here, or left out by the paper it was taken from."""

BlankField = Literal["date", "reference", "changes", "body", "next_review"]
Changes = Line | Annotated[Many[Line], Field(min_length=1, max_length=100)]
"""What changed, in one line or as a list."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Status = Literal["draft", "recommended", "adopted", "superseded", "withdrawn"]


class RightValues(Model):
    """What a correction puts in place of what was written down wrongly; what is not named was right."""

    date: PartialDate | None = None
    """When it happened."""
    in_force_from: PartialDate | None = None
    """Of an adoption: the first day on which the text counts."""
    body: Annotated[Line | None, Printed("event", "plain")] = None
    """Who decided, as printed; it takes the place of a committee that was named."""
    committee: Annotated[str, WORD] | None = None
    """The committee that decided; it takes the place of a body that was named."""
    reference: Annotated[Line | None, Printed("event", "plain")] = None
    """The minute."""
    changes: Annotated[Changes | None, Printed("event", "plain")] = None
    """What changed."""
    with_amendments: bool | None = None
    """Whether the text was amended in the meeting that adopted it."""
    next_review: PartialDate | None = None
    """When the policy is to be reviewed next."""
    blanks: dict[BlankField, BlankReason] = {}
    """For each field that should have been left blank, why."""

    @model_validator(mode="after")
    def _says_something(self) -> RightValues:
        if self == RightValues.model_construct():
            raise PydanticCustomError("nothing_right", "`right` names no value")
        return self


class Event(Model):
    """One thing that happened to one version."""

    version: Label
    """The version it happened to."""
    event: EventKind
    """What happened."""
    date: PartialDate | None = None
    """When, as precisely as is known."""
    in_force_from: PartialDate | None = None
    """At an adoption: the first day on which the text counts, where that is not the day of the adoption."""
    body: Annotated[Line | None, Printed("event", "plain")] = None
    """Who decided, as printed: `Council`."""
    committee: Annotated[str, WORD] | None = None
    """The committee that decided, by its id in council.yaml."""
    reference: Annotated[Line | None, Printed("event", "plain")] = None
    """The minute, in the council's own form: `CTC/22/5/1`."""
    changes: Annotated[Changes | None, Printed("event", "plain")] = None
    """What changed, for the version-control table: one line, or a list."""
    with_amendments: bool = False
    """Whether the text was amended in the meeting that adopted it."""
    next_review: PartialDate | None = None
    """When the policy is to be reviewed next."""
    recorded_by: Annotated[Line | None, Printed("event", "plain")] = None
    """Who wrote this event down."""
    note: Annotated[
        Prose | None, NotPrinted("for those who read the register; no column of the version table prints it")
    ] = None
    """Anything a reader should know."""
    blanks: dict[BlankField, BlankReason] = {}
    """For each field left blank on purpose, why."""
    corrects: Annotated[int, Field(ge=1)] | None = None
    """At a correction: which event of this register was written down wrongly, counted from 1."""
    right: RightValues | None = None
    """At a correction: the right values."""
    text_sha256: Sha256 | None = None
    """At an adoption or sealing: the SHA-256 of the frozen copy (`adopted/v1.json`), which holds the whole text."""
    previous_sha256: Sha256 | None = None
    """The fingerprint of the event before, which chains the events."""

    @model_validator(mode="after")
    def _fields_fit(self) -> Event:
        if self.event == "corrected" and (self.corrects is None or self.right is None):
            raise PydanticCustomError("correction_without_right", "a correction needs both `corrects` and `right`")
        if self.event != "corrected" and (self.corrects is not None or self.right is not None):
            raise PydanticCustomError("right_without_correction", "`corrects` and `right` belong to `event: corrected`")
        if self.event != "adopted" and self.in_force_from is not None:
            raise PydanticCustomError("in_force_without_adoption", "`in_force_from` belongs to `event: adopted`")
        return self

    @property
    def begins(self) -> PartialDate | None:
        """At an adoption: when the text begins to count, which is the day of the adoption unless another is named."""
        return self.in_force_from or self.date

    @property
    def changes_listed(self) -> tuple[str, ...]:
        """What changed, item by item."""
        if self.changes is None:
            return ()
        return (self.changes,) if isinstance(self.changes, str) else self.changes


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

    @property
    def settled(self) -> tuple[Event, ...]:
        """The events as they truly happened: each with its right values, without the corrections themselves."""
        return tuple(event for _, event in settle_events(self))

    @property
    def is_chained(self) -> bool:
        """Whether each event names the fingerprint of the one above it, and the head that of the last."""
        links = chain_events(self.events)
        pairs = zip(links, self.events[1:], strict=False)
        return self.head_sha256 == (links[-1] if links else None) and all(
            event.previous_sha256 in (None, link) for link, event in pairs
        )

    def find_value(self, position: int, field: str) -> Path:
        """Give the path in the file of what counts as `field` of the event at `position` (from 0)."""
        path: Path = ("events", position, field)
        for number, event in enumerate(self.events):
            if event.event == "corrected" and event.corrects == position + 1 and event.right is not None:
                path = ("events", number, "right", field) if getattr(event.right, field, None) is not None else path
        return path


def settle_events(register: Register) -> Iterator[tuple[int, Event]]:
    """Give each event with its position in the file (from 0) and the values that count, leaving out corrections.

    Of several corrections of one event the later wins. One that names no event of its version above it is passed over:
    `find_impossible` says what is wrong with it.
    """
    settled: dict[int, Event] = {}
    for position, event in enumerate(register.events):
        if event.event != "corrected":
            settled[position] = event
        elif event.corrects is not None and event.right is not None:
            wrong = settled.get(event.corrects - 1)
            if wrong is not None and wrong.event != "sealed" and wrong.version == event.version:
                settled[event.corrects - 1] = correct_event(wrong, event.right)
    yield from settled.items()


def correct_event(event: Event, right: RightValues) -> Event:
    """Give an event with the right values in place of its own."""
    given = {name for name in RightValues.model_fields if name != "blanks" and getattr(right, name) is not None}
    update: dict[str, object] = {name: getattr(right, name) for name in given}
    if "body" in given or "committee" in given:
        update.setdefault("body", None)
        update.setdefault("committee", None)
    update.update(dict.fromkeys(right.blanks))
    blanks = {name: why for name, why in event.blanks.items() if name not in given}
    return event.model_copy(update={**update, "blanks": {**blanks, **right.blanks}})


@dataclass(frozen=True, slots=True)
class VersionState:
    """What the events say of one version; nothing else decides its status and dates."""

    version: str
    status: Status
    events: tuple[Event, ...]
    previous: VersionState | None
    """The version adopted before this one, if there is one."""
    pending: bool = False
    """Whether, on the day that was asked for, its text was adopted and did not count yet."""

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
        """Whether this is an adopted text that counts, and that nothing has replaced."""
        return self.status == "adopted" and not self.pending


_BEFORE_ADOPTION: dict[EventKind, Status] = {
    "created": "draft",
    "drafted": "draft",
    "recommended": "recommended",
}
_AT_ANY_TIME: dict[EventKind, Status] = {"adopted": "adopted", "superseded": "superseded", "withdrawn": "withdrawn"}


def derive_states(register: Register, labels: tuple[str, ...]) -> dict[str, VersionState]:
    """Give the state of each version in `labels` (in order of age), from the events alone.

    A later version's adoption supersedes the one in force before it, also where no event says so, and also where it
    counts from a later day only: `derive_states_on` says what is so on a day.
    """
    events: dict[str, list[Event]] = {label: [] for label in labels}
    status: dict[str, Status] = dict.fromkeys(labels, "draft")
    replaced: dict[str, str | None] = {}
    displaced: dict[str, str | None] = {}
    in_force: str | None = None
    for event in register.settled:
        label = event.version
        if label not in events or event.event == "sealed":
            continue
        events[label].append(event)
        status[label] = _status_after(status[label], event.event)
        if event.event == "adopted" and label != in_force:
            displaced[label] = in_force
            if in_force is not None and status[in_force] == "adopted":
                status[in_force] = "superseded"
            replaced.setdefault(label, in_force)
            in_force = label
        elif label == in_force and ends_unbegun(event, events[label]):
            in_force = displaced[label]
            if in_force is not None and status[in_force] == "superseded":
                status[in_force] = "adopted"
    states: dict[str, VersionState] = {}
    for label in labels:
        # A draft's predecessor is the text in force now; an adopted one's is what it replaced.
        before = replaced.get(label, in_force)
        previous = states.get(before) if before else None
        states[label] = VersionState(label, status[label], tuple(events[label]), previous)
    return states


def _status_after(status: Status, kind: EventKind) -> Status:
    if status in ("draft", "recommended"):
        status = _BEFORE_ADOPTION.get(kind, status)
    return _AT_ANY_TIME.get(kind, status)


def ends_unbegun(event: Event, own: Sequence[Event]) -> bool:
    """Say whether an event withdraws a version surely before its text counts; `own` are the version's events."""
    adoption = next((each for each in reversed(own) if each.event == "adopted"), None)
    if event.event != "withdrawn" or adoption is None or adoption.in_force_from is None or event.date is None:
        return False
    return event.date.surely_before(adoption.in_force_from)
