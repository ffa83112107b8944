"""A clerk's walk through every screen of the desk, with its states: empty, filled, wrong, done."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from playwright.sync_api import Page
from tests.desk.browser import OpenDesk

ROOT = Path(__file__).parents[2]
LEAVE = ROOT / "examples" / "clerk" / "leave-policy.docx"
WIDTHS = {320: 256, 768: 900, 1280: 900}
"""The widths at which pages are looked at, with their heights; the first is a window of 1,280 by 1,024 at 400 %."""
AXE = ROOT / ".tools" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CREWE = "policies/crewe/social-media"
CONGLETON = "policies/congleton/social-media"


def fill_date(page: Page, name: str, day: str, month: str, year: str) -> None:
    """Fill the three fields of a date."""
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.fill(f"#{name}-{part}", value)


def find_violations(page: Page) -> list[str]:
    """Give what axe finds in the page as it is."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "resultTypes": ["violations"],
        "preload": False,
        "iframes": False,  # documents in frames are tried where they are made
    }
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def look_at(page: Page, name: str, with_axe: Container[int]) -> list[str]:
    """Give what is wrong with a page at each width: whether it scrolls sideways, and at some what axe says of it."""
    faults = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        faults += [f"{name} at {width}: {fault}" for fault in (find_violations(page) if width in with_axe else [])]
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{name} at {width}: scrolls sideways to {wide}"] if wide > width else []
    return faults


def walk_screens(page: Page, desk: OpenDesk) -> Iterator[str]:
    """Go through every screen, and give the name of each when it is shown."""
    page.goto(desk.link)
    page.wait_for_url(desk.address("/"))
    yield "all-policies"
    yield from _walk_import(page, desk)
    yield from _walk_adoption(page)
    yield from _walk_pages(page, desk)
    yield from _walk_ask(page, desk)
    yield from _walk_refusals(page, desk)


def _walk_import(page: Page, desk: OpenDesk) -> Iterator[str]:
    page.goto(desk.address("bring-in"))
    yield "bring-in"
    page.click("text=Look at it")
    yield "bring-in-wrong"
    page.set_input_files("#file", LEAVE)
    page.select_option("#council", "crewe")
    page.click("text=Look at it")
    page.wait_for_selector("#policy")
    for summary in page.query_selector_all("summary"):
        summary.click()
    yield "imported"
    page.locator("li", has_text="paragraph 8").last.get_by_role("button", name="It is a heading").click()
    page.wait_for_selector("text=What you said of it")
    yield "imported-said"
    page.get_by_role("button", name="Bring it in", exact=True).click()
    page.wait_for_selector("text=The policy was brought in.")
    yield "policy-draft"


def _walk_adoption(page: Page) -> Iterator[str]:
    page.click("text=The council adopted it")
    page.click("text=Show what will be frozen")
    yield "adopt-wrong"
    fill_date(page, "date", "9", "11", "2026")
    page.fill("#reference", "26/114")
    page.click("summary")
    yield "adopt"
    page.click("text=Show what will be frozen")
    page.wait_for_selector("#sure")
    yield "confirm"
    page.get_by_role("button", name="Adopt version").click()
    page.wait_for_selector("#sure-fault")
    yield "confirm-wrong"
    page.check("#sure")
    page.get_by_role("button", name="Adopt version").click()
    page.wait_for_selector("text=the text is frozen")
    yield "policy-adopted"
    page.get_by_role("button", name="Publish version").click()
    page.wait_for_selector("text=The files were written.")
    yield "published"


def _walk_pages(page: Page, desk: OpenDesk) -> Iterator[str]:
    for name, path in (
        ("policy", CREWE),
        ("text", f"{CREWE}/text"),
        ("text-draft", f"{CONGLETON}/text"),
        ("record", f"{CONGLETON}/record"),
        ("review", f"{CREWE}/review"),
        ("history", f"{CREWE}/history"),
        ("history-day", f"{CREWE}/history?day-day=1&day-month=2&day-year=2020"),
        ("history-wrong", f"{CREWE}/history?day-day=1&day-month=2&day-year=2010"),
        ("undo", "policies/crewe/leave/undo"),
        ("clauses", f"{CREWE}/clauses"),
        ("clause", f"{CONGLETON}/clauses/policy-statement.others-details"),
        ("publish-none", f"{CREWE}/publish"),
        ("site", "site"),
    ):
        page.goto(desk.address(path))
        for summary in page.query_selector_all("summary"):
            summary.click()
        yield name
    page.goto(desk.address(f"{CONGLETON}/record"))
    page.click("text=Record it")
    page.wait_for_selector("[role=alert]")
    yield "record-wrong"
    page.goto(desk.address(CREWE))
    page.get_by_role("button", name="Begin the next version").click()
    page.wait_for_selector("text=The next version begins")
    page.goto(desk.address(f"{CREWE}/changes"))
    yield "changes"
    page.goto(desk.address(f"{CREWE}/clauses/policy-statement.sensible-use?version=2"))
    page.locator("summary").first.click()
    page.get_by_role("button", name="Record it").first.click()
    page.wait_for_selector("[role=alert]")
    yield "reading-wrong"
    page.goto(desk.address(f"{CREWE}/text?version=2"))
    page.locator(".ProseMirror p").first.click()
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="About this clause").click()
    page.get_by_role("button", name="Add a note").click()
    yield "text-details"
    page.get_by_role("button", name="Close without changes").click()
    page.get_by_role("button", name="Take table away").click()
    page.wait_for_selector("#text-status.saved")


def _walk_ask(page: Page, desk: OpenDesk) -> Iterator[str]:
    page.goto(desk.address(f"{CONGLETON}/ask"))
    yield "ask"
    page.get_by_role("button", name="Begin").click()
    page.wait_for_selector("#answer")
    yield "question"
    page.get_by_role("button", name="Next").click()
    page.wait_for_selector("[role=alert]")
    yield "question-wrong"
    page.check("#answer")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Enough").click()
    page.wait_for_selector("text=What was answered")
    yield "answer"


def _walk_refusals(page: Page, desk: OpenDesk) -> Iterator[str]:
    page.goto(desk.address("policies/crewe/nothing"))
    yield "not-there"
    page.goto(f"{desk.origin}/elsewhere")
    yield "closed"
    page.goto(f"{desk.origin}/enter/an-old-link")
    yield "old-link"
    page.goto(desk.address(f"{CREWE}/sheet?version=2") + "&x=1")
    page.goto(desk.address("/"))
    page.get_by_role("button", name="Cymraeg").click()
    page.wait_for_load_state()
    yield "welsh"
    page.goto(desk.address(CREWE))
    yield "welsh-policy"
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
