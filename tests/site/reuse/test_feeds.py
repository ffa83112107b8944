"""Feeds and calendars, read by those who read feeds and calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import feedparser
import icalendar
import pytest
from lxml import etree
from tests.site.held import PAYLOADS, hold, hold_clause, hold_council, hold_version
from tests.site.reuse.made import URL, hold_life, make_files

from policykit.model.dates import PartialDate
from policykit.site.holdings import HeldEvent
from policykit.site.sheaf import SiteSettings

ATOM = "{http://www.w3.org/2005/Atom}"
_TAGS = "feed id title updated author name link generator entry published category summary"
TAGS = frozenset(_TAGS.split())
"""Every element that a feed has."""


def read_feed(content: bytes, base: str = "https://policies.example/all/aber/feed.atom") -> Any:
    headers = {"content-location": base, "content-type": "application/atom+xml; charset=utf-8"}
    found = feedparser.parse(content, response_headers=headers)
    assert not found.bozo
    return found


def test_a_reader_of_feeds_sees_what_happened_the_latest_first() -> None:
    found = read_feed(make_files(hold_life())["aber/feed.atom"].content)
    assert found.version == "atom10"
    assert [(each.title, each.published[:10]) for each in found.entries] == [
        ("Records policy, version 2: adopted", "2024-05-01"),
        ("Records policy, version 1: adopted", "2019-01-01"),
    ]
    assert found.entries[0].link == "https://policies.example/all/aber/p1/v2/"
    assert found.entries[0].summary == "Adopted, 1 May 2024; Council; minute 24/5. Maps too."
    assert found.feed.updated == "2024-05-01T00:00:00Z"


def test_the_name_of_an_entry_stays_when_the_site_moves_or_something_else_happens() -> None:
    whole, relative = (
        read_feed(make_files(hold_life(), settings)["feed.atom"].content) for settings in (URL, SiteSettings())
    )
    assert [each.id for each in whole.entries] == [each.id for each in relative.entries]
    assert [each.id for each in whole.entries] == [
        "urn:uuid:ef891fad-cceb-5b14-9f54-6194dbaf4295",
        "urn:uuid:34dfd6ee-df2a-5d99-a153-7e629e77b3ce",
    ]


def test_a_feed_has_what_the_standard_asks_for() -> None:
    for path, file in make_files(hold_life()).items():
        if not path.endswith(".atom"):
            continue
        root = etree.fromstring(file.content)
        for part in (root, *root.iter(f"{ATOM}entry")):
            assert {"id", "title", "updated", "author", "link"} <= {child.tag.removeprefix(ATOM) for child in part}
        ids = [each.text for each in root.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids))
        assert [each.get("href") for each in root.findall(f"{ATOM}link[@rel='self']")] == [f"{URL.url}{path}"]


def test_where_nothing_is_dated_the_feed_is_empty_and_the_same_each_day() -> None:
    council = hold_council([hold_version(hold_clause("Sing."), adopted=None)])
    found = read_feed(make_files(hold(council))["feed.atom"].content)
    assert (found.entries, found.feed.updated) == ([], "2000-01-01T00:00:00Z")


def test_a_calendar_has_the_reviews_of_what_is_in_force() -> None:
    for path in ("reviews.ics", "aber/reviews.ics"):
        calendar = icalendar.Calendar.from_ical(make_files(hold_life())[path].content)
        (review,) = calendar.walk("VEVENT")
        assert str(review["SUMMARY"]) == "Review Records policy (Aber Town Council)"
        assert (review.decoded("DTSTART"), review.decoded("DTEND")) == (date(2027, 5, 1), date(2027, 6, 1))
        assert not calendar.walk("VALARM")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_stay_words(payload: str) -> None:
    version = hold_version(hold_clause("x"), title=payload, label=payload, next_review=PartialDate(2027, 5, 3))
    council = hold_council([version], name=payload)
    happened = HeldEvent(payload, payload, PartialDate(2024, 5, 1), payload, payload, payload, (payload,), 1)
    council = replace(council, policies=(replace(council.policies[0], events=(happened,)),))
    files = make_files(hold(council), SiteSettings(title=payload, url=URL.url))
    root = etree.fromstring(files["feed.atom"].content)
    assert {each.tag.removeprefix(ATOM) for each in root.iter()} <= TAGS
    (review,) = icalendar.Calendar.from_ical(files["reviews.ics"].content).walk("VEVENT")
    assert set(review) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"}
