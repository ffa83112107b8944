"""Edits as committees make them, labelled before the code that judges them: `edits/open.txt`, and `edits/kept.txt`,
which was kept apart while the code was written.

A change that asks something else must not be called wording; wording should seldom be called a change of what is asked,
and not often be given to a person to read; and the line of the clause names what changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.compare_documents.cases import compile_case
from tests.compare_documents.test_lines import make_version

from policykit.compare.versions.changes import Row

SETS = ("open", "kept")
MOST_WORDS = 40
"""In a line."""


@dataclass(frozen=True)
class Edit:
    asks: bool
    kind: str
    old: str
    new: str
    named: tuple[str, ...]
    """What a summary has to name."""


def read_edits(name: str) -> list[Edit]:
    lines = (Path(__file__).with_name("edits") / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [Edit(c[0] == "asks", c[1], c[2], c[3], tuple(filter(None, c[4].split(";")))) for c in cells]


@cache
def compare_edits(name: str) -> list[tuple[Edit, Row]]:
    found = []
    for edit in read_edits(name):
        changes = compile_case(make_version(edit.old), make_version(edit.new)).changes
        (row,) = (row for row in changes.rows if row.part == "clause")
        found.append((edit, row))
    return found


def share(name: str, *, asks: bool, weight: str) -> float:
    weights = [row.weight for edit, row in compare_edits(name) if edit.asks == asks]
    return weights.count(weight) / len(weights)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SETS)
def test_what_asks_something_else_is_not_called_wording(name: str) -> None:
    assert share(name, asks=True, weight="wording") <= 0.03


@pytest.mark.parametrize("name", SETS)
def test_wording_is_seldom_called_a_change_of_what_is_asked(name: str) -> None:
    assert share(name, asks=False, weight="normative") <= 0.10
    assert share(name, asks=False, weight="reach") <= 0.30


@pytest.mark.parametrize("name", SETS)
def test_every_change_is_named_in_few_words(name: str) -> None:
    wanted = [(word, row) for edit, row in compare_edits(name) for word in edit.named]
    named = [word for word, row in wanted if word.casefold() in row.line.casefold()]
    assert len(named) / len(wanted) >= 0.98
    assert max(len(row.line.split()) for _, row in compare_edits(name)) <= MOST_WORDS


@pytest.mark.parametrize("name", SETS)
def test_the_classes_say_more_than_that_everything_asks(name: str) -> None:
    edits = compare_edits(name)
    told = [edit.asks for edit, row in edits if row.weight != "wording"]
    asking = sum(edit.asks for edit, _ in edits)
    precision, recall = sum(told) / len(told), sum(told) / asking
    flat = asking / len(edits)
    assert 2 * precision * recall / (precision + recall) > 2 * flat / (flat + 1)


@pytest.mark.parametrize("name", SETS)
def test_nothing_in_a_line_reads_as_an_all_clear(name: str) -> None:
    for _, row in compare_edits(name):
        assert "no word of force" not in row.line
        assert "was found" not in row.line
