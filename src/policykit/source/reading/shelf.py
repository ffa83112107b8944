"""What was read stays on a shelf: the next reading looks at every file, and reads only those that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from policykit.errors import Diagnostic
from policykit.source.files import FileTooLargeError, Folder, FolderEntry, OutsideError, Stamp, join_path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileContent:
    """What reading one file gave."""

    text: str | None
    """The text; None where it could not be decoded, or is not needed any more."""
    value: object
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _KeptFile:
    stamp: Stamp
    settled: bool
    digest: bytes
    outcome: FileContent


class Shelf:
    """What earlier readings found, for one process: by file, and by policy.

    A file is known again by its stamp (size, times, inode). Where it was changed so lately that a further change
    could bear the same times, its content is compared. One shelf serves one reading at a time.
    """

    def __init__(self) -> None:
        self._files: dict[tuple[str, str, str], _KeptFile] = {}
        self._made: dict[tuple[str, ...], tuple[tuple[object, ...], object]] = {}
        self.files_read = 0
        """How many files were turned into models since the shelf was made: those that were new or changed."""

    def read_file(self, folder: Folder, path: str, kind: str, make: Callable[[bytes], FileContent]) -> FileContent:
        """Give what `make` gives for the content of a file, or gave when it was the same.

        Raises OSError, OutsideError or FileTooLargeError as the folder does.
        """
        key = (folder.root, path, kind)
        kept = self._files.get(key)
        stamp = folder.make_stamp(path)
        if kept is not None and kept.settled and kept.stamp == stamp:
            return kept.outcome
        settled = folder.has_settled(stamp)  # asked before reading: a change from now on bears a later time
        content = folder.read_bytes(path)
        settled = settled and folder.make_stamp(path) == stamp
        digest = hashlib.sha256(content).digest()
        if kept is not None and kept.digest == digest:
            kept = replace(kept, stamp=stamp, settled=settled)
        else:
            self.files_read += kind != "mark"
            kept = _KeptFile(stamp, settled, digest, make(content))
        self._files[key] = kept
        return kept.outcome

    def take_stock(self, folder: Folder, suffixes: tuple[str, ...] = (".yaml", ".json")) -> dict[str, object]:
        """Give every file of a library by path, with a mark of its content: another mark as soon as it changed."""
        stock: dict[str, object] = {}
        places = [""]
        while places:
            place = places.pop()
            for entry in _list_quietly(folder, place):
                path = join_path(place, entry.name)
                if entry.folder and not entry.link and not entry.name.startswith("."):
                    places.append(path)
                elif not entry.folder and entry.name.endswith(suffixes):
                    # One that is deleted while we look, as some editors do when they save, is left out.
                    with suppress(OSError, OutsideError, FileTooLargeError):
                        stock[path] = self.read_file(folder, path, "mark", _make_mark).value
        return stock

    def recall(self, key: tuple[str, ...], inputs: tuple[object, ...], make: Callable[[], T]) -> T:
        """Give what `make` gives, or gave when it was asked with the very same inputs (the same objects)."""
        kept = self._made.get(key)
        if kept is not None and len(kept[0]) == len(inputs) and all(map(_is_same, kept[0], inputs)):
            return cast("T", kept[1])
        made = make()
        self._made[key] = (inputs, made)
        return made

    def forget(self, root: str, read: Collection[str], policies: Collection[str]) -> None:
        """Drop what is kept of files and policies that the library at `root` no longer has."""
        self._files = {key: kept for key, kept in self._files.items() if key[0] != root or key[1] in read}
        self._made = {key: kept for key, kept in self._made.items() if key[0] != root or key[1] in policies}


def _make_mark(content: bytes) -> FileContent:
    return FileContent(None, hashlib.sha256(content).digest(), ())


def _list_quietly(folder: Folder, place: str) -> tuple[FolderEntry, ...]:
    try:
        return folder.list_entries(place)
    except OSError:
        return ()


def _is_same(before: object, now: object) -> bool:
    """Compare plain values as such, and all else as objects: two equal models can come from texts that differ."""
    return before is now or (isinstance(now, (str, int, frozenset, date)) and before == now)
