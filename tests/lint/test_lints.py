"""Each lint finds what it should, at the exact words, and nothing in what is well written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Golden
from tests.lint.library import ADOPTED, read_cases, write_library

from policykit.errors import Diagnostic, Severity
from policykit.lint import LINTS, find_lints, lint_library
from policykit.source.library import load_library, read_library

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TODAY = date(2026, 11, 20)
CASES = read_cases(HERE / "cases")


def words_of(diagnostic: Diagnostic) -> str:
    """Give the words that a diagnostic points at, as far as its first line goes."""
    span, line = diagnostic.span, diagnostic.line_text
    assert span is not None
    assert line is not None
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]


@pytest.mark.parametrize(("code", "shown", "case"), CASES, ids=[f"{code}: {shown}" for code, shown, _ in CASES])
def test_lint(tmp_path: Path, code: str, shown: str, case: dict[str, Any]) -> None:
    library = load_library(write_library(tmp_path, case))
    found = [words_of(d) for d in lint_library(library, TODAY) if d.code == code]
    assert found == [str(words) for words in case.get("finds", [])]
    assert bool(found) == ("bad" in case)


def test_each_lint_has_a_bad_and_a_good_case() -> None:
    for side in ("bad", "good"):
        assert {code for code, _, case in CASES if side in case} == {*LINTS.own}


def test_lints_never_stop_a_build() -> None:
    for code in (each.code for each in LINTS.own.values()):
        assert code.severity in (Severity.WARNING, Severity.NOTE)
        assert code.meaning
        assert code.remedy
        assert code.bad
        assert code.good


def test_seeds(golden: Golden) -> None:
    """Every finding on the two policies, each of them read and found right; by clause, so that the list lasts."""
    reading = read_library(ROOT / "policies")
    rows = []
    for d in lint_library(reading.library, TODAY):
        assert d.span is not None
        place = Path(d.span.file).relative_to(ROOT)
        rows.append(f"{place.as_posix()} {_clause_at(d)}{d.code} «{words_of(d)}» {d.message}\n")
    golden(HERE / "seeds.expected.txt", "".join(rows))


def _clause_at(diagnostic: Diagnostic) -> str:
    """Name the clause or section that a line of a version's file stands in."""
    assert diagnostic.span is not None
    lines = Path(diagnostic.span.file).read_text("utf-8").splitlines()[: diagnostic.span.line]
    body = lines[lines.index("sections:") :] if "sections:" in lines else []
    found = [line.partition("id: ")[2] for line in body if line.strip().startswith(("- id: ", "id: "))]
    return f"#{found[-1]} " if found else ""


SWITCHES = {
    "everywhere": ({"code": "and-or", "reason": "it is our style"}, 0, 1),
    "for the council": ({"code": "and-or", "policy": "leek", "reason": "it is our style"}, 0, 1),
    "for the policy": ({"code": "and-or", "policy": "leek/notices", "reason": "it is our style"}, 0, 1),
    "for another lint": ({"code": "vague-term", "reason": "we like them"}, 1, 0),
}


@pytest.mark.parametrize(("switch", "found", "off"), SWITCHES.values(), ids=SWITCHES)
def test_switched_off(tmp_path: Path, switch: dict[str, str], found: int, off: int) -> None:
    case = {"text": "Ask the Clerk and/or the Chair.", "settings": {"lints_off": [switch]}}
    report = find_lints(load_library(write_library(tmp_path, case)), TODAY)
    assert [d.code for d in report.findings].count("and-or") == found
    assert report.switched_off == off


def test_unknown_lint_in_library_yaml(tmp_path: Path) -> None:
    case = {"settings": {"lints_off": [{"code": "vague-trem", "reason": "we like them"}]}}
    report = find_lints(load_library(write_library(tmp_path, case)), TODAY)
    fault = next(d for d in report.findings if d.severity is Severity.ERROR)
    assert fault.code == "unknown-lint"
    assert fault.hint == "did you mean `vague-term`?"
    assert words_of(fault) == "vague-trem"


LIVES = {
    "a superseded text is let alone": ([*ADOPTED, {**ADOPTED[0], "version": "2", "date": "2026-02-24"}], ["2"]),
    "a draft newer than the text in force": ([*ADOPTED, {"version": "2", "event": "drafted"}], ["1", "2"]),
    "a draft that was overtaken": ([{"version": "0", "event": "drafted"}, *ADOPTED], ["1"]),
    "a withdrawn text": ([*ADOPTED, {"version": "1", "event": "withdrawn", "date": "2026-02-24"}], []),
    "a draft alone": ([{"version": "1", "event": "drafted"}], ["1"]),
}


@pytest.mark.parametrize(("events", "spoken_of"), LIVES.values(), ids=LIVES)
def test_versions_that_matter(tmp_path: Path, events: list[dict[str, str]], spoken_of: list[str]) -> None:
    library = load_library(write_library(tmp_path, {"text": "Ask the Clerk and/or the Chair.", "events": events}))
    files = [Path(d.span.file).stem for d in lint_library(library, TODAY) if d.code == "and-or" and d.span]
    assert files == [f"v{label}" for label in spoken_of]
