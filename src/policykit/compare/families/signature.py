"""What is worked out of one text alone: its key, its fingerprint and its probes, the same on every machine for ever.

The hash is BLAKE2b (RFC 7693). Of a key's UTF-8 bytes, the first 8 bytes of the 8-byte digest, least significant first,
without the lowest bit, are its fingerprint. Of a word's bytes, the first and second 8 bytes of the 16-byte digest, each
without its lowest 4 bits, are its numbers a and b. Three words that follow each other, x, y and z, have the number
a(x) XOR b(y) XOR a(z). The least `PROBES` such numbers of a text are its probes: two texts that share most of
their words share one of them almost surely, and texts that share few share none.
"""

from __future__ import annotations

from hashlib import blake2b
from operator import xor
from typing import NamedTuple

from policykit.compare.alignment.likeness import list_words, make_key
from policykit.compare.families.masks import NameMask

PROBES = 5
"""How many numbers of a text are looked up."""
LEAST_WORDS = 5
"""A shorter text belongs to no one: "Translating content" may be written twice."""


class Signature(NamedTuple):
    """What is kept of a text to find texts like it."""

    fingerprint: int
    """What its key is known by, below 2 to the 63."""
    key: str
    """Its words as they count for equality, with the council's names covered."""
    probes: tuple[int, ...]
    """At most `PROBES` numbers below 2 to the 60, rising; none of a text of fewer than `LEAST_WORDS` words."""


def hide_names(text: str, mask: NameMask) -> str:
    """Give the key of a text: its normal form, with the council's own names covered."""
    return make_key(mask.cover(text))


def sign_key(key: str) -> Signature:
    """Give the signature of a key."""
    return Signature(take_fingerprint(key), key, find_probes(key))


def take_fingerprint(key: str) -> int:
    """Give what a key is known by. Of ten million different keys, two share one with a chance of 1 to 180,000."""
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "little") >> 1


def find_probes(key: str) -> tuple[int, ...]:
    """Give the least numbers of three words in a row."""
    words = list_words(key)
    if len(words) < LEAST_WORDS:
        return ()
    outer = list(map(_OUTER.__getitem__, words))
    inner = map(_INNER.__getitem__, words)
    next(inner)
    return tuple(sorted(set(map(xor, map(xor, outer, inner), outer[2:])))[:PROBES])


class _WordNumbers(dict[str, int]):
    """The numbers of words, each worked out once."""

    def __init__(self, start: int) -> None:
        super().__init__()
        self._start = start

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        digest = blake2b(word.encode("utf-8"), digest_size=16).digest()
        number = self[word] = int.from_bytes(digest[self._start : self._start + 8], "little") >> 4
        return number


_MOST_WORDS = 500_000
"""So many different words are kept; no text needs them all at once."""
_OUTER, _INNER = _WordNumbers(0), _WordNumbers(8)
