"""The answer to “which version was in force on that day?” is made beforehand, for every day there is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policykit.model.dates import PartialDate
from policykit.model.register import Event, Register
from policykit.model.reigns import list_reigns
from policykit.site.periods import list_periods

DAYS = st.dates(date(2019, 1, 1), date(2023, 12, 31))
DATES = st.one_of(
    st.none(),
    DAYS.map(PartialDate.of),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year)),
)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    kinds = st.sampled_from(["adopted", "withdrawn", "superseded", "reviewed", "readopted"])
    events = []
    for kind in draw(st.lists(kinds, max_size=6)):
        later = draw(DATES) if kind == "adopted" and draw(st.booleans()) else None
        label = draw(st.sampled_from("123"))
        events.append(Event(version=label, event=kind, date=draw(DATES), in_force_from=later))  # type: ignore[arg-type]
    return Register(format=1, events=tuple(events))


@given(registers(), st.lists(DAYS, min_size=1, max_size=20))
def test_the_answer_for_a_day_is_that_of_the_register(register: Register, days: list[date]) -> None:
    periods = list_periods(register)
    for day in days:
        (found,) = [each for each in periods if (each.first or day) <= day <= (each.last or day)]
        reigns = list_reigns(register)
        assert set(found.versions) == {reign.version for reign in reigns if reign.may_cover(day)}
        if found.is_sure and found.versions:
            assert [reign.version for reign in reigns if reign.surely_covers(day)] == list(found.versions)


@given(registers())
def test_the_days_have_no_gap_and_no_end(register: Register) -> None:
    periods = list_periods(register)
    assert periods[0].first is None
    assert periods[-1].last is None
    for before, after in pairwise(periods):
        assert before.last is not None
        assert after.first == before.last + timedelta(days=1)
        assert (before.versions, before.is_sure) != (after.versions, after.is_sure)
