"""`policykit edit`: each action as it is typed, and what is said where it cannot be."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from tests.conftest import ROOT

from policykit.cli import main
from policykit.pipeline.draft import draft_version
from policykit.pipeline.results.write import result_schema
from policykit.pipeline.schemas import make_schema
from policykit.source.library import read_library

NAME = "crewe/social-media"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("drafted") / "policies"
    shutil.copytree(ROOT / "policies", root)
    draft_version(root, NAME, date(2026, 11, 20))
    return root


@pytest.fixture
def root(drafted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(drafted, tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    return Path("policies")


def texts(root: Path) -> dict[str, str | None]:
    version = read_library(root).library.policies[NAME].version("2").value
    headings: dict[str, str | None] = {section.id: section.heading for _, section in version.walk_sections()}
    return {**headings, **{clause.id: clause.text for _, clause in version.walk_clauses()}}


def test_each_action(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("edits.json").write_text(
        json.dumps([{"do": "heading", "id": "introduction", "was": "Opening", "words": None}])
    )
    calls = [
        ["text", "introduction.term", "Social media: tools # and sites."],
        ["heading", "introduction", "Opening"],
        ["field", "introduction.term", "kind", "statement"],
        ["field", ".", "applies_to", '["councillor"]'],
        ["insert", "after:introduction.term", "Photographs must be kept. They may be shown."],
        ["split", "introduction.photographs-kept-they", "They may"],
        ["join", "introduction.photographs-kept-they", "introduction.they-shown"],
        ["move", "introduction.photographs-kept-they", "first:introduction"],
        ["insert-section", "after:introduction", "Use of photographs"],
        ["remove", "use-photographs"],
        ["apply", "edits.json"],
    ]
    before = texts(root)
    for call in calls:
        assert main(["edit", NAME, *call]) == 0, (call, capsys.readouterr())
        assert capsys.readouterr().out == "policies/crewe/social-media/v2.yaml\n"
    after = texts(root)
    new = {"introduction.photographs-kept-they": "Photographs must be kept. They may be shown."}
    assert after == {**before, "introduction.term": "Social media: tools # and sites.", **new}
    assert main(["edit", NAME, "history"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(calls)
    for _ in calls:
        assert main(["edit", NAME, "undo"]) == 0
    assert texts(root) == before
    assert (root / NAME / "v2.yaml").read_text("utf-8") == (root / NAME / "v1.yaml").read_text("utf-8").replace(
        'version: "1"', 'version: "2"'
    ).replace("version 1", "version 2")


def test_the_list_shows_ids_and_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edit", NAME, "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "introduction"
    assert lines[1].startswith("  introduction.term: Social media is the term")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["delete", "x"], 2, "there is no action `delete`"),
        (["remove"], 2, "policykit edit NAME remove CLAUSE|SECTION"),
        (["remove", "nothing"], 2, "there is no clause or section `nothing`"),
        (["text", "introduction", "Words"], 1, "`introduction` is not a clause"),
        (["text", "introduction.term", "Words", "--was", "Others"], 1, "not as you saw it; it is now: Social media"),
        (["text", "introduction.term", ""], 1, "`text` is empty or too short"),
        (["field", "introduction.term", "id", "other"], 1, "`id` is no field that can be set"),
        (["field", "introduction.term", "knid", "risk"], 1, "`knid` is no field that can be set"),
        (["field", "introduction.term", "kind", "thing"], 1, "thing"),
        (["insert", "introduction.term", "Words"], 2, "is no place for a clause or section"),
        (["insert", "after:introduction", "Words"], 1, "is not a clause, beside which a clause can be"),
        (["insert", "first:", "Words"], 1, "a clause is in a section"),
        (["move", "policy-statement", "first:policy-statement"], 1, "beside or into itself"),
        (["move", "policy-statement.risks", "last:policy-statement.risks.malware"], 1, "into what is in it"),
        (["split", "introduction.term", "no such words"], 2, "does not go on with"),
        (["join", "introduction.term", "introduction.coverage"], 1, "only clauses that follow each other"),
        (["apply", "no-such-file.json"], 2, "cannot be read"),
        (["undo"], 2, "nothing is left to take back"),
        (["undo", "x"], 2, "is not the number of a change"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    root: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    file = root / NAME / "v2.yaml"
    before = file.read_bytes()
    assert main(["edit", NAME, *words]) == code
    assert said in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[", "is not JSON"),
        ("{}", "the list"),
        ('[{"do": "delete"}]', "edit 1 of `edits.json`: `do` is none that can be"),
        ('[{"do": "remove", "id": "a"}]', "edit 1 of `edits.json`: was is missing"),
        ('[{"do": "text", "id": "a", "words": 3}]', "edit 1 of `edits.json`: words is none that can be"),
    ],
)
def test_a_file_that_holds_no_edits(root: Path, capsys: pytest.CaptureFixture[str], content: str, said: str) -> None:
    Path("edits.json").write_text(content, "utf-8")
    assert main(["edit", NAME, "apply", "edits.json"]) == 2
    assert said in capsys.readouterr().err


def test_what_it_gives_as_json_fits_its_schema_and_its_edits_can_be_applied(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = jsonschema.Draft202012Validator(make_schema("edits"))
    for words in (
        ["list"],
        ["text", "introduction.term", "Other words."],
        ["insert", "after:introduction.term", "Must"],
        ["text", "introduction.term", ""],
        ["text", "introduction.term", "Words", "--was", "Others"],
        ["undo"],
        ["history"],
    ):
        main(["edit", NAME, *words, "--format", "json"])
        data = json.loads(capsys.readouterr().out)
        jsonschema.validate(data, result_schema("edit"))
        for outcome in data["outcomes"]:
            edits.validate([outcome["edit"]])
    assert [change["counts"] for change in data["changes"]] == [True, False, False, False, True]
