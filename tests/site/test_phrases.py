"""A page of a Welsh text is in Welsh, and says so of what is not."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from tests.conftest import ROOT
from tests.site.sites import read_page

from policykit.site.welsh import PHRASES

TEMPLATES = ROOT / "src" / "policykit" / "site" / "templates"
_PHRASE = re.compile(r'\bta?\("([^"]+)"')
WELSH_PAGES = ("frame.html.j2", "policy.html.j2", "notice.html.j2", "council.html.j2")
"""What pages in the language of a text or a council are made from; the others are in English."""


def list_phrases(names: tuple[str, ...]) -> set[str]:
    return {phrase for name in names for phrase in _PHRASE.findall((TEMPLATES / name).read_text("utf-8"))}


def name_links() -> set[str]:
    """Give the names of the links to data, which a template says and the code has."""
    found = re.findall(r'DataLink\(.*"([^"]+)"\)', (TEMPLATES.parent / "reuse" / "head.py").read_text("utf-8"))
    assert found
    return set(found)


def list_gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_phrase_of_a_page_that_can_be_welsh_is_translated() -> None:
    assert list_phrases(WELSH_PAGES) | name_links() <= PHRASES.keys()


def test_no_translation_is_left_over() -> None:
    assert PHRASES.keys() <= list_phrases(tuple(path.name for path in TEMPLATES.iterdir())) | name_links()


def test_a_translation_has_the_gaps_of_its_phrase() -> None:
    assert all(list_gaps(phrase) == list_gaps(words) for phrase, words in PHRASES.items())


def test_the_page_of_a_welsh_text_is_in_welsh(site: Path) -> None:
    page = read_page(site / "llanfair" / "cofnodion" / "index.html")
    assert ("html", {"lang": "cy"}) in page.tags
    assert "Mewn grym" in page.words
    assert not [tag for name, tag in page.tags if name == "span" and (tag.get("lang") or "").startswith("en")]
