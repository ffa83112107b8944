"""What is printed around a text, in each language that policykit has: whole, with the same gaps, and with dates."""

from __future__ import annotations

import string

import pytest

from policykit.model.dates import PartialDate
from policykit.wording.phrases.english import ENGLISH
from policykit.wording.phrases.languages import ENGLISH as ENGLISH_PHRASES
from policykit.wording.phrases.languages import find_phrases
from policykit.wording.phrases.welsh import WELSH


def list_gaps(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def test_welsh_has_every_phrase_with_the_same_gaps() -> None:
    assert list(WELSH) == list(ENGLISH)
    for name, phrase in ENGLISH.items():
        assert list_gaps(phrase) - {"ordinal", "count"} == list_gaps(WELSH[name]) - {"ordinal", "count"}
        assert WELSH[name].strip()
        assert WELSH[name] != phrase or phrase == "{ordinal}"


@pytest.mark.parametrize(
    ("style", "shown"),
    [("long", "12 Mehefin 2023"), ("ordinal", "12fed Mehefin 2023"), ("numeric", "12/06/2023"), ("iso", "2023-06-12")],
)
def test_dates_in_welsh(style: str, shown: str) -> None:
    assert PartialDate(2023, 6, 12).shown(style, find_phrases("cy-GB")) == shown  # type: ignore[arg-type]


def test_ordinals_in_welsh() -> None:
    name = find_phrases("cy").name_day
    days = {1: "1af", 2: "2il", 3: "3ydd", 5: "5ed", 7: "7fed", 11: "11eg", 15: "15fed", 19: "19eg", 21: "21ain"}
    assert {day: name(day) for day in days} == days


def test_another_language_falls_back_to_english_and_says_so() -> None:
    phrases = find_phrases("gd")
    assert phrases is ENGLISH_PHRASES
    assert phrases.mark("gd") == "en"
    assert phrases.mark("en-GB") == ""
    assert find_phrases("cy").mark("cy-GB") == ""
