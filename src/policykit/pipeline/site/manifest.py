"""The manifest of a site: every file that policykit made, so that nothing else is ever written over or taken away.

It lies in `.policykit/` of the site. While files are written, each is named in a journal beside it first: after a crash
it is known which of the files are ours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from policykit.pipeline.codes import refuse
from policykit.pipeline.site.codes import NOT_OURS
from policykit.pipeline.write import write_file

PLACE = ".policykit"
"""The folder of the site in which policykit keeps what it knows of it; a web space needs no copy of it."""
_FILE, _JOURNAL = "site.json", "site.journal"


@dataclass(slots=True)
class MadeFile:
    """One file that was made."""

    sha256: str
    size: int
    mtime_ns: int
    ids: tuple[str, ...] = ()
    """Of a page, the places in it that a link can lead to."""
    links: tuple[str, ...] = ()
    """Of a page, the paths within the site that it leads to, with `#` and the place."""


@dataclass(slots=True)
class MadeSheaf:
    """Files that were made together."""

    key: str
    paths: tuple[str, ...]


@dataclass(slots=True)
class SiteManifest:
    """What was made, by path below the site's folder."""

    sheaves: dict[str, MadeSheaf] = field(default_factory=dict)
    files: dict[str, MadeFile] = field(default_factory=dict)


class SiteFolder:
    """The folder of a site: writes and removes files, and only its own."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.place = out / PLACE
        self.is_new = not (self.place / _FILE).exists()
        self.manifest = self._read_manifest()
        self._begun = self._read_journal()

    def _read_manifest(self) -> SiteManifest:
        try:
            return msgspec.json.decode((self.place / _FILE).read_bytes(), type=SiteManifest)
        except (OSError, msgspec.DecodeError):
            return SiteManifest()

    def _read_journal(self) -> set[tuple[str, str]]:
        try:
            lines = (self.place / _JOURNAL).read_text("utf-8", "replace").splitlines()
        except OSError:
            return set()
        return {(path, digest) for line in lines for digest, _, path in (line.partition(" "),)}

    def is_whole(self, path: str) -> bool:
        """Say whether a file is there as it was made; one that was only touched is read to be sure."""
        made = self.manifest.files.get(path)
        if made is None:
            return False
        try:
            status = (self.out / path).stat()
        except OSError:
            return False
        if status.st_size == made.size and status.st_mtime_ns == made.mtime_ns:
            return True
        if status.st_size != made.size or _hash_file(self.out / path) != made.sha256:
            return False
        made.mtime_ns = status.st_mtime_ns
        return True

    def check_ours(self, path: str) -> None:
        """Raise PolicykitError (`not-ours`) where there is a file at `path` that we did not make so."""
        target = self.out / path
        if not target.exists() and not target.is_symlink():
            return
        if self.is_whole(path):
            return
        digest = _hash_file(target) if target.is_file() else ""
        if (path, digest) in self._begun:
            return
        known = path in self.manifest.files
        why = "was changed since policykit made it" if known else "is there already, and policykit did not make it"
        raise refuse(NOT_OURS, f"`{target.as_posix()}` {why}")

    def write(self, path: str, content: bytes) -> bool:
        """Write one file, unless it has this content already; give whether it was written.

        Raises PolicykitError: `not-ours`, or `not-writable`.
        """
        digest = hashlib.sha256(content).hexdigest()
        made = self.manifest.files.get(path)
        if made is not None and made.sha256 == digest and self.is_whole(path):
            return False
        target = self.out / path
        is_same = target.is_file() and not target.is_symlink() and _hash_file(target) == digest
        if not is_same:
            self.check_ours(path)
            self._note(path, digest)
            write_file(target, content)
        status = target.stat()
        self.manifest.files[path] = MadeFile(digest, status.st_size, status.st_mtime_ns)
        return not is_same

    def _note(self, path: str, digest: str) -> None:
        journal = self.place / _JOURNAL
        if not self._begun:
            self.place.mkdir(parents=True, exist_ok=True)
        self._begun.add((path, digest))
        with journal.open("a", encoding="utf-8") as file:
            file.write(f"{digest} {path}\n")

    def remove(self, path: str) -> bool:
        """Take away a file that is no longer wanted, and folders that it leaves empty; one that was changed stays.

        Gives whether it is gone.
        """
        target = self.out / path
        is_gone = not target.exists() or self.is_whole(path)
        self.manifest.files.pop(path, None)
        if not is_gone:
            return False
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == self.out or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
        return True

    def save(self) -> None:
        """Write the manifest, where it changed, and end the journal."""
        path = self.place / _FILE
        content = msgspec.json.encode(self.manifest)
        if not path.is_file() or path.read_bytes() != content:
            write_file(path, content)
        (self.place / _JOURNAL).unlink(missing_ok=True)
        self._begun = set()


def _hash_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
