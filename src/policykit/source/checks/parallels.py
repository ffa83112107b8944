"""Checks of texts in two languages: that each clause of one is there in the other, in the same place."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.model.force.kinds import read_primary
from policykit.model.library import Library, Policy, Sourced
from policykit.model.policy import Clause, Path, Section, Version
from policykit.source import codes
from policykit.wording.nearest import hint_nearest


def check_parallels(library: Library) -> Iterator[Diagnostic]:
    """Find what a text and the same text in another language do not both have."""
    for policy in library.policies.values():
        for version in policy.versions:
            if version.value.parallel is not None:
                yield from _check_parallel(library, policy, version, version.value.parallel)


def _check_parallel(library: Library, policy: Policy, version: Sourced[Version], named: str) -> Iterator[Diagnostic]:
    places, span = version.places, version.places.span(("parallel",))
    name, _, label = named.partition("@")
    full = f"{policy.council}/{name}"
    if library.has_unread(full) or (full in library.names and full not in library.policies):
        return
    other = library.policies.get(full)
    if other is None:
        own = [each.id for each in library.policies.values() if each.council == policy.council]
        hint = hint_nearest(name, own, "name a policy of this council and its version: `records@2`")
        yield places.fault(codes.UNKNOWN_PARALLEL, span, f"the council has no policy `{name}`", hint)
        return
    if label not in other.labels:
        hint = hint_nearest(label, other.labels, f"its versions: {', '.join(other.labels)}")
        yield places.fault(codes.UNKNOWN_PARALLEL, span, f"`{full}` has no version `{label}`", hint)
        return
    council = library.councils.get(policy.council)
    usual = council.value.language if council else "en-GB"
    twin = other.version(label)
    languages = [each.value.language or usual for each in (version, twin)]
    if read_primary(languages[0]) == read_primary(languages[1]):
        message = f"`{full}@{label}` is in `{languages[1]}` too"
        yield places.fault(codes.PARALLEL_LANGUAGE, span, message, codes.PARALLEL_LANGUAGE.remedy)
        return
    yield from _compare_parts(version, twin.value, f"{full}@{label}")


def _compare_parts(version: Sourced[Version], twin: Version, name: str) -> Iterator[Diagnostic]:
    places = version.places
    own, theirs = _list_parts(version.value), _list_parts(twin)
    for part, (path, _) in own.items():
        if part not in theirs:
            message = f"`{part}` is not in `{name}`"
            yield places.fault(codes.PARALLEL_GAP, places.span((*path, "id")), message, codes.PARALLEL_GAP.remedy)
    for part in theirs:
        if part not in own:
            message = f"`{part}` of `{name}` is not in this text"
            yield places.fault(codes.PARALLEL_GAP, places.span(("parallel",)), message, codes.PARALLEL_GAP.remedy)
    shared = [part for part in own if part in theirs]
    there = [part for part in theirs if part in own]
    for part, expected in zip(shared, there, strict=True):
        path, what = own[part]
        if part != expected:
            message = f"`{part}` is at another place than in `{name}`, where `{expected}` is"
            yield places.fault(codes.PARALLEL_DIFFERS, places.span((*path, "id")), message)
            break
        if what != theirs[part][1]:
            message = f"`{part}` is {what} here, and {theirs[part][1]} in `{name}`"
            yield places.fault(codes.PARALLEL_DIFFERS, places.span((*path, "id")), message)


def _list_parts(version: Version) -> dict[str, tuple[Path, str]]:
    """Give each section and clause by its id, in the order of the text, with its path and what it is."""
    parts: list[tuple[Path, Section | Clause]] = [*version.walk_sections(), *version.walk_clauses()]
    parts.sort(key=lambda pair: tuple((str(step) == "sections", step) for step in map(_order, pair[0])))
    return {str(part.id): (path, _describe(part)) for path, part in parts}


def _order(step: str | int) -> str:
    return f"{step:06}" if isinstance(step, int) else step


def _describe(part: Section | Clause) -> str:
    if isinstance(part, Section):
        return "an appendix" if part.appendix else "a section"
    table = f" with a table of {len(part.table.rows)} rows" if part.table is not None else ""
    picture = " with a picture" if part.picture is not None else ""
    return f"of kind `{part.kind}`{table}{picture}"
