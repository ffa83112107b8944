"""A motion to amend a policy, as data: what is read out, moved, seconded and voted on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuotedPart:
    """A paragraph, heading or row of a table that an amendment gives in full."""

    number: str
    """Its number, as the new version prints it; empty where it has none."""
    words: str
    level: int
    """How deep it is within what is given, from 0."""
    heading: bool = False
    row: bool = False
    """Whether it is a picture, or a caption or a row of a table, its cells parted by strokes."""


@dataclass(frozen=True, slots=True)
class MotionAct:
    """One thing that an amendment does."""

    place: str
    """Where, as in `In paragraph 3.2, …`; empty where the words say it."""
    words: str
    """What: `for “a” substitute “b”`; where parts are given in full, the words before them."""
    parts: tuple[QuotedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class MotionAmendment:
    """One amendment, which is voted on by itself."""

    number: int
    """From 1, in the order of the old version."""
    acts: tuple[MotionAct, ...]
    needs: tuple[int, ...] = ()
    """The amendments without which it cannot be carried."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion that a policy be amended."""

    council: str
    title: str
    """The title of the policy."""
    old: str
    """The label of the version that it amends."""
    new: str
    """The label of the version that it makes, if all is carried."""
    amendments: tuple[MotionAmendment, ...]
    unvoted: int
    """How many changes print no other words: those of the files, which the clerk makes in any case."""
