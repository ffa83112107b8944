"""Every kind of fault has a document that holds it: exactly one diagnostic, with code, place, words and hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.source.examples import BASE, Example, find_all, lay_over, list_examples, show
from tests.source.hostile import HOSTILE
from tests.source.plain import assert_plain

from policykit.source import codes
from policykit.source.library import load_library, read_library

BAD = list_examples("bad")
GOOD = list_examples("good")


@pytest.mark.parametrize("example", BAD, ids=lambda example: str(example.path.stem))
def test_bad(example: Example, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = tmp_path / "library"
    lay_over(root, example.file, example.text)
    found = find_all(root)
    for diagnostic in found:
        assert_plain(diagnostic)
        assert diagnostic.hint, "every fault says what to do"
    if request.config.getoption("--update"):
        example.path.write_text(example.text + show(found, root, example.file), "utf-8")
    else:
        assert show(found, root, example.file) == example.expected
    assert len(found) == 1, "one slip, one diagnostic"
    assert example.path.stem.startswith(found[0].code)


@pytest.mark.parametrize("example", GOOD, ids=lambda example: str(example.path.stem))
def test_good(example: Example, tmp_path: Path) -> None:
    root = tmp_path / "library"
    register = "format: 1\nevents: []\n"
    label = next(line for line in example.text.splitlines() if line.startswith("version:")).split('"')[1]
    lay_over(root, f"leek/notices/v{label}.yaml", example.text)
    (root / "leek/notices/register.yaml").write_text(register)
    assert find_all(root) == ()


def test_the_small_library_is_whole() -> None:
    assert read_library(BASE).diagnostics == ()


def test_each_code_has_an_example() -> None:
    shown = {
        line.split()[3].rstrip(":")
        for example in BAD
        for line in example.expected.splitlines()
        if "hint" not in line[:6]
    }
    made = {case.code for case in HOSTILE if case.code}
    assert {code.name for code in codes.CODES} - shown - made == set()
    for code in codes.CODES:
        assert code.meaning
        assert code.remedy


def test_words_stay_as_they_are_written(tmp_path: Path) -> None:
    example = next(example for example in GOOD if example.path.stem == "words")
    root = tmp_path / "library"
    lay_over(root, "leek/notices/v2022-01.yaml", example.text)
    (root / "leek/notices/v1.yaml").unlink()
    (root / "leek/notices/register.yaml").write_text("format: 1\nevents: []\n")
    version = load_library(root).policies["leek/notices"].versions[0].value
    assert (version.title, version.subtitle, version.owner) == ("No", "12:30", "0x1F")
    assert (version.policy_number, version.version) == ("01260", "2022-01")
    assert next(clause.text for _, clause in version.walk_clauses()) == "off"
