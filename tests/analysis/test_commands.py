"""The analysis on the command line: what is printed, what is written, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.rules.library_rules import POLICIES

from policykit.cli import main
from policykit.pipeline.schemas import make_schema

TODAY = ("--today", "2026-11-26")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shutil.copytree(POLICIES, tmp_path / "policies")
    return tmp_path / "policies"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_meaning_in_both_formats(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("compare", "--meaning", "congleton", "crewe", "--library", str(library))
    code, said = run(capsys, *asked, "--format", "text,json", "--out", str(tmp_path / "meaning"), "--exit-code")
    assert code == 1
    assert said.splitlines() == [(tmp_path / f"meaning.{end}").as_posix() for end in ("txt", "json")]
    Draft202012Validator(make_schema("meaning")).validate(json.loads((tmp_path / "meaning.json").read_text("utf-8")))
    assert "has no rule to compare" in (tmp_path / "meaning.txt").read_text("utf-8")


def test_a_policy_means_the_same_as_itself(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "compare", "--meaning", "crewe", "crewe", "--library", str(library), "--exit-code")
    assert code == 0
    assert "both say the same" in said


def test_other_formats_and_councils_with_several_policies_are_refused(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "compare", "--meaning", "crewe", "crewe", "--library", str(library), "--format", "xlsx")
    assert code == 2
    assert "there is no format `xlsx` of a comparison of meaning" in said
    shutil.copytree(library / "crewe" / "social-media", library / "crewe" / "other")
    code, said = run(capsys, "compare", "--meaning", "congleton", "crewe", "--library", str(library))
    assert code == 2
    assert "`crewe` has several policies" in said
    assert "crewe/other" in said


def test_the_matrix_says_beside_each_link_what_the_rules_say(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "matrix.json"
    run(capsys, "matrix", "--meaning", "--library", str(library), "--format", "json", "--out", str(out))
    data = json.loads(out.read_text("utf-8"))
    Draft202012Validator(make_schema("matrix")).validate(data)
    said = [link["by_rules"] for link in data["links"]]
    assert len(said) == 74
    assert sum(words.startswith("the rules agree: ") for words in said) == 15
    assert sum(words.startswith("no rule of ") for words in said) == 56
    _, page = run(capsys, "matrix", "--meaning", "--library", str(library), "--format", "html")
    assert page.count('<span class="by-rules">') >= 58


def test_check_reports_a_stance_that_the_rules_belie(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = library / "counterparts.yaml"
    text = links.read_text("utf-8")
    place = text.index("    matter: harm to the Council\n    facts: [harms_council, violates_other_policies]")
    start = text.rindex("    stance: same", 0, place)
    links.write_text(text[:start] + "    stance: weaker" + text[start + len("    stance: same") :], "utf-8")
    code, said = run(capsys, "check", "--analysis", "--library", str(library), "--format", "json", *TODAY)
    assert code == 0
    data = json.loads(said)
    Draft202012Validator(make_schema("check")).validate(data)
    (found,) = [each for each in data["diagnostics"] if each["code"] == "stance-disagrees"]
    assert found["message"] == "this link says `weaker`, and the rules do not: the rules ask the same"
    assert found["line"] == text[:start].count("\n") + 1
    assert any("42 days before the day of the poll" in question for question in data["questions"])


def test_without_analysis_nothing_is_said_of_it(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = run(capsys, "check", "--library", str(library), "--format", "json", *TODAY)
    data = json.loads(said)
    assert data["questions"] == []
    assert not {each["code"] for each in data["diagnostics"]} & {"rule-covered", "permits-forbidden"}


def test_an_error_is_mended_before_rules_are_analysed(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = library / "crewe" / "social-media" / "v1.yaml"
    file.write_text(file.read_text("utf-8").replace("forbid: may_lead_to_code_complaint", "forbid: nothing"), "utf-8")
    code, said = run(capsys, "check", "--analysis", "--library", str(library), *TODAY)
    assert code == 1
    assert "rule-covered" not in said
