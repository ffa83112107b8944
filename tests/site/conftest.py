"""One site of the three councils for all tests that only look."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.site.sites import DRAFTS, lay_library, make


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("library") / "policies"
    lay_library(root)
    return root


@pytest.fixture(scope="session")
def site(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with drafts."""
    out = tmp_path_factory.mktemp("site")
    make(library, out, DRAFTS)
    return out


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A library of three policies that may be changed."""
    root = tmp_path / "policies"
    lay_library(root)
    (root / "counterparts.yaml").unlink()
    for name in ("congleton", "llanfair/allotments", "llanfair/rhandiroedd", "llanfair/hysbysiadau"):
        shutil.rmtree(root / name)
    return root
