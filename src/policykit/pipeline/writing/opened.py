"""The text of a version, open in one process: what it holds, and whether something else changed it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policykit.model.library import Library, Policy
from policykit.model.policy import Version
from policykit.pipeline.names import Named, names_one
from policykit.pipeline.open import find_readable
from policykit.pipeline.record import newest_draft
from policykit.pipeline.writing.faults import ErrorCount, count_errors, find_errors
from policykit.pipeline.writing.journal import (
    JournalEntry,
    JournalRecord,
    edit_ids,
    journal_path,
    read_journal,
    stamp_journal,
)
from policykit.source.files import DiskFolder, FileTooLargeError, OutsideError, join_path
from policykit.source.library import read_library
from policykit.source.reading.shelf import FileContent, Shelf
from policykit.source.yaml_edit.apply import LaidText, lay_text


@dataclass(slots=True)
class OpenText:
    """The text of one version, open in this process; what it holds follows the file at each change."""

    root: Path
    policy: Policy
    label: str
    laid: LaidText
    revision: str
    """The fingerprint of the text, short."""
    library: Library
    """What was read with it: the policy, its council, and what all share."""
    journal: JournalRecord
    stamp: tuple[int, int] = field(repr=False)
    """What its journal looked like when it was read."""
    shelf: Shelf = field(repr=False)
    marks: Mapping[str, object] = field(repr=False)
    """What the files looked like that were read."""
    errors: ErrorCount = field(repr=False)
    """The errors that the text has already, by code and message."""
    numbers: tuple[str, Mapping[str, list[str]]] | None = field(default=None, repr=False)
    """What was last made of the numbers of its parts, and of which revision."""

    @property
    def name(self) -> str:
        """The full name of the version: `congleton/social-media@2`."""
        return f"{self.policy.name}@{self.label}"

    @property
    def version(self) -> Version:
        """The version that the text holds."""
        return self.laid.version

    @property
    def is_sealed(self) -> bool:
        """Whether the council has adopted this version, so that it never changes."""
        return self.label in self.policy.frozen or self.policy.states[self.label].approval is not None

    @property
    def unsaved(self) -> tuple[JournalEntry, ...]:
        """What was asked for and could not be written, the last for each clause, oldest first."""
        open_: dict[tuple[str, ...], JournalEntry] = {}
        for entry in self.journal.entries:
            ids = edit_ids(entry.edit) if entry.edit is not None else ()
            open_ = {key: kept for key, kept in open_.items() if not set(key) & set(ids)}
            if entry.state in ("kept", "conflict") and ids:
                open_[ids] = entry
        return tuple(open_.values())


def read_text(root: Path, name: str, shelf: Shelf) -> OpenText:
    """Read the text that `name` means, and what it is read with. Raises PolicykitError where it cannot be."""
    policy_name = name.partition("@")[0]
    marks = take_marks(root, policy_name, shelf)
    reading = read_library(root, only=(name,), shelf=shelf)
    named = find_readable(reading, name)
    draft = newest_draft(named.policy)
    if not names_one(name) and draft is not None:
        named = Named(named.policy, draft)
    if not marks:  # named by its file
        marks = take_marks(root, named.policy.name, shelf)
    version = named.policy.version(named.label)
    laid = lay_text(version.places.file, version.places.text, version.value)
    path = journal_path(root, named.policy.name, named.label)
    stamp = stamp_journal(path)
    record = read_journal(path)
    opened = OpenText(
        root,
        named.policy,
        named.label,
        laid,
        find_revision(laid.text),
        reading.library,
        record,
        stamp,
        shelf,
        marks,
        Counter(),
    )
    opened.errors = count_errors(find_errors(reading.library, named.policy, laid, thoroughly=True))
    return opened


def find_revision(text: str) -> str:
    """Give the revision of a text: the first 16 digits of its SHA-256, line ends as in Unix."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def refresh_text(opened: OpenText) -> bool:
    """Read again what was changed elsewhere since, and say whether the text was.

    Raises PolicykitError where it can no longer be read.
    """
    marks = take_marks(opened.root, opened.policy.name, opened.shelf)
    path = journal_path(opened.root, opened.policy.name, opened.label)
    stamp = stamp_journal(path)
    if stamp != opened.stamp:
        opened.journal, opened.stamp = read_journal(path), stamp
    if marks == opened.marks:
        return False
    fresh = read_text(opened.root, opened.name, opened.shelf)
    changed = fresh.revision != opened.revision
    for name in ("policy", "library", "errors"):
        setattr(opened, name, getattr(fresh, name))
    opened.laid, opened.revision = fresh.laid, fresh.revision
    opened.marks = marks
    return changed


def take_marks(root: Path, policy: str, shelf: Shelf) -> dict[str, object]:
    """Give a mark of the content of each file that the text of a policy is read with."""
    folder = DiskFolder(root)
    council = policy.partition("/")[0]
    found: dict[str, object] = {}
    if folder.find_kind(policy) != "folder":
        return found
    for place in ("", "models", council, policy, f"{policy}/adopted"):
        if folder.find_kind(place) != "folder":
            continue
        for entry in folder.list_entries(place):
            path = join_path(place, entry.name)
            if not entry.folder and entry.name.endswith((".yaml", ".json")) and not entry.name.startswith("."):
                try:
                    found[path] = shelf.read_file(folder, path, "mark", _make_mark).value
                except (OSError, OutsideError, FileTooLargeError):
                    found[path] = None
    return found


def _make_mark(content: bytes) -> FileContent:
    return FileContent(None, hashlib.sha256(content).digest(), ())
