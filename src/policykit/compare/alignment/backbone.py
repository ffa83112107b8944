"""Sure pairs, and the backbone: the heaviest set of them that keeps one order on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from policykit.compare.alignment.likeness import UnitSide

Pair = tuple[int, int]


def pair_ids(old: Sequence[str | None], new: Sequence[str | None]) -> list[Pair]:
    """Pair units by declared id. An id that one side declares twice says nothing and pairs nothing."""
    places = _find_unique(new, range(len(new)))
    return [(i, places[ident]) for ident, i in _find_unique(old, range(len(old))).items() if ident in places]


def pair_equal(old: UnitSide, new: UnitSide, partner: list[int], taken: list[bool]) -> list[Pair]:
    """Pair units of equal key: those unique on both sides, then equal neighbours of any pair, outward.

    `partner` (new position of each old unit, -1 for none) and `taken` (of each new unit) hold the pairs made before;
    both are brought up to date.
    """
    pairs: list[Pair] = []

    def join(i: int, j: int) -> None:
        partner[i], taken[j] = j, True
        pairs.append((i, j))

    free_old = [i for i, j in enumerate(partner) if j < 0]
    free_new = [j for j, used in enumerate(taken) if not used]
    places = _find_unique(new.keys, free_new)
    for key, i in _find_unique(old.keys, free_old).items():
        if key in places:
            join(i, places[key])
    for step in (1, -1):
        _extend(old, new, partner, taken, join, step)
    return pairs


def _extend(
    old: UnitSide, new: UnitSide, partner: list[int], taken: list[bool], join: Callable[[int, int], None], step: int
) -> None:
    """Pair equal neighbours of pairs in one direction; the edges of the documents count as a pair."""
    order = range(len(old)) if step > 0 else range(len(old) - 1, -1, -1)
    beside = -1 if step > 0 else len(new)
    for i in order:
        if partner[i] < 0:
            j = beside + step
            if beside != -2 and 0 <= j < len(new) and not taken[j] and old.keys[i] == new.keys[j]:
                join(i, j)
        beside = partner[i] if partner[i] >= 0 else -2


def _find_unique(names: Sequence[str | None], places: Iterable[int]) -> dict[str, int]:
    """Give the place of each name that is at exactly one of `places`, in order of place."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for place in places:
        name = names[place]
        if name is None:
            continue
        if name in found:
            twice.add(name)
        else:
            found[name] = place
    return {name: place for name, place in found.items() if name not in twice} if twice else found


def find_backbone(pairs: Sequence[Pair], weights: Sequence[int]) -> list[int]:
    """Give the positions, within `pairs`, of the heaviest subset that rises on both sides.

    `pairs` rise strictly on the old side and no new position occurs twice. A Fenwick tree of prefix maxima keeps the
    work at O(k log k). Of subsets of equal weight the one that ends earliest is taken.
    """
    ranks = {place: rank for rank, place in enumerate(sorted(new for _, new in pairs), start=1)}
    size = len(pairs)
    tree_weight, tree_end = [0] * (size + 1), [-1] * (size + 1)
    before, total = [-1] * size, [0] * size
    best = -1
    for k, (_, new) in enumerate(pairs):
        rank = ranks[new]
        heaviest, end, at = 0, -1, rank - 1
        while at:
            if tree_weight[at] > heaviest:
                heaviest, end = tree_weight[at], tree_end[at]
            at &= at - 1
        before[k], total[k] = end, heaviest + weights[k]
        if best < 0 or total[k] > total[best]:
            best = k
        while rank <= size:
            if tree_weight[rank] < total[k]:
                tree_weight[rank], tree_end[rank] = total[k], k
            rank += rank & -rank
    chain = []
    while best >= 0:
        chain.append(best)
        best = before[best]
    chain.reverse()
    return chain
