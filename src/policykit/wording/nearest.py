"""“Did you mean …”: the nearest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable


def find_nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate nearest to `word`, or None where none is near (two slips in a word of average length)."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, sorted(set(candidates)), scorer=fuzz.ratio, score_cutoff=65)
    return str(found[0]) if found else None


def hint_nearest(word: str, candidates: Iterable[str], otherwise: str | None = None) -> str | None:
    """Give “did you mean `…`?” where a candidate is near, else `otherwise`."""
    nearest = find_nearest(word, candidates)
    return f"did you mean `{nearest}`?" if nearest else otherwise
