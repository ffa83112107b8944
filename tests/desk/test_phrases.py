"""The words of the furniture: each is in one table, and a translation has the same places for words."""

from __future__ import annotations

import re
from importlib import resources
from string import Formatter

import pytest
from tests.desk.visitor import Visitor, read_page

from policykit.desk import happenings
from policykit.desk.phrases import find_phrase
from policykit.desk.screens import ask, bring_in, clauses, policy, publish
from policykit.desk.text.phrases import CLAUSE_KINDS, NOTE_KINDS, list_phrases
from policykit.desk.welsh import OF_FURNITURE, OF_SCREENS, OF_TEXT, PHRASES

TABLES = (
    *(policy.STAGE_WORDS, policy.DONE_WORDS, happenings.RECORDED, ask.OVERALL, bring_in.BUTTONS, publish.WORDS),
    *(clauses.STANCES, clauses.OUTCOMES, clauses.READINGS),
    *(CLAUSE_KINDS, NOTE_KINDS, clauses.AGREED),
)
GROUPS = {"What it breaks", "What more must be known", "What allows it", "What it keeps to", ask.DEPARTS, "Yes", "No"}


def list_used() -> set[str]:
    """Give every phrase that a template or a table of the desk has."""
    used = set(GROUPS)
    for file in resources.files("policykit.desk").joinpath("templates").iterdir():
        used.update(re.findall(r'\bta?\(\s*"([^"]+)"', file.read_text("utf-8")))
    for table in TABLES:
        used.update(str(words) for words in table.values())
    english = list_phrases("en")
    return used | {words for words in (*english.values(), *english["status"].values()) if isinstance(words, str)}


def find_places(text: str) -> set[str]:
    """Give the names of the places for words in a phrase."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("english", PHRASES)
def test_a_translation_has_the_places_of_its_phrase(english: str) -> None:
    assert find_places(PHRASES[english]) == find_places(english)
    assert PHRASES[english].strip() == PHRASES[english] != ""


def test_no_translation_is_left_over() -> None:
    assert set(PHRASES) - list_used() == set()


def test_no_phrase_is_translated_twice() -> None:
    assert len(PHRASES) == len(OF_FURNITURE) + len(OF_TEXT) + len(OF_SCREENS)


def test_most_of_the_furniture_is_in_welsh() -> None:
    missing = list_used() - set(PHRASES)
    assert len(missing) < 0.02 * len(list_used()), sorted(missing)


def test_what_has_no_translation_is_marked_as_english(visitor: Visitor) -> None:
    assert find_phrase("cy", "No such phrase") == ("No such phrase", False)
    page = visitor.post("/language", tongue="cy")
    assert '<html lang="cy">' in page.text
    assert "Pob polisi" in read_page(page)
    assert "Ionawr 2022" in read_page(page)
    assert 'lang="en"' not in page.text.replace('<button class="plain" lang="en">', "")
    assert 'lang="en"' not in visitor.get("/policies/crewe/social-media").text.replace('class="plain" lang="en"', "")
    assert visitor.post("/language", tongue="fr").status_code == 404
