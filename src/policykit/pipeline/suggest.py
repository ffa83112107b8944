"""`suggest`: clauses that are not linked yet, and what to read beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from policykit.compare.councils.matrix import Matrix
from policykit.compare.councils.suggest import Suggestion, suggest_counterparts
from policykit.model.library import Library
from policykit.pipeline.matrix import find_columns, make_matrix
from policykit.pipeline.names import Named, find_versions


@dataclass(frozen=True, slots=True)
class Suggested:
    """Two policies, and the suggestions for their clauses without a counterpart."""

    matrix: Matrix
    """The two side by side, with what is confirmed."""
    suggestions: tuple[Suggestion, ...]


def suggest_links(library: Library, names: Sequence[str]) -> tuple[Suggested, ...]:
    """Give the suggestions between two policies, or between one and every other of the library.

    Raises PolicykitError for a name that does not exist, and where there is nothing to compare with.
    """
    return tuple(_suggest(library, first, second) for first, second in _find_pairs(library, names))


def suggested_to_json(found: Sequence[Suggested]) -> str:
    """Give suggestions as JSON, which the schema `suggest` describes."""
    from policykit.pipeline.results.counterparts import describe_suggestions
    from policykit.pipeline.results.write import write_result

    return write_result("suggest", describe_suggestions(found))


def _find_pairs(library: Library, names: Sequence[str]) -> list[tuple[Named, Named]]:
    own = find_versions(library, tuple(names[:1]))
    rest = find_versions(library, tuple(names[1:]))
    if len(names) < 2:
        rest = tuple(named for named in rest if named.policy.name not in {each.policy.name for each in own})
    columns = find_columns(library, [named.name for named in (*own, *rest)])
    kept = {named.policy.name for named in own}
    return [(a, b) for a, b in combinations(columns, 2) if (a.policy.name in kept) != (b.policy.name in kept)]


def _suggest(library: Library, first: Named, second: Named) -> Suggested:
    matrix = make_matrix(library, (first, second))
    joined = {frozenset((link.first, link.second)) for link in matrix.links}
    column = {clause.address: clause.column for clause in matrix.clauses}
    for family in matrix.families:
        joined |= {
            frozenset((a.address, b.address))
            for a, b in combinations(family.members, 2)
            if column[a.address] != column[b.address]
        }
    return Suggested(matrix, suggest_counterparts(matrix.clauses, joined))
