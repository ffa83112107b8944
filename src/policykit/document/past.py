"""Since when each part of a text reads as it does, and what it said before: told beside the text where asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policykit.model.dates import PartialDate
from policykit.wording.phrases.languages import PhraseTable


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A version that a text went through."""

    label: str
    adopted: bool
    """Whether it was ever adopted; only the version that is asked about may not have been."""
    date: PartialDate | None
    """When it was adopted, as precisely as is known."""
    reference: str | None
    """The minute, in the council's own form: `CTC/22/5/1`."""
    words: str
    """How it is named in a sentence: `version 2, adopted 12th March 2024, minute CTC/22/5/1`."""


@dataclass(frozen=True, slots=True)
class PastReading:
    """How a part of the text reads, or read, from one version on."""

    since: PastVersion
    """The first version that reads so."""
    citation: str
    """Where it was in that version: `s.6, 5th bullet`; several parts that are one today are named one after another."""
    words: str
    """Its words there, with the term that it defines and the cells of its table."""


@dataclass(frozen=True, slots=True)
class ClauseHistory:
    """The readings of one clause or heading."""

    id: str
    """Its id in the version that is asked about."""
    part: Literal["heading", "clause"]
    readings: tuple[PastReading, ...]
    """How it reads now, then how it read before, newest first."""

    @property
    def now(self) -> PastReading:
        """How it reads now, and since when."""
        return self.readings[0]

    @property
    def earlier(self) -> tuple[PastReading, ...]:
        """What it said before, newest first; nothing of a part that reads as it did from its first day."""
        return self.readings[1:]


@dataclass(frozen=True, slots=True)
class LostPart:
    """A clause or heading that is no longer in the text."""

    part: Literal["heading", "clause"]
    until: PastVersion
    """The first version without it."""
    last: PastReading
    """How it read last."""


@dataclass(frozen=True, slots=True)
class TextHistory:
    """The history of every part of one version's text, through the versions that were adopted before it."""

    versions: tuple[PastVersion, ...]
    """The versions that count, oldest first; the last is the one that is asked about."""
    parts: tuple[ClauseHistory, ...]
    """Every heading and clause of that version, in document order."""
    lost: tuple[LostPart, ...]
    """What an earlier version had and this one has not, in the order in which it went."""

    def find(self, name: str) -> ClauseHistory | None:
        """Give the history of the part of this id; None where the version has none."""
        return next((part for part in self.parts if part.id == name), None)


@dataclass(frozen=True, slots=True)
class PastLine:
    """What is printed below one part of the text."""

    since: str
    """`In these words since version 2, adopted 12th March 2024, minute 24/31.`"""
    before: tuple[tuple[str, str], ...]
    """What it said before, newest first: where and since when, and the words."""


@dataclass(frozen=True, slots=True)
class PastTold:
    """A history in the words of a document's language, as every medium prints it."""

    opening: str
    """What is said once before the text; all that has no line of its own reads as it says."""
    lines: dict[str, PastLine]
    """What is said below a part, by its id."""
    heading: str
    """The heading over what is no longer in the text."""
    lost: tuple[tuple[str, str], ...]
    """What is no longer in the text: where it was and until when, and the words."""


def tell_past(history: TextHistory, phrases: PhraseTable) -> PastTold:
    """Give a history in words: once what holds for most of the text, and a line where a part differs from that."""
    first = history.versions[0]
    opening = "past.opening" if len(history.versions) > 1 else "past.only"
    return PastTold(
        phrases.say(opening, version=first.words),
        dict(_tell_parts(history, first, phrases)),
        phrases.say("past.lost"),
        tuple(
            (
                phrases.say("past.until", version=lost.until.words, place=_tell_place(lost.last, phrases)),
                lost.last.words,
            )
            for lost in history.lost
        ),
    )


def _tell_parts(history: TextHistory, first: PastVersion, phrases: PhraseTable) -> Iterator[tuple[str, PastLine]]:
    for part in history.parts:
        if part.now.since != first:
            name = "past.since" if part.earlier else "past.new"
            before = tuple((_tell_place(reading, phrases), reading.words) for reading in part.earlier)
            yield part.id, PastLine(phrases.say(name, version=part.now.since.words), before)


def _tell_place(reading: PastReading, phrases: PhraseTable) -> str:
    return phrases.say("past.place", version=reading.since.words, citation=reading.citation)
