"""The same input gives the same bytes: in any process, under any hash seed, time zone, locale, and clock."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

WORLDS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "12345", "TZ": "America/Anchorage", "LC_ALL": "POSIX", "SOURCE_DATE_EPOCH": "1"},
]


def build(out: Path, world: dict[str, str]) -> dict[str, str]:
    command = [
        sys.executable,
        "-m",
        "policykit",
        "build",
        "--format",
        "html,pdf,docx,md,json,akn,text",
        "--out",
        str(out),
    ]
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}, **world}
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_three_processes_in_three_worlds_write_the_same_files(tmp_path: Path) -> None:
    first, second, third = (build(tmp_path / str(number), world) for number, world in enumerate(WORLDS))
    assert len(first) == 14
    assert first == second == third
