"""Files of a library: found, opened and decoded, never outside the library's folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from policykit.errors import Diagnostic, Span
from policykit.model.library import Sourced
from policykit.source import codes
from policykit.source.validate import M, read_model
from policykit.source.yaml import read_yaml
from policykit.source.yaml_errors import find_open_quote

MAX_BYTES = 16 * 1024 * 1024


def file_label(label: str) -> str:
    """Give a version's label as its file spells it: `2024 (rev. 2)` is in `v2024-(rev.-2).yaml`.

    Blanks and slashes alone are replaced, so that no label leads out of the folder. Of two labels that differ in these
    alone, a policy can have one: the file holds it.
    """
    return re.sub(r"[ /]", "-", label)


class Folder:
    """One library on disk. Everything that is wrong with its files is added to `faults`."""

    def __init__(self, root: FilePath) -> None:
        self.root = root
        self.faults: list[Diagnostic] = []
        self.read: set[FilePath] = set()
        self.unread: set[str] = set()
        self._real_root = root.resolve()

    def shown(self, path: FilePath) -> str:
        """Give a path as messages show it: from where the user stands, with slashes."""
        return path.as_posix().encode("utf-8", "replace").decode("utf-8")

    def list_folders(self, parent: FilePath) -> list[FilePath]:
        """Give the folders in `parent`, by name, without hidden ones."""
        return [path for path in self._entries(parent) if path.is_dir()]

    def list_files(self, parent: FilePath, suffix: str = ".yaml") -> list[FilePath]:
        """Give the files in `parent` that end in `suffix`, by name."""
        return [path for path in self._entries(parent) if path.name.endswith(suffix) and not path.is_dir()]

    def _entries(self, parent: FilePath) -> list[FilePath]:
        try:
            entries = sorted(parent.iterdir(), key=lambda path: path.name)
        except OSError as error:
            self.add(
                codes.FILE_UNREADABLE.at(
                    _start(self.shown(parent)),
                    f"the folder cannot be read: {_reason(error)}",
                    hint=codes.FILE_UNREADABLE.remedy,
                )
            )
            return []
        return [path for path in entries if not path.name.startswith((".", "__"))]

    def read_file(self, kind: type[M], path: FilePath) -> Sourced[M] | None:
        """Read one YAML file into its model; None, with the faults noted, where that cannot be done."""
        found = self._read_file(kind, path)
        if found is None:
            self.skip(path)
        return found

    def _read_file(self, kind: type[M], path: FilePath) -> Sourced[M] | None:
        text = self.read_text(path)
        if text is None:
            return None
        data, places, faults = read_yaml(self.shown(path), text)
        self.faults.extend(faults)
        if data is None:
            return None
        value, faults = read_model(kind, data, places)
        if value is None and (quote := find_open_quote(places)) is not None:
            faults = [quote]
        self.faults.extend(faults)
        return None if value is None else Sourced(value, places)

    def skip(self, path: FilePath) -> None:
        """Note that a file is not part of what was read, so that nothing is said of what it would have held."""
        self.unread.add(path.relative_to(self.root).as_posix())

    def read_text(self, path: FilePath) -> str | None:
        """Give the text of one file of the library, or None with the reason noted."""
        self.read.add(path)
        start = _start(self.shown(path))
        try:
            if not path.resolve().is_relative_to(self._real_root):
                self.add(
                    codes.FILE_OUTSIDE.at(
                        start, "this is a link to a file outside the library", hint=codes.FILE_OUTSIDE.remedy
                    )
                )
                return None
            size = path.stat().st_size
            if size > MAX_BYTES:
                self.add(
                    codes.FILE_TOO_LARGE.at(
                        start,
                        f"the file has {size / 1e6:.0f} MB, more than the 16 MB that are read",
                        hint=codes.FILE_TOO_LARGE.remedy,
                    )
                )
                return None
            content = path.read_bytes()
        except (OSError, RuntimeError) as error:
            self.add(
                codes.FILE_UNREADABLE.at(
                    start, f"the file cannot be read: {_reason(error)}", hint=codes.FILE_UNREADABLE.remedy
                )
            )
            return None
        return self._decode(path, content)

    def _decode(self, path: FilePath, content: bytes) -> str | None:
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            before = content[: error.start].decode("utf-8", "replace")
            line = before.count("\n") + 1
            column = len(before) - (before.rfind("\n") + 1) + 1
            span = Span(self.shown(path), line, column, line, column + 1)
            shown = content.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
            hint = 'save it as "UTF-8" in your editor'
            if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
                hint = 'the file is UTF-16, as "Unicode" in Notepad; save it as "UTF-8"'
            self.add(codes.BAD_ENCODING.at(span, "the file is not UTF-8 text", hint=hint, line_text=shown))
            return None

    def add(self, fault: Diagnostic) -> None:
        """Note a fault."""
        self.faults.append(fault)

    def find_unread(self) -> Iterator[FilePath]:
        """Give the files below the library that nothing has read."""
        for path in sorted(self.root.rglob("*")):
            below = path.relative_to(self.root)
            hidden = any(part.startswith((".", "__")) for part in below.parts)
            skipped = any(folder.as_posix() in self.unread for folder in below.parents)
            if path.is_file() and not hidden and not skipped and path not in self.read:
                yield path


def _start(file: str) -> Span:
    return Span(file, 1, 1, 1, 1)


def _reason(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "it does not exist"
    if isinstance(error, PermissionError):
        return "permission is denied"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return "the system gives no access to it"
