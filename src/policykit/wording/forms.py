"""The form of characters: one text may be written in several (`ŵ` as one sign or two, `ﬁ`, `Ａ`), and says the same.

Texts are equal in form where Unicode says so (canonical and compatibility equivalence, NFKC), but for figures that
would run into others: `10²` is not `102`, and `1½` is not `11/2`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_RAISED = ("<super>", "<sub>", "<fraction>", "<circle>")
"""The kinds of decomposition that set a figure apart from the figures beside it."""
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphens, joiners and spaces without width."""


@lru_cache(maxsize=4096)
def fold_form(text: str) -> str:
    """Give a text as it counts for equality of form; texts that differ in form only give the same."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text
    return unicodedata.normalize("NFC", "".join(folded for _, folded in _fold_clusters(text)))


def is_same_form(first: object, second: object) -> bool:
    """Tell whether two values of plain data (texts, lists, mappings) are equal but for the form of characters."""
    if first == second:
        return True
    if isinstance(first, str) and isinstance(second, str):
        return fold_form(first) == fold_form(second)
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return len(first) == len(second) and all(map(is_same_form, first, second))
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(is_same_form(value, second[key]) for key, value in first.items())
    return False


def find_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Give each place (start and end in `text`) of words, in whatever form and with whatever unseen signs.

    Places may overlap. A place never parts a letter from its accents. No words are nowhere.
    """
    if not words:
        return
    if text.isascii() and words.isascii():
        yield from _find_exact(text, words)
        return
    found = {(start, end) for start, end in _find_exact(text, words) if not _joins(text[end : end + 1])}
    folded, origins = _fold_with_places(text)
    wanted = "".join(piece for _, piece in _fold_clusters(words) if piece not in _UNSEEN)
    for start, end in _find_exact(folded, wanted) if wanted else ():
        first, last = origins[start], origins[end]
        if (not start or origins[start - 1] != first) and origins[end - 1] != last:
            found.add((first, last))
    yield from sorted(found)


def _find_exact(text: str, words: str) -> Iterator[tuple[int, int]]:
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


@lru_cache(maxsize=256)
def _fold_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """Give a folded text without unseen signs and, of each of its characters and of its end, the place in `text`."""
    folded, origins = [], []
    for start, piece in _fold_clusters(text):
        if piece not in _UNSEEN:
            folded.append(piece)
            origins += [start] * len(piece)
    return "".join(folded), (*origins, len(text))


def _fold_clusters(text: str) -> Iterator[tuple[int, str]]:
    """Give each letter with its accents in folded form, with where it starts."""
    starts = [at for at, character in enumerate(text) if not (at and _joins(character))]
    before = ""
    for start, end in zip(starts, (*starts, len(text))[1:], strict=True):
        piece = _fold_cluster(text[start:end], before, text[end : end + 1])
        yield start, piece
        before = piece[-1:]


def _fold_cluster(cluster: str, before: str, after: str) -> str:
    if cluster.isascii():
        return cluster
    folded = unicodedata.normalize("NFKC", cluster)
    runs_on = (folded[:1].isdigit() and before.isdigit()) or (folded[-1:].isdigit() and after.isdigit())
    if runs_on and unicodedata.decomposition(cluster[0]).startswith(_RAISED):
        return unicodedata.normalize("NFC", cluster)
    return folded


def _joins(character: str) -> bool:
    """Tell whether a character belongs to the one before it: an accent, or part of a syllable."""
    if character.isascii():  # also no character at all
        return False
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff" or character in "\uff9e\uff9f"
