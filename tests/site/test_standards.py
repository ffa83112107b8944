"""Each kind of page is valid HTML, shuts no reader out at any width, light or dark, and asks no other server."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT, Tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KINDS = (
    "index.html",
    "llanfair/index.html",
    "llanfair/records/index.html",
    "llanfair/records/v1/index.html",
    "llanfair/rhandiroedd/index.html",
    "llanfair/records/history/index.html",
    "llanfair/records/changes/v1-to-v2/index.html",
    "topics/index.html",
    "topics/respect/index.html",
    "compare/index.html",
    "compare/congleton/crewe/index.html",
)
"""One page of each kind."""
WIDTHS = (390, 768, 1280)
_AXE = ROOT / ".tools" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """() => axe.run({runOnly: {type: "tag", values:
["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}).then((found) =>
found.violations.map((each) => each.id + ": " + each.nodes.map((node) => node.html).slice(0, 2).join(" | ")))"""

pytestmark = [pytest.mark.slow, pytest.mark.engine]


@pytest.fixture(scope="module")
def browser(tool: Tool) -> Iterator[Browser]:
    """Debian's Chromium; skipped by name where there is none."""
    tool("chromium")
    from tests.desk.browser import open_browser

    with open_browser() as browser:
        yield browser


def test_the_checker_of_html_finds_nothing_wrong(site: Path, tool: Tool) -> None:
    call = [tool("vnu"), "--errors-only", *(str(site / kind) for kind in KINDS)]
    checked = subprocess.run(call, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_reader_is_shut_out(site: Path, browser: Browser, tool: Tool, scheme: str) -> None:
    tool("axe-check")
    found: dict[str, list[str]] = {}
    asked: list[str] = []
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)  # type: ignore[arg-type] # axe is a script
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("file:") else None)
    for kind in KINDS:
        page.goto((site / kind).as_uri())
        page.add_script_tag(path=_AXE)
        for width in WIDTHS if scheme == "light" else WIDTHS[:1]:  # the width tells on no colour
            page.set_viewport_size({"width": width, "height": 900})
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            faults = [*page.evaluate(_RUN), *([f"{wider} px too wide"] if wider > 0 else [])]
            if faults:
                found[f"{kind} at {width}"] = faults
    context.close()
    assert found == {}
    assert [url for url in asked if not url.startswith("data:")] == []


def test_a_day_is_answered_from_a_folder_too(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "llanfair" / "records" / "index.html").as_uri())
    page.fill("#_day", "2022-03-04")
    page.click("form.day button")
    page.wait_for_selector("#_answer:not(:empty)")
    assert "Version 1" in page.inner_text("#_answer")
    page.click("#_answer a")
    page.wait_for_url("**/v1/index.html")
    page.close()
