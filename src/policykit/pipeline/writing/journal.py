"""The journal of a draft: every change that was asked for, on the disk before its file is written.

It lies beside the library in `.policykit/desk/`, one line of JSON for each change, and is no part of what is sealed.
From it come the history of each clause, taking changes back across days, and what to do after a crash.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from policykit.model.edit import Edit, read_edits, write_edit
from policykit.pipeline.codes import NOT_WRITABLE, refuse
from policykit.pipeline.store import sync_folder
from policykit.source.files import file_label

FOLDER = ".policykit/desk"
EntryState = Literal["saved", "kept", "conflict", "dropped"]
"""`saved`: written into the file. `kept`: the words make no valid version. `conflict`: another has changed the place.
`dropped`: words that were kept are wanted no more."""


@dataclass(frozen=True, slots=True)
class LinePatch:
    """Lines of a text that a change replaced."""

    first: int
    """The number of the first, from 0."""
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change that was asked for."""

    number: int
    """Counts from 1."""
    at: str
    """When, in ISO 8601 with the offset from UTC."""
    by: str | None
    """Who, where that is known."""
    state: EntryState
    edit: Edit | None
    """None for taking a change back."""
    before: str
    """The revision of the text before."""
    after: str
    """The revision that the file was to have after it: as before, where it was not written."""
    patch: LinePatch | None = None
    why: tuple[str, ...] = ()
    """Why it was not written."""
    undoes: int | None = None
    """The number of the change that this one takes back."""


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """What a journal holds."""

    entries: tuple[JournalEntry, ...]
    written: bool
    """Whether the file was written after the last entry that was to change it."""


def stamp_journal(path: Path) -> tuple[int, int]:
    """Give size and time of a journal, which another entry changes; noughts where there is none."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def journal_path(root: Path, policy: str, label: str) -> Path:
    """Give where the journal of one version is."""
    return root / FOLDER / f"{policy}-v{file_label(label)}.jsonl"


def read_journal(path: Path) -> JournalRecord:
    """Give what a journal holds; a line that a crash left half-written is passed over."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return JournalRecord((), written=True)
    except OSError as error:
        raise _refuse(path, error) from error
    entries: list[JournalEntry] = []
    written = True
    for line in content.split(b"\n"):
        data = _parse(line)
        if isinstance(data, JournalEntry):
            entries.append(data)
            written = written and data.before == data.after
        elif data is not None:
            written = True
    return JournalRecord(tuple(entries), written)


def _parse(line: bytes) -> JournalEntry | dict[str, Any] | None:
    try:
        data = json.loads(line)
        if not isinstance(data, dict) or "written" in data:
            return data if isinstance(data, dict) else None
        edit = read_edits([data.pop("edit")])[0] if data.get("edit") else data.pop("edit", None)
        patch = data.pop("patch", None)
        laid = LinePatch(patch["first"], tuple(patch["old"]), tuple(patch["new"])) if patch else None
        return JournalEntry(**{**data, "why": tuple(data.get("why", ()))}, edit=edit, patch=laid)
    except (ValueError, TypeError, KeyError, ValidationError):
        return None


def append_entries(path: Path, entries: Iterable[JournalEntry]) -> None:
    """Add entries, and bring them to the disk before returning. Raises PolicykitError (`not-writable`).

    Nothing of them is left where the disk is full.
    """
    _append(path, [json.dumps(_plain(entry)) for entry in entries], durably=True)


def withdraw_entries(path: Path, size: int) -> None:
    """Cut a journal back to `size` bytes: the file could not be written, and whoever asked has been told."""
    with suppress(OSError), path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())


def measure_journal(path: Path) -> int:
    """Give how many bytes a journal has."""
    return path.stat().st_size if path.exists() else 0


def mark_written(path: Path, revision: str) -> None:
    """Note that the file was written; should the note be lost, the file itself shows it."""
    _append(path, [json.dumps({"written": revision})], durably=False)


def _plain(entry: JournalEntry) -> dict[str, Any]:
    plain = asdict(replace(entry, edit=None))
    return {**plain, "edit": write_edit(entry.edit) if entry.edit is not None else None}


def _append(path: Path, lines: list[str], *, durably: bool) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("ab") as file:
            size = file.tell()
            torn = size > 0 and not _ends_line(path)
            try:
                file.write((b"\n" if torn else b"") + "".join(f"{line}\n" for line in lines).encode())
                file.flush()
                if durably:
                    os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), size)
                raise
        if durably and is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise _refuse(path, error) from error


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _refuse(path: Path, error: OSError) -> Exception:
    reason = (error.strerror or "the system refuses").lower()
    return refuse(NOT_WRITABLE, f"the journal `{path.as_posix()}` cannot be used: {reason}")


def list_touching(entries: Iterable[JournalEntry], id: str) -> Iterator[JournalEntry]:
    """Give the entries about one section or clause, oldest first; those that take one of them back too."""
    numbers: set[int] = set()
    for entry in entries:
        if entry.undoes in numbers or (entry.edit is not None and id in edit_ids(entry.edit)):
            numbers.add(entry.number)
            yield entry


def edit_ids(edit: Edit) -> tuple[str, ...]:
    """Give the ids of what an edit changes, makes or takes away."""
    found = (getattr(edit, name, None) for name in ("id", "other", "new"))
    return tuple(each for each in found if each is not None)
