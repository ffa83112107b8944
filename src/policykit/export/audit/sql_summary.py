"""Counts of outcomes in SQL: how many rows of a table have each outcome, rule by rule, without moving the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from policykit.export.audit.table_audit import AuditSummary
from policykit.export.columns import SetColumns
from policykit.export.sql import OUTCOME_CODES, Dialect, to_sql
from policykit.rules.findings import Outcome
from policykit.rules.ir import Ruleset
from policykit.rules.rails import outcome_tests


@dataclass(frozen=True, slots=True)
class SummaryQuery:
    """A query of one row: the number of rows, then the count of each of `columns`."""

    sql: str
    columns: tuple[tuple[str, Outcome], ...]
    """Rule and outcome; the other rows need more information."""


def write_summary(
    ruleset: Ruleset, record: str, dialect: Dialect = "duckdb", sets: SetColumns = "bitmask"
) -> tuple[SummaryQuery, ...]:
    """Give the queries that count the outcomes of every rule on a kind of record; one, but for Spark."""
    mark = "`" if dialect == "spark" else '"'
    count = "count_if({})" if dialect in ("duckdb", "spark") else "count(CASE WHEN {} THEN 1 END)"
    outcomes = {rule.id: [outcome for _, outcome in outcome_tests(rule)] for rule in ruleset.rules_on(record)}
    queries = []
    for name, query in to_sql(ruleset, dialect, sets=sets, codes=True).files.items():
        if name.split(".")[0] != record:
            continue
        columns = [(rule, o) for rule, said in outcomes.items() if f" AS {mark}{rule}{mark}" in query for o in said]
        counts = [count.format(f"{mark}{rule}{mark} = {OUTCOME_CODES[o]}") for rule, o in columns]
        sql = f"SELECT {', '.join(['count(*)', *counts])}\nFROM (\n{query}) AS verdicts"
        queries.append(SummaryQuery(sql, tuple((rule, Outcome(o)) for rule, o in columns)))
    return tuple(queries)


def run_summary(
    ruleset: Ruleset, record: str, queries: Iterable[SummaryQuery], run: Callable[[str], Sequence[Any]]
) -> AuditSummary:
    """Give the summary that an engine counts; `run` gives the one row of a query."""
    counts = {rule.id: dict.fromkeys(Outcome, 0) for rule in ruleset.rules_on(record)}
    rows = 0
    for query in queries:
        rows, *numbers = run(query.sql)
        for (rule, outcome), number in zip(query.columns, numbers, strict=True):
            counts[rule][outcome] = number
    for told in counts.values():
        told[Outcome.CANNOT_TELL] = rows - sum(told.values())
    return AuditSummary(record, rows, counts)
