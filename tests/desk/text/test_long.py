"""A long text: its beginning can be written in at once, and the rest comes behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.desk.text.writer import Writer

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

NAME = "crewe/social-media"
SECTIONS = 60


@pytest.fixture
def long_text(drafted: Path, tmp_path: Path) -> Path:
    """A library whose draft has sixty sections more."""
    import shutil

    root = Path(shutil.copytree(drafted, tmp_path / "policies"))
    file = root / NAME / "v2.yaml"
    more = "".join(
        f"  - id: more-{at}\n    heading: More {at}\n    clauses:\n"
        + "".join(
            f"      - {{id: more-{at}.c{n}, kind: statement, topic: general, text: 'Words {at}, {n}.'}}\n"
            for n in range(5)
        )
        for at in range(SECTIONS)
    )
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{more}", "utf-8")
    return root


def test_its_beginning_can_be_written_in_before_the_rest_is_there(
    context: BrowserContext, long_text: Path, tmp_path: Path
) -> None:
    from tests.desk.browser import open_desk

    with open_desk(long_text, tmp_path / "build") as desk:
        context.route("**/text/whole*", lambda route: route.abort())
        writer = Writer(context, desk)
        last = f"more-{SECTIONS - 1}"
        assert writer.page.locator(f"[id='part-{last}']").count() == 0
        before = writer.clauses()
        writer.put_cursor("introduction.term")
        writer.type(" Early.")
        writer.press("Enter")
        writer.type("A new clause.")
        writer.page.wait_for_timeout(600)
        assert writer.clauses() == before  # nothing is sent while it is not known what else there is
        context.unroute("**/text/whole*")
        writer.wait(f"document.getElementById('part-{last}')")
        writer.wait_saved()
        clauses = writer.clauses()
        assert clauses.pop("introduction.new-clause") == "A new clause."
        after = {**before, "introduction.term": f"{before['introduction.term']} Early."}
        assert clauses == after
        writer.put_cursor(f"{last}.c4")
        writer.type(" Late.")
        writer.wait_saved()
        assert writer.clauses()[f"{last}.c4"] == f"Words {SECTIONS - 1}, 4. Late."


def test_the_rest_comes_by_itself(context: BrowserContext, long_text: Path, tmp_path: Path) -> None:
    from tests.desk.browser import open_desk

    with open_desk(long_text, tmp_path / "build") as desk:
        writer = Writer(context, desk)
        writer.wait(f"document.getElementById('part-more-{SECTIONS - 1}.c4')")
        assert writer.status == "Saved"
