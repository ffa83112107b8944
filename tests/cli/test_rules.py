"""Deciding, asking, exporting and testing from the command line, on the real policies."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.cli import DONE, NO, WRONG_CALL, main
from policykit.export import TARGETS
from policykit.rules.ir import Ruleset

LIBRARY = ["--library", str(ROOT / "policies")]
LOGO = "{id: page, record: account, holder_role: councillor, account_owner: personal, uses_council_logo: yes}"
OFFICER = "{record: account, holder_role: officer, account_owner: personal}"


def decide(tmp_path: Path, text: str, *more: str, name: str = "records.yaml") -> int:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return main(["decide", "crewe/social-media", str(file), *LIBRARY, *more])


def test_a_breach_quotes_the_clause_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide(tmp_path, LOGO) == NO
    out = capsys.readouterr().out
    assert out.startswith(
        "page: in breach\n  [error] Breaks “Responsibilities of Councillors and Co-opted Members”, item 6"
    )
    assert "“Do not use the Council’s logo" in out
    assert "rules wait for answers:\n" in out


def test_whoever_is_outside_the_policy_is_neither_in_order_nor_in_breach(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide(tmp_path, OFFICER) == DONE
    assert capsys.readouterr().out.startswith("record 1: not covered by the policy\n")


def test_a_departure_from_a_recommendation_is_not_called_in_order_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = "{record: account, holder_role: councillor, account_owner: personal, has_good_password: no}"
    file = tmp_path / "r.yaml"
    file.write_text(record)
    assert main(["decide", "congleton/social-media", str(file), *LIBRARY]) == DONE
    out = capsys.readouterr().out
    assert "  [warning] Departs from the recommendation in s.5, 3rd bullet" in out
    assert "record 1: in order\n" not in out


def test_the_same_records_as_json_and_as_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {"record": "account", "holder_role": "councillor", "account_owner": "personal", "uses_council_logo": True}
    outputs = []
    for name, text in (
        ("r.json", json.dumps([record], indent=1)),
        ("r.jsonl", json.dumps(record) + "\n"),
        ("r.yaml", json.dumps([record])),
    ):
        assert decide(tmp_path, text, "--format", "json", name=name) == NO
        outputs.append([{**row, "line": 0} for row in json.loads(capsys.readouterr().out)["records"]])
    assert outputs[0] == outputs[1] == outputs[2]
    breach = next(f for f in outputs[0][0]["findings"] if f["outcome"] == "breach")
    assert (breach["council"], breach["policy"], breach["version"], breach["clause"]) == (
        "crewe", "social-media", "1", "responsibilities.logo",
    )  # fmt: skip
    assert len(breach["text_sha256"]) == 64


def test_what_cannot_be_told_fails_only_when_asked_to(tmp_path: Path) -> None:
    record = "{record: post, author_role: councillor}"
    assert decide(tmp_path, record) == DONE
    assert decide(tmp_path, record, "--fail-on-cannot-tell") == NO


def test_findings_as_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide(tmp_path, LOGO, "--format", "sarif") == NO
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert {result["kind"] for result in results} == {"fail", "open"}


@pytest.mark.parametrize(
    ("text", "name", "place", "message", "hint"),
    [
        ("{record: account, holder_rol: councillor}", "r.yaml", "1:19", "`holder_rol`", "did you mean `holder_role`?"),
        ("- {record: account, holder_role: councilor}", "r.yaml", "1:34", "`councilor`", "did you mean `councillor`?"),
        ("[{record: acount}]", "r.yaml", "1:11", "`acount`", "did you mean `account`?"),
        ('{"record": "account"}\n{"record": "account" 1}\n', "r.jsonl", "2:22", "this line is not one JSON object", ""),
        ('{"record": "account", "record": "post"}\n', "r.jsonl", "1:1", "this line is not one JSON object", ""),
        ("record: account\n  holder: x\n", "r.yaml", "2:3", "not indented like the ones it belongs to", ""),
        (
            "{record: post, published_on: 2026-02-30}",
            "r.yaml",
            "1:30",
            "`2026-02-30`",
            "write the day as in 2026-05-07",
        ),
    ],
)
def test_a_bad_record_is_told_at_its_place_and_never_passed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, name: str, place: str, message: str, hint: str
) -> None:
    assert decide(tmp_path, text, name=name) == WRONG_CALL
    said = capsys.readouterr()
    assert f"{(tmp_path / name).as_posix()}:{place}: error[" in said.err
    assert message in said.err
    assert hint in said.err
    assert "in order" not in said.out


def test_asking_goes_on_only_with_what_some_rule_waits_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("resident\n"))
    assert main(["ask", "crewe/social-media", "post", *LIBRARY]) == DONE
    out = capsys.readouterr().out
    assert out.count("\n> ") == 1
    assert out.endswith("this post: not covered by the policy\n  other rules: 9 not applicable\n")


def test_asking_explains_a_breach_and_takes_no_nonsense(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("councillor\nmy own\npersonal\n\n\n\n\nyes\n"))
    assert main(["ask", "crewe/social-media", "account", *LIBRARY]) in (DONE, NO)
    out = capsys.readouterr().out
    assert "this is not one of its words; it is one of: council, personal, other" in out


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("council", ["congleton", "crewe"])
def test_both_policies_can_be_exported_to_every_target(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], council: str, target: str
) -> None:
    assert main(["export", f"{council}/social-media", "--to", target, "--out", str(tmp_path), *LIBRARY]) == DONE
    files = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert files
    assert all(file.is_relative_to(tmp_path / council / "social-media" / "v1" / target) for file in files)
    assert any("“" in file.read_text(encoding="utf-8") or target == "json-schema" for file in files)


def test_an_unknown_target_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "crewe/social-media", "--to", "regp", *LIBRARY]) == WRONG_CALL
    assert "there is no target `regp`\n  hint: did you mean `rego`?" in capsys.readouterr().err


def test_the_scenarios_of_both_policies_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--quick", *LIBRARY]) == DONE
    out = capsys.readouterr().out
    assert out.count("Every rule said what was expected of it.") == 2
    assert "WRONG" not in out
    assert "UNTRIED" not in out


def test_every_engine_present_gives_the_same_answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from policykit.export.engines import find_engines

    assert main(["test", "crewe", *LIBRARY]) == DONE
    out = capsys.readouterr().out
    assert [line.split(":")[0].strip() for line in out.splitlines() if "differences" in line] == [
        "generated",
        *find_engines(),
    ]
    assert out.count("no differences from the evaluator") == len(find_engines()) + 1


def test_an_engine_that_differs_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def always_compliant(ruleset: Ruleset, record: str, records: Sequence[object]) -> list[list[str]]:
        return [["compliant"] * len(ruleset.rules_on(record)) for _ in records]

    monkeypatch.setattr("policykit.pipeline.scenarios.find_engines", lambda: {"yes-man": always_compliant})
    assert main(["test", "crewe", *LIBRARY]) == NO
    assert "responsibilities.logo.account should be breach, and is compliant" in capsys.readouterr().out


ROWS = """holder_role,account_owner,uses_council_logo
councillor,personal,true
councillor,personal,false
councillor,council,true
officer,personal,true
councillor,personal,
"""


def test_an_audit_sums_up_by_rule_and_writes_the_rows_in_breach(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "accounts.csv").write_text(ROWS)
    arguments = ["audit", "crewe/social-media", str(tmp_path / "accounts.csv"), "--record", "account", *LIBRARY]
    assert main([*arguments, "--format", "json", "--breaches", str(tmp_path / "breaches.csv")]) == NO
    found = json.loads(capsys.readouterr().out)
    logo = found["rules"]["responsibilities.logo.account"]
    assert found["rows"] == 5
    # With neither answer known for other material of the Council, a row without its logo cannot be told.
    assert (logo["breach"], logo["not_applicable"], logo["cannot_tell"], logo["compliant"]) == (1, 2, 2, 0)
    rows = (tmp_path / "breaches.csv").read_text().splitlines()
    assert len(rows) == 2
    assert "responsibilities.logo.account" in rows[1]
    assert main(arguments) == NO
    assert "5 rows judged as records of the kind `account`" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("holder_rol,account_owner\ncouncillor,personal\n", "`holder_rol`"),
        ("holder_role,account_owner\ncouncilor,personal\n", "councilor"),
        ("holder_role,uses_council_logo\ncouncillor,perhaps\n", "perhaps"),
    ],
)
def test_a_table_with_a_slip_is_told_before_anything_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str, message: str
) -> None:
    (tmp_path / "a.csv").write_text(rows)
    assert main(["audit", "crewe/social-media", str(tmp_path / "a.csv"), "--record", "account", *LIBRARY]) == WRONG_CALL
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""


def draft_crewe(root: Path, *, old: str, new: str) -> list[str]:
    """Copy the library, draft Crewe's version 2, and change some of its YAML."""
    shutil.copytree(ROOT / "policies", root)
    assert main(["draft", "crewe/social-media", "--library", str(root), "--today", "2026-11-20"]) == DONE
    file = root / "crewe" / "social-media" / "v2.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return ["--library", str(root)]


@pytest.mark.parametrize(
    ("name", "tested"),
    [
        ("crewe/social-media", ["crewe/social-media@1", "crewe/social-media@2"]),
        ("crewe", ["crewe/social-media@1", "crewe/social-media@2"]),
        ("crewe/social-media@1", ["crewe/social-media@1"]),
        ("crewe/social-media@2", ["crewe/social-media@2"]),
        ("crewe/social-media/v1.yaml", ["crewe/social-media@1"]),
    ],
)
def test_a_draft_is_tested_beside_what_is_in_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, tested: list[str]
) -> None:
    logo = "forbid: uses_council_logo"
    library = draft_crewe(tmp_path / "policies", old=logo, new="forbid: not uses_council_logo")
    assert "and this one, if its rules change:" in capsys.readouterr().err
    assert main(["test", "--quick", name, *library]) == (NO if "crewe/social-media@2" in tested else DONE)
    out = capsys.readouterr().out
    assert re.findall(r"^crewe/social-media@\d", out, re.MULTILINE) == tested


@pytest.mark.parametrize("name", [[], ["crewe/social-media"], ["crewe/social-media@2"]])
def test_a_fault_of_a_rule_is_shown_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: list[str]
) -> None:
    logo = "forbid: uses_council_logo"
    library = draft_crewe(tmp_path / "policies", old=logo, new="forbid: uses_council_lego")
    assert main(["test", "--quick", *name, *library]) == WRONG_CALL
    err = capsys.readouterr().err
    assert re.search(r"social-media/v2\.yaml:\d+:\d+: error\[rule-condition\]: .*`uses_council_lego`", err)
    assert "did you mean `uses_council_logo`?" in err


def test_a_version_without_rules_decides_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = tmp_path / "policies"
    shutil.copytree(ROOT / "policies", library)
    file = library / "congleton" / "social-media" / "v1.yaml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(?m)^( +)rules:\n(?:\1 .*\n)+", "", text), encoding="utf-8")
    record = tmp_path / "r.yaml"
    record.write_text(OFFICER)
    assert main(["decide", "congleton/social-media", str(record), "--library", str(library)]) == WRONG_CALL
    assert capsys.readouterr().err.startswith("error[no-rules]: `congleton/social-media@1` has no rules")


def test_a_draft_does_not_pass_for_what_was_withdrawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = draft_crewe(tmp_path / "policies", old="", new="")
    record = tmp_path / "r.yaml"
    record.write_text(LOGO)
    assert main(["decide", "crewe/social-media", str(record), *library]) == NO
    assert "note:" not in capsys.readouterr().err
    withdrawal = ["--date", "2026-11-20", "--reference", "26/1", "--today", "2026-11-20"]
    assert main(["withdraw", "crewe/social-media@1", *withdrawal, *library]) == DONE
    assert main(["decide", "crewe/social-media", str(record), *library]) == NO
    remark = "note: no version of `crewe/social-media` is in force any more; `2` is a draft\n"
    assert capsys.readouterr().err.endswith(remark)
    assert main(["decide", "crewe/social-media@2", str(record), *library]) == NO
    assert "note:" not in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_a_breach_on_a_reading_that_nobody_confirmed_is_a_note_where_that_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert decide(tmp_path, LOGO, "--format", form) == NO
    usual = capsys.readouterr().out
    assert decide(tmp_path, LOGO, "--format", form, "--require", "confirmed") == DONE
    strict = capsys.readouterr().out
    said = {"text": ("[error]", "[note]"), "json": ('"error"', '"note"'), "sarif": ('"error"', '"note"')}[form]
    assert said[0] in usual
    assert said[0] not in strict
    assert said[1] in strict
    if form == "text":
        assert strict.startswith("page: more information needed\n")


def test_exports_and_audits_weigh_readings_as_required(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "crewe/social-media", "--to", "json", "--require", "confirmed", *LIBRARY]) == DONE
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert {rule["severity"] for rule in rules} == {"note"}
    table = tmp_path / "accounts.csv"
    table.write_text("holder_role,account_owner,uses_council_logo\ncouncillor,personal,true\n")
    call = ["audit", "crewe/social-media", str(table), "--record", "account", *LIBRARY]
    assert main(call) == NO
    assert main([*call, "--require", "confirmed"]) == DONE
