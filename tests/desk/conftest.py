"""A library to work on, somebody at the desk, and one real browser for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import Tool
from tests.desk.visitor import Visitor, copy_library

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    """Somebody at a desk of the two councils' library, which may be changed."""
    visitor = Visitor(copy_library(tmp_path), tmp_path / "build")
    yield visitor
    visitor.desk.close()


@pytest.fixture(scope="session")
def browser(tool: Tool) -> Iterator[Browser]:
    """Debian's Chromium, one for the whole run; skipped by name where there is none."""
    tool("chromium")
    from tests.desk.browser import open_browser

    with open_browser() as browser:
        yield browser
