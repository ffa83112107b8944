"""Dates that may lack their day or month: how they are printed, and what they may mean."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from policykit.model.dates import DateStyle, PartialDate

PRINTED = [
    # written        iso            numeric       long                   ordinal
    ("2019-01-26", "2019-01-26", "26/01/2019", "26 January 2019", "26th January 2019"),
    ("2019-03-01", "2019-03-01", "01/03/2019", "1 March 2019", "1st March 2019"),
    ("2019-03-02", "2019-03-02", "02/03/2019", "2 March 2019", "2nd March 2019"),
    ("2019-03-03", "2019-03-03", "03/03/2019", "3 March 2019", "3rd March 2019"),
    ("2019-03-11", "2019-03-11", "11/03/2019", "11 March 2019", "11th March 2019"),
    ("2019-03-12", "2019-03-12", "12/03/2019", "12 March 2019", "12th March 2019"),
    ("2019-03-13", "2019-03-13", "13/03/2019", "13 March 2019", "13th March 2019"),
    ("2019-12-31", "2019-12-31", "31/12/2019", "31 December 2019", "31st December 2019"),
    ("2022-05", "2022-05", "05/2022", "May 2022", "May 2022"),
    ("2022", "2022", "2022", "2022", "2022"),
]


@pytest.mark.parametrize(("written", "iso", "numeric", "long", "ordinal"), PRINTED)
def test_how_a_date_is_printed(written: str, iso: str, numeric: str, long: str, ordinal: str) -> None:
    shown: dict[Any, str] = {style: PartialDate.parse(written).shown(style) for style in get_args(DateStyle)}
    assert shown == {"iso": iso, "numeric": numeric, "long": long, "ordinal": ordinal}


MEANT = [
    ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), date(2024, 2, 29)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), None),
    ("2023-02", date(2023, 2, 1), date(2023, 2, 28), None),
    ("2024", date(2024, 1, 1), date(2024, 12, 31), None),
]


@pytest.mark.parametrize(("written", "first", "last", "exact"), MEANT)
def test_the_days_that_a_date_can_mean(written: str, first: date, last: date, exact: date | None) -> None:
    found = PartialDate.parse(written)
    assert (found.first_day, found.last_day, found.exact, str(found)) == (first, last, exact, written)


@pytest.mark.parametrize(
    ("one", "other", "surely"),
    [
        ("2022-05-01", "2022-05-02", True),
        ("2022-05-01", "2022-05-01", False),
        ("2022-05", "2022-05-31", False),
        ("2022-04", "2022-05", True),
        ("2021", "2022-01-01", True),
        ("2022", "2022-12-31", False),
    ],
)
def test_what_is_surely_before(one: str, other: str, surely: bool) -> None:
    assert PartialDate.parse(one).surely_before(PartialDate.parse(other)) is surely
