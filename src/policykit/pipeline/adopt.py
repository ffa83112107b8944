"""`adopt`: one resolution makes the texts of one or many policies the council's own, and freezes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from policykit.edition.edition import Edition, find_edition
from policykit.errors import Diagnostic, PolicykitError, Severity
from policykit.lint import lint_library
from policykit.model.fingerprint import hash_text
from policykit.model.frozen import Frozen, write_frozen
from policykit.model.library import Library, Sourced
from policykit.model.printed import walk_texts
from policykit.model.register import Register
from policykit.model.word_changes import WordChange, list_word_changes
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import refuse
from policykit.pipeline.happening import Happening, check_happening
from policykit.pipeline.life import render_version
from policykit.pipeline.names import Named, names_one
from policykit.pipeline.open import find_readable, refuse_faults
from policykit.pipeline.record import (
    Recorded,
    newest_draft,
    prepare_event,
)
from policykit.pipeline.store import hold_library, write_durably
from policykit.register.freeze import freeze_version
from policykit.render.formats import FORMATS
from policykit.source.library import Reading, read_library
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Adoption:
    """What adopting one version writes, or would write, and what it changes."""

    recorded: Recorded
    frozen: Frozen
    before: str | None
    """The label of the version that it replaces, or that came before it."""
    changes: tuple[WordChange, ...]
    """The parts whose words differ from that version's."""
    open: tuple[Diagnostic, ...]
    """The warnings of `check` on its files that are still open."""

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all that is frozen: another one as soon as anything of it changes."""
        return hash_text(write_frozen(self.frozen))

    @property
    def sections(self) -> tuple[SectionSize, ...]:
        """The sections with how much each holds, so that a missing part is seen."""
        return tuple(_measure_sections(self.frozen))


@dataclass(frozen=True, slots=True)
class SectionSize:
    """How much one section of a text holds, with the sections in it."""

    name: str
    """Its number and heading, as printed."""
    clauses: int
    words: int


def adopt_versions(
    root: Path,
    names: tuple[str, ...],
    happening: Happening,
    today: date,
    *,
    again: bool = False,
    dry_run: bool = False,
    seen: tuple[str, ...] = (),
) -> tuple[Adoption, ...]:
    """Adopt the named versions by one resolution, and give what was written.

    A name without label means the newest draft. The frozen copies are written first and the registers after them, one
    by one: after a crash the same call completes what is missing, and passes over what is done. With `seen`, only texts
    with these fingerprints (`Adoption.fingerprint` of a dry run) are adopted, so that nothing can change between the
    look and the act.

    Raises PolicykitError, with nothing written, for a text with errors or one that cannot be made into every format, an
    adoption without date or reference, a version that was adopted before, a text that was not seen (`text-moved-on`),
    or a register that does not verify. Only with `again` may it have
    been adopted and replaced.
    """
    if dry_run:
        return tuple(_prepare(read_library(root, only=names), names, happening, today, again))
    with hold_library(root):
        adoptions = tuple(_prepare(read_library(root, only=names), names, happening, today, again))
        _refuse_unseen(adoptions, seen)
        for adoption in adoptions:
            assert adoption.recorded.frozen is not None
            write_durably(adoption.recorded.frozen, write_frozen(adoption.frozen))
        for adoption in adoptions:
            write_durably(adoption.recorded.path, adoption.recorded.after)
        return adoptions


def _measure_sections(frozen: Frozen) -> Iterator[SectionSize]:
    version = frozen.version
    for section in version.sections:
        words = sum(len(text.text.split()) for text in walk_texts(section) if text.printed.part != "note")
        clauses = [clause for path, clause in version.walk_clauses() if version.sections[int(path[1])] is section]
        models = [clause.model for clause in clauses if clause.model is not None and clause.text is None]
        words += sum(len(frozen.models[model].text.split()) for model in models)
        number = frozen.numbers[section.id].number
        name = " ".join(part for part in (number, section.heading or "(no heading)") if part)
        yield SectionSize(name, len(clauses), words)


def _refuse_unseen(adoptions: tuple[Adoption, ...], seen: tuple[str, ...]) -> None:
    changed = [adoption.recorded.named.name for adoption in adoptions if adoption.fingerprint not in seen]
    if seen and changed:
        listed = ", ".join(f"`{name}`" for name in changed)
        raise refuse(codes.TEXT_MOVED_ON, f"the text of {listed} was changed since it was shown")


def _prepare(
    reading: Reading, names: tuple[str, ...], happening: Happening, today: date, again: bool
) -> Iterator[Adoption]:
    library = reading.library
    check_happening(happening, today)
    if happening.reference is None and "reference" not in happening.blanks:
        raise refuse(codes.ADOPTION_LACKS, "the adoption has no minute reference")
    chosen = [_choose(reading, name) for name in names]
    wanted = list({named.name: named for named in chosen}.values())
    waiting = [named for named in wanted if not _is_done(named, happening, again)]
    if not waiting:
        raise _refuse_again(wanted[0])
    refuse_faults(reading, [named.policy for named in waiting])
    warnings = [*reading.diagnostics, *lint_library(library, today)]
    for named in waiting:
        # A text that was replaced and is adopted anew keeps the copy it was first printed from.
        frozen = named.policy.frozen.get(named.label) or freeze_version(library, named.policy, named.label)
        before = _find_before(named)
        old = find_edition(library, named.policy, before) if before else None
        changes = (*list_word_changes(old.version, frozen.version), *_list_shown(old, frozen)) if old else ()
        changes = tuple(change for change in changes if change.path != ("version",))
        recorded = prepare_event(reading, named, happening, frozen)
        _try_formats(library, recorded, frozen)
        yield Adoption(recorded, frozen, before, changes, tuple(_list_open(warnings, named)))


def _list_shown(old: Edition, frozen: Frozen) -> Iterator[WordChange]:
    """Give the pictures that are others than before under the same name."""
    was = {name: picture.content for name, picture in old.pictures.items()}
    for path, picture in frozen.version.walk_pictures():
        now = (frozen.pictures or {}).get(picture.file)
        if now != was.get(picture.file, now):
            yield WordChange("changed", f"picture `{picture.file}`", path, picture.alt, picture.alt)


def _try_formats(library: Library, recorded: Recorded, frozen: Frozen) -> None:
    """Make the document that the adoption will make, in every format: what cannot be printed must not be frozen."""
    policy, label = recorded.named.policy, recorded.named.label
    data, places, _ = read_yaml(policy.register.places.file, recorded.after)
    register, _ = read_model(Register, data, places)
    assert register is not None, "the event was written into a register that is read"
    later = replace(policy, register=Sourced(register, places), frozen={**policy.frozen, label: frozen})
    for form in FORMATS:
        render_version(library, later, label, form)


def _list_open(found: list[Diagnostic], named: Named) -> Iterator[Diagnostic]:
    """Give the warnings on the files of a version that is to be adopted: its text, its register, its council."""
    sourced = named.policy.version(named.label)
    place = PurePath(named.policy.register.places.file).parent
    files = (sourced.places.file, named.policy.register.places.file, (place.parent / "council.yaml").as_posix())
    for fault in sorted(set(found), key=Diagnostic.order):
        if fault.severity is Severity.WARNING and fault.span is not None and fault.span.file in files:
            yield fault


def _choose(reading: Reading, name: str) -> Named:
    named = find_readable(reading, name)
    if names_one(name):
        return named
    return Named(named.policy, newest_draft(named.policy) or named.policy.labels[-1])


def _is_done(named: Named, happening: Happening, again: bool) -> bool:
    """Tell whether this very adoption is recorded already.

    Raises PolicykitError where another one is, but for a text that was replaced and is adopted `again`.
    """
    state = named.policy.states[named.label]
    if state.approval is None:
        return False
    recorded = (state.approval.date, state.approval.reference, state.approval.in_force_from)
    same = recorded == (happening.date, happening.reference, happening.in_force_from)
    if state.in_force and same and named.label in named.policy.frozen:
        return True
    if state.in_force or (state.status == "superseded" and not again):
        raise _refuse_again(named)
    return False


def _refuse_again(named: Named) -> PolicykitError:
    state = named.policy.states[named.label]
    approval = state.approval
    assert approval is not None
    when = f" on {approval.date}" if approval.date else ""
    reference = f", minute {approval.reference}" if approval.reference else ""
    message = f"`{named.name}` was adopted{when}{reference}"
    hint = None
    if state.status == "superseded":
        message += ", and has been replaced since"
        hint = "name the newest version; if the council did adopt the older text once more, add --again"
    elif named.label not in named.policy.frozen:
        hint = f"its text is not sealed yet: policykit record {named.name} sealed --note WHY"
    return refuse(codes.ALREADY_ADOPTED, message, hint)


def _find_before(named: Named) -> str | None:
    previous = named.policy.states[named.label].previous
    if previous is not None:
        return previous.version
    position = named.policy.labels.index(named.label)
    return named.policy.labels[position - 1] if position else None
