"""What one run of the desk knows: whose library it is, the day, and what waits for the clerk's next step."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Protocol, TypeVar

from policykit.desk.keys import Keys
from policykit.desk.phrases import Tongue

_KEPT_FILES = 6
"""So many files that were brought in wait for a decision; the oldest goes when another comes."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the clerk brought in and has not decided about yet."""

    path: Path
    """A copy of it, in a folder of its own that only this user can open; its name is the file's."""
    readings: tuple[str, ...] = ()
    """What the clerk said of its paragraphs: `paragraph 14=heading`."""
    council: str = ""
    """The council it is for, by its id."""
    policy: str = ""
    """The id that the policy is to have; empty for one made from its title."""
    is_next: bool = False
    """Whether it becomes the next version of that policy, which is there already."""
    rejected: frozenset[int] = frozenset()
    """The tracked changes of the file that do not count, by their numbers."""
    accept_dates: bool = False
    """Whether what the file says has happened is to be recorded."""


class Room(Protocol):
    """What one matter keeps for a run of the desk."""

    def __init__(self, desk: Desk) -> None: ...

    def close(self) -> None:
        """End what it keeps running."""


R = TypeVar("R", bound=Room)


@dataclass
class Desk:
    """One run of the desk."""

    root: Path
    """The library."""
    out: Path
    """Where published files are written, as by `policykit build --out`."""
    tell_day: Callable[[], date]
    """Gives today: the clerk's own day, unless another was asked for."""
    tell_now: Callable[[], datetime] = lambda: datetime.now().astimezone().replace(microsecond=0)
    """Gives the moment, for the history of a text."""
    stop: Callable[[], None] = lambda: None
    """Ends the run."""
    keys: Keys = field(default_factory=Keys)
    tongue: Tongue = "en"
    """The language of the furniture of pages."""
    recorder: str = ""
    """Who recorded something last at this desk: the next form begins with the name."""
    on_entry: Callable[[], None] = lambda: None
    """Called when somebody has come in by the link."""
    _uploads: dict[str, Upload] = field(default_factory=dict, repr=False)
    _rooms: dict[type[Room], Room] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def base(self) -> str:
        """The beginning of every page's address."""
        return f"/{self.keys.place}"

    def keep_upload(self, name: str, content: bytes) -> str:
        """Keep a file that was brought in, and give the key by which it is found again."""
        with self._lock:
            while len(self._uploads) >= _KEPT_FILES:
                self._drop(next(iter(self._uploads)))
            key = secrets.token_urlsafe(12)
            path = Path(tempfile.mkdtemp(prefix="policykit-desk-")) / name
            path.write_bytes(content)
            self._uploads[key] = Upload(path)
            return key

    def find_upload(self, key: str) -> Upload | None:
        """Give a file that was brought in, or None."""
        return self._uploads.get(key)

    def change_upload(self, key: str, upload: Upload) -> None:
        """Keep what the clerk said of a file."""
        with self._lock:
            if key in self._uploads:
                self._uploads[key] = upload

    def drop_upload(self, key: str) -> None:
        """Forget a file that was brought in, and delete the copy of it."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: str) -> None:
        upload = self._uploads.pop(key, None)
        if upload is not None:
            shutil.rmtree(upload.path.parent, ignore_errors=True)

    def find_room(self, kind: type[R]) -> R:
        """Give what one matter keeps for this run, made when it is first asked for, and closed with the desk."""
        with self._lock:
            if kind not in self._rooms:
                self._rooms[kind] = kind(self)
            found = self._rooms[kind]
        assert isinstance(found, kind)
        return found

    def close(self) -> None:
        """Delete all copies, and close what each matter keeps."""
        for room in self._rooms.values():
            room.close()
        with self._lock:
            for key in list(self._uploads):
                self._drop(key)
