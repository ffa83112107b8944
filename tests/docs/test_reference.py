"""The reference says what the code says, and leaves nothing out."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from scripts.reference import PAGES
from scripts.reference.codes import NO_EXAMPLE
from scripts.reference.tables import TABLES, fill_tables
from tests.conftest import ROOT, Golden
from tests.docs.pages import DOCS, GUIDES, list_blocks, split_commands

from policykit.cli import main
from policykit.cli.commands import COMMANDS
from policykit.errors import Code
from policykit.pipeline.check import list_codes
from policykit.pipeline.formats import FORMATS, MATRIX_FORMATS, REPORT_FORMATS, TARGETS

CODES = {code.name: code for code in list_codes()}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_on_disk_is_that_of_the_code(name: str, golden: Golden) -> None:
    golden(DOCS / "reference" / name, PAGES[name]())


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_the_tables_in_a_guide_are_those_of_the_code(page: Path, golden: Golden) -> None:
    golden(page, fill_tables(page.read_text(encoding="utf-8")))


def test_each_table_is_in_a_guide() -> None:
    whole = "".join(page.read_text(encoding="utf-8") for page in GUIDES)
    assert set(re.findall(r"<!-- made: ([a-z-]+) -->", whole)) == set(TABLES)


HELP_OF: dict[str, list[Mapping[str, object]]] = {
    "build": [FORMATS],
    "show": [FORMATS],
    "compare": [FORMATS, REPORT_FORMATS, MATRIX_FORMATS],
    "matrix": [MATRIX_FORMATS],
    "export": [TARGETS],
}


@pytest.mark.parametrize("command", HELP_OF)
def test_help_lists_what_can_be_chosen(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    shown = re.sub(r"\s+", "", capsys.readouterr().out)
    for registry in HELP_OF[command]:
        assert ",".join(registry) in shown


def find_declared_codes(file: Path) -> set[str]:
    """Give the names of the codes that a module declares, read from its text."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    sources = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    if ("policykit.errors", "Code") not in {(node.module, alias.name) for node in sources for alias in node.names}:
        return set()
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Code" and isinstance(call.args[0], ast.Constant)
    }


def test_no_code_is_left_out() -> None:
    declared = set().union(*(find_declared_codes(file) for file in (ROOT / "src").rglob("*.py")))
    assert declared == set(CODES)


@pytest.mark.parametrize("name", CODES)
def test_each_code_has_a_bad_and_a_good_example_or_says_why_not(name: str) -> None:
    code: Code = CODES[name]
    assert code.meaning
    assert code.remedy
    if name in NO_EXAMPLE:
        assert not code.bad
        assert not code.good
    else:
        assert code.bad.strip()
        assert code.good.strip()
        assert code.bad != code.good


def test_no_excuse_is_left_over() -> None:
    assert set(NO_EXAMPLE) <= set(CODES)


def test_each_command_stands_in_a_guide() -> None:
    shown = {
        command.line.split()[1]
        for page in GUIDES
        for block in list_blocks(page)
        if block.language == "console"
        for command in split_commands(block)
        if command.line.startswith("policykit ")
    }
    assert set(COMMANDS) <= shown
