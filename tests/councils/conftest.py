"""The two real councils, and a third that is made up, in one library."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policykit.compare.councils.matrix import Matrix
from policykit.model.library import Library
from policykit.pipeline.matrix import find_columns, make_matrix
from policykit.source.library import load_library

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the policies of Congleton, Crewe and Sandbach."""
    folder = tmp_path_factory.mktemp("councils") / "policies"
    shutil.copytree(ROOT / "policies", folder)
    shutil.copytree(Path(__file__).parent / "library", folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def library(folder: Path) -> Library:
    return load_library(folder)


@pytest.fixture(scope="session")
def two(library: Library) -> Matrix:
    return make_matrix(library, find_columns(library, ["congleton", "crewe"]))


@pytest.fixture(scope="session")
def three(library: Library) -> Matrix:
    return make_matrix(library, find_columns(library, []))
