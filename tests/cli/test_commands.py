"""The command line as a clerk meets it: what is typed, what is printed, and the exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.cli import DONE, NO, WRONG_CALL, main

SMALL = ROOT / "tests" / "document" / "library"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "policies"))


def spoil(library: Path, old: str, new: str, file: str = "ashby/records/v3.yaml") -> None:
    path = library / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_shows_the_line_the_caret_and_what_to_do(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(library, "kind: obligation", "kind: obligatoin")
    assert main(["check", "--library", str(library), "ashby/records", "--today", "2026-11-20"]) == NO
    out = capsys.readouterr().out
    path = (library / "ashby/records/v3.yaml").as_posix()
    assert f"{path}:20:15: error[unknown-value]: `obligatoin` is not a value that `kind` can have" in out
    assert "  20 |         kind: obligatoin\n     |               ^^^^^^^^^^\n" in out
    assert "  hint: did you mean `obligation`? (one of: statement, definition, risk" in out
    assert "1 error" in out


def test_check_of_a_sound_library_is_done(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--library", str(library), "--today", "2026-11-20"]) == DONE
    assert "checked 22 clauses in 2 policies of 2 councils: 0 errors" in capsys.readouterr().out


def test_strict_lets_no_warning_pass(library: Path) -> None:
    assert main(["check", "--library", str(library), "--today", "2026-11-20", "--strict"]) == NO


def test_check_as_json_and_as_sarif_say_the_same(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(library, "topic: records", "topic: recrods")
    arguments = ["check", "--library", str(library), "--today", "2026-11-20", "--format"]
    assert main([*arguments, "json"]) == NO
    found = json.loads(capsys.readouterr().out)
    assert main([*arguments, "sarif"]) == NO
    sarif = json.loads(capsys.readouterr().out)
    results = sarif["runs"][0]["results"]
    assert [d["code"] for d in found["diagnostics"]] == [result["ruleId"] for result in results]
    error = next(d for d in found["diagnostics"] if d["severity"] == "error")
    assert (error["code"], error["hint"]) == ("unknown-topic", "did you mean `records`?")
    region = next(r for r in results if r["level"] == "error")["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (error["line"], error["column"])
    ids = [rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]]
    assert all(ids[result["ruleIndex"]] == result["ruleId"] for result in results)


def test_build_writes_every_format_and_says_where(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = [
        "build",
        "ashby/records@1",
        "--library",
        str(library),
        "--out",
        str(out),
        "--format",
        "html,md,json,text",
    ]
    assert main(arguments) == DONE
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert written == [out / "ashby/records" / f"v1.{suffix}" for suffix in ("html", "md", "json", "txt")]
    assert all(path.stat().st_size for path in written)
    assert sorted(path.name for path in (out / "ashby/records").iterdir()) == ["v1.html", "v1.json", "v1.md", "v1.txt"]


def test_two_processes_build_what_one_builds(library: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        arguments = [
            "build",
            "--library",
            str(library),
            "--out",
            str(tmp_path / jobs),
            "--format",
            "html,md",
            "--jobs",
            jobs,
        ]
        assert main(arguments) == DONE
    one, two = ({p.relative_to(tmp_path / j): p.read_bytes() for p in (tmp_path / j).rglob("*.*")} for j in ("1", "2"))
    assert one == two
    assert len(one) == 4


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["build", "ashby/recods"], "there is no policy `ashby/recods`", "did you mean `ashby/records`?"),
        (["build", "ashby/records@9"], "`ashby/records` has no version `9`", "versions: 1, 2, 3"),
        (
            ["build", "../../etc/passwd"],
            "there is no policy `../../etc/passwd`",
            "policies of this library: ashby/records",
        ),
        (["build", "--format", "htlm"], "there is no format `htlm`", "did you mean `html`?"),
        (["schema", "versoin"], "there is no schema `versoin`", "did you mean `version`?"),
    ],
)
def test_a_wrong_call_is_told_and_nothing_is_written(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str, hint: str
) -> None:
    more = [] if arguments[0] == "schema" else ["--library", str(library), "--out", str(tmp_path / "out")]
    assert main([*arguments, *more]) == WRONG_CALL
    err = capsys.readouterr().err
    assert message in err
    assert f"hint: {hint}" in err
    assert not (tmp_path / "out").exists()


def test_a_library_with_errors_is_not_built(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(library, "id: keeping.years", "id: keeping")
    assert main(["build", "--library", str(library), "--out", str(tmp_path / "out")]) == WRONG_CALL
    assert "error[duplicate-id]: the id `keeping` is taken: line 16 has it" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_slip_in_a_draft_keeps_nobody_from_publishing_what_is_in_force(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(library, "kind: obligation", "kind: obligatoin")
    out = ["--library", str(library), "--out", str(tmp_path / "out"), "--format", "md"]
    assert main(["build", "ashby/records", *out]) == DONE
    assert main(["build", "llanfair", *out]) == DONE
    assert main(["build", "ashby/records@3", *out]) == WRONG_CALL
    assert "did you mean `obligation`?" in capsys.readouterr().err
    assert main(["build", *out]) == WRONG_CALL  # everything was asked for, and not everything can be had


def test_a_folder_that_cannot_be_written_is_told(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file stands where the folder should be")
    assert main(["build", "--library", str(library), "--out", str(tmp_path / "out"), "--format", "md"]) == WRONG_CALL
    assert "error[not-writable]" in capsys.readouterr().err


def test_a_library_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--library", str(tmp_path / "nowhere")]) == WRONG_CALL
    assert "there is no library folder" in capsys.readouterr().err


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == DONE
    out = capsys.readouterr().out
    for command in ("check", "build", "schema"):
        assert f"    {command} " in out


def test_a_slip_in_the_call_ends_with_2_and_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--today", "20/11/2026"])
    assert ended.value.code == WRONG_CALL
    err = capsys.readouterr().err
    assert "`20/11/2026` is not a day; write it as 2019-06-01" in err
    assert "policykit check --help says more" in err


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        (["chek"], "COMMAND: `chek` is none of those known", "did you mean `check`?"),
        (["build", "--formt", "pdf"], "unrecognized arguments: --formt", "policykit --help says more"),
        (["record", "x", "aproved"], "EVENT: `aproved` is none of those known", "one of: created, drafted,"),
        (["history", "x", "--format", "jsn"], "--format: `jsn` is none of those known", "did you mean `json`?"),
    ],
)
def test_a_mistyped_word_of_the_call(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str, hint: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    err = capsys.readouterr().err
    assert f"error: {said}" in err
    assert f"\n  hint: {hint}" in err
