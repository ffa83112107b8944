"""Which policies a reading is about, where it is not about all."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.source.reading.policies import WORD_SHAPE, name_of
from policykit.source.reading.reader import Reader

MODELS_FOLDER = "models"


def list_councils(reader: Reader) -> list[str]:
    """Give the folders of a library that hold a council's policies."""
    return [place for place in reader.list_folders("") if place != MODELS_FOLDER]


def list_names(reader: Reader) -> tuple[str, ...]:
    """Give the name of every policy that a library has a folder for; nothing in them is read."""
    quiet = reader.reopen()
    places = (place for council in list_councils(quiet) for place in quiet.list_folders(council))
    return tuple(place for place in places if WORD_SHAPE.match(name_of(place)))


def select_policies(known: Sequence[str], names: Sequence[str], prefix: str) -> frozenset[str]:
    """Give those of the policies `known` that `names` can mean, as they are typed on the command line.

    A name is a council, a policy, a version (`leek/notices@1`), or the path to a version's file, of which the first
    folders may be missing; `prefix` is what stands before a policy in such a path (`policies/`).
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
