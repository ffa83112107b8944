"""A draft to write in: the council's own library, with version 2 begun."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.pipeline.draft import draft_version
from policykit.pipeline.writing.change import open_text
from policykit.pipeline.writing.opened import OpenText

NAME = "crewe/social-media"
NOW = datetime.fromisoformat("2026-11-27T10:00:00+00:00")


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library with a draft, of which each test has a copy."""
    root = tmp_path_factory.mktemp("drafted") / "policies"
    shutil.copytree(ROOT / "policies", root)
    draft_version(root, NAME, date(2026, 11, 20))
    return root


@pytest.fixture
def root(drafted: Path, tmp_path: Path) -> Path:
    """A copy of the library with a draft."""
    return Path(shutil.copytree(drafted, tmp_path / "policies"))


@pytest.fixture
def opened(root: Path) -> OpenText:
    """The draft, open."""
    return open_text(root, NAME, NOW)


def draft_file(root: Path) -> Path:
    """Give the file of the draft."""
    return root / NAME / "v2.yaml"
