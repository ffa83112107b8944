"""Which version was in force on which days: the answer for every day, made beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from policykit.model.register import Register
from policykit.model.reigns import Reign, list_reigns
from policykit.site.holdings import Period

_DAY = timedelta(days=1)


def list_periods(register: Register) -> tuple[Period, ...]:
    """Give the periods of a policy, oldest first: they touch, the first has no beginning, and the last no end."""
    reigns = list_reigns(register)
    cuts = sorted(set(_find_cuts(reigns)))
    periods: list[Period] = []
    for first, following in zip([None, *cuts], [*cuts, None], strict=True):
        day = first or (following - _DAY if following else date.min)
        last = following - _DAY if following else None
        versions, is_sure = _ask(reigns, day)
        before = periods[-1] if periods else None
        if before and (before.versions, before.is_sure) == (versions, is_sure):
            periods[-1] = Period(before.first, last, versions, is_sure)
        else:
            periods.append(Period(first, last, versions, is_sure))
    return tuple(periods)


def _ask(reigns: tuple[Reign, ...], day: date) -> tuple[tuple[str, ...], bool]:
    possible = [reign for reign in reigns if reign.may_cover(day)]
    sure = [reign for reign in reigns if reign.surely_covers(day)]
    is_sure = not possible or (len(sure) == 1 and len(possible) == 1)
    return tuple(dict.fromkeys(reign.version for reign in possible)), is_sure


def _find_cuts(reigns: tuple[Reign, ...]) -> Iterator[date]:
    """Give every day on which an answer can begin to differ from that of the day before."""
    for reign in reigns:
        dates = [reign.begins, reign.start.date, *(ending.date for ending in reign.endings)]
        for each in dates:
            if each is not None:
                yield from (each.first_day, each.last_day)
                yield from (day + _DAY for day in (each.first_day, each.last_day) if day < date.max)


def find_horizon(register: Register, reviews: tuple[date, ...], today: date) -> tuple[date, date]:
    """Give the first and last day, around `today`, on which the standings of a policy and its reviews are the same.

    `reviews` are the last days of planned reviews, after which one is overdue.
    """
    cuts = {*_find_cuts(list_reigns(register)), *(day + _DAY for day in reviews if day < date.max)}
    for event in register.settled:
        if event.begins is not None:
            cuts |= {event.begins.first_day, event.begins.last_day}
    first = max((day for day in cuts if day <= today), default=date.min)
    last = min((day - _DAY for day in cuts if day > today), default=date.max)
    return first, last
