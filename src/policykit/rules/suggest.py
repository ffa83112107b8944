"""Did you mean: the nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def suggest_word(word: str, among: Iterable[str]) -> str | None:
    """Give `did you mean …` for a word close to one of `among`."""
    from difflib import get_close_matches

    close = get_close_matches(word, sorted(among), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else None
