"""What the model classes cannot see alone: that ids, references and names fit together across files.

Each check is one function from a library to diagnostics; none depends on the order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from policykit.errors import Diagnostic
from policykit.model.library import Library, Policy
from policykit.source.checks.bodies import check_bodies
from policykit.source.checks.councils import check_councils
from policykit.source.checks.elsewhere import check_elsewhere
from policykit.source.checks.links import check_counterparts, check_settings
from policykit.source.checks.parallels import check_parallels
from policykit.source.checks.pictures import check_pictures
from policykit.source.checks.registers import check_registers
from policykit.source.checks.texts import check_texts
from policykit.source.checks.versions import check_versions
from policykit.source.reading.shelf import Shelf

Check = Callable[[Library], Iterator[Diagnostic]]

POLICY_CHECKS: tuple[Check, ...] = (check_versions, check_texts, check_pictures, check_registers)
"""The checks of each policy; what they find depends on its own files, its council's, and those that all share."""
LIBRARY_CHECKS: tuple[Check, ...] = (
    check_bodies,
    check_councils,
    check_counterparts,
    check_elsewhere,
    check_parallels,
    check_settings,
)
"""The checks of what belongs to no policy, or to many."""


def check_all(library: Library) -> Iterator[Diagnostic]:
    """Give every fault that shows only when the files are seen together."""
    for check in (*POLICY_CHECKS, *LIBRARY_CHECKS):
        yield from check(library)


def check_apart(library: Library, shelf: Shelf) -> Iterator[Diagnostic]:
    """Give what `check_all` gives, checking again only policies of which something changed since the shelf's last."""
    nothing = replace(library, policies={}, part_of=library.names)
    for check in POLICY_CHECKS:
        yield from check(nothing)
    for policy in library.policies.values():
        key = (library.root, policy.name, "checks")
        yield from shelf.recall(key, list_inputs(library, policy), partial(_check_policy, library, policy))
    for check in LIBRARY_CHECKS:
        yield from check(library)


def _check_policy(library: Library, policy: Policy) -> tuple[Diagnostic, ...]:
    own = replace(library.narrow(policy), shared={})
    return tuple(fault for check in POLICY_CHECKS for fault in check(own))


def list_inputs(library: Library, policy: Policy) -> tuple[object, ...]:
    """Give all that anything said of one policy can depend on: its files, its council, and what all share."""
    own = (
        *policy.versions,
        policy.register,
        *policy.scenarios.values(),
        *policy.frozen.values(),
        *policy.unread,
        *policy.pictures.values(),
    )
    return (*own, library.councils.get(policy.council), *library.shared.values(), library.unread)
