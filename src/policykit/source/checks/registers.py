"""Checks of register.yaml against the versions and the council."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.model.library import Library, Policy
from policykit.source import codes
from policykit.source.suggest import hint_nearest


def check_registers(library: Library) -> Iterator[Diagnostic]:
    """Find events of versions and committees that do not exist, and fields both given and said to be blank."""
    for policy in library.policies.values():
        yield from _check_versions(policy)
        yield from _check_committees(policy, library)
        yield from _check_blanks(policy)


def _check_versions(policy: Policy) -> Iterator[Diagnostic]:
    places = policy.register.places
    for position, event in enumerate(policy.register.value.events):
        if event.version not in policy.labels and event.version not in policy.unread:
            span = places.span(("events", position, "version"))
            yield places.fault(
                codes.UNKNOWN_VERSION,
                span,
                f"there is no version `{event.version}`",
                hint_nearest(event.version, policy.labels, f"versions: {', '.join(policy.labels)}"),
            )


def _check_committees(policy: Policy, library: Library) -> Iterator[Diagnostic]:
    council = library.councils.get(policy.council)
    if council is None:
        return
    known = [committee.id for committee in council.value.committees]
    places = policy.register.places
    for position, event in enumerate(policy.register.value.events):
        if event.committee is not None and event.committee not in known:
            span = places.span(("events", position, "committee"))
            yield places.fault(
                codes.UNKNOWN_COMMITTEE,
                span,
                f"council.yaml has no committee `{event.committee}`",
                hint_nearest(event.committee, known, "add it under `committees:`"),
            )


def _check_blanks(policy: Policy) -> Iterator[Diagnostic]:
    places = policy.register.places
    for position, event in enumerate(policy.register.value.events):
        for field in event.blanks:
            if getattr(event, field) is not None:
                span = places.key_span(("events", position, "blanks", field))
                yield places.fault(
                    codes.BAD_CLAUSE, span, f"`{field}` is given, and also said to be blank", "delete one of the two"
                )
