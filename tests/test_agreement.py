"""Every export gives the same answer as the plain evaluator: whole verdicts, in the real engines.

This is a sample. `python -m benchmarks.export.agreement --decisions 1000000` runs as many as you like.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.export import servers
from tests.export.damage import damage_records
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset
from tests.rules.random_rules import random_records, random_ruleset

from policykit.export import TARGETS
from policykit.export.engines import (
    ENGINES,
    TABLE_ENGINES,
    TARGET_ENGINES,
    Engine,
    Outcomes,
    Records,
    run_evaluator,
)
from policykit.rules.contradictions import find_contradictions
from policykit.rules.ir import Ruleset

ROOT = Path(__file__).parent.parent
Tool = Callable[[str], str]

pytestmark = pytest.mark.engine


SERVERS = ("postgres", "spark")
"""Engines that have tests of their own below."""
PAIRS = [(target, name) for target, names in TARGET_ENGINES.items() for name in names if name not in SERVERS]


def test_each_target_that_decides_has_an_engine() -> None:
    """Who adds a target must add what runs it: else nobody would know that it says the same."""
    assert {name for name, target in TARGETS.own.items() if target.decides} == set(TARGET_ENGINES)
    assert all(TARGET_ENGINES.values())
    assert {name for names in TARGET_ENGINES.values() for name in names} == {*ENGINES, *SERVERS}


@pytest.fixture(params=PAIRS, ids="-".join)
def engine(request: pytest.FixtureRequest, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Engine]:
    target, engine_name = request.param
    needs, run_engine = ENGINES[engine_name]
    kind, _, name = needs.partition(" ")
    if kind == "module" and importlib.util.find_spec(name) is None:
        pytest.skip(f'needs `{name}`: pip install "council-policykit[engines]"')
    if kind == "tool":
        monkeypatch.setenv("PATH", os.pathsep.join([str(Path(tool(name)).parent), os.environ["PATH"]]))

    def run(ruleset: Ruleset, record: str, records: Records) -> Outcomes:
        export = TARGETS[target].make(ruleset, ())  # what the user of this target is given, and nothing else
        assert export.target.startswith(target)
        given: Callable[..., Outcomes] = run_engine
        return given(ruleset, record, records, export)

    return engine_name, run


def disagreements(
    ruleset: Ruleset, record: str, expected: Outcomes, found: Outcomes
) -> list[tuple[int, str, str, str]]:
    """Give record, rule, the evaluator's outcome and the engine's, wherever these differ."""
    assert [len(outcomes) for outcomes in found] == [len(outcomes) for outcomes in expected]
    return [
        (number, rule.id, wanted, said)
        for number, (row, other) in enumerate(zip(expected, found, strict=True))
        for rule, wanted, said in zip(ruleset.rules_on(record), row, other, strict=True)
        if wanted != said
    ]


@pytest.mark.parametrize("seed", range(4))
def test_random_rules(engine: tuple[str, Engine], seed: int) -> None:
    name, run = engine
    ruleset = random_ruleset(seed, rules=20)
    records = random_records(ruleset, seed, 60 if name == "regopy" else 250, unknown=(0.15, 0.3, 0.0, 0.15)[seed])
    expected = run_evaluator(ruleset, "thing", records)
    assert disagreements(ruleset, "thing", expected, run(ruleset, "thing", records)) == []


@pytest.mark.parametrize("policy", NAMES)
def test_rules_of_the_councils(engine: tuple[str, Engine], policy: str) -> None:
    name, run = engine
    ruleset = library_ruleset(policy)
    for seed, record in enumerate(ruleset.records):
        drawn = random_records(ruleset, seed, 30 if name == "regopy" else 120, record=record)
        facts = ruleset.records[record].facts  # of a record that contradicts itself, Python's module says nothing
        records = [each for each in drawn if all(c.is_view for c in find_contradictions(facts, each))]
        expected = run_evaluator(ruleset, record, records)
        assert disagreements(ruleset, record, expected, run(ruleset, record, records)) == []


def test_values_outside_the_vocabulary_count_as_unknown(engine: tuple[str, Engine]) -> None:
    name, run = engine
    ruleset = random_ruleset(5, rules=20)
    records = random_records(ruleset, 5, 100)
    types = name in ("regopy", "opa", "cel")  # the others rely on typed columns, a schema, or a checked record
    damaged, cleaned = damage_records(ruleset, "thing", records, 5, types=types, sets=name not in TABLE_ENGINES)
    if name == "python":  # the module refuses such records instead
        with pytest.raises(ValueError, match="`"):
            run(ruleset, "thing", damaged)
        return
    expected = run_evaluator(ruleset, "thing", cleaned)
    assert disagreements(ruleset, "thing", expected, run(ruleset, "thing", damaged)) == []


@pytest.mark.parametrize("name", ["duckdb", "sqlite"])
def test_sets_as_boolean_columns(name: str) -> None:
    run: Any = ENGINES[name][1]
    ruleset = random_ruleset(6, rules=20)
    records = random_records(ruleset, 6, 200)
    expected = run_evaluator(ruleset, "thing", records)
    assert disagreements(ruleset, "thing", expected, run(ruleset, "thing", records, sets="boolean")) == []


@pytest.fixture(scope="module")
def postgres() -> Iterator[servers.Postgres]:
    programs = servers.find_postgres()
    if programs is None or shutil.which("psql") is None:
        pytest.skip("needs PostgreSQL: apt-get install postgresql")
    with servers.start_postgres(programs) as server:
        yield server


def check_server(run: Callable[..., Outcomes], target: str, seed: int, records_each: int) -> None:
    ruleset = random_ruleset(seed, rules=20)
    records: Records = random_records(ruleset, seed, records_each)
    expected = run_evaluator(ruleset, "thing", records)
    exports = {"bitmask": TARGETS[target].make(ruleset, ()), "boolean": None}
    for sets, export in exports.items():
        assert disagreements(ruleset, "thing", expected, run(ruleset, "thing", records, export, sets=sets)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_postgres(postgres: servers.Postgres, seed: int) -> None:
    check_server(lambda *given, **named: servers.run_postgres(postgres, *given, **named), "sql-postgres", seed, 300)


@pytest.mark.slow
def test_spark() -> None:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("needs Spark: make spark")
    with servers.start_spark() as session:
        check_server(lambda *given, **named: servers.run_spark(session, *given, **named), "sql-spark", 7, 200)
