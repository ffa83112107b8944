"""The desk in a real browser: every screen for everybody, the whole way by keyboard, nothing beyond this machine."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.conftest import Tool
from tests.desk.browser import OpenDesk, open_desk
from tests.desk.visitor import copy_library
from tests.desk.walk import LEAVE, WIDTHS, look_at, walk_screens

from policykit.cli import main
from policykit.desk.start import write_redirection

pytestmark = [pytest.mark.slow, pytest.mark.engine]

ADOPTION = ["--date", "2026-11-09", "--reference", "26/114", "--next-review", "2028-11", "--today", "2026-11-20"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """A desk of the two councils' library that listens."""
    with open_desk(copy_library(tmp_path), tmp_path / "build") as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of its own; a page that runs a script of others, or throws, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    yield page
    context.close()
    assert errors == []


def test_every_screen_is_for_everybody_and_asks_nobody_else(desk: OpenDesk, page: Page, tool: Tool) -> None:
    """axe at one of three widths in turn, no sideways scroll at any, and every request to this machine.

    `benchmarks.desk.screens` has axe look at every screen at every width.
    """
    tool("axe-check")
    asked: set[str] = set()
    page.context.on("request", lambda request: asked.add(request.url))
    faults = []
    names = []
    for at, name in enumerate(walk_screens(page, desk)):
        names.append(name)
        faults += look_at(page, name, (list(WIDTHS)[at % len(WIDTHS)],))
    assert faults == []
    assert len(names) == len(set(names)) > 25
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {f"127.0.0.1:{desk.port}"}


class Keyboard:
    """Somebody with a keyboard alone: moves with Tab, presses Enter or Space, types."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.presses = 0
        self.tabs = 0

    def move_to(self, label: str) -> None:
        """Move forward until what is called `label` has the focus."""
        for _ in range(80):
            self._page.keyboard.press("Tab")
            self.tabs += 1
            if self._page.evaluate(_FOCUSED) == label:
                return
        raise AssertionError(f"no Tab leads to {label}")

    def press(self, label: str, key: str = "Enter") -> None:
        """Move to a link, button or box, and press it."""
        self.move_to(label)
        self.presses += 1
        if key == "Enter":
            with self._page.expect_navigation():
                self._page.keyboard.press(key)
        else:
            self._page.keyboard.press(key)

    def type(self, label: str, words: str) -> None:
        """Move to a field, and type."""
        self.move_to(label)
        self._page.keyboard.type(words)


_FOCUSED = """() => {
  const e = document.activeElement;
  const group = e.closest('fieldset.date');
  const own = (e.labels && e.labels.length ? e.labels[0].innerText : e.innerText).trim();
  return group ? `${group.querySelector('legend').innerText.trim()}: ${own}` : own;
}"""


def test_from_a_word_file_to_a_published_pdf_by_keyboard_alone(desk: OpenDesk, page: Page, tmp_path: Path) -> None:
    """At most fifteen presses beyond typing; and files, register and PDF are those of the same steps by commands."""
    page.goto(desk.link)
    page.wait_for_url(desk.address("/"))
    keys = Keyboard(page)
    keys.press("Bring in a Word file")
    keys.move_to("The file")
    keys.presses += 1  # Space opens the system's own window, in which a file is chosen
    page.set_input_files("#file", LEAVE)
    keys.move_to("What is it to be?")
    page.keyboard.type("A new policy of Cr")
    keys.press("Look at it")
    keys.press("Bring it in")
    keys.press("The council adopted it")
    for part, words in (("Day", "9"), ("Month", "11"), ("Year", "2026")):
        keys.type(f"Day of the meeting: {part}", words)
    keys.type("Minute", "26/114")
    for part, words in (("Month", "11"), ("Year", "2028")):
        keys.type(f"Next review: {part}", words)
    keys.press("Show what will be frozen")
    keys.press("Yes: the council adopted exactly these words", key="Space")
    keys.press("Adopt version 1")
    keys.press("Publish version 1")
    assert "The files were written." in page.content()
    assert keys.presses <= 15, keys.presses

    library, out = copy_library(tmp_path / "by-command"), tmp_path / "by-command" / "build"
    at = ["--library", str(library)]
    assert main(["import", str(LEAVE), "crewe", *at]) == 0
    assert main(["adopt", "crewe/leave", *at, *ADOPTION]) == 0
    assert main(["build", "crewe/leave@1", "--format", "html,pdf,docx", "--out", str(out), *at]) == 0
    assert read_tree(desk.desk.root) == read_tree(library)
    assert read_tree(desk.desk.out) == read_tree(out)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, but for the lock."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_file_that_opens_the_browser_lets_it_in(desk: OpenDesk, page: Page) -> None:
    path = write_redirection(desk.link)
    page.goto(path.as_uri())
    page.wait_for_url(desk.address("/"))
    assert page.inner_text("h1") == "All policies"
    assert desk.desk.keys.link not in page.evaluate("document.referrer + document.cookie + location.href")
    page.reload()
    assert page.inner_text("h1") == "All policies"
    path.unlink()
    path.parent.rmdir()


def test_another_server_of_this_machine_gets_no_cookie_and_no_page(desk: OpenDesk, page: Page) -> None:
    """Cookies know no ports: a server at another port must be given none, and a page of it must read nothing."""
    given: list[str] = []

    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given.append(self.headers.get("cookie", ""))
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<h1>Other</h1><iframe></iframe>")

        def log_message(self, *_: object) -> None:
            pass

    page.goto(desk.link)
    page.wait_for_url(desk.address("/"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        read = page.evaluate(
            "address => fetch(address, {credentials: 'include'}).then(r => r.text()).catch(() => 'refused')",
            desk.address("/"),
        )
        page.evaluate("address => { document.querySelector('iframe').src = address }", desk.address("/"))
        page.wait_for_load_state("networkidle")
        framed = page.frames[1].evaluate("document.body ? document.body.innerText : ''")
        server.shutdown()
    assert given
    assert not any(given)
    assert read == "refused"
    assert "All policies" not in framed
