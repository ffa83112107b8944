"""The same library gives the same site, byte for byte, in any process, under any hash seed, time zone and locale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.test_reproducible import WORLDS


def test_processes_in_other_worlds_write_the_same_site(own: Path, tmp_path: Path) -> None:
    found = []
    for number, world in enumerate(WORLDS):
        out = tmp_path / str(number)
        call = [
            "site",
            "--library",
            str(own),
            "--out",
            str(out),
            "--with-drafts",
            "--format",
            "md",
            "--today",
            "2026-11-20",
        ]
        subprocess.run([sys.executable, "-m", "policykit", *call], env={**os.environ, **world}, check=True)
        files = [path for path in sorted(out.rglob("*")) if path.is_file() and ".policykit" not in path.parts]
        found.append({path.relative_to(out): path.read_bytes() for path in files})
    assert len(found[0]) > 50
    assert found[0] == found[1] == found[2]
