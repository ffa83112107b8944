"""A library to work on, somebody at the desk, and a real browser."""

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


@pytest.fixture(scope="module")
def browser(tool: Tool) -> Iterator[Browser]:
    """Debian's Chromium; skipped by name where there is none.

    One for a module: while it runs, no other event loop can run in this thread.
    """
    tool("chromium")
    from tests.desk.browser import open_browser

    with open_browser() as browser:
        yield browser
