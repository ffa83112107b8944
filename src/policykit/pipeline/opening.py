"""Opening a library for one piece of work: what is wrong elsewhere does not stand in the way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from policykit.errors import Diagnostic, PolicykitError, Severity
from policykit.model.library import Library, Policy
from policykit.pipeline.names import Named, find_version, find_versions
from policykit.pipeline.rulesets import find_rule_faults
from policykit.source.files import file_label
from policykit.source.library import Reading, load_library, read_library


def open_versions(root: str | Path, names: tuple[str, ...]) -> tuple[Library, tuple[Named, ...]]:
    """Give the library below `root` and the versions that `names` mean, every policy's current one without names.

    Raises PolicykitError with every error in what is named: the versions' own files, their councils', and what all
    share. A slip in a draft keeps nobody from publishing what is in force. Without names, any error is one too many.
    """
    if not names:
        library = load_library(root)
        return library, find_versions(library, ())
    reading = read_library(root)
    try:
        found = find_versions(reading.library, names)
    except PolicykitError:
        if reading.errors:  # what is named may be what could not be read
            raise PolicykitError(*reading.errors) from None
        raise
    refuse_faults(reading, found)
    return reading.library, found


def open_version(root: str | Path, name: str) -> tuple[Library, Named]:
    """Give the library below `root` and the one version that `name` means; raises as `open_versions` does."""
    library, _ = open_versions(root, (name,))
    return library, find_version(library, name)


def refuse_faults(reading: Reading, wanted: Iterable[Named | Policy]) -> None:
    """Raise PolicykitError with every error that concerns what is wanted: its files, its council, what is shared.

    Of a version, the files of the policy's other versions are no concern; of a policy, all its files are.
    """
    library, things = reading.library, list(wanted)
    errors = {
        fault
        for fault in (*reading.diagnostics, *find_rule_faults(library))
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
    others |= {f"v{label}" for label in policy.unread}
    return parts[2].removesuffix(".yaml").removesuffix(".scenarios") not in others
