"""The library of this repository, for the tests of its policies."""

from __future__ import annotations

from pathlib import Path

import pytest

from policykit.model.library import Library
from policykit.source.library import load_library


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(Path(__file__).parents[2] / "policies")
