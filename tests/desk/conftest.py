"""A library to work on, and somebody at the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.desk.visitor import Visitor, copy_library


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    """Somebody at a desk of the two councils' library, which may be changed."""
    return Visitor(copy_library(tmp_path), tmp_path / "build")
