"""What people do every day that is not in the guide: each ends in what they meant, or in a message."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.cli import DONE, NO, WRONG_CALL, main
from policykit.cli.commands import COMMANDS

SMALL = ROOT / "tests" / "document" / "library"
TODAY = ("--today", "2026-11-20")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "policies"))


@pytest.mark.parametrize("before", [["--library", "LIB"], ["--library=LIB"], ["--library", "LIB", *TODAY]])
def test_an_option_may_stand_before_the_command(
    library: Path, before: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = [word.replace("LIB", str(library)) for word in before]
    assert main([*before, "check"]) == DONE
    assert "checked 22 clauses" in capsys.readouterr().out


def test_a_folder_called_like_a_command_is_a_folder(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library.rename(library.parent / "check")
    monkeypatch.chdir(library.parent)
    assert main(["--library", "check", "check", *TODAY]) == DONE
    assert "checked 22 clauses" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["--library"], ["--nothing", "x", "check"], ["--", "check"], ["--library", "x", "chekc"]]
)
def test_what_is_no_call_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == WRONG_CALL
    assert "Traceback" not in capsys.readouterr().err
    assert "check" in COMMANDS


@pytest.mark.parametrize("out", ["build", "leek/out", "."])
def test_documents_are_not_written_into_the_library(
    library: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted(library.rglob("*"))
    assert main(["build", "--library", str(library), "--format", "text", "--out", str(library / out)]) == WRONG_CALL
    said = capsys.readouterr().err
    assert "is inside the library, where every folder is a council" in said
    assert f"--out {library.parent.as_posix()}/build" in said
    assert sorted(library.rglob("*")) == files


def test_a_folder_that_is_not_read_may_hold_documents(library: Path) -> None:
    out = library / ".build"
    assert main(["build", "--library", str(library), "--format", "text", "--out", str(out)]) == DONE
    assert main(["check", "--library", str(library), *TODAY]) == DONE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("words", [["check"], ["due"], ["history", "ashby/records"]])
def test_a_full_disk_is_told_once(library: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "policykit", *words, "--library", str(library)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, timeout=60)
    assert done.returncode == WRONG_CALL
    assert done.stderr.startswith("error: the output cannot be written: no space left on device")
    assert "Traceback" not in done.stderr
    assert "None" not in done.stderr
    assert done.stderr.count("\n") == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize(
    "file", ["ashby/records/v3.yaml", "ashby/records/register.yaml", "ashby/council.yaml", "topics.yaml"]
)
def test_a_pipe_in_place_of_a_file_is_told(library: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    (library / file).unlink()
    os.mkfifo(library / file)
    assert main(["check", "--library", str(library), *TODAY]) == NO
    assert "it is a pipe or device, and not a file" in capsys.readouterr().out


def test_scenarios_whose_rules_were_removed_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "town")]) == DONE
    library = tmp_path / "town" / "policies"
    (file,) = library.glob("*/social-media/v1.yaml")
    kept: list[str] = []
    column: int | None = None
    for line in file.read_text(encoding="utf-8").splitlines():
        indent = len(line) - len(line.lstrip())
        column = None if column is not None and line.strip() and indent <= column else column
        column = indent if line.strip() == "rules:" else column
        kept += [line] if column is None else []
    file.write_text("\n".join([*kept, ""]), encoding="utf-8")
    capsys.readouterr()
    assert main(["test", "--library", str(library)]) in (DONE, NO)
    said = capsys.readouterr()
    assert "rules: 0" in said.out
    assert "Traceback" not in said.err
