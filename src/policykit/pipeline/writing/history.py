"""What the journal tells of a draft: the changes of each clause, and taking one back, also days later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from policykit.errors import PolicykitError
from policykit.model.policy import Version
from policykit.pipeline.codes import refuse
from policykit.pipeline.store import hold_library
from policykit.pipeline.writing.change import (
    commit_entries,
    hold_unbroken,
    make_patch,
    next_number,
    refresh_held,
)
from policykit.pipeline.writing.codes import NOTHING_TO_TAKE_BACK
from policykit.pipeline.writing.journal import JournalEntry, LinePatch, list_touching
from policykit.pipeline.writing.opened import OpenText, find_revision
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml
from policykit.source.yaml_edit.apply import LaidText, lay_text


def list_changes(opened: OpenText, id: str | None = None) -> tuple[JournalEntry, ...]:
    """Give what the journal holds of a draft, or of one section or clause of it, oldest first."""
    entries = opened.journal.entries
    return entries if id is None else tuple(list_touching(entries, id))


def take_back(opened: OpenText, now: datetime, number: int | None = None, by: str | None = None) -> JournalEntry:
    """Take a change back: the one of that number in the journal, or the last that was not taken back yet.

    Its lines become what they were, comments and all; what else was changed since stays. The number of an entry that
    took another back brings that one again. Gives the new entry. Raises PolicykitError with nothing changed:
    `nothing-to-take-back`, `text-sealed`, or why the text would not be valid without the change.
    """
    with hold_library(opened.root):
        refresh_held(opened, now)
        entry = _choose(opened.journal.entries, number)
        after = _reverse(opened.laid, entry)
        hold_unbroken(opened, after)
        patch = make_patch(opened.laid.lines, after.lines)
        revisions = opened.revision, find_revision(after.text)
        done = JournalEntry(
            next_number(opened), now.isoformat(), by, "saved", None, *revisions, patch, undoes=entry.number
        )
        commit_entries(opened, after, [done])
        return done


def find_active(entries: Iterable[JournalEntry]) -> dict[int, bool]:
    """Give of each change, by its number, whether it counts: it was not taken back, or that was taken back in turn."""
    active: dict[int, bool] = {}
    undone: set[int] = set()
    for entry in sorted(entries, key=lambda each: -each.number):
        active[entry.number] = entry.number not in undone
        if entry.undoes is not None and active[entry.number]:
            undone.add(entry.undoes)
    return active


def _choose(entries: tuple[JournalEntry, ...], number: int | None) -> JournalEntry:
    active = find_active(entries)
    for entry in reversed(entries):
        if entry.patch is None or not active[entry.number]:
            continue
        if entry.number == number or (number is None and entry.undoes is None):
            return entry
    message = (
        "nothing is left to take back" if number is None else f"there is no change {number} that can be taken back"
    )
    raise refuse(NOTHING_TO_TAKE_BACK, message)


def _reverse(laid: LaidText, entry: JournalEntry) -> LaidText:
    assert entry.patch is not None, "only such are chosen"
    at = _find_place(laid.lines, entry.patch)
    if at is None:
        raise refuse(NOTHING_TO_TAKE_BACK, f"the lines of change {entry.number} were changed again since")
    lines = (*laid.lines[:at], *entry.patch.old, *laid.lines[at + len(entry.patch.new) :])
    text = "\n".join(lines)
    data, places, faults = read_yaml(laid.file, text)
    version, wrong = read_model(Version, data, places) if data is not None and not faults else (None, [])
    if version is None or wrong:
        raise PolicykitError(*faults, *wrong)
    return lay_text(laid.file, text, version)


def _find_place(lines: tuple[str, ...], patch: LinePatch) -> int | None:
    """Give where the lines of a change are now: where it put them, or the one other place that has them."""
    size = len(patch.new)
    if lines[patch.first : patch.first + size] == patch.new:
        return patch.first
    places = [at for at in range(len(lines) - size + 1) if lines[at : at + size] == patch.new] if any(patch.new) else []
    return places[0] if len(places) == 1 else None
