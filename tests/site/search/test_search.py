"""What a reader finds, asked of the very script that the browser runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT, Tool
from tests.site.held import PAYLOADS, hold, hold_clause, hold_council, hold_folder, hold_version
from tests.site.search.found import ask_search, name_found, write_search

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search of the two councils and the example council, drafts and all."""
    out = tmp_path_factory.mktemp("site")
    write_search(hold_folder(ROOT / "policies", ROOT / "examples/llanfair/policies"), out)
    return out


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("permission to join a whatsapp group", "congleton/social-media#messaging.consent"),
        ("use of the council crest", "crewe/social-media#responsibilities.logo"),
        ("bonfires on the allotment", "llanfair/allotments#care.fires"),
        ("how many chickens", "llanfair/allotments#care.hens"),
        ("cofnodion gyfarfodydd", "llanfair/cofnodion#keeping.minutes"),
        ("deepfak", "congleton/social-media#ai.prohibited.deepfakes"),  # not written to its end
        ("indemnty", "crewe/social-media#responsibilities.own-content"),  # a slip
    ],
)
def test_the_clause_that_answers_is_found_first(tool: Tool, site: Path, question: str, first: str) -> None:
    (answer,) = ask_search(tool("node"), site, [question])
    assert name_found(answer)[0] == first


def test_a_word_that_no_clause_has_is_read_as_the_nearest_one_and_said_so(tool: Tool, site: Path) -> None:
    (answer,) = ask_search(tool("node"), site, ["indemnty"])
    assert answer["meant"] == [["indemnty", "indemnity"]]


def test_nothing_is_found_for_nothing(tool: Tool, site: Path) -> None:
    empty, unknown = ask_search(tool("node"), site, ["who may not", "zzzzqqqq"])
    assert (empty["found"], unknown["found"], unknown["unknown"]) == ([], [], ["zzzzqqqq"])


def test_a_search_may_keep_to_one_council(tool: Tool, site: Path) -> None:
    (answer,) = ask_search(tool("node"), site, [("personal accounts", {"council": "crewe"})])
    assert {each["council"] for each in answer["found"]} == {"crewe"}


def test_a_question_that_names_a_council_asks_of_its_clauses(tool: Tool, site: Path) -> None:
    crewe, congleton = ask_search(tool("node"), site, ["Crewe reputation", "Congleton reputation"])
    assert (crewe["found"][0]["council"], congleton["found"][0]["council"]) == ("crewe", "congleton")


def test_what_is_in_force_comes_before_what_is_not(tool: Tool, tmp_path: Path) -> None:
    words = "Recordings of a meeting are kept for a month."
    old = hold_version(hold_clause(f"{words} "), standing="superseded")
    new = hold_version(hold_clause("Letters are kept.", "keep.letters"), label="2")
    other = hold_version(hold_clause(words, "keep.recordings"))
    write_search(hold(hold_council([old, new]), hold_council([other], name="Bryn", id="bryn")), tmp_path)
    (answer,) = ask_search(tool("node"), tmp_path, ["recordings of meetings"])
    assert [each["standing"] for each in answer["found"]] == ["in_force", "superseded"]
    assert answer["found"][1]["address"] == "aber/p1/v1/"


def test_a_first_search_fetches_less_than_a_picture(tool: Tool, site: Path) -> None:
    for answer in ask_search(tool("node"), site, ["photographs of children", "who answers for content"], afresh=True):
        assert sum(size for _, size in answer["fetched"]) < 40_000


def test_hostile_words_are_asked_for_and_found_as_words(tool: Tool, tmp_path: Path) -> None:
    clauses = [hold_clause(f"{payload} marker", f"c{number}") for number, payload in enumerate(PAYLOADS)]
    write_search(hold(hold_council([hold_version(*clauses)])), tmp_path)
    answers = ask_search(tool("node"), tmp_path, [("marker", {"most": 30}), *PAYLOADS])
    found = {each["id"]: "".join(part for part, _ in each["parts"]) for each in answers[0]["found"]}
    assert found == {clause.id: clause.words for clause in clauses}
