"""Opening a library for one piece of work: what is wrong elsewhere is not in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from policykit.errors import Diagnostic, PolicykitError, Severity
from policykit.model.library import Library, Policy
from policykit.pipeline.names import Named, find_version, find_versions, list_drafts, names_one
from policykit.pipeline.numbers import find_number_faults
from policykit.pipeline.rulesets import find_rule_faults
from policykit.source import library as source
from policykit.source.files import Root, file_label, open_folder
from policykit.source.library import Reading, read_library
from policykit.source.reading.shelf import Shelf

__all__ = [
    "Shelf",
    "find_readable",
    "load_library",
    "open_folder",
    "open_version",
    "open_versions",
    "open_with_drafts",
    "refuse_faults",
]


def load_library(root: Root, today: date | None = None) -> Library:
    """Give the whole library below `root`, in which a policy's name means its version in force on `today`.

    Raises PolicykitError with every error of all files.
    """
    return replace(source.load_library(root), today=today)


def open_versions(
    root: Root,
    names: tuple[str, ...],
    shelf: Shelf | None = None,
    today: date | None = None,
    *,
    whole: bool = False,
) -> tuple[Library, tuple[Named, ...]]:
    """Give the library below `root` and the versions that `names` mean, every policy's current one without names.

    A name without a label means the version in force on `today`, without a day as the events alone say.
    With names, the library holds what they mean and what all share; nothing else is read.
    Raises PolicykitError with every error in what is named: the versions' own files, their councils', and what all
    share. A slip in a draft does not stop what is in force from being published; with `whole` it does. Without names,
    every error counts.
    """
    reading, found = _read_named(root, names, shelf, today)
    if names:
        refuse_faults(reading, [named.policy if whole else named for named in found])
    return reading.library, found


def open_with_drafts(
    root: Root, names: tuple[str, ...], today: date | None = None
) -> tuple[Library, tuple[Named, ...]]:
    """Give what `open_versions` gives, and after each policy's current version the drafts that are newer.

    A name of one version (`council/policy@1`) brings no drafts. Raises as `open_versions` does, and with every error
    in any file of a policy whose drafts are wanted.
    """
    reading, found = _read_named(root, names, today=today)
    exact = {find_version(reading.library, name).name for name in names if names_one(name)}
    refuse_faults(reading, [named if named.name in exact else named.policy for named in found])
    wanted = [(named, *(() if named.name in exact else list_drafts(named))) for named in found]
    return reading.library, tuple({one.name: one for many in wanted for one in many}.values())


def open_version(root: Root, name: str, today: date | None = None) -> tuple[Library, Named]:
    """Give the library below `root` and the one version that `name` means; raises as `open_versions` does."""
    library, _ = open_versions(root, (name,), today=today)
    return library, find_version(library, name)


def _read_named(
    root: Root, names: tuple[str, ...], shelf: Shelf | None = None, today: date | None = None
) -> tuple[Reading, tuple[Named, ...]]:
    reading = read_library(root, only=names, shelf=shelf)
    reading = replace(reading, library=replace(reading.library, today=today))
    errors = reading.errors
    if not names:
        faults = (*find_rule_faults(reading.library), *find_number_faults(reading.library))
        errors = (*errors, *(f for f in faults if f.severity is Severity.ERROR))
        if errors:
            raise PolicykitError(*sorted(errors, key=Diagnostic.order))
    try:
        return reading, find_versions(reading.library, names)
    except PolicykitError:
        if errors:  # what is named may be what could not be read
            raise PolicykitError(*errors) from None
        raise


def find_readable(reading: Reading, name: str) -> Named:
    """Give the version that `name` means, as `find_version` does.

    Raises PolicykitError: `unknown-name`; or, where a policy of that name is there and cannot be read, why.
    """
    try:
        return find_version(reading.library, name)
    except PolicykitError:
        root, policy = PurePath(reading.library.root), name.partition("@")[0].strip("/")
        places = {root / policy, PurePath(name)}
        lost = [
            f for f in reading.errors if f.span and places & {PurePath(f.span.file), *PurePath(f.span.file).parents}
        ]
        if lost:
            raise PolicykitError(*lost) from None
        raise


def refuse_faults(reading: Reading, wanted: Iterable[Named | Policy]) -> None:
    """Raise PolicykitError with every error that concerns what is wanted: its files, its council, what is shared.

    Of a version, the files of the policy's other versions are no concern; of a policy, all its files are.
    """
    library, things = reading.library, list(wanted)
    errors = {
        fault
        for fault in (*reading.diagnostics, *find_rule_faults(library), *find_number_faults(library))
        if fault.severity is Severity.ERROR and any(_concerns(fault, library.root, thing) for thing in things)
    }
    if errors:
        raise PolicykitError(*errors)


def _concerns(fault: Diagnostic, root: str, thing: Named | Policy) -> bool:
    if fault.span is None:
        return True
    file = PurePath(fault.span.file)
    parts = file.relative_to(root).parts if file.is_relative_to(root) else ()
    if len(parts) < 2 or parts[0] == "models":
        return True
    policy = thing.policy if isinstance(thing, Named) else thing
    if parts[0] != policy.council or (len(parts) > 2 and parts[1] != policy.id):
        return False
    if isinstance(thing, Policy) or len(parts) == 2:
        return True
    others = {f"v{file_label(label)}" for label in policy.labels if label != thing.label}
    others |= {f"v{name}" for name in policy.unread if name not in (thing.label, file_label(thing.label))}
    return parts[2].removesuffix(".yaml").removesuffix(".scenarios") not in others
