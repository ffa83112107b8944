"""What was in force when, what is due, and the history as table, data, picture and calendar."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Golden
from tests.life.conftest import Clerk
from tests.life.test_histories import write

from policykit.cli import DONE, WRONG_CALL
from policykit.errors import PolicykitError
from policykit.model.dates import PartialDate
from policykit.model.library import Policy
from policykit.model.register import Event, Register
from policykit.model.reigns import list_reigns
from policykit.register.calendar import escape_text, fold_line, write_calendar
from policykit.register.due import DueReview, add_months
from policykit.register.in_force import find_in_force
from policykit.source.library import load_library
from policykit.source.yaml import read_yaml

REIGNS = yaml.load((Path(__file__).parent / "cases/reigns.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
DAYS = [(name, day, wanted) for name, case in REIGNS.items() for day, wanted in case["on"].items()]


def make_policy(root: Path, events: list[dict[str, str]]) -> Policy:
    """The notices policy with these events, and with three versions that have one text."""
    place = root / "leek/notices"
    text = (place / "v1.yaml").read_text("utf-8")
    for label in ("2", "3"):
        (place / f"v{label}.yaml").write_text(text.replace('version: "1"', f'version: "{label}"'), "utf-8")
    lines = ["format: 1", "events:", *(f"  - {write(event)}" for event in events)]
    (place / "register.yaml").write_text("\n".join(lines), "utf-8")
    return load_library(root).policies["leek/notices"]


@pytest.mark.parametrize(("name", "day", "wanted"), DAYS, ids=lambda value: str(value)[:40])
def test_the_version_in_force_on_a_day(root: Path, name: str, day: str, wanted: str) -> None:
    policy = make_policy(root, REIGNS[name]["events"])
    try:
        found = find_in_force(policy, date.fromisoformat(day))
    except PolicykitError as error:
        found = error.diagnostics[0].message
    assert found == wanted


DATES = st.builds(
    lambda day, precision: PartialDate(*day.timetuple()[:precision]),
    st.dates(date(2018, 1, 1), date(2022, 12, 31)),
    st.sampled_from([1, 2, 3]),
)


@given(st.lists(DATES, min_size=1, max_size=5), st.dates(date(2017, 1, 1), date(2023, 12, 31)))
def test_at_most_one_version_is_surely_in_force(dates: list[PartialDate], day: date) -> None:
    """For dates in order: whatever their precision, no day has two sure versions, and a sure one is a possible one."""
    ordered = sorted(dates, key=lambda d: (d.first_day, d.last_day))
    events = tuple(Event(version=str(n), event="adopted", date=found) for n, found in enumerate(ordered))
    reigns = list_reigns(Register(format=1, events=events))
    sure = [reign for reign in reigns if reign.surely_covers(day)]
    assert len(sure) <= 1
    assert all(reign.may_cover(day) for reign in sure)
    if day >= max(found.last_day for found in ordered):
        assert [reign.version for reign in sure] == [str(len(ordered) - 1)]


def test_show_prints_the_document_of_that_day(clerk: Clerk, adopted: Path) -> None:
    clerk("withdraw", "leek/notices", "--date", "2026-10-05")
    said = clerk("show", "leek/notices", "--as-at", "2025-01-01", "--format", "json")
    assert (said.code, said.err) == (DONE, "leek/notices@1 was in force on 2025-01-01\n")
    assert json.loads(said.out)["imprint"]["status_line"] == "Adopted 4 March 2024"
    said = clerk("show", "leek/notices", "--as-at", "2026-10-05")
    assert said.code == WRONG_CALL
    assert said.err.startswith(
        "error[not-in-force]: no version of `leek/notices` was in force on 2026-10-05: version `1` was withdrawn"
    )


# -- due ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planned", "today", "urgency"),
    [
        ("2026-03", "2026-03-31", "due"),
        ("2026-03", "2026-04-01", "overdue"),
        ("2026-03-01", "2026-03-02", "overdue"),
        ("2026", "2026-12-31", "due"),
        ("2027-03-02", "2026-03-02", "due"),
        ("2027-03-03", "2026-03-02", None),
        ("2027-03", "2026-03-02", "due"),
        ("2027-04", "2026-03-02", None),
    ],
)
def test_a_review_is_due_within_a_year_and_overdue_when_its_last_day_is_past(
    adopted: Path, clerk: Clerk, planned: str, today: str, urgency: str | None
) -> None:
    path = adopted / "leek/notices/register.yaml"
    path.write_text(path.read_text("utf-8").replace("next_review: 2026-03", f"next_review: {planned}"), "utf-8")
    reviews = json.loads(clerk("due", "--format", "json", today=today).out)["reviews"]
    assert [review["urgency"] for review in reviews] == ([urgency] if urgency else [])


def test_a_review_that_was_held_is_not_due_and_one_without_a_next_is_told(adopted: Path, clerk: Clerk) -> None:
    assert clerk("due").out == "overdue   March 2026          leek/notices@1  Notices Policy (Leek Town Council)\n"
    clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02")
    assert clerk("due").out == "undated   no date             leek/notices@1  Notices Policy (Leek Town Council)\n"
    clerk("record", "leek/notices", "reviewed", "--date", "2026-10-02", "--next-review", "2028-03")
    assert clerk("due").out == "nothing is due within 12 months of 2026-11-20\n"


def test_months_are_added_as_a_diary_does() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 12, 1), 13) == date(2025, 1, 1)


REVIEW = DueReview(
    policy="leek/notices",
    council="Leek Town Council, Staffordshire; Tref y Llech",
    title="Polisi Hysbysiadau Cyhoeddus a’r Byrddau ar Furiau’r Dref a’r Pentrefi o’i Chwmpas, gyda’r Ŵyl",
    version="1",
    review=PartialDate(2027, 2),
    urgency="due",
    committee="FAP",
)


def test_a_calendar_is_read_by_a_reader_of_calendars() -> None:
    text = write_calendar([REVIEW], date(2026, 11, 20))
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    assert event.errors == []
    assert str(event["SUMMARY"]) == f"Review {REVIEW.title} ({REVIEW.council})"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2027, 2, 1), date(2027, 3, 1))
    assert alarm.decoded("TRIGGER") == timedelta(days=-28)
    assert str(event["UID"]) == "review-leek-notices@council-policykit"


@pytest.mark.parametrize(("today", "rings"), [
    (date(2027, 1, 3), timedelta(days=-28)),
    (date(2027, 1, 4), datetime(2027, 1, 5, 9, tzinfo=UTC)),  # four weeks before is over
    (date(2027, 6, 30), datetime(2027, 7, 1, 9, tzinfo=UTC)),
])  # fmt: skip
def test_an_alarm_rings_at_a_time_to_come(today: date, rings: timedelta | datetime) -> None:
    (alarm,) = icalendar.Calendar.from_ical(write_calendar([REVIEW], today)).walk("VALARM")
    assert alarm.decoded("TRIGGER") == rings


def test_the_uid_outlives_a_new_date_and_a_new_version() -> None:
    from dataclasses import replace

    moved = replace(REVIEW, review=PartialDate(2028), version="2", title="Notices", urgency="overdue")
    uids = [
        [str(event["UID"]) for event in icalendar.Calendar.from_ical(write_calendar([due], day)).walk("VEVENT")]
        for due, day in ((REVIEW, date(2026, 1, 1)), (moved, date(2027, 1, 1)))
    ]
    assert uids[0] == uids[1]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_survives_escaping_and_folding(text: str) -> None:
    folded = fold_line(f"SUMMARY:{escape_text(text)}")
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    whole = f"BEGIN:VEVENT\r\nUID:1\r\n{folded}\r\nEND:VEVENT\r\n"
    assert str(icalendar.Event.from_ical(whole)["SUMMARY"]) == text


# -- history -----------------------------------------------------------------------------------------------------------

LIFE: list[dict[str, str]] = [
    {"version": "1", "event": "created", "changes": "New policy"},
    {"version": "1", "event": "adopted", "date": "2019-01-26", "reference": "796/21", "body": "Council"},
    {"version": "1", "event": "readopted", "date": "2021", "body": "Council"},
    {"version": "2", "event": "drafted", "date": "2022-01"},
    {"version": "2", "event": "reviewed", "date": "2022-02-03", "committee": "fap"},
    {"version": "2", "event": "adopted", "date": "2022-03-07", "with_amendments": "true", "next_review": "2024-03"},
    {"version": "2", "event": "withdrawn", "date": "2024-06-10"},
    {"version": "3", "event": "drafted", "date": "2025-05"},
]


@pytest.mark.parametrize("form", ["text", "json", "svg"])
def test_the_history_of_a_policy(root: Path, clerk: Clerk, golden: Golden, form: str) -> None:
    make_policy(root, LIFE)
    said = clerk("history", "leek/notices", "--format", form)
    assert said.code == DONE
    golden(Path(f"golden/history.{form}"), said.out)


def test_the_timeline_tells_in_words_what_it_shows(root: Path, clerk: Clerk) -> None:
    make_policy(root, LIFE)
    picture = ET.fromstring(clerk("history", "leek/notices", "--format", "svg").out)  # noqa: S314 - our own
    names: dict[str, Any] = {child.attrib["id"]: child.text for child in picture if "id" in child.attrib}
    assert picture.get("role") == "img"
    assert (picture.get("aria-labelledby") or "").split() == list(names)
    assert "Version 2, withdrawn: drafted January 2022; reviewed" in names["desc"]
    marks = [mark.text for mark in picture.iter("{http://www.w3.org/2000/svg}title")]
    assert marks[1:] == [
        "adopted 26 January 2019 (796/21)",
        "adopted again, no change 2021",
        "drafted January 2022",
        "reviewed 3 February 2022",
        "adopted, with amendments 7 March 2022",
        "withdrawn 10 June 2024",
        "drafted May 2025",
    ]


def test_one_writes_what_the_other_reads() -> None:
    """The helper that writes cases as YAML is itself read back."""
    data, _, _ = read_yaml("x", write({"version": "1", "event": "adopted", "date": "2019"}))
    assert data == {"version": "1", "event": "adopted", "date": 2019}
