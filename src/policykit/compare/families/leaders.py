"""Who leads and who follows: families by a rule that no order, part or engine changes.

Texts come in the order of how many policies hold them, most first, then by fingerprint. Each looks at the first
`ASKED` leaders before it in the order, under each of its probes. It follows the one most like it, if that is
at least `NEAR`; else it leads itself. So each member is `NEAR` to the leader itself, and no chain of neighbours
makes one family of two texts that are not alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from policykit.compare.alignment.likeness import find_alike, list_words, measure_words

NEAR = 0.80
"""From here on (0 to 1) two texts are nearly verbatim."""
ASKED = 4
"""How many leaders are asked under one probe."""

Order = tuple[int, int]
"""Where a text comes: the less, the sooner."""
Choice = tuple[int, float]
"""Whom a text follows (its position), and how alike it is to that one (0 to 1, to four places); itself and 1 of a
leader."""


def place_text(spread: int, fingerprint: int) -> Order:
    """Give where a text comes that `spread` policies hold."""
    return -spread, fingerprint


class Likeness:
    """How alike texts are, with the words of each that was asked kept as one sign for a word."""

    def __init__(self, keys: Sequence[str], fingerprints: Sequence[int]) -> None:
        """Take the key and the fingerprint of each text, by its number."""
        self._keys = keys
        self._fingerprints = fingerprints
        self._words: dict[int, str] = {}
        self._signs = _WordSigns()

    def find_nearest(self, text: int, others: Sequence[int]) -> Choice:
        """Give the one of the others that is most like a text and at least `NEAR`, else the text itself and 1.

        Of two that are as much alike, the one with the lesser fingerprint.
        """
        best: tuple[float, int] = (NEAR, -_LAST)
        chosen = text
        keys = list(map(self._keys.__getitem__, others))
        for characters, position in find_alike(self._keys[text], keys, NEAR - _HALF):
            if (characters + 1) / 2 < best[0] - _HALF:
                break
            other = others[position]
            words = measure_words(self._write_words(text), self._write_words(other))
            rated = round((characters + words) / 2, 4), -self._fingerprints[other]
            if rated > best:
                best, chosen = rated, other
        return (text, 1.0) if chosen == text else (chosen, best[0])

    def _write_words(self, text: int) -> str:
        found = self._words.get(text)
        if found is None:
            words = list_words(self._keys[text])
            if self._signs.is_full(len(words)):
                self._words.clear()
                self._signs.clear()
            found = self._words[text] = "".join(map(self._signs.__getitem__, words))
        return found


class _WordSigns(dict[str, str]):
    """A sign of its own for each word, so that a row of words is a text that is quickly compared."""

    def __missing__(self, word: str) -> str:
        number = len(self)
        sign = self[word] = chr(number if number < _SURROGATES[0] else number + _SURROGATES[1])
        return sign

    def is_full(self, more: int) -> bool:
        """Say whether there may be no signs left for so many words more."""
        return len(self) + more >= _MOST_SIGNS


_SURROGATES = 0xD800, 0x800
_MOST_SIGNS = 0x110000 - 0x800
_HALF = 0.0001
"""More than what is lost when a likeness is written to four places."""
_LAST = 1 << 63
"""More than any fingerprint."""


def choose_leaders(fingerprints: Sequence[int], probes: Sequence[Sequence[int]], keys: Sequence[str]) -> list[Choice]:
    """Give which text each one follows, from its fingerprint, its probes and its key; the texts come in their order.

    Work is linear in the texts: at most `PROBES` times `ASKED` comparisons for each.
    """
    shared = {probe for probe, held in Counter(chain.from_iterable(probes)).items() if held > 1}
    likeness = Likeness(keys, fingerprints)
    leaders: dict[int, list[int]] = {probe: [] for probe in shared}
    chosen: list[Choice] = []
    for position, own in enumerate(probes):
        boards = [leaders[probe] for probe in own if probe in shared]
        asked = list(set(chain.from_iterable(boards)))
        choice = likeness.find_nearest(position, asked) if asked else (position, 1.0)
        chosen.append(choice)
        if choice[0] == position:
            for board in boards:
                if len(board) < ASKED:
                    board.append(position)
    return chosen
