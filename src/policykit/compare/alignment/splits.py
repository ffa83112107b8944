"""Splits and mergers: several units close to each other that together hold the words of one unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rapidfuzz.distance import LCSseq

from policykit.compare.alignment.backbone import Pair
from policykit.compare.alignment.choice import Candidate
from policykit.compare.alignment.likeness import UnitSide

MAX_PARTS = 4
_COVERAGE = 0.78
"""The share of the whole's words that the parts must hold together, in order."""
_FOREIGN = 0.25
"""The share of the parts' words that may come from elsewhere."""
_OWN = 0.60
"""The share of each part's words that must come from the whole."""
_SHORTEST = 3
"""Fewer words than this are no evidence of where they come from."""
REACH = 4
"""How far from one part the others are looked for."""

Free = Callable[[int], bool]


def find_groups(
    seeds: Iterable[Pair], old: UnitSide, new: UnitSide, is_free_old: Free, is_free_new: Free
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


def _grow(whole: UnitSide, i: int, side: UnitSide, seed: int, is_free: Free) -> Iterator[tuple[tuple[int, ...], float]]:
    """Give the best run of parts around `seed` that covers unit `i` of `whole`, with its score."""
    words, part = whole.words(i), side.words(seed)
    if len(part) < _SHORTEST or len(part) > 0.95 * len(words) or not _belongs(words, part):
        return
    before = _find_parts(words, side, range(seed - 1, max(-1, seed - REACH - 1), -1), is_free)
    after = _find_parts(words, side, range(seed + 1, min(len(side), seed + REACH + 1)), is_free)
    parts: tuple[int, ...] = ()
    best = 2 * LCSseq.similarity(words, part) / (len(words) + len(part))
    for lead in range(len(before) + 1):
        for trail in range(len(after) + 1):
            if 2 <= lead + trail + 1 <= MAX_PARTS:
                run = (*reversed(before[:lead]), seed, *after[:trail])
                score = _rate(words, [word for k in run for word in side.words(k)])
                if score > best:
                    best, parts = score, run
    if parts:
        yield parts, best


def _find_parts(words: list[int], side: UnitSide, places: range, is_free: Free) -> list[int]:
    """Give the units among `places` that may be parts; what was put between them is passed over."""
    return [k for k in places if is_free(k) and len(side.words(k)) >= _SHORTEST and _belongs(words, side.words(k))]


def _belongs(words: list[int], part: list[int]) -> bool:
    return LCSseq.similarity(words, part) >= _OWN * len(part)


def _rate(words: list[int], joined: list[int]) -> float:
    common = LCSseq.similarity(words, joined)
    if common < _COVERAGE * len(words) or len(joined) - common > _FOREIGN * len(joined):
        return 0.0
    return 2 * common / (len(words) + len(joined))
