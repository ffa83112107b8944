"""How often a confirmed counterpart is among the first three suggestions.

Gold: policies/counterparts.yaml, Congleton against Crewe. Every clause that has a confirmed counterpart is asked about,
from both sides. Random order and the likeness of words alone stand beside it. The weights are also set anew for each
clause with that clause left out (over a small grid), so that the figure does not rest on the clause it judges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import product

from policykit.compare.councils.compare import list_council_clauses
from policykit.compare.councils.matrix import CouncilClause
from policykit.compare.councils.suggest import Matcher, Weights
from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.source.library import load_library

NAMES = ("congleton/social-media", "crewe/social-media")
GRID = [Weights(*each) for each in product((0.2, 0.3, 0.4), (0.1, 0.2, 0.3), (0.0, 0.02), (0.4, 0.6, 0.8))]
PLAIN = Weights(0.0, 0.0, 0.0, 1.0)

Asked = tuple[CouncilClause, list[CouncilClause], set[str]]


def main() -> None:
    library = load_library("policies")
    editions = [find_edition(library, library.policies[name]) for name in NAMES]
    clauses = list_council_clauses(library.topics, [compile_document(edition) for edition in editions])
    gold: dict[str, set[str]] = defaultdict(set)
    for link in library.counterparts:
        for own, other in (link.clauses, link.clauses[::-1]):
            gold[own].add(other)
    sides = [[clause for clause in clauses if clause.column == column] for column in (0, 1)]
    asked: list[Asked] = [
        (clause, sides[1 - clause.column], gold[clause.address]) for clause in clauses if gold[clause.address]
    ]
    matcher = Matcher(clauses)
    ranks = {
        weights: [find_rank(matcher, clause, others, right, weights) for clause, others, right in asked]
        for weights in [*GRID, PLAIN, Weights()]
    }
    chance = [find_chance(len(others), len(right)) for _, others, right in asked]
    print(f"{len(asked)} clauses with a counterpart, {len(library.counterparts)} links")
    for title, keep in (("both sides", None), ("of Congleton", 0), ("of Crewe", 1)):
        chosen = [k for k, (clause, _, _) in enumerate(asked) if keep is None or clause.column == keep]
        print(f"\n{title} ({len(chosen)} clauses)     hit@1  hit@3")
        print_row("topics, n-grams, gate", [ranks[Weights()][k] for k in chosen])
        print_row("the same, leave one out", leave_one_out(ranks, chosen))
        print_row("words alone (rival)", [ranks[PLAIN][k] for k in chosen])
        print(f"  {'random order (limit)':26}          {sum(chance[k] for k in chosen) / len(chosen):.3f}")
    missed = [clause.address for k, (clause, _, _) in enumerate(asked) if ranks[Weights()][k] >= 3]
    print("\nnot among the first three:", ", ".join(missed) or "none")


def find_rank(
    matcher: Matcher, clause: CouncilClause, others: Sequence[CouncilClause], right: set[str], weights: Weights
) -> int:
    ranked = [candidate.address for candidate in matcher.rank(clause, others, weights)]
    return min((ranked.index(address) for address in right if address in ranked), default=len(others))


def find_chance(others: int, right: int) -> float:
    missed = 1.0
    for draw in range(3):
        missed *= (others - right - draw) / (others - draw)
    return 1 - missed


def leave_one_out(ranks: dict[Weights, list[int]], chosen: Sequence[int]) -> list[int]:
    found = []
    for k in chosen:

        def worth(weights: Weights, left_out: int = k) -> tuple[int, int]:
            rest = [rank for position, rank in enumerate(ranks[weights]) if position != left_out]
            return sum(rank < 3 for rank in rest), sum(rank < 1 for rank in rest)

        best: Callable[[Weights], tuple[int, int]] = worth
        found.append(ranks[max(GRID, key=best)][k])
    return found


def print_row(title: str, found: Sequence[int]) -> None:
    at = [sum(rank < limit for rank in found) / len(found) for limit in (1, 3)]
    print(f"  {title:26}  {at[0]:.3f}   {at[1]:.3f}")


if __name__ == "__main__":
    main()
