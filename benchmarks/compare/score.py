"""Score an alignment against the truth of a generated case."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.compare.generate import Case
from policykit.compare.alignment.units import Alignment

Pairs = set[tuple[int, int]]
Groups = set[tuple[tuple[int, ...], tuple[int, ...]]]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Score:
    """F1 of all clause pairs, of the changed or moved ones, of moves found and flagged, and of whole groups."""

    all: float
    hard: float
    move: float
    group: float


def f1(found: Set[Item], truth: Set[Item]) -> float:
    if not found and not truth:
        return 1.0
    return 2 * len(found & truth) / (len(found) + len(truth))


def pairs_of(alignment: Alignment) -> Pairs:
    return {(i, j) for match in alignment.matches for i in match.old for j in match.new}


def score_alignment(case: Case, alignment: Alignment) -> Score:
    moves = {(i, j) for m in alignment.matches if m.moved for i in m.old for j in m.new}
    groups = {(m.old, m.new) for m in alignment.matches if len(m.old) + len(m.new) > 2}
    return score_pairs(case, pairs_of(alignment), moves, groups)


def score_pairs(case: Case, found: Pairs, moves: Pairs, groups: Groups) -> Score:
    easy = case.pairs - case.hard
    return Score(f1(found, case.pairs), f1(found - easy, case.hard), f1(moves, case.moves), f1(groups, case.groups))
