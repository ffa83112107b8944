"""Several slips of one file are told in one run, each at its line; what is not closed ends the search."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.source.yaml import read_yaml

LINES = ("title: Notices", "kind: policy", 'version: "1"', "owner: Clerk", "subtitle: On boards", "committee: hall")
SLIPS = {
    "a colon": "owner: Clerk: the second",
    "an at sign": "owner: @clerk",
    "a quoted text with more": 'owner: "Clerk" again',
    "a percentage": "owner: %5",
}


def find_lines(text: str) -> list[int]:
    _, _, faults = read_yaml("v1.yaml", text)
    return [fault.span.line for fault in faults if fault.span is not None]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(sorted(SLIPS.values()))), min_size=1, max_size=8))
def test_each_slip_is_told_at_its_line(lines: list[str]) -> None:
    wanted = [number for number, line in enumerate(lines, 2) if line in SLIPS.values()]
    numbered = [line.replace(":", f"{number}:", 1) for number, line in enumerate(lines, 2)]
    assert find_lines("\n".join(["format: 1", *numbered])) == wanted


def test_slips_in_lists_and_braces_are_told_together() -> None:
    text = """sections:
  - {id: a, heading: Rules: the first}
  - id: b
    clauses:
      - {id: b.one, text: "All" of them}
      - id: b.two
        text: Keep: it
"""
    assert find_lines(text) == [2, 5, 7]


@pytest.mark.parametrize("opened", ['title: "Notices', "title: [a, b", "title: {a: b"])
def test_what_is_not_closed_is_told_alone(opened: str) -> None:
    assert find_lines(f"format: 1\n{opened}\nowner: Clerk: x\nkind: policy\n") == [2]


@pytest.mark.parametrize("file", ["v1.yaml", "register.yaml"])
def test_each_conflict_of_git_is_told(file: str) -> None:
    conflict = "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n"
    _, _, faults = read_yaml(file, f"{conflict}b: 1\n{conflict}")
    assert [(fault.code, fault.span and fault.span.line) for fault in faults] == [
        ("merge-conflict", 1),
        ("merge-conflict", 7),
    ]
    assert all(("sealed --note" in (fault.hint or "")) == (file == "register.yaml") for fault in faults)


def test_a_row_of_signs_is_no_conflict() -> None:
    assert find_lines("text: |\n  <<<<<<< look here\n  =======\n") == []
