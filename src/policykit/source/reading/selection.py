"""Which policies a reading is about, where it is not about all."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.source.files import Folder, join_path
from policykit.source.reading.policies import WORD_SHAPE, name_of
from policykit.source.reading.reader import Reader

MODELS_FOLDER = "models"
SHARED_FILES = {"topics.yaml", "facts.yaml", "counterparts.yaml", "library.yaml"}


def list_councils(reader: Reader) -> list[str]:
    """Give the folders of a library that hold a council's policies."""
    return [place for place in reader.list_folders("") if place != MODELS_FOLDER]


def holds_library(folder: Folder, place: str = "") -> bool:
    """Say whether a folder can be a library: it has a file that policies share, a council, or a policy.

    So can one that has no folders yet.
    """
    try:
        names = {entry.name: entry.folder for entry in folder.list_entries(place) if not entry.name.startswith(".")}
        folders = [join_path(place, name) for name, is_folder in names.items() if is_folder]
        if not (place or folders) or names.keys() & SHARED_FILES:
            return True
        if any(folder.find_kind(f"{each}/council.yaml") for each in folders):
            return True
        inner = (join_path(each, entry.name) for each in folders for entry in folder.list_entries(each))
        return any(folder.find_kind(f"{each}/register.yaml") for each in inner)
    except OSError:
        return not place  # what cannot be read is reported where it is read


def list_names(reader: Reader) -> tuple[str, ...]:
    """Give the name of every policy that a library has a folder for; nothing in them is read."""
    quiet = reader.reopen()
    places = (place for council in list_councils(quiet) for place in quiet.list_folders(council))
    return tuple(place for place in places if WORD_SHAPE.match(name_of(place)))


def select_policies(known: Sequence[str], names: Sequence[str], prefix: str) -> frozenset[str]:
    """Give those of the policies `known` that `names` can mean, as they are typed on the command line.

    A name is a council, a policy, a version (`leek/notices@1`), or the path to a version's file, of which the first
    folders may be missing; `prefix` is what is before a policy in such a path (`policies/`).
    """
    found: set[str] = set()
    for name in names:
        if name.endswith((".yaml", ".yml")):
            wanted = "/" + name.replace("\\", "/").removeprefix("./")
            file = name_of(wanted)
            ends = {policy: f"/{prefix.removeprefix('./')}{policy}/{file}" for policy in known}
            found.update(policy for policy, end in ends.items() if end.endswith(wanted) or wanted.endswith(end))
        plain = name.partition("@")[0].strip("/")
        found.update(policy for policy in known if policy == plain or policy.partition("/")[0] == plain)
    return frozenset(found)
