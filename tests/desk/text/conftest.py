"""A desk with a draft, and a browser at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.desk.visitor import copy_library

from policykit.pipeline.draft import draft_version

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from tests.desk.browser import OpenDesk
    from tests.desk.text.writer import Writer

NAME = "crewe/social-media"


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library with a draft of one policy, of which each test has a copy."""
    root = copy_library(tmp_path_factory.mktemp("drafted"))
    draft_version(root, NAME, date(2026, 11, 20))
    return root


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; a test is skipped by name where it is missing.

    One for a module: while it runs, no other event loop can run in this thread.
    """
    pytest.importorskip("playwright", reason="needs playwright")
    from tests.desk.browser import CHROMIUM, open_browser

    if CHROMIUM is None:
        pytest.skip("needs `chromium`: Debian's package of that name installs it")
    with open_browser() as browser:
        yield browser


@pytest.fixture
def desk(drafted: Path, tmp_path: Path) -> Iterator[OpenDesk]:
    """A desk that listens."""
    from tests.desk.browser import open_desk

    root = Path(shutil.copytree(drafted, tmp_path / "policies"))
    with open_desk(root, tmp_path / "build") as found:
        yield found


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser, with the permission to use the clipboard."""
    found = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield found
    found.close()


@pytest.fixture
def open_writer(context: BrowserContext, desk: OpenDesk) -> Callable[..., Writer]:
    """Open a window with a text."""
    from tests.desk.text.writer import Writer

    return lambda **more: Writer(context, desk, **more)
