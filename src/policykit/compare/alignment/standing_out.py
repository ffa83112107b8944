"""The test of standing out: a pair counts only if it is clearly more alike than its units are to anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from policykit.compare.alignment.backbone import Pair
from policykit.compare.alignment.likeness import UnitSide

RATIO = 0.70
"""How far from alike a pair may be, as a share of how far its nearest rival is (Lowe's ratio test, IJCV 2004)."""
PLAIN = 0.85
"""A pair this much alike needs no further proof."""


def pick_outstanding(
    rated: Mapping[Pair, float],
    old: UnitSide,
    new: UnitSide,
    within_old: Mapping[int, float] | None = None,
    within_new: Mapping[int, float] | None = None,
) -> set[Pair]:
    """Give the pairs that stand out among `rated` (pairs with their likeness).

    A rival of the pair (i, j) is any other pair of i or of j; a rival of the very same text is none. `within_old` and
    `within_new` add how alike a unit is to the nearest other unit of its own side.
    """
    rivals_old = _find_rivals(rated, 0, new)
    rivals_new = _find_rivals(rated, 1, old)
    outstanding = set()
    for (i, j), score in rated.items():
        rival = max(rivals_old[i, j], rivals_new[i, j], (within_old or {}).get(i, 0.0), (within_new or {}).get(j, 0.0))
        if score >= PLAIN or 1 - score <= RATIO * (1 - rival):
            outstanding.add((i, j))
    return outstanding


def _find_rivals(rated: Mapping[Pair, float], side: int, others: UnitSide) -> dict[Pair, float]:
    """Give, for each pair, the best score that its unit on `side` has with another text of the other side."""
    by_unit: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair, score in rated.items():
        by_unit[pair[side]].append((score, pair[1 - side]))
    rivals: dict[Pair, float] = {}
    for unit, found in by_unit.items():
        found.sort(key=lambda item: (-item[0], item[1]))
        top = others.keys[found[0][1]]
        second = next((score for score, other in found if others.keys[other] != top), 0.0)
        for _, other in found:
            pair = (unit, other) if side == 0 else (other, unit)
            rivals[pair] = second if others.keys[other] == top else found[0][0]
    return rivals
