"""The printed numbers of a version: whether a reader can tell its parts apart by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policykit.edition.numbers import find_repeated_numbers, number_version
from policykit.errors import Code, Diagnostic, Severity
from policykit.model.library import Library, Sourced
from policykit.model.policy import Path, Version, closing_id
from policykit.model.printed import walk_texts
from policykit.model.text import Reference, find_braces

REPEATED_NUMBER = Code(
    "repeated-number",
    Severity.ERROR,
    "two parts of a draft have the same number, so they cannot be cited by it",
    "give one of them another `number:`, or none, so that they are counted",
    'two clauses with `number: "1.2"`',
    'a clause with `number: "1.2"`, and after it one with `number: "1.2A"`',
)
AMBIGUOUS_REFERENCE = Code(
    "ambiguous-reference",
    Severity.ERROR,
    "a reference prints a number that several parts have",
    "first give each of those parts a number of its own",
    "see {ref: plots.second}, where two clauses have the number 1.2",
    "see {ref: plots.second}, which alone has the number 1.2",
)


def find_number_faults(library: Library) -> Iterator[Diagnostic]:
    """Give every number that a draft prints twice, and every reference to such a number, at its place in the file.

    What was adopted keeps its numbers, and is passed over.
    """
    for policy in library.policies.values():
        for version in policy.versions:
            label = version.value.version
            if label in policy.frozen or policy.states[label].approval is not None:
                continue
            groups = find_repeated_numbers(version.value)
            if groups:
                yield from _tell_repeated(version, groups)


def _tell_repeated(version: Sourced[Version], groups: Sequence[Sequence[str]]) -> Iterator[Diagnostic]:
    places, numbers = version.places, number_version(version.value)
    paths = _list_paths(version.value)
    shared = {name: group for group in groups for name in group}
    for group in groups:
        spans = sorted((places.span(paths[name]), name) for name in group)
        first = spans[0][0]
        shown = numbers[spans[0][1]].label
        for span, _ in spans[1:]:
            message = f"the number `{shown}` is taken: line {first.line} has it"
            yield places.fault(REPEATED_NUMBER, span, message, REPEATED_NUMBER.remedy)
    for text in walk_texts(version.value):
        for start, end, node in find_braces(text.text) if text.printed.reading == "markdown" else ():
            if isinstance(node, Reference) and node.target in shared:
                count = len(shared[node.target])
                message = f"`{numbers[shared[node.target][0]].label}` is the number of {count} parts"
                yield places.fault(
                    AMBIGUOUS_REFERENCE, places.inside(text.path, start, end), message, AMBIGUOUS_REFERENCE.remedy
                )


def _list_paths(version: Version) -> dict[str, Path]:
    """Give where the number of each part is said: at its `number:`, or else at its `id:`."""
    paths: dict[str, Path] = {}
    for path, section in version.walk_sections():
        paths[section.id] = (*path, "id" if section.number is None else "number")
    for path, clause in version.walk_clauses():
        paths[clause.id] = (*path, "id" if clause.number is None else "number")
        paths[closing_id(clause.id)] = (*path, "closing")
    return paths
