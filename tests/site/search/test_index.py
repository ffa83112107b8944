"""The files of the index: small, the same each time, without anything that could act."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.site.held import PAYLOADS, hold, hold_clause, hold_council, hold_folder, hold_version
from tests.site.search.found import write_search

from policykit.site.search import shards
from policykit.site.search.build import glean_holdings
from policykit.site.search.entries import list_texts
from policykit.site.search.glean import SIGNS
from policykit.site.search.shards import cut_list, name_shard, write_index

LISTS = st.lists(st.lists(st.tuples(st.integers(0, 23), st.integers(1, 63)), min_size=1, max_size=12), max_size=30)


def read_calls(content: bytes) -> list[object]:
    """Give what a script of the index hands on."""
    arguments = content.decode().partition("(")[2].rpartition(");")[0]
    found: list[object] = json.loads(f"[{arguments}]")
    return found


def test_the_same_holdings_give_the_same_bytes(tmp_path: Path) -> None:
    holdings = hold_folder(ROOT / "policies")
    first, second = write_search(holdings, tmp_path / "a"), write_search(holdings, tmp_path / "b")
    assert first == second


def test_each_word_is_in_the_one_shard_that_its_letters_lead_to() -> None:
    files = {file.path: file.content for file in write_index(list(glean_holdings(hold_folder(ROOT / "policies"))))}
    contents = read_calls(files["search/contents.js"])[0]
    assert isinstance(contents, dict)
    names = set(contents["shards"].split(" "))
    words = 0
    for name in names:
        _, shard = read_calls(files[f"search/words/{name_shard(name)}.js"])
        assert isinstance(shard, dict)
        for word in shard:
            words += 1
            assert name == max((each for each in names if word.startswith(each)), key=len)
    assert words > 500


def test_a_shard_that_is_too_large_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD", 400)
    files = list(write_index(list(glean_holdings(hold_folder(ROOT / "policies")))))
    sizes = [len(file.content) for file in files if file.path.startswith("search/words/")]
    assert sorted(sizes)[len(sizes) * 9 // 10] < 600
    assert len({file.path for file in files}) == len(files)


def test_no_file_that_a_first_search_fetches_is_large() -> None:
    for file in write_index(list(glean_holdings(hold_folder(ROOT / "policies", ROOT / "examples/llanfair/policies")))):
        assert len(gzip.compress(file.content)) < 12_000, file.path


@given(LISTS, st.integers(1, 40))
def test_a_list_that_is_cut_keeps_the_clauses_that_are_most_about_the_word(
    drawn: list[list[tuple[int, int]]], most: int
) -> None:
    text = ""
    for pairs in drawn:
        signs = [SIGNS[place] + SIGNS[weight] for place, weight in sorted(pairs, key=lambda pair: -pair[1])]
        text += f"1{''.join(signs[:3])}/{''.join(signs[3:])}".rstrip("/")
    weights = sorted((weight for pairs in drawn for _, weight in pairs), reverse=True)
    left = re.findall(r"[^0-9/]+", cut_list(text, most))
    assert sorted((SIGNS.index(sign) for part in left for sign in part[1::2]), reverse=True) == weights[:most]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_others_wrote_stays_words_in_every_file(payload: str, tmp_path: Path) -> None:
    clause = hold_clause(payload, term=payload, heading=payload, citation=payload)
    version = hold_version(clause, title=payload, subtitle=payload, label=payload)
    for file in write_search(hold(hold_council([version], name=payload)), tmp_path):
        text = file.content.decode()
        if file.path.endswith(("find.js", "page.js", "tables.js")):
            continue
        if file.path.endswith(".js"):
            assert "\u2028" not in text
            assert "<" not in text
            assert read_calls(file.content)
        else:
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert "<svg" not in text


def test_of_another_version_only_what_reads_otherwise_is_found() -> None:
    old = hold_version(hold_clause("Keep letters."), hold_clause("Keep maps.", "keep.maps"), standing="superseded")
    new = hold_version(hold_clause("Keep letters."), hold_clause("Burn maps.", "keep.maps"), label="2")
    council = hold_council([old, new])
    texts = list_texts(council, council.policies[0], {})
    assert [(text.version, [clause.words for clause in text.clauses]) for text in texts] == [
        ("2", ["Keep letters.", "Burn maps."]),
        ("1", ["Keep maps."]),
    ]


def test_an_item_of_a_list_is_found_by_the_words_it_hangs_on() -> None:
    lead = hold_clause("The Clerk must keep:", "keep")
    item = hold_clause("minutes for ever", "keep.minutes", part_of="keep")
    (gleaning,) = glean_holdings(hold(hold_council([hold_version(lead, item)])))
    assert len(gleaning.postings["clerk"]) == 4  # both clauses, two signs each
