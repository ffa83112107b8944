"""The phrases of a language; where policykit has none in it, those in English, which say that they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policykit.wording.numbers import name_ordinal
from policykit.wording.phrases import english, welsh


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """What is printed around a text, in one language."""

    language: str
    """The language that the phrases are in, without a region: `en` also where another was asked for."""
    table: Mapping[str, str]
    months: tuple[str, ...]
    name_day: Callable[[int], str]
    """Gives a day of the month as an ordinal."""

    def say(self, name: str, **values: object) -> str:
        """Give one phrase with its gaps filled. Raises KeyError for a name that there is not."""
        return self.table[name].format(**values) if values else self.table[name]

    def translate(self, words: str, part: str) -> str:
        """Give what a default of policykit in English, of a part such as `block`, is in this language."""
        names = (name for name, english_words in english.ENGLISH.items() if english_words == words)
        name = next((name for name in names if name.startswith(f"{part}.")), None)
        return self.table[name] if name else words

    def mark(self, language: str) -> str:
        """Give the language to mark the phrases with in a text of `language`; nothing where it is the same."""
        return "" if language.partition("-")[0].lower() == self.language else self.language


ENGLISH = PhraseTable("en", english.ENGLISH, english.MONTHS, name_ordinal)
WELSH = PhraseTable("cy", welsh.WELSH, welsh.MONTHS, welsh.name_day)
_KNOWN = {phrases.language: phrases for phrases in (ENGLISH, WELSH)}


def find_phrases(language: str) -> PhraseTable:
    """Give the phrases of a language (BCP 47), or those in English where there are none."""
    return _KNOWN.get(language.partition("-")[0].lower(), ENGLISH)
