"""What the pages show happens as they say: each page is followed from top to bottom, as on one afternoon."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.docs.desk import NOT_RUN, Desk
from tests.docs.pages import DOCS, GUIDES, Block, list_blocks, matches, split_commands

from policykit.cli import arguments
from policykit.export import engines
from policykit.pipeline import scenarios


class _Afternoon(date):
    """The day on which the guides were written."""

    @classmethod
    def today(cls) -> _Afternoon:
        return cls(2026, 11, 20)


@pytest.mark.slow
@pytest.mark.parametrize("page", GUIDES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_says_what_happens(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arguments, "date", _Afternoon)
    monkeypatch.setenv("COLUMNS", "80")
    # `policykit test` tries every engine there is, which takes long and is tested elsewhere.
    monkeypatch.setattr(scenarios, "find_engines", lambda: {"sqlite": engines.run_sqlite})
    desk = Desk(tmp_path)
    for block in list_blocks(page):
        desk.try_block(block)
    assert not desk.faults, "\n\n".join(desk.faults)


def test_nothing_is_excused_that_no_page_shows() -> None:
    shown = {c.line for page in GUIDES for b in list_blocks(page) if b.language == "console" for c in split_commands(b)}
    assert set(NOT_RUN) <= shown


def make_block(language: str, text: str, remark: str = "", rest: str = "") -> Block:
    return Block(DOCS / "index.md", 1, language, text, remark, rest)


@pytest.mark.parametrize(
    "block",
    [
        make_block("console", "$ policykit build crewe/nothing\n"),
        make_block("console", "$ policykit due\nnothing is due\n"),
        make_block("console", "policykit due\n"),
        make_block("python", "import policykit\npolicykit.load_library('elsewhere')\n"),
        make_block("yaml", "kind: law\n", "part", "version"),
        make_block("yaml", "id: a\nkind: statement\nwords: none\n", "part", "version Clause"),
        make_block("text", "is_derogatory  and  is_personal\n", "conditions"),
        make_block("text", "1\n", "prints"),
        make_block("ruby", "puts 1\n"),
        make_block("diff", "-no such line\n+another\n", "edit", "policies/topics.yaml"),
    ],
    ids=lambda block: f"{block.language} {block.remark}".strip(),
)
def test_a_page_that_errs_is_found_out(block: Block, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.try_block(block)
    assert desk.faults


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n…\n", "a\nb\nc\n", True),
        ("…\nc\n", "a\nb\nc\n", True),
        ("a …: 1\n", "a long word: 1\n", True),
        ("a …: 1\n", "a long\nword: 1\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_an_ellipsis_stands_for_what_a_page_leaves_out(expected: str, actual: str, same: bool) -> None:
    assert matches(expected, actual) is same
