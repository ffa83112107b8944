"""Bulk audit on Spark, for tables that one machine cannot hold: the exported SQL, after every fault has been told.

The table is Parquet with the columns that `columns.py` names. Days and sets are not read from texts here, and a fact
that is derived from others has to be in a column of its own: Spark works nothing out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policykit.errors import Diagnostic, PolicykitError
from policykit.export.audit.codes import EXTRA, TABLE_FILE, TABLE_TYPE, TABLE_VALUE
from policykit.export.audit.columns import META, find_missing, find_unknown_columns
from policykit.export.audit.sql_summary import run_summary, write_summary
from policykit.export.audit.table_audit import AuditSummary, hint_values, require_record
from policykit.export.columns import SetColumns, member_column
from policykit.export.sql import write_value
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import Implication, list_contradictions
from policykit.rules.ir import Ruleset
from policykit.rules.records import RECORD_CONTRADICTION

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession  # type: ignore[import-not-found,unused-ignore]

WHOLE = ("tinyint", "smallint", "int", "bigint")
_KINDS: dict[type[Any], tuple[tuple[str, ...], str]] = {
    YesNoFact: (("boolean",), "a boolean"),
    NumberFact: (WHOLE, "whole numbers"),
    SetFact: (WHOLE, "a bitmask, or a boolean for each member"),
    DateFact: (("date",), "dates"),
}
_WORDS = ("string",), "words (text)"


@dataclass(frozen=True, slots=True)
class SparkAudit:
    """A table whose columns have been matched with the facts of one kind of record."""

    ruleset: Ruleset
    record: str
    frame: DataFrame
    sets: SetColumns
    warnings: tuple[Diagnostic, ...]

    def find_faults(self) -> tuple[Diagnostic, ...]:
        """Count the values that facts cannot have, also beside others; of each such fact, look for one of them."""
        facts, held = self.ruleset.records[self.record].facts, {name for name, _ in self.frame.dtypes}
        wrong: dict[str, str] = {}
        for name, fact in facts.items():
            columns = _columns_of(name, fact, self.sets)
            if held.issuperset(columns) and not isinstance(fact, YesNoFact):  # a boolean is never wrong
                given = " OR ".join(f"`{column}` IS NOT NULL" for column in columns)
                value = write_value(name, fact, self.ruleset.roles, "spark", self.sets)
                wrong[name] = f"({given}) AND ({value}) IS NULL"
        pairs = list_contradictions(facts, held)
        for name, each in pairs.items():
            implied = f"`{each.fact}` IS NOT NULL" if each.needs is None else f"`{each.fact}` = {each.needs}"
            wrong[name] = f"{implied} AND `{each.other}` = {not each.so}"
        counted = self._aggregate(f"count_if({test})" for test in wrong.values())
        counts = {name: count for name, count in zip(wrong, counted, strict=True) if count}
        unlike = [name for name in counts if name in facts]
        examples = self._aggregate(
            f"min(CASE WHEN {wrong[name]} THEN {_write_shown(_columns_of(name, facts[name], self.sets))} END)"
            for name in unlike
        )
        values = (
            _tell_wrong(name, counts[name], example, hint_values(facts[name], self.ruleset.roles, example))
            for name, example in zip(unlike, examples, strict=True)
        )
        return (*values, *(_tell_contradiction(pairs[name], n) for name, n in counts.items() if name in pairs))

    def _aggregate(self, expressions: Iterable[str]) -> tuple[Any, ...]:
        """Give the values of aggregates over the table, which is read once; not at all for none."""
        named = [f"{text} AS c{place}" for place, text in enumerate(expressions)]
        return tuple(self.frame.selectExpr(*named).collect()[0]) if named else ()

    def summarise(self) -> AuditSummary:
        """Judge every row and count the outcomes, some rules at a time."""
        from pyspark.sql import functions

        held = {name for name, _ in self.frame.dtypes}
        absent = {
            column: functions.lit(None).cast(_kind_of(fact, self.sets))
            for name, fact in self.ruleset.records[self.record].facts.items()
            for column in _columns_of(name, fact, self.sets)
            if column not in held
        }
        if "id" not in held:
            absent["id"] = functions.lit(0)
        self.frame.withColumns(absent).createOrReplaceTempView(self.record)
        session = self.frame.sparkSession
        queries = write_summary(self.ruleset, self.record, "spark", self.sets)
        return run_summary(self.ruleset, self.record, queries, lambda sql: tuple(session.sql(sql).collect()[0]))


def plan_spark(
    session: SparkSession, ruleset: Ruleset, record: str, path: Path, others: Sequence[str] = ()
) -> SparkAudit:
    """Match the columns of a Parquet table with the facts of a kind of record; `others` are columns that hold none.

    `warnings` of the result name the facts that no column holds. Raises `PolicykitError` if the table cannot be read,
    for a kind of record that no rule reads, and for every other column that names no fact or cannot hold its fact.
    """
    require_record(ruleset, record)
    with _reading(path):
        frame = session.read.parquet(str(path))
    schema = dict(frame.dtypes)
    facts = ruleset.records[record].facts
    sets: SetColumns = "bitmask"
    if any(member_column(name, m) in schema for name, f in facts.items() if isinstance(f, SetFact) for m in f.members):
        sets = "boolean"
    if errors := [*find_unknown_columns(ruleset, record, schema, others), *_find_types(facts, schema, sets)]:
        raise PolicykitError(*errors)
    held = {name for name, fact in facts.items() if _columns_of(name, fact, sets)[0] in schema}
    if "record" in schema:
        frame = frame.filter(frame["record"] == record)
    kept = [name for name in schema if name == "id" or name not in (*META, *others)]
    return SparkAudit(
        ruleset, record, frame.select(kept), sets, tuple(find_missing(ruleset, record, held, works_out=False))
    )


def audit_with_spark(
    session: SparkSession, ruleset: Ruleset, record: str, path: Path, others: Sequence[str] = ()
) -> tuple[AuditSummary, tuple[Diagnostic, ...]]:
    """Count the outcomes of a Parquet table of one kind of record; give also warnings of facts that it lacks.

    Raises `PolicykitError`, before anything is judged, for all that `plan_spark` names and for values that a fact
    cannot have; also where the file turns out to be damaged.
    """
    audit = plan_spark(session, ruleset, record, path, others)
    with _reading(path):
        if faults := audit.find_faults():
            raise PolicykitError(*faults)
        return audit.summarise(), audit.warnings


def start_spark(what: str = "an audit with Spark") -> SparkSession:
    """Start Spark as it is configured here; unless told otherwise, on this machine. `what` is what needs it.

    Raises `PolicykitError` if it is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        hint = 'pip install "council-policykit[spark]"'
        raise PolicykitError(EXTRA.at(None, f"{what} needs Spark", hint=hint)) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers are the first `python3`, without policykit
    session = SparkSession.builder.appName("policykit").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Tell what Spark cannot read as a diagnostic."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j"):  # py4j carries what the JVM throws
            raise
        first = str(error).partition("\n")[0][:200]
        raise PolicykitError(
            TABLE_FILE.at(None, f"`{path}` cannot be read: {first}", hint="Spark reads tables in Parquet")
        ) from None


def _columns_of(name: str, fact: Fact, sets: SetColumns) -> tuple[str, ...]:
    if isinstance(fact, SetFact) and sets == "boolean":
        return tuple(member_column(name, member) for member in fact.members)
    return (name,)


def _write_shown(columns: Sequence[str]) -> str:
    return f"CAST(`{columns[0]}` AS STRING)" if len(columns) == 1 else "'known in part'"


def _kind_of(fact: Fact, sets: SetColumns) -> str:
    if isinstance(fact, SetFact) and sets == "boolean":
        return "boolean"
    return _KINDS.get(type(fact), _WORDS)[0][-1]


def _find_types(facts: Mapping[str, Fact], schema: Mapping[str, str], sets: SetColumns) -> Iterator[Diagnostic]:
    for name, fact in facts.items():
        members = isinstance(fact, SetFact) and sets == "boolean"
        kinds, wanted = _KINDS[YesNoFact] if members else _KINDS.get(type(fact), _WORDS)
        columns = _columns_of(name, fact, sets)
        if members and name in schema:
            yield TABLE_TYPE.at(None, f"column `{name}` is a set in one column, where others have one for each member")
        if any(column in schema for column in columns):
            for column in columns:
                if column not in schema:
                    yield TABLE_TYPE.at(None, f"other members of `{name}` have a column, but `{column}` is missing")
                elif schema[column] not in kinds:
                    yield TABLE_TYPE.at(None, f"column `{column}` holds {schema[column]}, not {wanted}")


def _tell_contradiction(each: Implication, count: int) -> Diagnostic:
    rows = "a row" if count == 1 else f"{count:,} rows"
    return TABLE_VALUE.at(None, f"in {rows}, {each.message}", hint=RECORD_CONTRADICTION.remedy)


def _tell_wrong(name: str, count: int, example: str, hint: str | None) -> Diagnostic:
    value = example if len(example) <= 60 else example[:57] + "…"
    many = "a value that it cannot have" if count == 1 else f"{count:,} values that it cannot have, among them"
    return TABLE_VALUE.at(None, f"`{name}` holds {many}: `{value}`", hint=hint)
