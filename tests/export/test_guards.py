"""Breaking a guard of an export on purpose is seen: agreement is a test that can fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.export.damage import damage_records
from tests.rules.random_rules import random_records, random_ruleset

from policykit.export import cedar, cel, json_logic, python_module
from policykit.export.engines import ENGINES, run_evaluator
from policykit.export.polars_expression import to_polars
from policykit.export.rego import to_rego
from policykit.export.sql import to_sql
from policykit.export.target import Export
from policykit.rules import rails
from policykit.rules.ir import All, Any, Not, Open, Ruleset, complement
from policykit.rules.rails import Both, Either, Formula

pytestmark = pytest.mark.engine
RULESET = random_ruleset(5, rules=20)
RECORDS = random_records(RULESET, 5, 80)
DAMAGED, CLEANED = damage_records(RULESET, "thing", RECORDS, 5, sets=False)


def is_caught(engine: str, export: Export | None = None, *, damaged: bool = False) -> bool:
    """Say whether an engine's answers differ from the evaluator's, or are not given at all."""
    run = ENGINES[engine][1]
    expected = run_evaluator(RULESET, "thing", CLEANED if damaged else RECORDS)
    try:
        found = run(RULESET, "thing", DAMAGED if damaged else RECORDS, *([export] if export else []))
    except (Exception, BaseExceptionGroup):  # noqa: BLE001 - an engine that refuses has been caught too
        return True
    return found != expected


@pytest.mark.parametrize(
    ("engine", "notation", "true"),
    [
        ("cel", cel._CelNotation, "true"),
        ("json_logic", json_logic._JsonLogicNotation, True),
        ("cedar", cedar._CedarNotation, "true"),
        ("python", python_module._PythonNotation, "True"),
    ],
)
def test_dropping_known(monkeypatch: pytest.MonkeyPatch, engine: str, notation: type, true: object) -> None:
    assert not is_caught(engine)
    monkeypatch.setattr(notation, "known", lambda *_: true)
    assert is_caught(engine)


SQL_READING = (r"CASE WHEN .* THEN (.*) END AS", r"\1 AS")
"""`CASE WHEN "x" BETWEEN 0 AND 3 THEN "x" END AS "x"` becomes `"x" AS "x"`."""

READINGS: list[tuple[str, Callable[[Ruleset], Export], str, str]] = [
    ("duckdb", to_sql, *SQL_READING),
    ("sqlite", lambda ruleset: to_sql(ruleset, "sqlite"), *SQL_READING),
    ("polars", to_polars, r"pl\.when\(column\.is_between\(low, high\)\)\.then\(column\)", "column"),
    ("regopy", to_rego, r"\n\t(is_number\(value\)|value (>=|<=) .*|value in .*)", ""),
]


@pytest.mark.parametrize(("engine", "export", "guard", "without"), READINGS, ids=[r[0] for r in READINGS])
def test_reading_facts_without_bounds(
    engine: str, export: Callable[[Ruleset], Export], guard: str, without: str
) -> None:
    broken = edit(export(RULESET), guard, without)
    assert not is_caught(engine, export(RULESET), damaged=True)
    assert is_caught(engine, broken, damaged=True)


UNKNOWN_AS_NO: list[tuple[str, Callable[[Ruleset], Export], str, str]] = [
    ("duckdb", to_sql, r'("yes_\d+") AS', r"COALESCE(\1, FALSE) AS"),
    ("sqlite", lambda ruleset: to_sql(ruleset, "sqlite"), r'THEN ("yes_\d+") END', r"THEN \1 ELSE 0 END"),
    ("polars", to_polars, r'(pl\.col\("yes_\d+"\))\.alias', r"\1.fill_null(False).alias"),
    ("regopy", to_rego, r"value := given\.(yes_\d+)", r'value := object.get(given, "\1", false)'),
]


@pytest.mark.parametrize(("engine", "export", "reading", "naive"), UNKNOWN_AS_NO, ids=[u[0] for u in UNKNOWN_AS_NO])
def test_taking_unknown_for_no(engine: str, export: Callable[[Ruleset], Export], reading: str, naive: str) -> None:
    assert is_caught(engine, edit(export(RULESET), reading, naive))


def naive_false(condition: object) -> Formula:
    """The obvious but wrong false rail: `and` is false only if each part is."""
    match condition:
        case All(of) | Any(of):
            return Both(tuple(naive_false(part) for part in of))
        case Not(of):
            return rails.definitely_true(of)
        case Open():
            return Either()
    return rails._guard(complement(condition))  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["python", "polars", "sqlite", "cedar"])
def test_a_wrong_rail(monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    right = rails.rule_rails

    monkeypatch.setattr(rails, "rule_rails", lambda rule: replace(right(rule), bad_false=naive_false(rule.bad)))
    assert is_caught(engine)


def edit(export: Export, pattern: str, replacement: str) -> Export:
    files = {name: re.sub(pattern, replacement, text) for name, text in export.files.items()}
    assert files != export.files, "the guard is not written as this test expects"
    return replace(export, files=files)
