"""The audit on Spark: the counts of the audit with Polars, and every fault told before the run."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.export import servers
from tests.export.deciding import ask_rows
from tests.export.sample import sample_ruleset
from tests.export.test_bulk import told, write_members, write_parquet
from tests.rules.random_rules import random_records, random_ruleset

from policykit.errors import PolicykitError
from policykit.export.audit.spark import audit_with_spark, plan_spark
from policykit.export.audit.table_audit import plan_audit
from policykit.export.audit.tables import open_table
from policykit.export.sql import to_sql
from policykit.model.fact import DateFact, NumberFact, SetFact, YesNoFact

pl = pytest.importorskip("polars")
TYPES = {YesNoFact: pl.Boolean, SetFact: pl.Int64, NumberFact: pl.Int64, DateFact: pl.Date}
pytestmark = [pytest.mark.engine, pytest.mark.slow]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("needs Spark: make spark")
    with servers.start_spark() as session:
        yield session


@pytest.mark.parametrize("write", [write_parquet, write_members])
def test_it_counts_what_polars_counts(spark: Any, tmp_path: Path, write: Any) -> None:
    ruleset = random_ruleset(2)
    table = write(tmp_path, ruleset, "thing", random_records(ruleset, 2, 300))
    assert audit_with_spark(spark, ruleset, "thing", table) == (
        plan_audit(ruleset, "thing", open_table(table)).summarise(),
        (),
    )


def test_facts_that_the_table_lacks_are_named_and_unknown(spark: Any, tmp_path: Path) -> None:
    ruleset = random_ruleset(2)
    table = write_parquet(tmp_path, ruleset, "thing", random_records(ruleset, 2, 300))
    narrow = tmp_path / "narrow.parquet"
    pl.read_parquet(table).drop("id", "actor_role").write_parquet(narrow)
    summary, warnings = audit_with_spark(spark, ruleset, "thing", narrow)
    audit = plan_audit(ruleset, "thing", open_table(narrow))
    assert (summary, warnings) == (audit.summarise(), audit.warnings)
    assert [(w.code, w.message.split(",")[0]) for w in warnings] == [("table-missing", "no column holds `actor_role`")]


def test_rows_of_other_kinds_are_left_out(spark: Any, tmp_path: Path) -> None:
    path = tmp_path / "mixed.parquet"
    pl.DataFrame({"record": ["post", "group", "post"], "admins": [None, 2, None]}).write_parquet(path)
    summary, _ = audit_with_spark(spark, sample_ruleset(), "post", path)
    assert summary == plan_audit(sample_ruleset(), "post", open_table(path)).summarise()
    assert summary.rows == 2


FAULTY: list[tuple[dict[str, Any], list[tuple[str, str, str | None]]]] = [
    (
        {"author_rol": ["officer"]},
        [("table-column", "a post has no fact called `author_rol`", "did you mean `author_role`?")],
    ),
    (
        {"political": ["yes"], "published_on": ["2026-05-07"], "approved_by": [["chief"]]},
        [
            (
                "table-type",
                "column `approved_by` holds array<string>, not a bitmask, or a boolean for each member",
                None,
            ),
            ("table-type", "column `political` holds string, not a boolean", None),
            ("table-type", "column `published_on` holds string, not dates", None),
        ],
    ),
    (
        {"approved_by__chief_officer": [True]},
        [
            ("table-type", f"other members of `approved_by` have a column, but `approved_by__{m}` is missing", None)
            for m in ("communications_manager", "mayor")
        ],
    ),
    (
        {"author_role": ["mayor", "mayor", "officer"], "published_on": [date(1926, 1, 1), None, None]},
        [
            (
                "table-value",
                "`author_role` holds 2 values that it cannot have, among them: `mayor`",
                "one of: officer, chief_officer, councillor",
            ),
            (
                "table-value",
                "`published_on` holds a value that it cannot have: `1926-01-01`",
                "days from 2026-01-01 to 2026-12-31, written as these",
            ),
        ],
    ),
    (
        {"poll_on": [date(2026, 5, 7), date(2026, 5, 7), None], "poll_is_called": [False, True, False]},
        [
            (
                "table-value",
                "in a row, `poll_on` is known, so `poll_is_called` is yes, but it is given as no",
                "correct the one that is wrong, or leave out what is not known",
            )
        ],
    ),
]


@pytest.mark.parametrize(("columns", "faults"), FAULTY)
def test_every_fault_is_told_before_the_run(
    spark: Any, tmp_path: Path, columns: dict[str, Any], faults: list[tuple[str, str, str | None]]
) -> None:
    path = tmp_path / "faulty.parquet"
    pl.DataFrame(columns).write_parquet(path)
    with pytest.raises(PolicykitError) as refused:
        audit_with_spark(spark, sample_ruleset(), "post", path)
    assert told(refused.value) == faults


def test_a_set_of_which_a_part_is_known(spark: Any, tmp_path: Path) -> None:
    path = tmp_path / "members.parquet"
    members = ("chief_officer", "communications_manager", "mayor")
    columns = {f"approved_by__{m}": [m == "mayor" or None] for m in members}
    pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Boolean)).write_parquet(path)
    with pytest.raises(PolicykitError) as refused:
        audit_with_spark(spark, sample_ruleset(), "post", path)
    assert [d.message for d in refused.value.diagnostics] == [
        "`approved_by` holds a value that it cannot have: `known in part`"
    ]


def test_a_damaged_table(spark: Any, tmp_path: Path) -> None:
    ruleset = random_ruleset(2)
    path = write_parquet(tmp_path, ruleset, "thing", random_records(ruleset, 2, 300))
    content = path.read_bytes()
    half = len(content) // 2
    path.write_bytes(content[:4] + bytes(half - 4) + content[half:])  # the schema at its end can still be read
    with pytest.raises(PolicykitError) as refused:
        audit_with_spark(spark, ruleset, "thing", path)
    assert [d.code for d in refused.value.diagnostics] == ["table-file"]


def test_what_is_no_table(spark: Any, tmp_path: Path) -> None:
    with pytest.raises(PolicykitError) as refused:
        plan_spark(spark, sample_ruleset(), "post", tmp_path / "absent.parquet")
    assert [(d.code, d.hint) for d in refused.value.diagnostics] == [("table-file", "Spark reads tables in Parquet")]
    with pytest.raises(PolicykitError) as refused:
        plan_spark(spark, sample_ruleset(), "message", tmp_path / "absent.parquet")
    assert [d.code for d in refused.value.diagnostics] == ["table-record"]


def test_the_deciding_answer(spark: Any, tmp_path: Path) -> None:
    ruleset = random_ruleset(3, rules=4)
    rows = ask_rows(ruleset, "thing", 3, 300)
    query = to_sql(ruleset, "spark").files["thing.allowed.sql"]
    facts = ruleset.records["thing"].facts
    schema = {name: TYPES.get(type(fact), pl.String) for name, fact in facts.items()}
    path = tmp_path / "rows.parquet"
    pl.DataFrame([row for row, _ in rows], schema=schema).with_row_index("id").write_parquet(path)
    spark.read.parquet(str(path)).createOrReplaceTempView("thing")
    found = spark.sql(f"{query} ORDER BY id").collect()
    assert [row["allowed"] for row in found] == [expected for _, expected in rows]
    assert any(row["rejected"] for row in found)
    assert not any(row["allowed"] for row in found if row["rejected"])
    missing = spark.sql(to_sql(ruleset, "spark").files["thing.missing.sql"]).collect()
    assert {row["fact"] for row in missing} <= set(facts)
    assert missing
