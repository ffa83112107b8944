"""The words around a text, in the language of the page. English is the key; other languages are tables of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from markupsafe import Markup, escape

from policykit.model.dates import PartialDate
from policykit.site.welsh import PHRASES
from policykit.wording.phrases.languages import find_phrases

Say = Callable[..., Markup]


def make_say(language: str) -> Say:
    """Give the function that says a phrase in a language; one without a translation says that it is English."""
    is_welsh = find_phrases(language).language == "cy"
    is_english = language.partition("-")[0].lower() == "en"

    def say(text: str, **words: object) -> Markup:
        if is_welsh and text in PHRASES:
            return Markup(escape(PHRASES[text])).format(**words)  # noqa: S704 - escaped here; format escapes the words
        said = Markup(escape(text)).format(**words)  # noqa: S704 - as above
        return said if is_english else Markup('<span lang="en">{}</span>').format(said)

    return say


def say_plain(language: str, text: str, **words: object) -> str:
    """Give a phrase for an attribute or a title, where no element can say its language."""
    is_welsh = find_phrases(language).language == "cy"
    return (PHRASES.get(text, text) if is_welsh else text).format(**words)


def show_day(value: PartialDate | date | None, language: str) -> str:
    """Give a date in words: `9 November 2026`; nothing for no date."""
    if value is None:
        return ""
    day = value if isinstance(value, PartialDate) else PartialDate.of(value)
    return day.shown("long", find_phrases(language))
