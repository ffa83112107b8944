"""What a site is made from: the hash of the files of each policy, by which it is known that nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policykit.errors import PolicykitError
from policykit.source.files import FileTooLargeError, Folder, OutsideError, Root, join_path, open_folder
from policykit.source.library import read_library
from policykit.source.reading.policies import read_policy
from policykit.source.reading.reader import Reader
from policykit.source.reading.selection import MODELS_FOLDER, SHARED_FILES, list_councils, list_names

_LINKS = "counterparts.yaml"


@dataclass(frozen=True, slots=True)
class SiteInputs:
    """The hashes of a library's files."""

    shared: str
    """Of what all policies share."""
    policies: Mapping[str, str]
    """Of all that each policy is read from, by name: its own files, its council's, and what all share."""


def find_inputs(root: Root) -> SiteInputs:
    """Read the files of the library below `root` as bytes, and give their hashes.

    Raises PolicykitError where there is no library, or a folder in it cannot be that of a policy.
    """
    folder = open_folder(root)
    reader = Reader(folder)
    names = list_names(reader) if folder.find_kind("") == "folder" else ()
    if not names:
        raise PolicykitError(*read_library(root).errors)
    _refuse_strangers(reader, names)
    links = _read(folder, _LINKS)
    common = _hash_files(folder, [*sorted(SHARED_FILES - {_LINKS}), *_walk_files(folder, MODELS_FOLDER)])
    councils = {place: _hash_files(folder, [f"{place}/council.yaml"]) for place in list_councils(reader)}
    policies = {}
    for name in names:
        own = _hash_files(folder, _walk_files(folder, name))
        # A link names clauses, which must be there: a policy that is linked is read again when the links change.
        linked = _hash(links) if f"{name}#".encode() in links else ""
        policies[name] = _hash("\n".join([common, councils[name.partition("/")[0]], own, linked]).encode())
    return SiteInputs(_hash(f"{common}\n{_hash(links)}".encode()), policies)


def _refuse_strangers(reader: Reader, names: Iterable[str]) -> None:
    known = set(names)
    for place in list_councils(reader):
        for path in reader.list_folders(place):
            if path not in known:
                read_policy(reader, path)
    if reader.faults:
        raise PolicykitError(*reader.faults)


def _walk_files(folder: Folder, place: str) -> Iterator[str]:
    if folder.find_kind(place) != "folder":
        return
    try:
        entries = folder.list_entries(place)
    except OSError:
        return  # what cannot be read is reported where it is read
    for entry in entries:
        if entry.name.startswith((".", "__")) or (entry.folder and entry.link):
            continue
        path = join_path(place, entry.name)
        if entry.folder:
            yield from _walk_files(folder, path)
        else:
            yield path


def _hash_files(folder: Folder, paths: Iterable[str]) -> str:
    return _hash("\n".join(f"{path} {_hash(_read(folder, path))}" for path in paths).encode("utf-8", "surrogateescape"))


def _read(folder: Folder, path: str) -> bytes:
    try:
        return folder.read_bytes(path)
    except (OSError, OutsideError, FileTooLargeError):
        return b""  # reported where it is read


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
