"""The browser reads words exactly as the index was made."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import strategies as st
from tests.conftest import ROOT, Tool
from tests.site.held import PAYLOADS, hold, hold_council
from tests.site.search.found import ASK, write_search

from policykit.site.search.stems import stem_word
from policykit.site.search.tokens import list_welsh_keys, split_words

TEXTS = st.text(max_size=60) | st.text(alphabet="aeiouyŵâ'’-,.0123 bcdgshtnrl", max_size=60)


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("photograph photographs photographing", "photograph"),
        ("policy policies", "polici"),
        ("approve approved approving approval", "approv"),
        ("confidential confidentiality", "confidenti"),
        ("organise organised organisation", "organ"),
        ("refer referring", "refer"),
        ("bully bullies", "bulli"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: str, stem: str) -> None:
    assert {stem_word(word) for word in words.split()} == {stem}


@pytest.mark.parametrize(
    "words", ["cyngor gyngor nghyngor chyngor", "pwyllgor bwyllgor mhwyllgor phwyllgor", "tref dref nhref"]
)
def test_mutations_of_a_welsh_word_have_one_key(words: str) -> None:
    assert set.intersection(*(set(list_welsh_keys(word)) for word in words.split()))


def test_the_g_that_welsh_takes_away_is_found_again() -> None:
    assert set(list_welsh_keys("gwasanaeth")) & set(list_welsh_keys("wasanaeth"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The clerk's e-mail, £1,000", ["clerk", "email", "1000"]),
        ("sub-committee’s pre-election", ["subcommittee", "pre", "election"]),
        ("Tŷ’r dŵr", ["tyr", "dwr"]),
        ("who may not", []),
    ],
)
def test_a_text_is_parted_into_folded_words(text: str, words: list[str]) -> None:
    assert split_words(text) == words


def test_the_script_of_the_page_reads_words_as_the_index_does(tool: Tool, tmp_path: Path) -> None:
    node = tool("node")
    write_search(hold(hold_council()), tmp_path)
    policies = [path.read_text("utf-8") for path in sorted((ROOT / "examples").rglob("v*.yaml"))]
    texts = [*PAYLOADS, *policies, *_draw_texts(400)]
    asked = json.dumps({"words": texts})
    done = subprocess.run([node, ASK, tmp_path / "search"], input=asked, capture_output=True, text=True, check=True)
    for text, (words, stems, keys) in zip(texts, json.loads(done.stdout), strict=True):
        assert words == split_words(text), text
        assert stems == [stem_word(word) for word in words]
        assert keys == [list(list_welsh_keys(word)) for word in words]


def _draw_texts(count: int) -> list[str]:
    """Give texts that Hypothesis makes up, the same ones in each run."""
    from hypothesis import Phase, given, settings

    drawn: list[str] = []

    @settings(max_examples=count, phases=[Phase.generate], database=None, derandomize=True)
    @given(TEXTS.filter(lambda text: not {"Cs", "Cn", "Co"} & {unicodedata.category(sign) for sign in text}))
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    return drawn
