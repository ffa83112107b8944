"""Every link within the project leads somewhere, also to a heading; every picture is there and described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.docs.pages import DOCS, PAGES, drop_blocks, list_anchors, list_links, read_page

MOST_BYTES = 200_000
"""How large a picture may be."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for line, target in list_links(page):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = page if not name else (page.parent / name).resolve()
        if not file.exists() or (anchor and anchor not in list_anchors(file)):
            broken.append(f"line {line}: {target}")
    assert not broken


def test_every_picture_is_shown_small_and_described() -> None:
    shown: dict[str, str] = {}
    for page in PAGES:
        for found in re.finditer(r"!\[([^\]]*)\]\(([^)]+)\)", drop_blocks(read_page(page))):
            shown[(page.parent / found[2]).resolve().name] = found[1]
    files = {file.name: file.stat().st_size for file in (DOCS / "pictures").iterdir()}
    assert set(files) == set(shown)
    assert all(len(words) > 20 for words in shown.values()), "a picture without words for who cannot see it"
    assert all(size < MOST_BYTES for size in files.values())


def test_links_are_found() -> None:
    assert any(target == "clerk.md" for _, target in list_links(DOCS / "index.md"))


def test_anchors_are_as_github_makes_them() -> None:
    assert "decisions-and-their-reasons" in list_anchors(DOCS / "architecture.md")
