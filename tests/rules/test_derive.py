"""Derived facts against published timetables and birthdays."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.library_rules import vocabulary
from tests.rules.small import small_vocabulary

from policykit.rules.derive import (
    Nation,
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
        (date(2023, 2, 2), date(2022, 12, 28)),  # over a New Year's Eve that is a Saturday
    ],
)
def test_last_lawful_day_for_notice_of_election(poll: date, last_day: date) -> None:
    assert find_notice_day(poll, "ENG") == last_day
    assert count_working_days(last_day, poll, "ENG") == 25


@pytest.mark.parametrize(
    ("start", "end", "working_days"),
    [
        (date(2026, 5, 11), date(2026, 5, 11), 0),
        (date(2026, 5, 11), date(2026, 5, 12), 1),  # Monday counts, Tuesday is the end
        (date(2026, 5, 15), date(2026, 5, 18), 1),  # Friday to Monday
        (date(2026, 5, 16), date(2026, 5, 18), 0),  # Saturday to Monday
        (date(2026, 5, 18), date(2026, 5, 15), -1),
        (date(2026, 4, 2), date(2026, 4, 7), 1),  # Maundy Thursday to Tuesday: Good Friday and Easter Monday are closed
        (date(2026, 12, 23), date(2026, 12, 29), 1),  # Christmas Eve too; Boxing Day is kept on Monday 28 December
        (date(2025, 12, 31), date(2026, 1, 5), 2),  # New Year's Eve counts, New Year's Day does not
        (date(2024, 12, 30), date(2026, 1, 5), 255),  # 2, the 252 of 2025, and 1
    ],
)
def test_working_days(start: date, end: date, working_days: int) -> None:
    assert count_working_days(start, end, "ENG") == working_days


@pytest.mark.parametrize(
    ("nation", "new_year", "march"),
    [
        ("ENG", 2, 2),
        ("WLS", 2, 2),
        ("SCT", 1, 2),  # 2 January
        ("NIR", 2, 1),  # St Patrick's Day
    ],
)
def test_nations_have_their_own_bank_holidays(nation: Nation, new_year: int, march: int) -> None:
    assert count_working_days(date(2026, 1, 1), date(2026, 1, 6), nation) == new_year
    assert count_working_days(date(2026, 3, 16), date(2026, 3, 18), nation) == march


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


def test_a_derived_fact_out_of_its_bounds_stays_unknown() -> None:
    post = small_vocabulary().records["post"].facts
    far = {"posted": date(2026, 5, 7), "poll": date(2030, 5, 7)}
    assert derive_facts(post, far) == far


@pytest.mark.parametrize(("nation", "days"), [("ENG", 2), ("SCT", 1)])
def test_derived_facts_of_a_nation(nation: Nation, days: int) -> None:
    post = vocabulary().records["post"].facts
    facts = derive_facts(post, {"published_on": date(2026, 1, 1), "poll_on": date(2026, 1, 6)}, nation)
    assert facts["working_days_to_poll"] == days


def test_a_derived_fact_that_was_given_stays_where_nothing_else_is_known() -> None:
    post = small_vocabulary().records["post"].facts
    assert derive_facts(post, {"days_left": 3, "posted": date(2026, 5, 7)})["days_left"] == 3


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
