"""What two texts are compared by: a key that forgets typography, and the words as small numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Sequence

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from policykit.compare.alignment.units import Unit

_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟«»–—−‐‑", '\'\'\'\'""""""-----')
_NUMBERING = re.compile(r"(?:[-•*·▪–]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+|\d{1,3}(?:\.\d{1,3})+\.?\s+)")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def make_key(text: str) -> str:
    """Give the text as it counts for equality: NFKC, plain quotes and dashes, no case, single spaces, no numbering.

    A text that is nothing but numbering or space keeps its folded form.
    """
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY)
    folded = " ".join(folded.casefold().split())
    numbering = _NUMBERING.match(folded)
    return folded[numbering.end() :] if numbering and numbering.end() < len(folded) else folded


class UnitSide:
    """One sequence of units as the stages see it: keys, words as numbers (made when first asked for), and sizes.

    Two sides that are compared share one vocabulary.
    """

    __slots__ = ("_vocabulary", "_words", "keys")

    def __init__(self, units: Sequence[Unit], vocabulary: dict[str, int]) -> None:
        self.keys: list[str] = [make_key(unit.text) for unit in units]
        self._vocabulary = vocabulary
        self._words: list[list[int] | None] = [None] * len(units)

    def __len__(self) -> int:
        return len(self.keys)

    def words(self, index: int) -> list[int]:
        """Give the words of unit `index`, each as its number in the vocabulary."""
        found = self._words[index]
        if found is None:
            vocabulary = self._vocabulary
            found = [vocabulary.setdefault(word, len(vocabulary)) for word in list_words(self.keys[index])]
            self._words[index] = found
        return found


def measure_likeness(old: UnitSide, i: int, new: UnitSide, j: int) -> float:
    """Give how alike two units are, 0 to 1: the mean of what their characters and what their words have in common."""
    if old.keys[i] == new.keys[j]:
        return 1.0
    characters = ratio(old.keys[i], new.keys[j]) / 100
    return (characters + measure_words(old.words(i), new.words(j))) / 2


def list_words(key: str) -> list[str]:
    """Give the words of a key, in order."""
    return _WORD.findall(key)


def measure_words(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Give how much of two rows of words is common to both, in order, 0 to 1; numbers may be in the place of words."""
    return Indel.normalized_similarity(first, second)


def find_alike(key: str, others: Sequence[str], floor: float) -> list[tuple[float, int]]:
    """Give those of other keys whose characters allow a likeness of `floor`: the characters' share, and the position.

    The most promising come first.
    """
    lowest = max(0.0, 2 * floor - 1)  # with the words' half at its most, the characters' must be at least this
    found = extract(key, others, scorer=ratio, processor=None, limit=None, score_cutoff=100 * lowest)
    return [(score / 100, position) for _, score, position in found]
