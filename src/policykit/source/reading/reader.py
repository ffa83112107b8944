"""One reading of a library: each file is opened once, decoded and made a model, and all that is wrong is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from policykit.errors import Diagnostic, Span
from policykit.model.library import Sourced
from policykit.model.policy import Version
from policykit.source import codes
from policykit.source.files import FileTooLargeError, Folder, NoFileError, OutsideError, join_path
from policykit.source.reading.shelf import FileContent, Shelf
from policykit.source.validate import M, read_model
from policykit.source.yaml import read_yaml
from policykit.source.yaml_errors import find_open_quote


class Reader:
    """Reads the files of one library. Everything that is wrong with them is added to `faults`."""

    def __init__(self, folder: Folder, shelf: Shelf | None = None) -> None:
        self.folder = folder
        self.shelf = shelf
        self.faults: list[Diagnostic] = []
        self.read: set[str] = set()
        self.unread: set[str] = set()
        self._outcomes: dict[tuple[str, str], FileContent] = {}
        root = folder.root.rstrip("/")
        self._prefix = "" if root == "." else f"{root}/"

    def reopen(self) -> Reader:
        """Give a reader of the same files that has noted no fault yet; what was read is not read again."""
        again = Reader(self.folder, self.shelf)
        again._outcomes = self._outcomes
        return again

    def shown(self, path: str) -> str:
        """Give a path as messages show it: from where the user is, with slashes."""
        shown = f"{self._prefix}{path}" if path else self.folder.root
        return shown.encode("utf-8", "replace").decode("utf-8")

    def exists(self, path: str) -> bool:
        """Say whether there is a file or folder at `path`."""
        return self.folder.find_kind(path) is not None

    def list_folders(self, parent: str) -> list[str]:
        """Give the paths of the folders in `parent`, by name, without hidden ones."""
        return [path for path, is_folder, _ in self._list_entries(parent) if is_folder]

    def list_files(self, parent: str, suffix: str = ".yaml") -> list[str]:
        """Give the paths of the files in `parent` that end in `suffix`, by name."""
        return [path for path, is_folder, _ in self._list_entries(parent) if path.endswith(suffix) and not is_folder]

    def _list_entries(self, parent: str) -> list[tuple[str, bool, bool]]:
        try:
            entries = self.folder.list_entries(parent)
        except OSError as error:
            message = f"the folder cannot be read: {_reason(error)}"
            self.add(codes.FILE_UNREADABLE.at(self.start(parent), message, hint=codes.FILE_UNREADABLE.remedy))
            return []
        shown = (entry for entry in entries if not entry.name.startswith((".", "__")))
        return [(join_path(parent, entry.name), entry.folder, entry.link) for entry in shown]

    def read_file(self, kind: type[M], path: str) -> Sourced[M] | None:
        """Read one YAML file into its model; None, with the faults noted, where that cannot be done."""
        outcome = self.load(path, kind.__name__, lambda content: self._make_model(kind, path, content))
        if outcome.value is None:
            self.skip(path)
        return cast("Sourced[M] | None", outcome.value)

    def _make_model(self, kind: type[M], path: str, content: bytes) -> FileContent:
        shown = self.shown(path)
        text = decode_text(shown, content)
        if isinstance(text, Diagnostic):
            return FileContent(None, None, (text,))
        data, places, faults = read_yaml(shown, text)
        if data is None:
            return FileContent(text, None, tuple(faults))
        value, more = read_model(kind, data, places)
        if value is None and (quote := find_open_quote(places)) is not None:
            more = [quote]
        return FileContent(text, None if value is None else Sourced(value, places), (*faults, *more))

    def read_text(self, path: str) -> str | None:
        """Give the text of one file of the library, or None with the reason noted."""
        version = self._outcomes.get((path, Version.__name__))
        if version is not None and version.text is not None:
            return version.text
        return self.load(path, "text", lambda content: _make_text(self.shown(path), content)).text

    def load(self, path: str, kind: str, make: Callable[[bytes], FileContent]) -> FileContent:
        """Give what `make` makes of a file's content, once for each kind; its faults are noted each time.

        Where the file cannot be read, that is the one fault.
        """
        self.read.add(path)
        outcome = self._outcomes.get((path, kind))
        if outcome is None:
            outcome = self._outcomes[path, kind] = self._open(path, kind, make)
        self.faults.extend(outcome.faults)
        return outcome

    def _open(self, path: str, kind: str, make: Callable[[bytes], FileContent]) -> FileContent:
        try:
            if self.shelf is not None:
                return self.shelf.read_file(self.folder, path, kind, make)
            return make(self.folder.read_bytes(path))
        except OutsideError:
            code, message = codes.FILE_OUTSIDE, "this is a link to a file outside the library"
        except FileTooLargeError as error:
            code = codes.FILE_TOO_LARGE
            message = f"the file has {error.args[0] / 1e6:.0f} MB, more than the 16 MB that are read"
        except OSError as error:
            code, message = codes.FILE_UNREADABLE, f"the file cannot be read: {_reason(error)}"
        return FileContent(None, None, (code.at(self.start(path), message, hint=code.remedy),))

    def add(self, fault: Diagnostic) -> None:
        """Note a fault."""
        self.faults.append(fault)

    def skip(self, path: str) -> None:
        """Note that a file is not part of what was read, so that nothing is said of what it would have held."""
        self.unread.add(path)

    def start(self, path: str) -> Span:
        """Give the place of a file as a whole."""
        return Span(self.shown(path), 1, 1, 1, 1)

    def find_unread(self, place: str = "") -> Iterator[str]:
        """Give the files below `place` that nothing has read, but for those in folders that were left out."""
        try:
            entries = self.folder.list_entries(place)
        except OSError:  # noted when it was read
            return
        for entry in entries:
            path = join_path(place, entry.name)
            if entry.name.startswith((".", "__")):
                continue
            if not entry.folder:
                if path not in self.read:
                    yield path
            elif not entry.link and path not in self.unread:
                yield from self.find_unread(path)


def decode_text(shown: str, content: bytes) -> str | Diagnostic:
    """Give the text of a file, with plain line ends, or why it is none."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        span = Span(shown, line, column, line, column + 1)
        text = content.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        hint = 'save it as "UTF-8" in your editor'
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            hint = 'the file is UTF-16, as "Unicode" in Notepad; save it as "UTF-8"'
        return codes.BAD_ENCODING.at(span, "the file is not UTF-8 text", hint=hint, line_text=text)


def _make_text(shown: str, content: bytes) -> FileContent:
    text = decode_text(shown, content)
    return FileContent(None, None, (text,)) if isinstance(text, Diagnostic) else FileContent(text, None, ())


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it does not exist"
    if isinstance(error, PermissionError):
        return "permission is denied"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    if isinstance(error, NoFileError):
        return "it is a pipe or device, and not a file"
    return "the system gives no access to it"
