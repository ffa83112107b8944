"""The words of the furniture: buttons, headings, hints. English is the key; other languages are tables of it.

What a policy says, and what policykit says of it, is in the language that it is in, and pages mark it so.
"""

from __future__ import annotations

from typing import Literal

from policykit.desk.welsh import MONTHS as WELSH_MONTHS
from policykit.desk.welsh import PHRASES as WELSH
from policykit.model.dates import MONTHS

Tongue = Literal["en", "cy"]

TONGUES: dict[Tongue, str] = {"en": "English", "cy": "Cymraeg"}
"""The languages of the furniture, each by its own name."""


def find_phrase(tongue: Tongue, text: str) -> tuple[str, bool]:
    """Give a phrase in a language, and whether it is in that language: what has no translation yet stays English."""
    if tongue == "en":
        return text, True
    return (WELSH[text], True) if text in WELSH else (text, False)


def name_months(tongue: Tongue) -> tuple[str, ...]:
    """Give the months in a language."""
    return MONTHS if tongue == "en" else WELSH_MONTHS
