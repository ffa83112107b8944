"""Reigns: for which time each version was in force, as far as the register's dates tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policykit.model.dates import PartialDate
from policykit.model.register import Event, Register, VersionState, derive_states, ends_unbegun


@dataclass(frozen=True, slots=True)
class Ending:
    """One event that ends a reign: a later adoption from the day it counts, or a withdrawal."""

    event: Event
    certain: bool = True
    """False for an adoption that was withdrawn, perhaps before it counted."""

    @property
    def date(self) -> PartialDate | None:
        """When it ends the reign."""
        return self.event.begins if self.event.event == "adopted" else self.event.date


@dataclass(frozen=True, slots=True)
class Reign:
    """The time for which one version was in force: from its first day up to, and without, the day of its end."""

    version: str
    start: Event
    """The adoption."""
    endings: tuple[Ending, ...] = ()
    """All that can have ended it; whichever comes first does."""

    @property
    def end(self) -> Event | None:
        """The event that ended it: the one whose day comes first; None: still in force."""
        first = self._first_ending
        return first.event if first else None

    @property
    def begins(self) -> PartialDate | None:
        """When it begins: with the adoption, or on the later day that the adoption names."""
        return self.start.begins

    @property
    def ends(self) -> PartialDate | None:
        """When it ends, or None where it has no end or its day is not recorded."""
        first = self._first_ending
        return first.date if first else None

    @property
    def _first_ending(self) -> Ending | None:
        return min(self.endings, key=lambda ending: _first_day(ending.date, date.max), default=None)

    def surely_covers(self, day: date) -> bool:
        """Tell whether the version was in force on `day`, whatever the exact days of partial dates were."""
        started = self.begins is not None and self.begins.last_day <= day and self.first_day <= day
        return started and all(_first_day(ending.date, date.min) > day for ending in self.endings)

    def may_cover(self, day: date) -> bool:
        """Tell whether the version can have been in force on `day`."""
        return self.first_day <= day and all(_last_day(ending.date) > day for ending in self.endings if ending.certain)

    @property
    def first_day(self) -> date:
        """The earliest day on which it can have begun, which is never before the adoption."""
        return max(_first_day(self.begins, date.min), _first_day(self.start.date, date.min))

    @property
    def is_empty(self) -> bool:
        """Whether it was over before the later day came from which its text would have counted."""
        ends = min((_last_day(ending.date) for ending in self.endings if ending.certain), default=date.max)
        return self.start.in_force_from is not None and ends <= self.start.in_force_from.first_day


def _first_day(day: PartialDate | None, otherwise: date) -> date:
    return day.first_day if day else otherwise


def _last_day(day: PartialDate | None) -> date:
    return day.last_day if day else date.max


def list_reigns(register: Register) -> tuple[Reign, ...]:
    """Give the reign of every adopted version, in the order of their adoptions, without those that never came."""
    events = register.settled
    starts = list(_find_starts(events))
    reigns = (Reign(events[at].version, events[at], tuple(_find_endings(events, at, starts))) for at in starts)
    return tuple(reign for reign in reigns if not reign.is_empty)


def _find_starts(events: Sequence[Event]) -> Iterator[int]:
    """Give the positions of the adoptions that put another text in force than the last one did."""
    latest: list[str] = []
    for position, event in enumerate(events):
        if event.event == "adopted" and latest[-1:] != [event.version]:
            latest.append(event.version)
            yield position
        elif event.event in ("superseded", "withdrawn") and latest[-1:] == [event.version]:
            own = [each for each in events[:position] if each.version == event.version]
            latest = latest[:-1] if ends_unbegun(event, own) else []


def _find_endings(events: Sequence[Event], start: int, starts: Sequence[int]) -> Iterator[Ending]:
    for position in range(start + 1, len(events)):
        event = events[position]
        if event.version == events[start].version and event.event in ("superseded", "withdrawn"):
            yield Ending(event)
            return
        if position not in starts:
            continue
        fate = _find_fate(events, position)
        if fate != "cancelled":
            yield Ending(event, certain=fate == "counted")
        if event.in_force_from is None:
            return


def _find_fate(events: Sequence[Event], adoption: int) -> str:
    """Say what became of an adoption: it `counted`, was `cancelled` before it could, or it is `unsure` which."""
    begins = events[adoption].in_force_from
    if begins is None:
        return "counted"
    for event in events[adoption + 1 :]:
        if event.version == events[adoption].version and event.event == "withdrawn":
            if event.date is None or event.date.first_day < begins.last_day:
                return "cancelled" if event.date and event.date.surely_before(begins) else "unsure"
            return "counted"
    return "counted"


def label_in_force(register: Register, day: date) -> str | None:
    """Give the label of the version that is in force on `day`, the newest of those that can be; None where none can."""
    return next((reign.version for reign in reversed(list_reigns(register)) if reign.may_cover(day)), None)


def derive_states_on(register: Register, labels: tuple[str, ...], day: date) -> dict[str, VersionState]:
    """Give the state of each version as `derive_states` does, with what is in force on `day`.

    A text that is adopted and does not count yet is `pending`; until it does, the one before it stays `adopted`.
    """
    states = derive_states(register, labels)
    now = label_in_force(register, day)
    for label, state in states.items():
        adoption = state.last("adopted")
        begins = adoption.begins if adoption else None
        if label == now and state.status == "superseded":
            states[label] = replace(state, status="adopted")
        elif state.status == "adopted" and begins is not None and begins.first_day > day:
            states[label] = replace(state, pending=True)
    return states
