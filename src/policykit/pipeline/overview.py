"""What is to be done: every policy with what is in force, what is due, what is under way, and its next step."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Literal

from policykit.errors import Diagnostic, PolicykitError
from policykit.model.dates import PartialDate
from policykit.model.library import Library, Policy
from policykit.model.register import Event, VersionState
from policykit.pipeline.life import check_registers
from policykit.pipeline.open import find_readable
from policykit.pipeline.record import newest_draft
from policykit.register.due import find_due
from policykit.register.history import name_events, tell_correction
from policykit.render.formats import FORMATS
from policykit.source.files import Root, file_label, open_folder
from policykit.source.library import read_heads
from policykit.source.reading.reader import Reader
from policykit.source.reading.selection import list_names

Step = Literal["write", "adopt", "review", "plan", "none"]
"""The next step of a policy: write its draft, adopt a draft that was recommended, hold a review that is overdue or
comes up, plan a review that nobody planned, or nothing."""

Stage = Literal["writing", "committee", "council", "published", "review"]
"""The way of a version, in this order."""

STAGES: tuple[Stage, ...] = ("writing", "committee", "council", "published", "review")

_SOON = 3
"""Within so many months a review is a next step."""


@dataclass(frozen=True, slots=True)
class PolicyOverview:
    """One policy of a library, in a line."""

    name: str
    """`crewe/social-media`."""
    council: str
    """The council's name as printed."""
    title: str
    """The title of what is in force, else of the newest version."""
    in_force: str | None
    """The label of the version in force on the day."""
    since: PartialDate | None
    """Since when, as precisely as it is known."""
    review: PartialDate | None
    """When it is to be reviewed next."""
    is_overdue: bool
    under_way: str | None
    """The label of the newest version that is neither adopted nor withdrawn, or is adopted and does not count yet."""
    state: Literal["draft", "recommended", "pending", "withdrawn", "none"]
    """What is known of the version under way; of a policy without any, whether it was withdrawn."""
    begins: PartialDate | None
    """Of an adopted version that does not count yet: from when it does."""
    step: Step
    step_version: str | None
    """The version that the next step is about."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Every policy of a library: the most pressing first."""

    policies: tuple[PolicyOverview, ...]
    unread: tuple[Diagnostic, ...]
    """The errors of policies of which nothing could be read."""


@dataclass(frozen=True, slots=True)
class WayPoint:
    """One stage of a version's way."""

    stage: Stage
    state: Literal["done", "now", "later", "none"]
    """`none`: it was passed over, or nobody wrote it down."""
    date: PartialDate | None = None
    """When it was done; of the review, when it is planned."""
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class VersionOverview:
    """One version of a policy, with the way that it has gone."""

    label: str
    title: str
    status: Literal["draft", "recommended", "adopted", "superseded", "withdrawn"]
    in_force: bool
    pending: bool
    adopted: PartialDate | None
    begins: PartialDate | None
    reference: str | None
    next_review: PartialDate | None
    sealed: bool
    """Whether its text is frozen."""
    way: tuple[WayPoint, ...]


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One event of a register, in words."""

    version: str
    date: PartialDate | None
    what: str
    by: str
    reference: str
    changes: tuple[str, ...]
    note: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class PolicyLife:
    """One policy: its line, its versions, the newest first, and its events, the newest last."""

    overview: PolicyOverview
    council_id: str
    committees: tuple[tuple[str, str], ...]
    """The council's committees: id, and name as printed."""
    versions: tuple[VersionOverview, ...]
    events: tuple[RecordedEvent, ...]

    def find(self, label: str) -> VersionOverview | None:
        """Give the version of that label, or None."""
        return next((version for version in self.versions if version.label == label), None)


def list_policies(root: Root, today: date) -> Overview:
    """Give every policy of the library below `root` as on `today`, from registers and titles alone.

    Overdue reviews come first, then drafts, then what else has a next step, then the rest by name. Raises
    PolicykitError with the faults of registers and councils.
    """
    reading = read_heads(root)
    library = check_registers(reading)
    lines = [_describe(library, policy, today) for policy in library.policies.values()]
    lost = [f for f in reading.errors if f.span and not _is_read(library, f.span.file)]
    return Overview(tuple(sorted(lines, key=_order)), tuple(lost))


def describe_life(root: Root, name: str, today: date, out: Path | None = None) -> PolicyLife:
    """Give the life of the policy `name`; a version is published where its PDF lies below `out`, as `build` writes it.

    Raises PolicykitError: `unknown-name`, or faults of registers and councils.
    """
    reading = read_heads(root, only=(name,))
    library = check_registers(reading)
    policy = find_readable(reading, name).policy
    council = library.council_of(policy)
    states = policy.states_on(today)
    versions = tuple(_describe_version(policy, states[label], today, out) for label in reversed(policy.labels))
    labels = {committee.id: committee.label for committee in council.committees}
    events = tuple(_describe_event(policy, event, words, labels) for event, words in name_events(policy))
    committees = tuple((committee.id, committee.name or committee.label) for committee in council.committees)
    return PolicyLife(_describe(library, policy, today), council.id, committees, versions, events)


def find_councils(root: Root) -> tuple[tuple[str, str], ...]:
    """Give the councils of the library below `root`: id and name as printed, in order of name.

    One whose file cannot be read is left out: `list_policies` says why.
    """
    councils = read_heads(root).library.councils.values()
    return tuple(sorted(((each.value.id, each.value.name) for each in councils), key=lambda each: each[1]))


def find_names(root: Root) -> tuple[str, ...]:
    """Give the name of every policy that the library below `root` has a folder for, without reading any."""
    return list_names(Reader(open_folder(root)))


def find_place(out: Path, name: str, label: str) -> Path | None:
    """Give the folder below `out` in which `build` has written documents of a version, or None where there are none."""
    folder = out / name
    return folder.resolve() if any(folder.glob(f"v{glob.escape(file_label(label))}.*")) else None


def list_files(out: Path, name: str, label: str, formats: Sequence[str]) -> dict[str, Path]:
    """Give the documents of a version that `build` has written below `out`, by their formats."""
    paths = {form: out / name / f"v{file_label(label)}{FORMATS.find(form).suffix}" for form in formats}
    return {form: path for form, path in paths.items() if path.is_file()}


def find_published(out: Path, name: str, label: str, seal: str | None) -> Path | None:
    """Give the PDF of a version below `out` where it is the one of the adopted text, by what it says of itself."""
    from policykit.render.pdf.read import read_facts

    path = out / name / f"v{file_label(label)}.pdf"
    if seal is None or not path.is_file():
        return None
    try:
        facts = read_facts(path.read_bytes()).policy
    except (OSError, PolicykitError):
        return None
    said = facts.get("policyId"), facts.get("version"), facts.get("textSha256")
    return path if said == (name, label, seal) else None


def _is_read(library: Library, file: str) -> bool:
    path = PurePath(file)
    parts = path.relative_to(library.root).parts if path.is_relative_to(library.root) else ()
    return len(parts) < 3 or "/".join(parts[:2]) in library.policies


def _describe(library: Library, policy: Policy, today: date) -> PolicyOverview:
    states = policy.states_on(today)
    now = next((state for state in states.values() if state.in_force), None)
    draft = newest_draft(policy)
    pending = next((state for state in states.values() if state.pending), None)
    due = next(iter(find_due(library.narrow(policy), today, _SOON)), None)
    step: tuple[Step, str | None] = ("none", None)
    if draft is not None and (now is None or policy.labels.index(draft) > policy.labels.index(now.version)):
        step = ("adopt" if states[draft].status == "recommended" else "write", draft)
    else:
        draft = None
    if draft is None and now is not None and due is not None and pending is None:
        step = ("plan" if due.urgency == "undated" else "review", now.version)
    shown = now.version if now else draft or policy.labels[-1]
    state = states[draft].status if draft else "pending" if pending else "none" if now else "withdrawn"
    adoption = now.last("adopted") if now else None
    later = pending.last("adopted") if pending else None
    return PolicyOverview(
        policy.name,
        library.council_of(policy).name,
        policy.version(shown).value.title,
        now.version if now else None,
        adoption.begins if adoption else None,
        now.next_review if now else None,
        due is not None and due.urgency == "overdue",
        draft or (pending.version if pending else None),
        state,  # type: ignore[arg-type] # a draft's status is draft or recommended
        later.begins if later else None,
        *step,
    )


def _order(line: PolicyOverview) -> tuple[int, date, str, str]:
    steps: dict[Step, int] = {"adopt": 1, "write": 2, "review": 3, "plan": 4, "none": 5}
    last = line.review.last_day if line.review else date.max
    return (0 if line.is_overdue else steps[line.step], last if line.is_overdue else date.max, line.title, line.name)


def _describe_version(policy: Policy, state: VersionState, today: date, out: Path | None) -> VersionOverview:
    adoption = state.last("adopted")
    seal = policy.seals.get(state.version)
    published = find_published(out, policy.name, state.version, seal) if out is not None else None
    return VersionOverview(
        state.version,
        policy.version(state.version).value.title,
        state.status,
        state.in_force,
        state.pending,
        adoption.date if adoption else None,
        adoption.begins if adoption else None,
        adoption.reference if adoption else None,
        state.next_review,
        seal is not None,
        tuple(_find_way(state, today, is_published=published is not None)),
    )


def _find_way(state: VersionState, today: date, *, is_published: bool) -> Iterator[WayPoint]:
    """Give the five stages: what has been, where the version is now, and what is to come."""
    begun = state.last("drafted", "created")
    recommended = state.last("recommended")
    adoption = state.last("adopted")
    over = state.status in ("superseded", "withdrawn")
    written = recommended is not None or adoption is not None
    yield WayPoint("writing", "done" if written or over else "now", begun.date if begun else None)
    passed = adoption is not None
    yield _make_point("committee", recommended, "none" if passed else "later")
    yield _make_point("council", adoption, "now" if recommended is not None and not over else "later")
    now: Literal["done", "now", "later"] = "done" if is_published else "now" if passed and not over else "later"
    yield WayPoint("published", now)
    reviewed = state.last("reviewed", "readopted")
    is_due = state.in_force and state.next_review is not None and state.next_review.last_day < today
    planned = state.next_review or (reviewed.date if reviewed else None)
    yield WayPoint("review", "now" if is_due else "later", planned)


def _make_point(stage: Stage, event: Event | None, otherwise: Literal["now", "later", "none"]) -> WayPoint:
    if event is None:
        return WayPoint(stage, otherwise)
    return WayPoint(stage, "done", event.date, event.reference)


def _describe_event(policy: Policy, event: Event, words: str, labels: dict[str, str]) -> RecordedEvent:
    by = event.body or labels.get(event.committee or "", event.committee) or ""
    changes = (tell_correction(policy, event),) if event.event == "corrected" else event.changes_listed
    return RecordedEvent(
        event.version,
        event.date,
        words,
        by,
        event.reference or "",
        changes,
        event.note or "",
        event.recorded_by or "",
    )
