"""Writing survives a kill at any moment, and two who write at once do not meet."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.life.conftest import LIBRARY, Clerk

from policykit.errors import PolicykitError
from policykit.pipeline.store import hold_library, write_durably
from policykit.source.library import load_library

PROGRAM = Path(__file__).parent / "kill_points.py"


def test_killed_before_each_call_to_the_system_and_halfway_through_each_write(tmp_path: Path) -> None:
    """Every file is the old one or the new one, no event is without its frozen copy, and the same call completes."""
    out = tmp_path / "found.json"
    subprocess.run([sys.executable, str(PROGRAM), "adopt", str(LIBRARY), str(out), "every"], check=True)
    found = json.loads(out.read_text("utf-8"))["found"]
    assert [moment for moment in found if moment["wrong"]] == []
    seen = {tuple(moment["new"]) for moment in found}
    copies = ("leek/notices/adopted/v1.json", "leek/records/adopted/v1.json")
    assert seen == {
        (),
        copies[:1],
        copies,
        (*copies[:1], "leek/notices/register.yaml", *copies[1:]),
        (*copies[:1], "leek/notices/register.yaml", *copies[1:], "leek/records/register.yaml"),
    }


def test_undoing_killed_before_each_call_and_halfway_through_each_write(tmp_path: Path) -> None:
    """The event goes first and its frozen copy after it; whatever is left, the same call completes it."""
    out = tmp_path / "found.json"
    subprocess.run([sys.executable, str(PROGRAM), "undo", str(LIBRARY), str(out), "every"], check=True)
    found = json.loads(out.read_text("utf-8"))["found"]
    assert [moment for moment in found if moment["wrong"]] == []
    register, copy = "leek/notices/register.yaml", "leek/notices/adopted/v1.json"
    seen = {(tuple(moment["new"]), tuple(moment["gone"])) for moment in found}
    assert {((), ()), ((register,), ())} <= seen <= {((), ()), ((register,), ()), ((register,), (copy,))}


def test_of_two_who_adopt_at_once_one_wins_and_the_other_is_told(root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "policykit",
        "adopt",
        "leek/notices",
        "--date",
        "2026-11-16",
        "--today",
        "2026-11-20",
    ]
    both = [
        subprocess.Popen(
            [*command, "--reference", reference], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for reference in ("26/80", "26/81")
    ]
    said = [(process.communicate()[1], process.returncode) for process in both]
    (lost,) = [words for words, code in said if code == 2]
    assert sorted(code for _, code in said) == [0, 2]
    won = load_library(root).policies["leek/notices"].states["1"].approval
    assert won is not None
    assert lost.startswith(
        f"error[already-adopted]: `leek/notices@1` was adopted on 2026-11-16, minute {won.reference}"
    )


def test_a_library_that_is_held_is_told_to_be_busy(root: Path) -> None:
    with (
        hold_library(root),
        pytest.raises(PolicykitError, match="another policykit is writing to the library"),
        hold_library(root, wait=0),
    ):
        pass


def test_line_ends_and_byte_order_mark_stay_as_they_were(root: Path, clerk: Clerk) -> None:
    path = root / "leek/notices/register.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf#")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b"    event: reviewed\r\n" in content


def test_a_copy_left_by_a_killed_process_is_written_over(root: Path) -> None:
    path = root / "leek/notices/register.yaml"
    left = path.with_name(".register.yaml.new")
    left.write_text("half", "utf-8")
    write_durably(path, "whole\n")
    assert path.read_text("utf-8") == "whole\n"
    assert not left.exists()


def test_a_folder_that_cannot_be_made_is_told(root: Path, clerk: Clerk) -> None:
    (root / "leek/records/adopted").write_text("a file where the folder belongs", "utf-8")
    said = clerk("adopt", "leek/records", "--date", "2026-11-16", "--reference", "1")
    assert said.err.startswith("error[not-writable]: `policies/leek/records/adopted/v1.json` cannot be written")
