"""A real browser for the search page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.conftest import Tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser(tool: Tool) -> Iterator[Browser]:
    """Debian's Chromium; skipped by name where there is none."""
    tool("chromium")
    from tests.desk.browser import open_browser

    with open_browser() as browser:
        yield browser
