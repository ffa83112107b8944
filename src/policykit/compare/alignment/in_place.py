"""Gaps: the stretches between neighbours of the backbone, where unpaired units may answer each other in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from rapidfuzz import process
from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from policykit.compare.alignment.backbone import Pair
from policykit.compare.alignment.choice import Candidate
from policykit.compare.alignment.likeness import UnitSide
from policykit.compare.alignment.standing_out import pick_outstanding

MAX_CELLS = 10_000
"""A gap with more pairs than this is left to the search by rare words: the work must not grow with the square."""
_LOOSE, _STRICT = 0.42, 0.64
_FEW = 16
"""Up to so many pairs a gap is narrow: its place alone speaks for a pair. In a wider one a pair must stand out."""
_CROWD = 400
_SEED = 0.36
"""Half as alike as a part is to the whole it was split from: worth a look, not worth a pair."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The free units on both sides between two neighbours of the backbone."""

    old: list[int]
    new: list[int]


def find_gaps(backbone: Sequence[Pair], partner: Sequence[int], taken: Sequence[bool]) -> Iterator[Stretch]:
    """Give every gap that has free units on both sides."""
    last_old, last_new = -1, -1
    for i, j in (*backbone, (len(partner), len(taken))):
        if i - last_old > 1 and j - last_new > 1:
            old = [k for k in range(last_old + 1, i) if partner[k] < 0]
            new = [k for k in range(last_new + 1, j) if not taken[k]]
            if old and new:
                yield Stretch(old, new)
        last_old, last_new = i, j


def pair_repeats(gap: Stretch, old: UnitSide, new: UnitSide) -> list[Pair]:
    """Pair units of equal key within a gap, the first with the first."""
    places: dict[str, list[int]] = {}
    for j in reversed(gap.new):
        places.setdefault(new.keys[j], []).append(j)
    return [(i, found.pop()) for i in gap.old if (found := places.get(old.keys[i]))]


def rate_gap(gap: Stretch, old: UnitSide, new: UnitSide) -> tuple[list[Candidate], list[Pair]]:
    """Give the candidates of a gap, and the seeds: pairs that may be a part and its whole.

    What is asked of a pair grows with the number of pairs it competes with.
    """
    cells = len(gap.old) * len(gap.new)
    if cells > MAX_CELLS:
        return [], []
    threshold = _LOOSE + (_STRICT - _LOOSE) * min(1.0, log2(cells) / 10)
    texts = [new.keys[j] for j in gap.new]
    floor = _SEED if cells <= _CROWD else 0.5
    rated: dict[Pair, float] = {}
    for i in gap.old:
        for _, percent, place in process.extract(
            old.keys[i], texts, scorer=ratio, score_cutoff=floor * 100, limit=None
        ):
            j = gap.new[place]
            rated[i, j] = (percent / 100 + Indel.normalized_similarity(old.words(i), new.words(j))) / 2
    seeds = sorted(rated)
    likely = [pair for pair in seeds if rated[pair] >= threshold]
    if cells > _FEW:
        outstanding = pick_outstanding(rated, old, new)
        likely = [pair for pair in likely if pair in outstanding]
    return [Candidate(rated[i, j], (i,), (j,), "gap") for i, j in likely], seeds
