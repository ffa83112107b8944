"""Where the files of a library are: on disk, in memory, or unsaved texts laid over another folder.

A path is written from the library's root, with slashes: `leek/notices/v1.yaml`; the root itself is the empty text.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from pathlib import PurePath
from typing import Literal, Protocol

MAX_BYTES = 16 * 1024 * 1024
SETTLED_AFTER = 60 * 10**9
"""Nanoseconds after which a file's times tell whether it was changed. A clock ticks coarsely (two seconds on a memory
stick), and that of a network drive may be some seconds behind; until then the content itself is compared."""

Stamp = tuple[object, ...]
"""What a file looks like from outside; a file whose stamp is the same, and has settled, was not changed."""


def file_label(label: str) -> str:
    """Give a version's label as its file spells it: `2024 (rev. 2)` is in `v2024-(rev.-2).yaml`.

    Blanks and slashes alone are replaced, so that no label leads out of the folder. Of two labels that differ in these
    alone, a policy can have one: the file holds it.
    """
    return re.sub(r"[ /]", "-", label)


def join_path(place: str, name: str) -> str:
    """Give the path of what is called `name` in the folder `place`."""
    return f"{place}/{name}" if place else name


class OutsideError(Exception):
    """A link leads out of the library's folder."""


class FileTooLargeError(Exception):
    """A file is larger than what is read; `args` hold its size in bytes."""


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """What one name in a folder stands for."""

    name: str
    folder: bool
    link: bool = False
    """Whether it is a symbolic link. One to a folder is followed where a folder is expected, and else left alone."""


class Folder(Protocol):
    """The files of one library. Nothing is written through it."""

    @property
    def root(self) -> str:
        """The library's folder as messages show it, with slashes."""

    def find_kind(self, path: str) -> Literal["file", "folder"] | None:
        """Say what is at `path`; None where there is nothing."""

    def list_entries(self, path: str) -> tuple[FolderEntry, ...]:
        """Give what is in the folder at `path`, by name. Raises OSError where it cannot be read."""

    def make_stamp(self, path: str) -> Stamp:
        """Give the stamp of the file at `path`. Raises OSError, or OutsideError for a link out of the library."""

    def has_settled(self, stamp: Stamp) -> bool:
        """Say whether a stamp that was just made will differ after every later change."""

    def read_bytes(self, path: str) -> bytes:
        """Give the content of the file at `path`. Raises OSError, OutsideError or FileTooLargeError."""


class DiskFolder:
    """A library on disk."""

    def __init__(self, root: str | FilePath) -> None:
        self.root = PurePath(root).as_posix()
        self._place = os.fspath(root)
        self._real_root = os.path.realpath(root)

    def find_kind(self, path: str) -> Literal["file", "folder"] | None:
        """Say what is at `path`; None where there is nothing."""
        place = self._at(path)
        if os.path.isdir(place):  # noqa: PTH112 - asked for each file of a library, and several times as quick
            return "folder"
        return "file" if os.path.exists(place) else None  # noqa: PTH110

    def list_entries(self, path: str) -> tuple[FolderEntry, ...]:
        """Give what is in the folder at `path`, by name. Raises OSError where it cannot be read."""
        with os.scandir(self._at(path)) as found:
            entries = [FolderEntry(entry.name, _is_folder(entry), entry.is_symlink()) for entry in found]
        return tuple(sorted(entries, key=lambda entry: entry.name))

    def make_stamp(self, path: str) -> Stamp:
        """Give size, times and number of the file at `path`. Raises OSError or OutsideError."""
        status = self._look_at(path)
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_dev

    def has_settled(self, stamp: Stamp) -> bool:
        """Say whether the last change is so long ago that a later one must bear another time."""
        newest = max(time for time in stamp[:2] if isinstance(time, int))
        return newest + SETTLED_AFTER < time.time_ns()

    def read_bytes(self, path: str) -> bytes:
        """Give the content of the file at `path`. Raises OSError, OutsideError or FileTooLargeError."""
        status = self._look_at(path)
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise NoFileError  # a pipe or device, on which a reader would wait for ever
        size = status.st_size
        if size > MAX_BYTES:
            raise FileTooLargeError(size)
        return FilePath(self._at(path)).read_bytes()

    def _look_at(self, path: str) -> os.stat_result:
        place = self._at(path)
        real = os.path.realpath(place)
        if not real.startswith(os.path.join(self._real_root, "")):  # noqa: PTH118 - adds the separator where there is none
            raise OutsideError
        return os.stat(place)  # noqa: PTH116

    def _at(self, path: str) -> str:
        return f"{self._place}/{path}" if path else self._place


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False


class NoFileError(OSError):
    """What is there is a pipe, a socket or a device."""


class MemoryFolder:
    """A library that is in no folder: its texts by path, as they would be on disk."""

    def __init__(self, files: Mapping[str, str | bytes], root: str = "library") -> None:
        self.root = root
        self._files = {
            path: content.encode("utf-8") if isinstance(content, str) else content for path, content in files.items()
        }
        self._folders: dict[str, dict[str, FolderEntry]] = {"": {}}
        for path in self._files:
            self._enter(path)

    def _enter(self, path: str) -> None:
        is_folder = False
        while path:
            parent, _, name = path.rpartition("/")
            self._folders.setdefault(parent, {}).setdefault(name, FolderEntry(name, is_folder))
            path, is_folder = parent, True

    def find_kind(self, path: str) -> Literal["file", "folder"] | None:
        """Say what is at `path`; None where there is nothing."""
        if path in self._folders:
            return "folder"
        return "file" if path in self._files else None

    def list_entries(self, path: str) -> tuple[FolderEntry, ...]:
        """Give what is in the folder at `path`, by name. Raises FileNotFoundError where there is none."""
        if path not in self._folders:
            raise FileNotFoundError(path)
        return tuple(sorted(self._folders[path].values(), key=lambda entry: entry.name))

    def make_stamp(self, path: str) -> Stamp:
        """Give the content itself: nothing is quicker to compare. Raises OSError where there is no file."""
        return ("memory", self.read_bytes(path))

    def has_settled(self, stamp: Stamp) -> bool:
        """Say yes: the stamp holds the content."""
        return bool(stamp)

    def read_bytes(self, path: str) -> bytes:
        """Give the content of the file at `path`. Raises OSError or FileTooLargeError."""
        if path in self._folders:
            raise IsADirectoryError(path)
        if path not in self._files:
            raise FileNotFoundError(path)
        content = self._files[path]
        if len(content) > MAX_BYTES:
            raise FileTooLargeError(len(content))
        return content


class LayeredFolder:
    """Texts that are not saved yet, over the folder that they belong to; None hides the file below."""

    def __init__(self, below: Folder, texts: Mapping[str, str | bytes | None]) -> None:
        self.root = below.root
        self._below = below
        self._hidden = frozenset(path for path, text in texts.items() if text is None)
        self._above = MemoryFolder({path: text for path, text in texts.items() if text is not None}, below.root)

    def find_kind(self, path: str) -> Literal["file", "folder"] | None:
        """Say what is at `path`; None where there is nothing."""
        if path in self._hidden:
            return None
        return self._above.find_kind(path) or self._below.find_kind(path)

    def list_entries(self, path: str) -> tuple[FolderEntry, ...]:
        """Give what is in the folder at `path`, by name. Raises OSError where it cannot be read."""
        above = {entry.name: entry for entry in self._above.list_entries(path)} if self._is_above(path) else {}
        try:
            below = {entry.name: entry for entry in self._below.list_entries(path)}
        except (FileNotFoundError, NotADirectoryError):
            if not above:
                raise
            below = {}
        found = {name: entry for name, entry in below.items() if join_path(path, name) not in self._hidden} | above
        return tuple(sorted(found.values(), key=lambda entry: entry.name))

    def make_stamp(self, path: str) -> Stamp:
        """Give the stamp of the file at `path`. Raises OSError or OutsideError."""
        return self._folder_of(path).make_stamp(path)

    def has_settled(self, stamp: Stamp) -> bool:
        """Say whether a stamp that was just made will differ after every later change."""
        return stamp[0] == "memory" or self._below.has_settled(stamp)

    def read_bytes(self, path: str) -> bytes:
        """Give the content of the file at `path`. Raises OSError, OutsideError or FileTooLargeError."""
        return self._folder_of(path).read_bytes(path)

    def _is_above(self, path: str) -> bool:
        return self._above.find_kind(path) == "folder"

    def _folder_of(self, path: str) -> Folder:
        if path in self._hidden:
            raise FileNotFoundError(path)
        return self._above if self._above.find_kind(path) is not None else self._below


Root = str | FilePath | Folder
"""What a library is named by: its folder on disk, or any other that holds its files."""


def open_folder(root: Root) -> Folder:
    """Give the folder that `root` is, or that is on disk there."""
    return DiskFolder(root) if isinstance(root, (str, FilePath)) else root
