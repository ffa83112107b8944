"""The search for what left its place: pairs that share rare words, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

from policykit.compare.alignment.backbone import Pair
from policykit.compare.alignment.choice import Candidate
from policykit.compare.alignment.likeness import UnitSide, measure_likeness
from policykit.compare.alignment.standing_out import PLAIN, pick_outstanding

RAREST = 14
"""How many features of a unit are looked up."""
POSTINGS = 64
"""A feature that more units than this have in common tells them apart too little to be worth following."""
SIGHTS = 400
"""After so many places the features that are left are too common to change the order."""
LOOKS = 5
"""How many of the units found are compared in full."""
_THRESHOLD = 0.60

Feature = int
"""A word by its number, or two neighbouring words as one number above all of those."""
_BASE = 1 << 24


def rate_far(
    old: UnitSide, new: UnitSide, free_old: Sequence[int], free_new: Sequence[int]
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

    def __init__(self, side: UnitSide, free: Sequence[int]) -> None:
        self.side = side
        self.of = {i: _read_features(side.words(i)) for i in free}
        self.postings: dict[Feature, list[int]] = {}
        for i, features in self.of.items():
            for feature in features:
                if feature in self.postings:
                    self.postings[feature].append(i)
                else:
                    self.postings[feature] = [i]
        self.counts = {feature: len(places) for feature, places in self.postings.items()}

    def look_up(self, far: _Features) -> list[Pair]:
        """Give, for each unit, the few units of the far side that share most of its rarest features."""
        counts = {
            feature: count + far.counts[feature] for feature, count in self.counts.items() if feature in far.counts
        }
        return [(i, j) for i, features in self.of.items() for j in far.find_sharing(features, counts)]

    def find_likeness_within(self, units: Sequence[int]) -> dict[int, float]:
        """Give how alike each of `units` is to the most alike unit of its own side that has another text."""
        counts = {feature: count for feature, count in self.counts.items() if count > 1}
        best: dict[int, float] = {}
        for i in units:
            others = (k for k in self.find_sharing(self.of[i], counts) if self.side.keys[k] != self.side.keys[i])
            best[i] = max((measure_likeness(self.side, i, self.side, k) for k in others), default=0.0)
        return best

    def find_sharing(self, features: Sequence[Feature], counts: Mapping[Feature, int]) -> list[int]:
        """Give the few units that share most of the rarest of `features`; `counts` says how common each is."""
        weights: dict[int, float] = {}
        seen = 0
        for feature in sorted([f for f in features if f in counts], key=counts.__getitem__)[:RAREST]:
            places = self.postings[feature]
            seen += len(places)
            if seen > SIGHTS:
                break
            if len(places) <= POSTINGS:
                weight = 1 / (1 + log(len(places)))
                for j in places:
                    weights[j] = weights.get(j, 0.0) + weight
        return sorted(weights, key=weights.__getitem__, reverse=True)[:LOOKS]


def _read_features(words: list[int]) -> list[Feature]:
    """Give the distinct words and neighbouring pairs of words, in order of first sight."""
    doubles = [(first + 1) * _BASE + second for first, second in pairwise(words)]
    return list(dict.fromkeys(words + doubles))
