"""Checks of register.yaml against the versions and the council."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.model.frozen import adopted_words, is_other_form
from policykit.model.library import Library, Policy
from policykit.model.word_changes import list_word_changes
from policykit.source import codes, register_codes
from policykit.source.checks.histories import find_impossible
from policykit.wording.forms import is_same_form
from policykit.wording.nearest import hint_nearest


def check_registers(library: Library) -> Iterator[Diagnostic]:
    """Find events that name what does not exist or cannot have happened, and texts that are not as adopted."""
    for policy in library.policies.values():
        yield from _check_versions(policy)
        yield from _check_committees(policy, library)
        yield from _check_blanks(policy)
        yield from find_impossible(policy.register.value, policy.register.places)
        yield from _check_adopted(policy)


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


def _check_adopted(policy: Policy) -> Iterator[Diagnostic]:
    for version in policy.versions:
        frozen = policy.frozen.get(version.value.version)
        places = version.places
        if frozen is None or frozen.source == places.text:
            continue
        label = version.value.version
        if is_other_form(frozen, version.value, places.text):
            code = register_codes.OTHER_FORM
            message = f"the characters of version `{label}` have another form than they were sealed in; no word differs"
            yield places.fault(code, places.span(("version",)), message, code.remedy)
            continue
        if is_same_form(adopted_words(frozen.version), adopted_words(version.value)):
            message = (
                f"notes, rules or comments of version `{label}` were changed since it was sealed; its words were not"
            )
            code = register_codes.EDITS_UNSEALED
            yield places.fault(code, places.span(("version",)), message, code.remedy)
            continue
        code = register_codes.TEXT_CHANGED
        for change in list_word_changes(frozen.version, version.value):
            path = ("version",) if change.fate == "removed" else change.path
            message = f"{change.part} of version `{label}` was {change.fate} after it was adopted"
            yield places.fault(code, places.span(path), message, code.remedy)
