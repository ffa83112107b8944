"""A kill at any moment of a save, and a full disk, lose no word that was said to be saved, and break no file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

PROGRAM = Path(__file__).parent / "crashes.py"


def run(*words: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(ROOT / "tests/life/library"), *words],
        check=True,
        capture_output=True,
        text=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_killed_before_each_call_to_the_system() -> None:
    found = run("kill")
    assert [moment for moment in found if moment["wrong"]] == []
    assert {moment["answer"] for moment in found} == {"", "saved"}
    assert len({moment["new"] for moment in found if moment["died"]}) == 2


def test_a_disk_that_is_full() -> None:
    found = run("full", "10")
    assert [moment for moment in found if moment["wrong"]] == []
    assert {moment["answer"] for moment in found} == {"not-writable", "saved"}
