"""Derived facts against published timetables and birthdays."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.library_rules import vocabulary
from tests.rules.small import small_vocabulary

from policykit.rules.derive import (
    age_on,
    count_working_days,
    derive_facts,
    find_notice_day,
    is_in_notice_period,
    is_within,
)


@pytest.mark.parametrize(
    ("notice", "poll", "working_days"),
    [
        (date(2017, 3, 27), date(2017, 5, 4), 25),  # Wootton Bridge Parish Council
        (date(2025, 3, 25), date(2025, 5, 1), 25),  # Stroud
        (date(2025, 1, 9), date(2025, 2, 13), 25),  # Nunnington Parish Council, by-election
        (date(2018, 6, 14), date(2018, 7, 19), 25),  # Packington Parish Council, by-election
        (date(2019, 3, 25), date(2019, 5, 2), 26),  # Epping Forest
        (date(2022, 5, 30), date(2022, 7, 7), 26),  # Whiteshill Parish Council, by-election; the Jubilee bank holidays
    ],
)
def test_published_election_timetables(notice: date, poll: date, working_days: int) -> None:
    assert count_working_days(notice, poll, "ENG") == working_days
    assert count_working_days(poll, notice, "ENG") == -working_days


@pytest.mark.parametrize(
    ("poll", "last_day"),
    [
        (date(2025, 5, 1), date(2025, 3, 25)),
        (date(2026, 5, 7), date(2026, 3, 30)),
        (date(2027, 5, 6), date(2027, 3, 31)),
        (date(2026, 1, 29), date(2025, 12, 19)),  # over Christmas Eve, Christmas, Boxing Day and New Year's Day
    ],
)
def test_last_lawful_day_for_notice_of_election(poll: date, last_day: date) -> None:
    assert find_notice_day(poll, "ENG") == last_day
    assert count_working_days(last_day, poll, "ENG") == 25


def test_nations_have_their_own_bank_holidays() -> None:
    new_year = (date(2026, 1, 1), date(2026, 1, 6))
    assert count_working_days(*new_year, "ENG") == 2
    assert count_working_days(*new_year, "SCT") == 1


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 5, 7), date(2026, 5, 6), 17),
        (date(2008, 5, 7), date(2026, 5, 7), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2026, 5, 7), date(2026, 5, 6), -1),
    ],
)
def test_age(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


POLL, NOTICE = date(2026, 5, 7), date(2026, 3, 26)


@pytest.mark.parametrize(
    ("day", "notice", "poll", "said"),
    [
        (date(2026, 3, 26), NOTICE, POLL, True),
        (date(2026, 3, 25), NOTICE, POLL, False),
        (POLL, NOTICE, POLL, True),
        (date(2026, 5, 8), NOTICE, POLL, False),
        (date(2026, 3, 30), None, POLL, True),  # notice is given by this day at the latest
        (date(2026, 3, 29), None, POLL, None),
        (date(2026, 5, 8), None, POLL, False),
        (None, NOTICE, POLL, None),
        (NOTICE, NOTICE, None, None),
    ],
)
def test_period_from_notice_to_poll(
    day: date | None, notice: date | None, poll: date | None, said: bool | None
) -> None:
    assert is_in_notice_period(day, notice, poll, "ENG") is said


def test_derived_facts_of_a_post() -> None:
    post = vocabulary().records["post"].facts
    facts = derive_facts(post, {"published_on": date(2026, 4, 27), "poll_on": POLL})
    assert {name: facts[name] for name in facts if name not in ("published_on", "poll_on")} == {
        "days_to_poll": 10,
        "working_days_to_poll": 7,  # the early May bank holiday is one of the eight weekdays
        "last_notice_day": date(2026, 3, 30),
        "in_notice_period": True,
    }


def test_what_cannot_be_worked_out_stays_unknown() -> None:
    post = vocabulary().records["post"].facts
    assert derive_facts(post, {"published_on": date(2026, 4, 27)}) == {"published_on": date(2026, 4, 27)}


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("pictures", -1, False),
        ("pictures", 0, True),
        ("pictures", 9, True),
        ("pictures", 10, False),
        ("posted", date(2025, 12, 31), False),
        ("posted", date(2026, 1, 1), True),
        ("posted", date(2026, 12, 31), True),
        ("posted", date(2027, 1, 1), False),
        ("rude", True, True),
    ],
)
def test_the_bounds_themselves_lie_within(fact: str, value: int | date, said: bool) -> None:
    assert is_within(small_vocabulary().records["post"].facts[fact], value) is said
