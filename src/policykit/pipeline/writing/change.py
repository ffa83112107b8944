"""Opening the text of a version to write in it, and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from policykit.errors import Diagnostic, PolicykitError
from policykit.model.edit import (
    Edit,
    EditField,
    EditFields,
    EditReading,
    EditText,
    InsertItem,
    SplitClause,
    name_tokens,
)
from policykit.pipeline.codes import refuse
from policykit.pipeline.store import hold_library, write_durably
from policykit.pipeline.writing.codes import TEXT_SEALED
from policykit.pipeline.writing.faults import WAITING, ErrorCount, count_errors, find_errors, find_new, with_text
from policykit.pipeline.writing.journal import (
    JournalEntry,
    JournalRecord,
    LinePatch,
    append_entries,
    edit_ids,
    journal_path,
    mark_written,
    measure_journal,
    stamp_journal,
    withdraw_entries,
)
from policykit.pipeline.writing.name import name_edit
from policykit.pipeline.writing.opened import OpenText, find_revision, read_text, refresh_text, take_marks
from policykit.source.reading.shelf import Shelf
from policykit.source.yaml_edit.apply import InvalidEditError, LaidText, apply_edit
from policykit.source.yaml_edit.faults import ConflictError

OutcomeState = Literal["saved", "unchanged", "kept", "conflict"]
"""`saved`: written. `unchanged`: it was so already. `kept`: they make no valid version, and are in the journal only.
`conflict`: what it was to change is not as its author saw it; nothing was written over."""


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """What became of one edit."""

    edit: Edit
    """The edit, with the ids of what is new."""
    state: OutcomeState
    why: tuple[Diagnostic, ...] = ()
    """Why it was not written; of what was, the errors that it leaves to be put right before an adoption."""
    now: object = None
    """In a conflict, what is there now; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a call changed."""

    revision: str
    """The revision of the text now."""
    outcomes: tuple[EditOutcome, ...]
    outside: bool
    """Whether something else had changed the text since it was last read here."""


def open_text(root: Path, name: str, now: datetime, shelf: Shelf | None = None) -> OpenText:
    """Open the text of a version to write in it: the one named, else the newest draft, else the one in force.

    What a crash kept from being written is written first. Raises PolicykitError where there is no such version, or its
    file cannot be read.
    """
    shelf = shelf or Shelf()
    opened = read_text(root, name, shelf)
    if not opened.journal.written and not opened.is_sealed:
        with hold_library(root):
            refresh_text(opened)
            _recover(opened, now)
    return opened


def change_text(opened: OpenText, edits: Sequence[Edit], now: datetime, by: str | None = None) -> Changed:
    """Carry edits out on the text, one after the other, and write its file once.

    Each is compared with what is there now. What is asked for is in the journal before the file is written. An edit
    that conflicts, or gives no valid version, keeps none of the others back.

    Raises PolicykitError with nothing changed: `text-sealed`, `not-writable`, `library-busy`, or why the file, which
    was changed elsewhere, can no longer be read.
    """
    with hold_library(opened.root):
        outside = refresh_text(opened)
        refuse_sealed(opened)
        _recover(opened, now)
        return _change(opened, edits, now, by, outside=outside)


def refuse_sealed(opened: OpenText) -> None:
    """Raise PolicykitError (`text-sealed`) for a version that the council has adopted."""
    if opened.is_sealed:
        hint = f"begin the next version: policykit draft {opened.policy.name}"
        raise refuse(
            TEXT_SEALED, f"version `{opened.label}` of `{opened.policy.name}` was adopted and never changes", hint
        )


def _change(opened: OpenText, edits: Sequence[Edit], now: datetime, by: str | None, *, outside: bool) -> Changed:
    laid, errors = opened.laid, opened.errors
    outcomes: list[EditOutcome] = []
    entries: list[JournalEntry] = []
    names: dict[str, str] = {}
    for edit in edits:
        after, counted, outcome = _try_edit(opened, laid, errors, name_tokens(edit, names))
        outcomes.append(outcome)
        if outcome.state == "saved" and isinstance(outcome.edit, (InsertItem, SplitClause)) and outcome.edit.token:
            names[outcome.edit.token] = edit_ids(outcome.edit)[-1]
        if outcome.state != "unchanged" or _ends_kept(opened, outcome.edit):
            entries.append(_note(opened, len(entries), outcome, laid, after, now, by))
        laid, errors = after, counted
    commit_entries(opened, laid, entries)
    opened.errors = errors
    return Changed(opened.revision, tuple(outcomes), outside)


def commit_entries(opened: OpenText, laid: LaidText, entries: Sequence[JournalEntry]) -> None:
    """Bring entries into the journal, then the text into its file; the library is held."""
    path = journal_path(opened.root, opened.policy.name, opened.label)
    size = measure_journal(path)
    if entries:
        append_entries(path, entries)
    if laid is not opened.laid:
        try:
            write_durably(Path(laid.file), laid.text)
        except PolicykitError:
            withdraw_entries(path, size)
            raise
        mark_written(path, find_revision(laid.text))
        opened.marks = take_marks(opened.root, opened.policy.name, opened.shelf)
        _take_in(opened, laid)
    opened.journal = JournalRecord((*opened.journal.entries, *entries), written=True)
    opened.stamp = stamp_journal(path)


def _take_in(opened: OpenText, laid: LaidText) -> None:
    """Have the policy and its library hold the new text too."""
    opened.laid, opened.revision = laid, find_revision(laid.text)
    opened.policy = with_text(opened.policy, laid)
    opened.library = replace(opened.library, policies={**opened.library.policies, opened.policy.name: opened.policy})


def _try_edit(
    opened: OpenText, laid: LaidText, errors: ErrorCount, edit: Edit
) -> tuple[LaidText, ErrorCount, EditOutcome]:
    """Give the text after an edit, the errors that it has then, and what became of the edit."""
    try:
        others = [version.value for version in opened.policy.versions if version.value.version != opened.label]
        edit = name_edit(laid.version, edit, others)
        after = apply_edit(laid, edit)
    except ConflictError as conflict:
        return laid, errors, EditOutcome(edit, "conflict", now=conflict.now)
    except (InvalidEditError, PolicykitError) as error:
        return laid, errors, EditOutcome(edit, "kept", tuple(error.diagnostics))
    if after is laid:
        return laid, errors, EditOutcome(edit, "unchanged")
    found = find_errors(
        opened.library,
        opened.policy,
        after,
        thoroughly=not isinstance(edit, EditText),
        rules=isinstance(edit, (EditField, EditFields, EditReading)),
    )
    new = find_new(found, errors)
    if any(each.code not in WAITING for each in new):
        return laid, errors, EditOutcome(edit, "kept", new)
    return after, count_errors(found), EditOutcome(edit, "saved", new)


def _ends_kept(opened: OpenText, edit: Edit) -> bool:
    """Tell whether an edit that changes nothing settles words that had been kept."""
    return any(entry.edit is not None and set(edit_ids(entry.edit)) & set(edit_ids(edit)) for entry in opened.unsaved)


def _note(
    opened: OpenText, ahead: int, outcome: EditOutcome, laid: LaidText, after: LaidText, now: datetime, by: str | None
) -> JournalEntry:
    number = next_number(opened) + ahead
    before = find_revision(laid.text)
    if outcome.state == "unchanged":
        return JournalEntry(number, now.isoformat(), by, "dropped", outcome.edit, before, before)
    why = tuple(f"{each.message}; {each.hint}" if each.hint else each.message for each in outcome.why)
    if outcome.state != "saved":
        return JournalEntry(number, now.isoformat(), by, outcome.state, outcome.edit, before, before, why=why)
    patch = make_patch(laid.lines, after.lines)
    return JournalEntry(number, now.isoformat(), by, "saved", outcome.edit, before, find_revision(after.text), patch)


def next_number(opened: OpenText) -> int:
    """Give the number of the next entry of the journal."""
    return max((entry.number for entry in opened.journal.entries), default=0) + 1


def make_patch(old: tuple[str, ...], new: tuple[str, ...]) -> LinePatch:
    """Give the lines that differ between two texts, from the first to the last, with one more at either side.

    By those they are found again, also where nothing is left of the others.
    """
    first = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    same = 0
    while same < min(len(old), len(new)) - first and old[-1 - same] == new[-1 - same]:
        same += 1
    first, same = max(first - 1, 0), max(same - 1, 0)
    return LinePatch(first, old[first : len(old) - same], new[first : len(new) - same])


def refresh_held(opened: OpenText, now: datetime) -> None:
    """Bring what is open up to date before a change; the library is held. Raises as `change_text` does."""
    refresh_text(opened)
    refuse_sealed(opened)
    _recover(opened, now)


def hold_unbroken(opened: OpenText, laid: LaidText) -> None:
    """Raise PolicykitError with the errors that a text would newly have."""
    parts = opened.library, opened.policy
    before = count_errors(find_errors(*parts, opened.laid, thoroughly=True, rules=True))
    new = find_new(find_errors(*parts, laid, thoroughly=True, rules=True), before)
    if any(each.code not in WAITING for each in new):
        raise PolicykitError(*new)


def drop_unsaved(opened: OpenText, id: str, now: datetime, by: str | None = None) -> None:
    """Note that words that could not be written are wanted no more. Raises PolicykitError (`not-writable`)."""
    with hold_library(opened.root):
        refresh_text(opened)
        entries = [
            JournalEntry(
                next_number(opened) + at, now.isoformat(), by, "dropped", entry.edit, opened.revision, opened.revision
            )
            for at, entry in enumerate(opened.unsaved)
            if entry.edit is not None and id in edit_ids(entry.edit)
        ]
        if entries:
            commit_entries(opened, opened.laid, entries)


def _recover(opened: OpenText, now: datetime) -> None:
    """Carry out what the journal says was to be written, where a crash came before the file."""
    record = opened.journal
    if record.written:
        return
    revision = opened.revision
    saved = [entry for entry in record.entries if entry.before != entry.after]
    at = next((at for at in range(len(saved) - 1, -1, -1) if saved[at].before == revision), None)
    path = journal_path(opened.root, opened.policy.name, opened.label)
    if at is None or saved[-1].after == revision:
        mark_written(path, revision)
        opened.journal = replace(record, written=True)
        return
    edits = [entry.edit for entry in saved[at:] if entry.edit is not None]
    _change(opened, edits, now, saved[-1].by, outside=False)
    mark_written(path, opened.revision)
    opened.journal = replace(opened.journal, written=True)
