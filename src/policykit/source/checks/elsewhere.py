"""Checks of references to other policies: that there is such a policy, and such a clause in its version that counts."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.model.elsewhere import find_elsewhere, walk_elsewhere
from policykit.model.library import Library, Policy, Sourced
from policykit.model.policy import Version, closing_id
from policykit.source.codes import DANGLING_REFERENCE
from policykit.wording.nearest import hint_nearest


def check_elsewhere(library: Library) -> Iterator[Diagnostic]:
    """Find references to policies and clauses that are not there; what was adopted keeps what it printed."""
    for policy in library.policies.values():
        for version in policy.versions:
            frozen = policy.frozen.get(version.value.version)
            if frozen is None or frozen.version != version.value:
                yield from _check_version(library, policy, version)


def _check_version(library: Library, policy: Policy, version: Sourced[Version]) -> Iterator[Diagnostic]:
    for path, start, end, target in walk_elsewhere(version):
        name, _, part = target.partition("/")
        full = f"{policy.council}/{name}"
        found = find_elsewhere(library, policy, target)
        span = version.places.inside(path, start, end)
        if found is None:
            if library.has_unread(full):
                continue
            known = [each.rpartition("/")[2] for each in library.names if each.startswith(f"{policy.council}/")]
            hint = hint_nearest(name, known, f"policies of this council: {', '.join(known)}")
            message = f"the council has no policy `{name}`"
            yield version.places.fault(DANGLING_REFERENCE, span, message, hint)
            continue
        _, counts = found
        parts = [
            *(section.id for _, section in counts.walk_sections()),
            *(clause.id for _, clause in counts.walk_clauses()),
        ]
        parts += [closing_id(clause.id) for _, clause in counts.walk_clauses() if clause.closing is not None]
        if part not in parts:
            message = f"version `{counts.version}` of `{full}` has no clause or section `{part}`"
            hint = hint_nearest(part, parts, "ids are listed in its file")
            yield version.places.fault(DANGLING_REFERENCE, span, message, hint)
