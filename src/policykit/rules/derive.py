"""Derived facts: worked out from the other facts of a record before any rule is evaluated.

Working days are those of the timetable of local elections (the Local Elections (Principal Areas) (England and Wales)
Rules 2006, SI 2006/3304, Schedule 3, Part 1, rules 1 and 2): Saturdays, Sundays, Christmas Eve, Christmas Day, Good
Friday and bank holidays do not count, and notice of election is given not later than the twenty-fifth day before the
poll. Bank holidays come from the `holidays` library; days of public thanksgiving or mourning are among them only where
they were made bank holidays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from policykit.model.fact import DateFact, Derivation, Fact, NumberFact
from policykit.rules.ir import Value

Nation: TypeAlias = Literal["ENG", "WLS", "SCT", "NIR", "OTHER"]
"""Whose bank holidays count. Those of `OTHER` countries are not known, nor what is worked out with them."""
_BY_WORKING_DAYS = ("working_days_between", "notice_day", "notice_period")
"""The nation whose bank holidays count: England, Wales, Scotland, Northern Ireland (ISO 3166-2:GB)."""

NOTICE_DAYS = 25
"""Notice of election is given not later than this many working days before the poll."""

OF_AGE = 18
"""A child is a person under this age, in years (Children Act 1989, section 105)."""


def derive_facts(
    vocabulary: Mapping[str, Fact], facts: Mapping[str, Value | None], nation: Nation = "ENG"
) -> dict[str, Value | None]:
    """Give the facts with every derived fact that can be worked out.

    A derived fact that cannot be worked out keeps the value it was given, or stays unknown. One whose value lies
    outside its bounds stays unknown.
    """
    known = dict(facts)
    for name, fact in vocabulary.items():
        if fact.derivation is not None:
            value = derive_fact(fact.derivation, known, nation)
            if value is not None and is_within(fact, value):
                known[name] = value
    return known


def derive_fact(derivation: Derivation, facts: Mapping[str, Value | None], nation: Nation) -> Value | None:
    """Work one derived fact out; None if what it is worked out from is not known."""
    if nation == "OTHER" and derivation.by in _BY_WORKING_DAYS:
        return None
    if derivation.by == "under_18":
        age = facts.get(derivation.of[0])
        return age < OF_AGE if isinstance(age, int) else None
    days = [value if isinstance(value, date) else None for value in map(facts.get, derivation.of)]
    if derivation.by == "notice_period":
        return is_in_notice_period(days[0], days[1], days[2], nation)
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return None
    match derivation.by:
        case "days_between":
            return (known[1] - known[0]).days
        case "working_days_between":
            return count_working_days(known[0], known[1], nation)
        case "age_on":
            return age_on(known[0], known[1])
        case "notice_day":
            return find_notice_day(known[0], nation)


def age_on(born: date, day: date) -> int:
    """Give the age in whole years on a day; who was born on 29 February is a year older on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def count_working_days(start: date, end: date, nation: Nation) -> int:
    """Count the working days from `start` (included) to `end` (not included); negative if `end` is the earlier."""
    if end < start:
        return -count_working_days(end, start, nation)
    total = 0
    for year in range(start.year, end.year + 1):
        days = _working_days(year, nation)
        total += bisect_left(days, end.toordinal()) - bisect_left(days, start.toordinal())
    return total


@lru_cache(maxsize=1024)
def find_notice_day(poll: date, nation: Nation) -> date:
    """Give the last lawful day for notice of an election whose poll is on this day."""
    days = _working_days(poll.year, nation)
    place = bisect_left(days, poll.toordinal()) - NOTICE_DAYS
    if place >= 0:
        return date.fromordinal(days[place])
    return date.fromordinal(_working_days(poll.year - 1, nation)[place])


def is_in_notice_period(day: date | None, notice: date | None, poll: date | None, nation: Nation) -> bool | None:
    """Say whether a day lies between notice of election and the poll, both included.

    Without the day of the notice it can still be known: the notice is not later than the last lawful day for it.
    """
    if day is None or poll is None:
        return None
    if day > poll:
        return False
    if notice is not None:
        return day >= notice
    return True if day >= find_notice_day(poll, nation) else None


@lru_cache(maxsize=1024)
def _working_days(year: int, nation: Nation) -> tuple[int, ...]:
    """Give the ordinals of the working days of a year, in order."""
    import holidays

    closed = {day.toordinal() for day in holidays.country_holidays("GB", subdiv=nation, years=year)}
    closed |= {date(year, 12, 24).toordinal(), date(year, 12, 25).toordinal()}
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(n for n in range(first, last + 1) if n not in closed and date.fromordinal(n).weekday() < 5)


def is_within(fact: Fact, value: Value) -> bool:
    """Say whether a derived value lies within the bounds of its fact."""
    match fact:
        case NumberFact(minimum=low, maximum=high):
            return isinstance(value, int) and low <= value <= high
        case DateFact(earliest=earliest, latest=latest):
            return isinstance(value, date) and earliest <= value <= latest
    return True


def can_leave_bounds(fact: Fact, derivation: Derivation, facts: Mapping[str, Fact]) -> bool:
    """Say whether some values of what a fact is worked out from give one out of its bounds, or one to compare with."""
    sources = [facts[name] for name in derivation.of]
    days = [source for source in sources if isinstance(source, DateFact)]
    match fact:
        case NumberFact(minimum=low, maximum=high) if derivation.by in ("days_between", "working_days_between"):
            start, end = days
            return (end.earliest - start.latest).days < low or (end.latest - start.earliest).days > high
        case NumberFact(minimum=low, maximum=high) if derivation.by == "age_on":
            born, day = days
            return age_on(born.latest, day.earliest) < low or age_on(born.earliest, day.latest) > high
        case DateFact(earliest=earliest, latest=latest):
            return (days[0].earliest - earliest).days < 4 * NOTICE_DAYS or days[0].latest > latest
    return fact.is_asked
