"""A draft that prints a number twice is refused; what was adopted with one keeps it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.lint.library import ADOPTED, write_library

from policykit.pipeline.check import check_library

TWICE = {
    "version": {"numbering": {"sections": "decimal", "clauses": "legal"}},
    "sections": [
        {
            "id": "a",
            "heading": "Plots",
            "clauses": [
                {"id": "one", "kind": "statement", "text": "See {ref: two}."},
                {"id": "two", "kind": "statement", "text": "Words.", "number": "1.1"},
            ],
        }
    ],
}
DRAFTED = [{"version": "1", "event": "drafted", "date": "2025-02-25"}]


def check(root: Path, case: dict[str, Any]) -> list[tuple[str, str]]:
    report = check_library(write_library(root, case), date(2026, 11, 20))
    return [(d.code, d.message) for d in report.diagnostics if d.code in ("repeated-number", "ambiguous-reference")]


def test_a_draft_with_a_number_twice_and_a_reference_to_it(tmp_path: Path) -> None:
    found = check(tmp_path, {**TWICE, "events": DRAFTED})
    assert [code for code, _ in found] == ["ambiguous-reference", "repeated-number"]
    assert found[0][1] == "`1.1` is the number of 2 parts"
    assert found[1][1].startswith("the number `1.1` is taken: line ")


def test_what_was_adopted_keeps_its_numbers(tmp_path: Path) -> None:
    assert check(tmp_path, {**TWICE, "events": ADOPTED}) == []
