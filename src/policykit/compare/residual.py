"""The search for what left its place: pairs that share rare words, wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log

from policykit.compare.assignment import Candidate
from policykit.compare.backbone import Pair
from policykit.compare.keys import Side, measure_likeness
from policykit.compare.rivals import PLAIN, pick_outstanding

RAREST = 14
"""How many features of a unit are looked up."""
POSTINGS = 64
"""A feature that more units than this have in common tells them apart too little to be worth following."""
LOOKS = 5
"""How many of the units found are compared in full."""
_THRESHOLD = 0.60

Feature = int
"""A word by its number, or two neighbouring words as one number above all of those."""
_BASE = 1 << 24


def rate_far(
    old: Side, new: Side, free_old: Sequence[int], free_new: Sequence[int]
) -> tuple[list[Candidate], list[Pair]]:
    """Give candidates among free units regardless of place, and the seeds for splits and mergers.

    A pair must stand out: be clearly more alike than either unit is to any other, on the far side or on its own. In
    unrelated texts of one vocabulary the best pair and the next best are chance alike, and so are close.
    """
    features_old, features_new = _Features(old, free_old), _Features(new, free_new)
    found = features_old.look_up(features_new)
    rated = {(i, j): measure_likeness(old, i, new, j) for i, j in found}
    likely = {pair: score for pair, score in rated.items() if score >= _THRESHOLD}
    doubtful = [pair for pair, score in likely.items() if score < PLAIN]
    rivals_old = features_old.find_likeness_within(sorted({i for i, _ in doubtful}))
    rivals_new = features_new.find_likeness_within(sorted({j for _, j in doubtful}))
    outstanding = pick_outstanding(rated, old, new, rivals_old, rivals_new)
    candidates = [Candidate(likely[pair], (pair[0],), (pair[1],), "global") for pair in likely if pair in outstanding]
    return candidates, found


class _Features:
    """The free units of one side by their features: words and neighbouring pairs of words."""

    def __init__(self, side: Side, free: Sequence[int]) -> None:
        self.side = side
        self.of = {i: _read_features(side.words(i)) for i in free}
        self.postings: defaultdict[Feature, list[int]] = defaultdict(list)
        for i, features in self.of.items():
            for feature in features:
                self.postings[feature].append(i)

    def look_up(self, far: _Features) -> list[Pair]:
        """Give, for each unit, the few units of the far side that share most of its rarest features."""
        pairs: list[Pair] = []
        for i, features in self.of.items():
            known = [(len(self.postings[f]) + len(far.postings[f]), f) for f in features if f in far.postings]
            pairs.extend((i, j) for j in far.find_sharing(known, LOOKS))
        return pairs

    def find_likeness_within(self, units: Sequence[int]) -> dict[int, float]:
        """Give how alike each of `units` is to the most alike unit of its own side that has another text."""
        best: dict[int, float] = {}
        for i in units:
            known = [(len(self.postings[f]), f) for f in self.of[i] if len(self.postings[f]) > 1]
            others = (k for k in self.find_sharing(known, LOOKS) if self.side.keys[k] != self.side.keys[i])
            best[i] = max((measure_likeness(self.side, i, self.side, k) for k in others), default=0.0)
        return best

    def find_sharing(self, known: list[tuple[int, Feature]], count: int) -> list[int]:
        """Give the `count` units that share most of the rarest of features, given with how common each is."""
        weights: defaultdict[int, float] = defaultdict(float)
        for _, feature in sorted(known)[:RAREST]:
            places = self.postings[feature]
            if len(places) <= POSTINGS:
                weight = 1 / (1 + log(len(places)))
                for j in places:
                    weights[j] += weight
        return [j for j, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:count]]


def _read_features(words: list[int]) -> list[Feature]:
    """Give the distinct words and neighbouring pairs of words, in order of first sight."""
    doubles = [(first + 1) * _BASE + second for first, second in pairwise(words)]
    return list(dict.fromkeys(words + doubles))
