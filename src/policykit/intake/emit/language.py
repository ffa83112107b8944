"""The language of a file, by its commonest words: word processors often name another than it is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from policykit.model.force.kinds import read_primary

_ENGLISH = "the of and to is are must for with this that by be it should may not"
_WELSH = "yn y yr mae rhaid ar gan bod neu hwn hon dylai caiff ei eu â fel wrth gyda cyngor"
_COMMON = {"en": frozenset(_ENGLISH.split()), "cy": frozenset(_WELSH.split())}
"""Words of which every text of a language has many, and of another few."""
_LEAST = 5
"""Fewer of them say nothing."""
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


def find_language(texts: Iterable[str], named: str) -> str:
    """Give the language (BCP 47) of texts, or nothing where it is English or not to be told.

    Args:
        texts: the words of the file.
        named: the language that the file names, which counts where its words say nothing.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        for word in _WORD.findall(text.lower()):
            counts.update(language for language, common in _COMMON.items() if word in common)
    found, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    if count >= _LEAST:
        return "" if found == "en" else found
    known = _TAG.fullmatch(named) and read_primary(named) not in _COMMON
    return named if known else ""
