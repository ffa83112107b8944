"""`record` and `withdraw`: what happened to a version is written into its register."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from policykit.errors import Diagnostic, PolicykitError, Severity
from policykit.model.council import Council
from policykit.model.dates import PartialDate
from policykit.model.fingerprint import hash_text
from policykit.model.frozen import Frozen, write_frozen
from policykit.model.library import Library, Policy, Sourced
from policykit.model.register import Event, EventKind, correct_event, settle_events
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import refuse
from policykit.pipeline.happening import Happening, check_happening
from policykit.pipeline.names import Named, names_one
from policykit.pipeline.open import find_readable, refuse_faults
from policykit.pipeline.print_as import keep_earlier, leave_out_substituted, read_substitutes
from policykit.pipeline.store import hold_library, write_durably
from policykit.register.edit import Edited, append_event, parse_register
from policykit.register.freeze import freeze_edits, freeze_version
from policykit.register.verify import Verdict, verify_policy
from policykit.source import register_codes
from policykit.source.checks.registers import check_registers
from policykit.source.checks.texts import check_file
from policykit.source.codes import UNKNOWN_COMMITTEE
from policykit.source.frozen import frozen_path
from policykit.source.library import Reading, read_library
from policykit.source.nodes import YamlPlaces
from policykit.source.reading.reader import Reader
from policykit.wording.nearest import hint_nearest

_OF_DRAFTS: frozenset[EventKind] = frozenset({"created", "drafted", "recommended", "amended"})
_OF_FORCE: frozenset[EventKind] = frozenset({"readopted", "superseded", "sealed"})


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


Act = EventKind | Literal["undone", "signed"]
"""What is done to a register: an event is added, the last is taken back, or all are signed."""


def record_event(
    root: Path,
    name: str,
    happening: Happening,
    today: date,
    *,
    again: bool = False,
    dry_run: bool = False,
    print_as: Mapping[str, str] | None = None,
) -> Recorded:
    """Write one event into the register of the policy `name`, and give what was written.

    An event that is there already is refused, unless it is to be written `again`. `dry_run` writes nothing. `sealed`
    also writes the frozen copy again, with the editors' fields as they are now and the adopted words as they were; the
    copy before it is kept beside it. `print_as` gives, for characters that no font has, what is printed in their place
    from then on. Raises PolicykitError for a name that means no version or several, an event that cannot have
    happened, a register that does not verify, or a file that cannot be written; then nothing is changed.
    """
    if happening.event == "adopted":
        raise refuse(codes.OWN_VERB, "an adoption freezes the text and is not only recorded", "use `policykit adopt`")
    with nullcontext() if dry_run else hold_library(root):
        reading = read_library(root, only=(name,))
        named = choose_version(reading, name, happening.event, today)
        check_happening(happening, today)
        sealing = happening.event == "sealed"
        substitutes = read_substitutes(print_as or {}, sealing=sealing)
        frozen = _freeze_again(reading, named, happening, substitutes) if sealing else None
        recorded = prepare_event(reading, named, happening, frozen, rechain=sealing)
        if not again:
            _refuse_twice(recorded)
        if dry_run:
            return recorded
        if frozen is not None and recorded.frozen is not None:
            keep_earlier(named, recorded.frozen)
            write_durably(recorded.frozen, write_frozen(frozen))
        write_durably(recorded.path, recorded.after)
        return recorded


def correct_record(
    root: Path, name: str, wrong: EventKind | int | None, happening: Happening, today: date, *, dry_run: bool = False
) -> Recorded:
    """Put right an event that was written down wrongly, and give what was written: a `corrected` event.

    `wrong` is the event: by its kind, of which the version's last is meant, or by its number in the register, from 1.
    `happening` holds the right values; its note and author are those of the correction, which bears the day `today`.
    Raises PolicykitError as `record_event` does, and where there is no such event, or nothing is wrong.
    """
    with nullcontext() if dry_run else hold_library(root):
        reading = read_library(root, only=(name,))
        named = find_readable(reading, name)
        settled = dict(settle_events(named.policy.register.value))
        at = _find_wrong(named, settled, wrong)
        if happening.date is not None and happening.date.first_day > today:
            raise refuse(codes.FUTURE_DATE, f"`{happening.date}` is still to come")
        right = happening.make_right()
        if correct_event(settled[at], right) == settled[at]:
            raise refuse(codes.NOTHING_WRONG, f"event {at + 1}, `{settled[at].event}`, says all of this already")
        correction = Happening(
            "corrected",
            PartialDate.of(today),
            note=happening.note,
            recorded_by=happening.recorded_by,
            corrects=at + 1,
            right=right,
        )
        recorded = prepare_event(reading, Named(named.policy, settled[at].version), correction)
        if not dry_run:
            write_durably(recorded.path, recorded.after)
        return recorded


def _find_wrong(named: Named, settled: dict[int, Event], wrong: EventKind | int | None) -> int:
    """Give the position of the event that is to be corrected."""
    own = {at: event for at, event in settled.items() if event.version == named.label and event.event != "sealed"}
    listed = ", ".join(f"{at + 1} {event.event} {event.date or ''}".rstrip() for at, event in own.items())
    hint = f"name it by its kind or number: --of adopted, --of 3; events of {named.name}: {listed or 'none'}"
    if wrong is None:
        raise refuse(codes.WHICH_EVENT, "nothing says which event is to be corrected", hint)
    if isinstance(wrong, int) and wrong - 1 in settled and settled[wrong - 1].event != "sealed":
        return wrong - 1
    found = [at for at, event in own.items() if event.event == wrong]
    if not found:
        raise refuse(codes.WHICH_EVENT, f"the register has no event `{wrong}` of `{named.name}` to correct", hint)
    return found[-1]


def _refuse_twice(recorded: Recorded) -> None:
    """Refuse an event that the register holds already: a call repeated by mistake."""
    new = recorded.event
    # A seal may only be repeated to keep a change that was made by hand, which its note explains.
    free = {"recorded_by", "previous_sha256"} | (set() if new.event == "sealed" else {"note"})
    register = parse_register(recorded.path.as_posix(), recorded.before)
    if new.event == "sealed" and not register.is_chained:
        return
    for _, event in settle_events(register):
        if event.model_dump(exclude=free) == new.model_dump(exclude=free):
            when = f" of {event.date}" if event.date else ""
            message = f"the register of `{recorded.named.policy.name}` holds this `{event.event}`{when} already"
            raise refuse(codes.RECORDED_TWICE, message)


def choose_version(reading: Reading, name: str, kind: EventKind, today: date) -> Named:
    """Give the version that an event of this kind happens to: the one named, else the only one it can happen to.

    Raises PolicykitError: `unknown-name`, or `which-version` where both a draft and a version in force can be meant.
    """
    named = find_readable(reading, name)
    if names_one(name):
        return named
    draft = newest_draft(named.policy)
    states = named.policy.states_on(today)
    draft = next((state.version for state in states.values() if state.pending), draft)
    in_force = next((state.version for state in states.values() if state.in_force), None)
    if draft is None or in_force is None:
        return Named(named.policy, draft or in_force or named.label)
    if kind in _OF_DRAFTS:
        return Named(named.policy, draft)
    if kind in _OF_FORCE:
        return Named(named.policy, in_force)
    what = "adopted and still to come into force" if states[draft].pending else "a draft"
    message = f"`{kind}` can be meant of version `{in_force}`, which is in force, or of `{draft}`, {what}"
    raise refuse(codes.WHICH_VERSION, message, f"name it: {name}@{draft}")


def newest_draft(policy: Policy) -> str | None:
    """Give the label of the newest version that is neither adopted nor withdrawn, or None."""
    states = policy.states
    return next((label for label in reversed(policy.labels) if states[label].status in ("draft", "recommended")), None)


def prepare_event(
    reading: Reading, named: Named, happening: Happening, frozen: Frozen | None = None, *, rechain: bool = False
) -> Recorded:
    """Give the register with one event more, having made sure that it can have happened and that the rest is whole.

    Raises PolicykitError with every reason why not. Nothing is written.
    """
    policy = named.policy
    _refuse_unknown_committee(reading.library.council_of(policy), happening)
    refuse_broken(reading.reader, policy.name, happening.event, rechain=rechain)
    event = happening.make_event(named.label)
    if frozen is not None:
        event = event.model_copy(update={"text_sha256": hash_text(write_frozen(frozen))})
    places = policy.register.places
    try:
        edited = append_event(places.file, places.text, event, rechain=rechain)
    except ValueError as error:
        raise refuse(codes.LAYOUT, f"`{places.file}`: {error}") from error
    _refuse_impossible(reading.library, policy, edited)
    target = Path(reading.reader.shown(frozen_path(policy.name, named.label))) if frozen is not None else None
    return Recorded(named, edited.register.events[-1], Path(places.file), places.text, edited.text, target)


def _refuse_unknown_committee(council: Council, happening: Happening) -> None:
    known = [committee.id for committee in council.committees]
    for said in (happening, happening.right):
        if said is not None and said.committee is not None and said.committee not in known:
            listed = f"committees: {', '.join(known)}" if known else "add it under `committees:` in council.yaml"
            message = f"council.yaml has no committee `{said.committee}`"
            raise refuse(UNKNOWN_COMMITTEE, message, hint_nearest(said.committee, known, listed))


def _refuse_impossible(library: Library, policy: Policy, edited: Edited) -> None:
    """Refuse what the new event makes impossible; faults that were there before are for `check` to tell."""
    places = YamlPlaces(policy.register.places.file, edited.text)
    later = replace(policy, register=Sourced(edited.register, places), frozen={})
    position = len(edited.register.events) - 1
    start = places.span(("events", position)).line
    new = [
        fault
        for fault in (
            *check_registers(replace(library, policies={policy.name: later})),
            *check_file(edited.register, places),
        )
        if fault.span is not None and fault.span.file == places.file and fault.span.line >= start
    ]
    if errors := [fault for fault in new if fault.severity is Severity.ERROR]:
        raise PolicykitError(*errors)


def refuse_broken(reader: Reader, name: str, act: Act, *, rechain: bool = False) -> None:
    """Refuse to change or sign a register that does not verify: that would make a changed event look genuine.

    `name` is the policy's, `act` what is to be added or done. Raises PolicykitError.
    """
    verdict: Verdict = verify_policy(reader, name)
    found = [fault for fault in verdict.findings if _weighs(fault, act, rechain)]
    if found:
        own = refuse(codes.NOT_ITSELF, f"`{name}` is not as it was recorded").diagnostics
        raise PolicykitError(*own, *found)


def _weighs(fault: Diagnostic, act: Act, rechain: bool) -> bool:
    if act == "signed":
        return fault.severity is Severity.ERROR
    if fault.code == register_codes.CHAIN_BROKEN.name:
        return not rechain
    if fault.code in (register_codes.TEXT_CHANGED.name, register_codes.EDITS_UNSEALED.name):
        return act == "readopted"
    return fault.code in (register_codes.FROZEN_CHANGED.name, register_codes.FROZEN_FORMAT.name)


def _freeze_again(reading: Reading, named: Named, happening: Happening, substitutes: Mapping[str, str]) -> Frozen:
    if not happening.note:
        raise refuse(codes.NEEDS_NOTE, f"`{named.name}` is to be sealed, and nothing says why")
    refuse_faults(leave_out_substituted(reading, named, substitutes), [named.policy])  # changed words among them
    frozen = named.policy.frozen.get(named.label)
    if frozen is None:
        frozen = freeze_version(reading.library, named.policy, named.label)
        return frozen.model_copy(update={"print_as": dict(substitutes)})
    return freeze_edits(reading.library, named.policy, frozen, substitutes)
