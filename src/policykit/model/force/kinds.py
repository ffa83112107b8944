"""What a text can ask of people, and the words of one language that ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Force = Literal[
    "duty", "prohibition", "recommendation", "recommendation against", "permission", "commitment", "commitment not to"
]


@dataclass(frozen=True, slots=True)
class ForceWords:
    """The modal words of one language."""

    language: str
    """The language, without a region: `cy`."""
    forces: Mapping[str, Force]
    """The force that each word or phrase gives a clause, by its plain form."""
    spelt: Mapping[str, str]
    """Other spellings of a plain form: contractions, mutations, other persons."""

    @property
    def every(self) -> dict[str, Force]:
        """Give the force of every spelling, in small letters, with straight apostrophes."""
        return dict(self.forces) | {form: self.forces[plain] for form, plain in self.spelt.items()}


def read_primary(language: str) -> str:
    """Give a language without its region or script: `cy` for `cy-GB`."""
    return language.partition("-")[0].lower()
