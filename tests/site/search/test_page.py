"""The search page in a real browser, opened from a folder: no server, nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.conftest import ROOT
from tests.desk.walk import find_violations
from tests.site.held import PAYLOADS, hold, hold_clause, hold_council, hold_folder, hold_version
from tests.site.search.found import write_search

from policykit.site.assets import list_assets, write_colours
from policykit.site.holdings import Holdings

pytestmark = [pytest.mark.slow, pytest.mark.engine]


def write_pages(holdings: Holdings, out: Path) -> str:
    """Write the search page with its styles, and give its address."""
    write_search(holdings, out)
    for file in [*list_assets(), *map(write_colours, holdings.councils)]:
        (out / file.path).parent.mkdir(parents=True, exist_ok=True)
        (out / file.path).write_bytes(file.content)
    return f"file://{out}/search/index.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The search page of the two councils and the example council."""
    holdings = hold_folder(ROOT / "policies", ROOT / "examples/llanfair/policies")
    return write_pages(holdings, tmp_path_factory.mktemp("site"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window in which a fault, a dialogue or a request that leaves the folder fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: problems.append(asked.url) if not asked.url.startswith("file:") else None)
    yield page
    context.close()
    assert problems == []


def test_a_question_is_answered_from_a_folder_with_the_policy_of_security_on(page: Page, address: str) -> None:
    page.goto(f"{address}?q=council+crest")
    first = page.locator("#_found a").first
    first.wait_for()
    assert first.get_attribute("href") == "../crewe/social-media/index.html#responsibilities.logo"
    assert page.locator("#_found mark").first.inner_text() == "Council’s"
    assert "found" in page.locator("#_count").inner_text()


def test_answers_come_while_one_types_and_more_on_request(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Words of your question").press_sequentially("social media policy")
    page.locator("#_found li").nth(9).wait_for()
    page.get_by_role("button", name="Show more clauses").click()
    page.locator("#_found li").nth(10).wait_for()
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#_found li')[10]")


def test_the_council_of_the_page_that_was_searched_from_is_kept(page: Page, address: str) -> None:
    page.goto(f"{address}?q=personal&council=crewe")
    page.locator("#_found a").first.wait_for()
    assert page.get_by_label("Council").input_value() == "crewe"
    assert all("../crewe/" in str(link.get_attribute("href")) for link in page.locator("#_found a").all())


def test_without_scripts_every_topic_term_and_council_is_listed(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}?q=council")
    assert page.get_by_text("Search by words needs JavaScript").is_visible()
    assert page.get_by_role("link", name="Crewe Town Council").is_visible()
    assert page.get_by_role("link", name="Messaging groups").is_visible()
    assert page.get_by_role("link", name="Cofnod", exact=True).is_visible()
    assert not page.get_by_role("button", name="Show more clauses").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_of_the_answers(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}?q=photographs+of+children")
    page.locator("#_found a").first.wait_for()
    found = {}
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = find_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert found == {320: [], 768: [], 1280: []}


def test_hostile_words_are_shown_as_words(page: Page, tmp_path: Path) -> None:
    clauses = [
        hold_clause(f"{payload} marker", f"c{number}", heading=payload, citation=payload, term=payload)
        for number, payload in enumerate(PAYLOADS)
    ]
    version = hold_version(*clauses, title=PAYLOADS[0], label=PAYLOADS[1])
    address = write_pages(hold(hold_council([version], name=PAYLOADS[2])), tmp_path)
    page.goto(f"{address}?q=marker+%3Cscript%3E")
    for count in (10, 20):
        page.locator("#_found li").nth(count - 1).wait_for()
        if count == 10:
            page.get_by_role("button", name="Show more clauses").click()
    shown = page.locator("#_found").inner_text()
    assert "<script>alert(1)</script> marker" in shown
    assert page.evaluate("document.querySelectorAll('#_found :not(li,h2,a,p,strong,mark)').length") == 0
