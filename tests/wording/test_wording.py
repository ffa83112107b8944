"""The small change of messages: counts, ordinals, shortened and printable words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from policykit.wording.numbers import count_noun, name_ordinal
from policykit.wording.printable import replace_unprintable
from policykit.wording.shorten import shorten_text


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "change", "0 changes"),
        (1, "change", "1 change"),
        (2, "policy", "2 policies"),
        (1, "policy", "1 policy"),
        (3, "day", "3 days"),
        (12_000, "clause", "12,000 clauses"),
    ],
)
def test_a_number_with_its_noun(number: int, noun: str, said: str) -> None:
    assert count_noun(number, noun) == said


def test_ordinals() -> None:
    numbers = (1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 23, 101, 111, 112, 113, 122)
    assert " ".join(map(name_ordinal, numbers)) == (
        "1st 2nd 3rd 4th 10th 11th 12th 13th 21st 22nd 23rd 101st 111th 112th 113th 122nd"
    )


@given(st.text(), st.integers(1, 80))
def test_a_shortened_text_begins_the_same_and_fits(text: str, most: int) -> None:
    short = shorten_text(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_printable_fits_into_xml_and_utf8_and_keeps_its_length(text: str) -> None:
    printable = replace_unprintable(text)
    assert len(printable) == len(text)
    assert replace_unprintable(printable) == printable
    element = etree.Element("a")
    element.text = printable
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).text == (printable or None)
