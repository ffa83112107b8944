"""A clerk's library to write in, and the command line as the clerk types it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from policykit.cli import main

LIBRARY = Path(__file__).parent / "library"
TODAY = "2026-11-20"


class Said(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Clerk = Callable[..., Said]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library, in the folder where the clerk stands."""
    shutil.copytree(LIBRARY, tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    return Path("policies")


@pytest.fixture
def clerk(root: Path, capfd: pytest.CaptureFixture[str]) -> Clerk:
    """Run `policykit WORDS… --today …` and give what it said."""

    def call(*words: str, today: str = TODAY) -> Said:
        asks_day = words[0] not in ("show", "verify", "build", "sign", "undo")
        code = main([*words, *(["--today", today] if asks_day else [])])
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return call


@pytest.fixture
def adopted(clerk: Clerk, root: Path) -> Path:
    """The library with version 1 of leek/notices adopted on 4 March 2024."""
    said = clerk(
        "adopt",
        "leek/notices",
        "--date",
        "2024-03-04",
        "--reference",
        "24/17",
        "--next-review",
        "2026-03",
        "--by",
        "AM",
    )
    assert said.code == 0, said.err
    return root
