"""The page itself: what it is made of can be made again, and everybody can use it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

from policykit.desk.assets import TEXT_PARTS

if TYPE_CHECKING:
    from tests.desk.text.writer import Writer

Open = Callable[..., "Writer"]
STATIC = ROOT / "src/policykit/desk/text/static"


def test_the_bundle_is_the_one_that_the_lock_gives() -> None:
    """`make desk-js` writes the hash beside the lock; whoever changes one of the three has to run it."""
    given = json.loads((ROOT / "scripts/desk/bundle.json").read_text("utf-8"))
    for name, path in {
        "bundle": STATIC / "prosemirror.min.js",
        "lock": ROOT / "scripts/desk/package-lock.json",
        "entry": ROOT / "scripts/desk/prosemirror.js",
    }.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == given[name], name


def test_the_lock_names_no_registry_and_every_package_by_its_content() -> None:
    lock = json.loads((ROOT / "scripts/desk/package-lock.json").read_text("utf-8"))
    packages = {name: data for name, data in lock["packages"].items() if name}
    assert all("resolved" not in data and data["integrity"].startswith("sha512-") for data in packages.values())


def test_each_module_of_the_page_is_served() -> None:
    modules = {path.stem for path in STATIC.glob("*.js")} - {"prosemirror.min"}
    assert modules == set(TEXT_PARTS)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_fits_and_is_accessible(open_writer: Open, tool: Callable[[str], str], width: int) -> None:
    writer = open_writer()
    writer.page.set_viewport_size({"width": width, "height": 900})
    writer.wait("document.querySelector('.note')")
    assert writer.page.evaluate("() => document.documentElement.scrollWidth") <= width
    axe = Path(tool("axe-check")).parent / "axe/node_modules/axe-core/axe.min.js"
    writer.page.evaluate(axe.read_text("utf-8"))
    script = "() => axe.run().then(({ violations }) => violations.map(each => [each.id, each.nodes[0].html]))"
    assert writer.page.evaluate(script) == []


def test_the_keyboard_alone_reaches_the_text_and_leaves_it(open_writer: Open) -> None:
    writer = open_writer()
    seen = []
    for _ in range(12):
        writer.press("Tab")
        seen.append(writer.page.evaluate("() => document.activeElement.className || document.activeElement.localName"))
        if "ProseMirror" in seen[-1]:
            break
    assert "ProseMirror" in seen[-1]
    writer.press("Control+End")
    writer.type(" More.")
    writer.wait_saved()
    writer.press("Tab")
    assert "ProseMirror" not in writer.page.evaluate("() => document.activeElement.className")


def test_numbers_are_beside_the_words_and_never_in_them(open_writer: Open, desk: object) -> None:
    writer = open_writer(version="1", name="congleton/social-media")
    line = writer.page.locator("[id='part-purpose']")
    assert line.get_attribute("data-number") == "2."
    assert line.inner_text() == "Purpose of the Policy"
