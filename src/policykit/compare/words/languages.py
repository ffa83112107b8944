"""The languages in which changes of force are found."""

from __future__ import annotations

from policykit.compare.words.vocabulary import ENGLISH_VOCABULARY, Vocabulary
from policykit.compare.words.welsh import WELSH_VOCABULARY
from policykit.model.force.kinds import read_primary

_KNOWN = {vocabulary.words.language: vocabulary for vocabulary in (ENGLISH_VOCABULARY, WELSH_VOCABULARY)}


def find_vocabulary(language: str) -> Vocabulary | None:
    """Give the vocabulary of a language (BCP 47); None for one that is not known."""
    return _KNOWN.get(read_primary(language))


def require_vocabulary(language: str) -> Vocabulary:
    """Give the vocabulary of a language. Raises ValueError for one that is not known."""
    vocabulary = find_vocabulary(language)
    if vocabulary is None:
        raise ValueError(f"the words of force of `{language}` are not known")
    return vocabulary
