"""Splits and mergers: several neighbours that together hold the words of one unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rapidfuzz.distance import LCSseq

from policykit.compare.assignment import Candidate
from policykit.compare.backbone import Pair
from policykit.compare.keys import Side

MAX_PARTS = 4
_COVERAGE = 0.78
"""The share of the whole's words that the parts must hold together, in order."""
_FOREIGN = 0.25
"""The share of the parts' words that may come from elsewhere."""
_OWN = 0.60
"""The share of each part's words that must come from the whole."""
_SHORTEST = 3

Free = Callable[[int], bool]


def find_groups(
    seeds: Iterable[Pair], old: Side, new: Side, is_free_old: Free, is_free_new: Free
) -> dict[tuple[tuple[int, ...], tuple[int, ...]], Candidate]:
    """Give the groups that grow from pairs of a possible part and its whole.

    A seed itself need not be free (an id may have paired it); the neighbours it grows by must be.
    """
    groups: dict[tuple[tuple[int, ...], tuple[int, ...]], Candidate] = {}
    for i, j in seeds:
        for parts, score in _grow(old, i, new, j, is_free_new):
            groups[(i,), parts] = Candidate(score, (i,), parts, "coverage")
        for parts, score in _grow(new, j, old, i, is_free_old):
            groups[parts, (j,)] = Candidate(score, parts, (j,), "coverage")
    return groups


def _grow(whole: Side, i: int, side: Side, seed: int, is_free: Free) -> Iterator[tuple[tuple[int, ...], float]]:
    """Give the best window of neighbours around `seed` that covers unit `i` of `whole`, with its score."""
    words, part = whole.words(i), side.words(seed)
    if len(part) < _SHORTEST or len(part) > 0.95 * len(words) or not _belongs(words, part):
        return
    alone = 2 * LCSseq.similarity(words, part) / (len(words) + len(part))
    best: tuple[float, tuple[int, ...]] | None = None
    for first in range(seed, max(-1, seed - MAX_PARTS), -1):
        if first != seed and not _may_join(words, side, first, is_free):
            break
        joined = [word for k in range(first, seed + 1) for word in side.words(k)]
        for last in range(seed, min(len(side), first + MAX_PARTS)):
            if last != seed:
                if not _may_join(words, side, last, is_free):
                    break
                joined = joined + side.words(last)
            if last == first:
                continue
            score = _rate(words, joined)
            if score > alone and (best is None or score > best[0]):
                best = (score, tuple(range(first, last + 1)))
    if best:
        yield best[1], best[0]


def _may_join(words: list[int], side: Side, index: int, is_free: Free) -> bool:
    return is_free(index) and len(side.words(index)) >= _SHORTEST and _belongs(words, side.words(index))


def _belongs(words: list[int], part: list[int]) -> bool:
    return LCSseq.similarity(words, part) >= _OWN * len(part)


def _rate(words: list[int], joined: list[int]) -> float:
    common = LCSseq.similarity(words, joined)
    if common < _COVERAGE * len(words) or len(joined) - common > _FOREIGN * len(joined):
        return 0.0
    return 2 * common / (len(words) + len(joined))
