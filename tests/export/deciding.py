"""The deciding answers of every target in its real engine, and records to ask them about, right and corrupted."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.export import servers
from tests.rules.random_rules import random_records, record_to_json

from policykit.export.cedar import to_cedar
from policykit.export.cel import to_cel
from policykit.export.columns import to_row
from policykit.export.engines import load_module, table_of
from policykit.export.json_logic import to_json_logic
from policykit.export.polars_expression import to_polars
from policykit.export.python_module import to_python
from policykit.export.rego import package_path, to_rego
from policykit.export.sql import Dialect, to_sql
from policykit.export.target import Export, to_wire
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import find_contradictions, find_deciding
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import allows
from policykit.rules.ir import Ruleset

Answers = list[bool]
Given = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One record as people write it in JSON and as engines are given it, and what a deciding answer has to be."""

    written: Mapping[str, Any]
    wire: Mapping[str, Any]
    expected: bool
    unknown_name: bool = False
    """Whether a name is misspelt: what Cedar without its schema, and JSON Logic, cannot see."""
    without_name: bool = False
    """What the answer would be without that name."""


def is_allowed(ruleset: Ruleset, record: str, facts: Mapping[str, Any]) -> bool:
    """Say what is to be answered: what the plain evaluator allows, of a record that does not contradict itself."""
    against = find_contradictions(ruleset.records[record].facts, facts)
    return all(each.is_view for each in against) and allows(evaluate_record(ruleset, record, facts))


def ask_right(ruleset: Ruleset, record: str, seed: int, count: int, unknown: float = 0.05) -> list[Asked]:
    """Give records that are right, some facts unknown, with what the plain evaluator allows."""
    return [
        Asked(record_to_json(facts), to_wire(facts), is_allowed(ruleset, record, facts))
        for facts in random_records(ruleset, seed, count, unknown, record)
    ]


def ask_corrupted(ruleset: Ruleset, record: str, seed: int, count: int) -> list[Asked]:
    """Give records with one to three values of the wrong type, out of bounds, empty or null, or a misspelt name."""
    source = random.Random(seed)  # noqa: S311
    known = ruleset.records[record].facts
    asked = []
    for facts in random_records(ruleset, seed, count, 0.02, record):
        written, wire, wrong, misspelt = record_to_json(facts), to_wire(facts), False, False
        for name in source.sample(list(known), source.randint(1, min(3, len(known)))):
            change = source.random()
            if change < 0.2:
                written[name] = wire[name] = None
                facts.pop(name, None)
            elif change < 0.4 and name in wire:
                written[name[:-1] + "x"], wire[name[:-1] + "x"] = written.pop(name), wire.pop(name)
                facts.pop(name, None)
                misspelt = True
            else:
                written[name] = wire[name] = source.choice(list(_spoil(known[name])))
                wrong = True
        without = is_allowed(ruleset, record, facts) and not wrong
        asked.append(Asked(written, wire, without and not misspelt, misspelt, without))
    return asked


def _spoil(fact: Fact) -> Iterator[Any]:
    """Give values that are not the fact's, neither in JSON as people write it nor as engines are given it."""
    yield from ("", [""], {}, {"value": True}, "alien", 1.5, -1000000)
    match fact:
        case YesNoFact():
            yield from (1, 0, "true", [True], "No")
        case NumberFact(minimum=low, maximum=high):
            yield from (low - 1, high + 1, str(low), True, False, [low], low + 0.5)
        case DateFact(earliest=first, latest=last):
            early, late = first - timedelta(days=1), last + timedelta(days=1)
            yield from (
                early.isoformat(),
                late.isoformat(),
                True,
                f"{last:%Y-%m}",
                f"{first:%Y-%m}-32",
                f"{first}T00:00",
            )
        case SetFact(members=members):
            yield from (members[0], 0, False, ["alien"], [*members, "alien"], [1], {members[0]: 1})
        case _:
            yield from (0, True, ["alien"])


def decide_python(ruleset: Ruleset, record: str, given: Given, export: Export | None = None) -> Answers:
    """Ask the module as its user does: an error allows nothing."""
    module = load_module(export or to_python(ruleset))

    def ask(facts: Mapping[str, Any]) -> bool:
        try:
            return bool(module.allows(record, facts))
        except module.FactError:
            return False

    return [ask(facts) for facts in given]


def decide_opa(ruleset: Ruleset, record: str, given: Given, opa: str, *, nested: bool) -> Answers:
    """Ask `allow` of the bundle, the facts in `facts` or beside `record`."""
    inputs = [{"record": record, "facts": g} if nested else {"record": record, **g} for g in given]
    with TemporaryDirectory() as folder:
        for name, text in to_rego(ruleset).files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        Path(folder, "inputs.json").write_text(json.dumps(inputs), encoding="utf-8")
        query = f"[a | some given in input; a := data.{'.'.join(package_path(ruleset))}.allow with input as given]"
        command = [opa, "eval", "--format=json", "-b", folder, "--input", f"{folder}/inputs.json", query]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    answers: Answers = json.loads(done.stdout)["result"][0]["expressions"][0]["value"]
    return answers


def decide_regopy(
    ruleset: Ruleset, record: str, given: Given, export: Export | None = None, *, nested: bool = False
) -> Answers:
    """Ask `allow` of rego-cpp."""
    import regopy  # type: ignore[import-untyped]

    export = export or to_rego(ruleset)
    compiler = regopy.Interpreter()
    compiler.add_data_json(export.files["data.json"])
    compiler.add_module("rules.rego", export.files["rules.rego"])
    bundle = compiler.build(f"x=data.{'.'.join(package_path(ruleset))}.allow")
    answers = []
    for facts in given:
        runner = regopy.Interpreter()
        runner.set_input({"record": record, "facts": facts} if nested else {"record": record, **facts})
        answers.append(json.loads(str(runner.query_bundle(bundle)))["bindings"]["x"])
    return answers


def decide_cedar(
    ruleset: Ruleset, record: str, given: Given, export: Export | None = None, *, schema: bool = False
) -> Answers:
    """Ask Cedar: anything but Allow, an error among it, is a refusal."""
    import cedarpy

    files = (export or to_cedar(ruleset)).files
    policies: Any = next(text for name, text in files.items() if name.startswith("policies"))
    policies, known = cedarpy.PolicySet.from_str(policies), files["schema.cedarschema"] if schema else None
    request = {
        "principal": 'Policykit::Person::"anyone"',
        "action": f'Policykit::Action::"check_{record}"',
        "resource": f'Policykit::Record::"{record}"',
    }

    def ask(facts: Mapping[str, Any]) -> bool:
        try:
            answer = cedarpy.is_authorized({**request, "context": facts}, policies, [], schema=known)
        except ValueError:
            return False
        return bool(answer.decision == cedarpy.Decision.Allow)

    return [ask(facts) for facts in given]


def adapt_all(ruleset: Ruleset, record: str, given: Given) -> list[dict[str, Any] | None]:
    """Give the facts of records as people write them by the adapter of an export, None for those that it rejects."""
    adapter: Any = types.ModuleType("adapter")
    exec(to_cel(ruleset).files["adapter.py"], adapter.__dict__)  # noqa: S102

    def adapt(facts: Mapping[str, Any]) -> dict[str, Any] | None:
        try:
            return dict(adapter.adapt({"record": record, **facts})[1])
        except adapter.RejectedError:
            return None

    return [adapt(facts) for facts in given]


def decide_cel(ruleset: Ruleset, record: str, given: Given, export: Export | None = None) -> Answers:
    """Ask CEL: an expression that fails allows nothing."""
    import cel

    program = cel.compile((export or to_cel(ruleset)).files[f"{record}.allowed.cel"])

    def ask(facts: Mapping[str, Any]) -> bool:
        try:
            return program.execute({"facts": facts}) is True
        except (ValueError, TypeError, RuntimeError):
            return False

    return [ask(facts) for facts in given]


def decide_json_logic(ruleset: Ruleset, record: str, given: Given, export: Export | None = None) -> Answers:
    """Ask JSON Logic: the formula gives true, or does not allow."""
    from json_logic import jsonLogic

    logic = json.loads((export or to_json_logic(ruleset)).files[f"{record}.json"])["allowed"]
    return [jsonLogic(logic, facts) is True for facts in given]


def decide_polars(ruleset: Ruleset, record: str, rows: Given, export: Export | None = None) -> Answers:
    """Ask Polars, which is given typed columns."""
    import polars as pl

    module = load_module(export or to_polars(ruleset))
    types_of = {YesNoFact: pl.Boolean, SetFact: pl.Int64, NumberFact: pl.Int64, DateFact: pl.Date}
    schema = {name: types_of.get(type(fact), pl.String) for name, fact in ruleset.records[record].facts.items()}
    frame = pl.LazyFrame(list(rows), schema=schema)
    return list(getattr(module, f"allow_{record}")(frame).collect()["allowed"].to_list())


def decide_sql(
    ruleset: Ruleset, record: str, rows: Given, dialect: Dialect, server: servers.Postgres | None = None
) -> Answers:
    """Ask `RECORD.allowed.sql`, of a table with typed columns."""
    columns, _ = table_of(ruleset, record, [], dialect, "bitmask")
    query = f"{to_sql(ruleset, dialect).files[f'{record}.allowed.sql']} ORDER BY id"
    typed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    values = [[index, *(row.get(name) for name in list(columns)[1:])] for index, row in enumerate(rows)]
    if server is not None:
        made = f'CREATE TEMP TABLE "{record}" ({typed});\nCOPY "{record}" FROM STDIN CSV;'
        script = f"{made}\n{servers.write_csv(values)}\\.\n{query};\n"
        return [line.split(",")[1] == "t" for line in server.query(script).splitlines()]
    if dialect == "sqlite":
        return _ask_sqlite(record, typed, values, query)
    return _ask_duckdb(record, columns, values, query)


def _ask_sqlite(record: str, typed: str, values: Sequence[Sequence[Any]], query: str) -> Answers:
    texts = [[v.isoformat() if isinstance(v, date) else v for v in row] for row in values]
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f'CREATE TABLE "{record}" ({typed})')
        places = ", ".join("?" * (typed.count(",") + 1))
        connection.executemany(f'INSERT INTO "{record}" VALUES ({places})', texts)  # noqa: S608
        return [bool(row[1]) for row in connection.execute(query)]
    finally:
        connection.close()


def _ask_duckdb(record: str, columns: Mapping[str, str], values: Sequence[Sequence[Any]], query: str) -> Answers:
    import duckdb

    with duckdb.connect() as connection, TemporaryDirectory() as folder:
        path = Path(folder, "rows.json")
        lines = [json.dumps(dict(zip(columns, row, strict=True)), default=str) for row in values]
        path.write_text("\n".join(lines), encoding="utf-8")
        connection.execute(f"CREATE TABLE \"{record}\" AS SELECT * FROM read_json('{path}', columns={columns})")  # noqa: S608
        return [row[1] is True for row in connection.execute(query).fetchall()]


def ask_rows(
    ruleset: Ruleset, record: str, seed: int, count: int, *, untyped: bool = False
) -> list[tuple[dict[str, Any], bool]]:
    """Give rows of a table with what is to be allowed; every third row holds a value that its fact cannot have."""
    source = random.Random(seed)  # noqa: S311
    facts = ruleset.records[record].facts
    read = find_deciding(ruleset, record)
    rows = []
    for index, known in enumerate(random_records(ruleset, seed, count, 0.03, record)):
        row, expected = to_row(facts, known), is_allowed(ruleset, record, known)
        name = source.choice(read)
        wrong = _spoil_cell(facts[name], untyped=untyped)
        if index % 3 == 0 and wrong:
            row[name], expected = source.choice(wrong), False
        rows.append((row, expected))
    return rows


def _spoil_cell(fact: Fact, *, untyped: bool) -> list[Any]:
    more: list[Any] = ["", "alien", 1.5] if untyped else []
    match fact:
        case YesNoFact():
            return [2, -1, *more] if untyped else []
        case NumberFact(minimum=low, maximum=high):
            return [low - 1, high + 1, *more]
        case DateFact(earliest=first, latest=last):
            return [first - timedelta(days=1), last + timedelta(days=1), *more]
        case SetFact(members=members):
            return [-1, 1 << len(members), *more]
        case _:
            return [" ", "alien", *more]


TABLE_DECIDERS: dict[str, Callable[[Ruleset, str, Given], Answers]] = {
    "polars": decide_polars,
    "duckdb": lambda ruleset, record, rows: decide_sql(ruleset, record, rows, "duckdb"),
    "sqlite": lambda ruleset, record, rows: decide_sql(ruleset, record, rows, "sqlite"),
}
