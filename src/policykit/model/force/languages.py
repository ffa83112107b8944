"""The languages whose words of force are known; of every other one it is said that it was not examined."""

from __future__ import annotations

from policykit.model.force.english import ENGLISH
from policykit.model.force.kinds import ForceWords, read_primary
from policykit.model.force.welsh import WELSH

_KNOWN = {words.language: words for words in (ENGLISH, WELSH)}


def find_force_words(language: str) -> ForceWords | None:
    """Give the modal words of a language (BCP 47); None for one that is not known."""
    return _KNOWN.get(read_primary(language))


def say_unexamined(language: str) -> str:
    """Say that words were not examined, and why."""
    return f"not examined: the text is in {language}"
