"""Every engine that can be run here, each as one function: the outcomes of a ruleset for many records of one kind.

The engines are those of the extra `engines`, Polars, and the `opa` program if it is on the path. They are given the
very exports that users are given; tests compare what they say with the plain evaluator.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from policykit.export.cedar import to_cedar
from policykit.export.cel import to_cel
from policykit.export.columns import SetColumns, to_row
from policykit.export.json_logic import to_json_logic
from policykit.export.polars_expression import to_polars
from policykit.export.python_module import to_python
from policykit.export.rego import package_path, to_rego
from policykit.export.sql import Dialect, to_sql
from policykit.export.target import Export, to_wire
from policykit.model.fact import DateFact, NumberFact, SetFact, YesNoFact
from policykit.rules.evaluate import decide
from policykit.rules.ir import Ruleset, Value

Records: TypeAlias = Sequence[Mapping[str, Value]]
Outcomes: TypeAlias = list[list[str]]
"""For each record the outcome of each rule that reads its kind, in the order of the text."""
Engine: TypeAlias = Callable[[Ruleset, str, Records], Outcomes]


def run_evaluator(ruleset: Ruleset, record: str, records: Records) -> Outcomes:
    """Give what the plain evaluator says: what every engine has to say."""
    rules = ruleset.rules_on(record)
    return [[decide(rule, facts).value for rule in rules] for facts in records]


def rule_ids(ruleset: Ruleset, record: str) -> list[str]:
    """Give the rules that read a kind of record, in the order of the text."""
    return [rule.id for rule in ruleset.rules_on(record)]


def load_module(export: Export) -> types.ModuleType:
    """Run a generated Python module."""
    module = types.ModuleType(f"generated_{export.target}")
    sys.modules[module.__name__] = module
    exec(compile(export.text, f"<{export.target}>", "exec"), module.__dict__)  # noqa: S102
    return module


def run_python(ruleset: Ruleset, record: str, records: Records, export: Export | None = None) -> Outcomes:
    """Run the standalone Python module."""
    check = load_module(export or to_python(ruleset)).CHECKS[record]
    return [list(check(facts).values()) for facts in records]


def run_json_logic(ruleset: Ruleset, record: str, records: Records, export: Export | None = None) -> Outcomes:
    """Run JSON Logic (json-logic-qubit)."""
    from json_logic import jsonLogic

    rules = json.loads((export or to_json_logic(ruleset)).files[f"{record}.json"])["rules"]
    logics = [rules[name]["logic"] for name in rule_ids(ruleset, record)]
    return [[jsonLogic(logic, to_wire(facts)) for logic in logics] for facts in records]


def run_cel(ruleset: Ruleset, record: str, records: Records, export: Export | None = None) -> Outcomes:
    """Run CEL (common-expression-language)."""
    import cel

    program = cel.compile((export or to_cel(ruleset)).files[f"{record}.cel"])
    ids = rule_ids(ruleset, record)
    found = [program.execute({"facts": to_wire(facts)}) for facts in records]
    return [[outcomes[name] for name in ids] for outcomes in found]


def run_polars(ruleset: Ruleset, record: str, records: Records, export: Export | None = None) -> Outcomes:
    """Run the Polars expressions."""
    import polars as pl

    module = load_module(export or to_polars(ruleset))
    facts = ruleset.records[record].facts
    rows = [to_row(facts, facts_of) for facts_of in records]
    types_of = {YesNoFact: pl.Boolean, SetFact: pl.Int64, NumberFact: pl.Int64, DateFact: pl.Date}
    schema = {name: types_of.get(type(fact), pl.String) for name, fact in facts.items()}
    frame = pl.LazyFrame(rows, schema=schema)
    judged = getattr(module, f"judge_{record}")(frame).select(rule_ids(ruleset, record)).collect()
    return [list(row) for row in judged.rows()]


COLUMN_TYPES: dict[Dialect, tuple[str, str, str, str]] = {
    "duckdb": ("BOOLEAN", "BIGINT", "DATE", "VARCHAR"),
    "postgres": ("BOOLEAN", "BIGINT", "DATE", "TEXT"),
    "sqlite": ("INTEGER", "INTEGER", "TEXT", "TEXT"),
    "spark": ("BOOLEAN", "BIGINT", "DATE", "STRING"),
}


def table_of(
    ruleset: Ruleset, record: str, records: Records, dialect: Dialect, sets: SetColumns
) -> tuple[dict[str, str], list[tuple[Any, ...]]]:
    """Give the columns with their types, and the rows, of a table of records; `id` counts from 0."""
    facts = ruleset.records[record].facts
    boolean, whole, day, text = COLUMN_TYPES[dialect]
    columns = {"id": whole}
    for name, fact in facts.items():
        if isinstance(fact, SetFact):
            columns |= dict.fromkeys(to_row({name: fact}, {}, sets), whole if sets == "bitmask" else boolean)
        else:
            columns[name] = {YesNoFact: boolean, NumberFact: whole, DateFact: day}.get(type(fact), text)
    return columns, [(index, *to_row(facts, facts_of, sets).values()) for index, facts_of in enumerate(records)]


def run_duckdb(
    ruleset: Ruleset, record: str, records: Records, export: Export | None = None, sets: SetColumns = "bitmask"
) -> Outcomes:
    """Run the SQL in DuckDB."""
    import duckdb

    export = export or to_sql(ruleset, "duckdb", sets=sets)
    columns, rows = table_of(ruleset, record, records, "duckdb", sets)
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder, "rows.json")
        path.write_text("\n".join(json.dumps(dict(zip(columns, row, strict=True)), default=str) for row in rows))
        connection.execute(f"CREATE TABLE \"{record}\" AS SELECT * FROM read_json('{path}', columns={columns})")  # noqa: S608
        found = connection.execute(f"SELECT * FROM ({export.files[f'{record}.sql']}\n) ORDER BY id").fetchall()  # noqa: S608
    return [list(row[1:]) for row in found]


def run_sqlite(
    ruleset: Ruleset, record: str, records: Records, export: Export | None = None, sets: SetColumns = "bitmask"
) -> Outcomes:
    """Run the SQL in SQLite."""
    export = export or to_sql(ruleset, "sqlite", sets=sets)
    columns, rows = table_of(ruleset, record, records, "sqlite", sets)
    texts = [tuple(v.isoformat() if isinstance(v, date) else v for v in row) for row in rows]
    connection = sqlite3.connect(":memory:")
    try:
        made = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f'CREATE TABLE "{record}" ({made})')
        connection.executemany(f'INSERT INTO "{record}" VALUES ({", ".join("?" * len(columns))})', texts)  # noqa: S608
        return [list(row[1:]) for row in connection.execute(f"{export.files[f'{record}.sql']} ORDER BY id")]
    finally:
        connection.close()


def run_cedar(ruleset: Ruleset, record: str, records: Records, export: Export | None = None) -> Outcomes:
    """Run the reporting policies in Cedar (cedarpy)."""
    import cedarpy

    export = export or to_cedar(ruleset)
    policies = cedarpy.PolicySet.from_str(export.files["verdicts.cedar"])
    entities = cedarpy.Entities.from_json_str("[]")
    request = {
        "principal": 'Policykit::Person::"anyone"',
        "action": f'Policykit::Action::"check_{record}"',
        "resource": f'Policykit::Record::"{record}"',
    }
    found = []
    for facts in records:
        answer = cedarpy.is_authorized({**request, "context": to_wire(facts)}, policies, entities)
        assert not answer.diagnostics.errors, answer.diagnostics.errors
        reasons = dict(name.rsplit(":", 1) for name in answer.diagnostics.id_annotations_by_reason.values())
        found.append([reasons.get(name, "cannot_tell") for name in rule_ids(ruleset, record)])
    return found


def run_regopy(ruleset: Ruleset, record: str, records: Records, export: Export | None = None) -> Outcomes:
    """Run the Rego module in rego-cpp (regopy)."""
    import regopy  # type: ignore[import-untyped]

    export = export or to_rego(ruleset)
    compiler = regopy.Interpreter()
    compiler.add_data_json(export.files["data.json"])
    compiler.add_module("rules.rego", export.files["rules.rego"])
    bundle = compiler.build(f"x=data.{'.'.join(package_path(ruleset))}.verdict")
    found = []
    for facts in records:
        runner = regopy.Interpreter()
        runner.set_input({"record": record, "facts": to_wire(facts)})
        outcomes = json.loads(str(runner.query_bundle(bundle)))["bindings"]["x"]
        found.append([outcomes[name] for name in rule_ids(ruleset, record)])
    return found


def run_opa(
    ruleset: Ruleset, record: str, records: Records, export: Export | None = None, opa: str = "opa"
) -> Outcomes:
    """All records in one call of the binary: a query that takes each as its input."""
    export = export or to_rego(ruleset)
    inputs = [{"record": record, "facts": to_wire(facts)} for facts in records]
    path = ".".join(package_path(ruleset))
    with TemporaryDirectory() as folder:
        for name, text in export.files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        Path(folder, "inputs.json").write_text(json.dumps(inputs), encoding="utf-8")
        query = f"[v | some given in input; v := data.{path}.verdict with input as given]"
        command = [opa, "eval", "--format=json", "--bundle", folder, "--input", f"{folder}/inputs.json", query]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    answers = json.loads(done.stdout)["result"][0]["expressions"][0]["value"]
    return [[outcomes[name] for name in rule_ids(ruleset, record)] for outcomes in answers]


ENGINES: dict[str, tuple[str, Engine]] = {
    "python": ("python", run_python),
    "json_logic": ("module json_logic", run_json_logic),
    "cel": ("module cel", run_cel),
    "polars": ("module polars", run_polars),
    "duckdb": ("module duckdb", run_duckdb),
    "sqlite": ("python", run_sqlite),
    "cedar": ("module cedarpy", run_cedar),
    "regopy": ("module regopy", run_regopy),
    "opa": ("tool opa", run_opa),
}
"""Engines by name, each with what it needs: a Python module, or a tool on the path."""


TARGET_ENGINES: dict[str, tuple[str, ...]] = {
    "python": ("python",),
    "rego": ("regopy", "opa"),
    "cedar": ("cedar",),
    "sql": ("duckdb",),
    "sql-postgres": ("postgres",),
    "sql-sqlite": ("sqlite",),
    "sql-spark": ("spark",),
    "cel": ("cel",),
    "jsonlogic": ("json_logic",),
    "polars": ("polars",),
}
"""For each target that decides, the engines that the agreement test runs its export in.

PostgreSQL and Spark are servers, which that test starts itself.
"""


def find_engines() -> dict[str, Engine]:
    """Give the engines that are installed here, by name."""
    present = {"python": lambda _: True, "module": find_spec, "tool": shutil.which}
    return {
        name: run
        for name, (needs, run) in ENGINES.items()
        if present[needs.split()[0]](needs.split()[-1])  # type: ignore[operator]
    }


TABLE_ENGINES = ("polars", "duckdb", "sqlite")
"""Those that read records from a table with typed columns."""
