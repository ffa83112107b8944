"""`record` and `withdraw`: what happened to a version is written into its register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from policykit.errors import Diagnostic, PolicykitError, Severity
from policykit.model.dates import PartialDate
from policykit.model.fingerprint import hash_text
from policykit.model.frozen import Frozen, write_frozen
from policykit.model.library import Library, Policy, Sourced
from policykit.model.register import BlankField, BlankReason, Event, EventKind
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import refuse
from policykit.pipeline.names import Named, names_one
from policykit.pipeline.open import find_readable, refuse_faults
from policykit.pipeline.store import hold_library, write_durably
from policykit.register.edit import Edited, append_event
from policykit.register.freeze import freeze_edits, freeze_version
from policykit.register.verify import Verdict, verify_policy
from policykit.source import register_codes
from policykit.source.checks.registers import check_registers
from policykit.source.frozen import frozen_path
from policykit.source.library import Reading, read_library
from policykit.source.nodes import YamlPlaces

_OF_DRAFTS: frozenset[EventKind] = frozenset({"created", "drafted", "recommended", "amended"})
_OF_FORCE: frozenset[EventKind] = frozenset({"readopted", "superseded", "sealed"})


@dataclass(frozen=True, slots=True)
class Happening:
    """What a clerk says of an event; which version it happened to follows from the name, the rest policykit knows."""

    event: EventKind
    date: PartialDate | None = None
    reference: str | None = None
    body: str | None = None
    committee: str | None = None
    changes: str | None = None
    next_review: PartialDate | None = None
    note: str | None = None
    recorded_by: str | None = None
    with_amendments: bool = False
    blanks: Mapping[BlankField, BlankReason] = field(default_factory=dict)

    def make_event(self, version: str) -> Event:
        """Give the event of one version."""
        return Event(
            version=version,
            event=self.event,
            date=self.date,
            body=self.body,
            committee=self.committee,
            reference=self.reference,
            changes=self.changes,
            with_amendments=self.with_amendments,
            next_review=self.next_review,
            recorded_by=self.recorded_by,
            note=self.note,
            blanks=dict(self.blanks),
        )


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event that was written, or, in a dry run, would be."""

    named: Named
    event: Event
    path: Path
    """The register."""
    before: str
    """The register's text without the event."""
    after: str
    """The register's text with it."""
    frozen: Path | None = None
    """The frozen copy that was written with it."""


def record_event(root: Path, name: str, happening: Happening, today: date) -> Recorded:
    """Write one event into the register of the policy `name`, and give what was written.

    `sealed` also writes the frozen copy anew, with the editors' fields as they are now and the adopted words as they
    were. Raises PolicykitError for a name that means no version or several, an event that cannot have happened, a
    register that does not verify, or a file that cannot be written; then nothing is changed.
    """
    if happening.event == "adopted":
        raise refuse(codes.OWN_VERB, "an adoption freezes the text and is not only recorded", "use `policykit adopt`")
    with hold_library(root):
        reading = read_library(root)
        named = choose_version(reading, name, happening.event)
        check_happening(happening, today)
        sealing = happening.event == "sealed"
        frozen = _freeze_again(reading, named, happening) if sealing else None
        recorded = prepare_event(reading.library, named, happening, frozen, rechain=sealing)
        if frozen is not None and recorded.frozen is not None:
            write_durably(recorded.frozen, write_frozen(frozen))
        write_durably(recorded.path, recorded.after)
        return recorded


def choose_version(reading: Reading, name: str, kind: EventKind) -> Named:
    """Give the version that an event of this kind happens to: the one named, else the only one it can happen to.

    Raises PolicykitError: `unknown-name`, or `which-version` where both a draft and a version in force can be meant.
    """
    named = find_readable(reading, name)
    if names_one(name):
        return named
    draft = newest_draft(named.policy)
    in_force = next((state.version for state in named.policy.states.values() if state.in_force), None)
    if draft is None or in_force is None:
        return Named(named.policy, draft or in_force or named.label)
    if kind in _OF_DRAFTS:
        return Named(named.policy, draft)
    if kind in _OF_FORCE:
        return Named(named.policy, in_force)
    message = f"`{kind}` can be meant of version `{in_force}`, which is in force, or of `{draft}`, a draft"
    raise refuse(codes.WHICH_VERSION, message, f"name it: {name}@{draft}")


def newest_draft(policy: Policy) -> str | None:
    """Give the label of the newest version that is neither adopted nor withdrawn, or None."""
    states = policy.states
    return next((label for label in reversed(policy.labels) if states[label].status in ("draft", "recommended")), None)


def check_happening(happening: Happening, today: date) -> None:
    """Raise PolicykitError for an event without date, or dated after `today`."""
    day = happening.date
    if day is not None and day.first_day > today:
        raise refuse(codes.FUTURE_DATE, f"`{day}` is still to come")
    if day is None and "date" not in happening.blanks:
        message = f"the event `{happening.event}` has no date"
        hint = "give --date 2026-03-02, 2026-03 or 2026; where nobody knows it, --blank date=omitted_by_source"
        raise refuse(codes.ADOPTION_LACKS if happening.event == "adopted" else codes.NEEDS_DATE, message, hint)


def prepare_event(
    library: Library, named: Named, happening: Happening, frozen: Frozen | None = None, *, rechain: bool = False
) -> Recorded:
    """Give the register with one event more, having made sure that it can have happened and that the rest is whole.

    Raises PolicykitError with every reason why not. Nothing is written.
    """
    policy = named.policy
    _refuse_broken(library, named, happening.event, rechain)
    event = happening.make_event(named.label)
    if frozen is not None:
        event = event.model_copy(update={"text_sha256": hash_text(write_frozen(frozen))})
    places = policy.register.places
    try:
        edited = append_event(places.file, places.text, event, rechain=rechain)
    except ValueError as error:
        raise refuse(codes.LAYOUT, f"`{places.file}`: {error}") from error
    _refuse_impossible(library, policy, edited)
    target = frozen_path(Path(places.file).parent, named.label) if frozen is not None else None
    return Recorded(named, edited.register.events[-1], Path(places.file), places.text, edited.text, target)


def _refuse_impossible(library: Library, policy: Policy, edited: Edited) -> None:
    """Refuse what the new event makes impossible; faults that were there before are for `check` to tell."""
    places = YamlPlaces(policy.register.places.file, edited.text)
    later = replace(policy, register=Sourced(edited.register, places), frozen={})
    position = len(edited.register.events) - 1
    start = places.span(("events", position)).line
    new = [
        fault
        for fault in check_registers(replace(library, policies={policy.name: later}))
        if fault.span is not None and fault.span.file == places.file and fault.span.line >= start
    ]
    if errors := [fault for fault in new if fault.severity is Severity.ERROR]:
        raise PolicykitError(*errors)


def _refuse_broken(library: Library, named: Named, kind: EventKind, rechain: bool) -> None:
    """Refuse to add to a register that does not verify: the new link would make a changed event look genuine."""
    verdict: Verdict = verify_policy(Path(library.root), named.policy.name)
    found = [fault for fault in verdict.findings if _weighs(fault, kind, rechain)]
    if found:
        own = refuse(codes.NOT_ITSELF, f"`{named.policy.name}` is not as it was recorded").diagnostics
        raise PolicykitError(*own, *found)


def _weighs(fault: Diagnostic, kind: EventKind, rechain: bool) -> bool:
    if fault.code == register_codes.CHAIN_BROKEN.name:
        return not rechain
    if fault.code in (register_codes.TEXT_CHANGED.name, register_codes.EDITS_UNSEALED.name):
        return kind == "readopted"
    return fault.code in (register_codes.FROZEN_CHANGED.name, register_codes.FROZEN_FORMAT.name)


def _freeze_again(reading: Reading, named: Named, happening: Happening) -> Frozen:
    if not happening.note:
        raise refuse(codes.NEEDS_NOTE, f"`{named.name}` is to be sealed, and nothing says why")
    refuse_faults(reading, [named.policy])  # changed words among them
    sourced = named.policy.version(named.label)
    frozen = named.policy.frozen.get(named.label)
    if frozen is None:
        return freeze_version(reading.library, named.policy, named.label)
    return freeze_edits(frozen, sourced)
