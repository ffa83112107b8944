"""Ids that slid: they belong to other words now, as where ids are counted and a clause came before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policykit.compare.alignment.backbone import Pair
from policykit.compare.alignment.likeness import UnitSide, measure_likeness

_SAME_MATTER = 0.5
"""Where ids have slid, a pair that is less alike than this is looked for by its words."""


def find_slid(pairs: Sequence[Pair], old: UnitSide, new: UnitSide) -> frozenset[Pair]:
    """Give the pairs of one id that does not say which unit is which, since identical words elsewhere say it better.

    Those are the pairs of which a side stands word for word at another place of the other side, once in each; and,
    where there is such a pair, all that have little in common.
    """
    differ = [(i, j) for i, j in pairs if old.keys[i] != new.keys[j]]
    if not differ:
        return frozenset()
    counts = Counter(old.keys), Counter(new.keys)

    def is_elsewhere(key: str) -> bool:
        return bool(key) and counts[0][key] == counts[1][key] == 1

    sure = {(i, j) for i, j in differ if is_elsewhere(old.keys[i]) or is_elsewhere(new.keys[j])}
    if not sure:
        return frozenset()
    return frozenset(sure | {(i, j) for i, j in differ if measure_likeness(old, i, new, j) < _SAME_MATTER})
