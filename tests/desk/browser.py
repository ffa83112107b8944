"""A real browser at a real desk: one of each for all tests of a run."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Playwright, sync_playwright

from policykit.desk.app import make_app
from policykit.desk.session import Desk

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class OpenDesk:
    """A desk that listens, and the address that lets one in."""

    desk: Desk
    port: int

    @property
    def origin(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def link(self) -> str:
        """The address that lets one in."""
        return f"{self.origin}/enter/{self.desk.keys.link}"

    def address(self, path: str) -> str:
        """Give the address of a page by its path below the desk's own folder."""
        return f"{self.origin}{self.desk.base}/{path.lstrip('/')}"


@contextmanager
def open_desk(library: Path, out: Path, today: date = TODAY) -> Iterator[OpenDesk]:
    """Run a desk in a thread of this process, on a port that the system chooses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        desk = Desk(library, out, lambda: today)
        server = uvicorn.Server(
            uvicorn.Config(
                make_app(desk, port), http="h11", ws="none", lifespan="off", log_config=None, access_log=False
            )
        )
        door.listen(64)  # who asks before it is ready waits
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        try:
            yield OpenDesk(desk, port)
        finally:
            server.should_exit = True
            thread.join(timeout=10)
            desk.close()


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Run Debian's Chromium."""
    playwright: Playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()
