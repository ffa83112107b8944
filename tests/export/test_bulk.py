"""The bulk audit: the evaluator's counts from every kind of file, and every fault told before the run."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.export.sample import sample_ruleset
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset
from tests.rules.random_rules import random_records, random_ruleset, record_to_json

from policykit.errors import PolicykitError
from policykit.export.audit.sql_summary import run_summary, write_summary
from policykit.export.audit.table_audit import plan_audit
from policykit.export.audit.tables import open_table
from policykit.export.columns import to_row
from policykit.rules.contradictions import find_contradictions
from policykit.rules.derive import derive_facts
from policykit.rules.evaluate import decide
from policykit.rules.findings import Outcome
from policykit.rules.ir import Ruleset, Value

pl = pytest.importorskip("polars")
pytestmark = pytest.mark.engine

Records = Sequence[dict[str, Value]]


def write_parquet(path: Path, ruleset: Ruleset, record: str, records: Records, **how: Any) -> Path:
    facts = ruleset.records[record].facts
    path = path / "table.parquet"
    rows = [{"id": n, **to_row(facts, given, **how)} for n, given in enumerate(records)]
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(path)
    return path


def write_members(path: Path, ruleset: Ruleset, record: str, records: Records) -> Path:
    return write_parquet(path, ruleset, record, records, sets="boolean")


def write_csv(path: Path, ruleset: Ruleset, record: str, records: Records) -> Path:
    def text(value: Any) -> str:
        if isinstance(value, list):
            return "; ".join(value) or "none"
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

    path = path / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(ruleset.records[record].facts))
        writer.writeheader()
        writer.writerows({name: text(v) for name, v in record_to_json(given).items()} for given in records)
    return path


def write_jsonl(path: Path, ruleset: Ruleset, record: str, records: Records) -> Path:
    path = path / "table.jsonl"
    path.write_text("".join(json.dumps({"record": record, **record_to_json(given)}) + "\n" for given in records))
    return path


WRITERS = [write_parquet, write_members, write_csv, write_jsonl]


def expected_counts(ruleset: Ruleset, record: str, records: Records) -> Mapping[str, Counter[Outcome]]:
    facts = ruleset.records[record].facts
    return {
        rule.id: Counter(decide(rule, derive_facts(facts, given)) for given in records)
        for rule in ruleset.rules_on(record)
    }


@pytest.mark.parametrize("write", WRITERS)
def test_counts_are_the_evaluator_s(tmp_path: Path, write: Callable[..., Path]) -> None:
    ruleset = random_ruleset(1)
    records = random_records(ruleset, 1, 500)
    audit = plan_audit(ruleset, "thing", open_table(write(tmp_path, ruleset, "thing", records)))
    assert audit.warnings == ()
    done: list[int] = []
    summary = audit.summarise(done.append)
    assert (summary.rows, done[-1]) == (500, 500)
    expected = expected_counts(ruleset, "thing", records)
    assert {rule: +Counter(counts) for rule, counts in summary.counts.items()} == expected


@pytest.mark.parametrize("name", NAMES)
def test_rules_of_the_councils_with_derived_facts(tmp_path: Path, name: str) -> None:
    ruleset = library_ruleset(name)
    for record, kind in ruleset.records.items():
        derived = [fact for fact, what in kind.facts.items() if what.derivation]
        drawn = [
            {fact: value for fact, value in given.items() if fact not in derived}
            for given in random_records(ruleset, 1, 200, record=record)
        ]
        records = [g for g in drawn if all(c.is_view for c in find_contradictions(kind.facts, g))]
        audit = plan_audit(ruleset, record, open_table(write_csv(tmp_path, ruleset, record, records)))
        summary = audit.summarise()
        counts = {rule: +Counter(counted) for rule, counted in summary.counts.items()}
        filled = [given for given in records if given]
        assert (summary.rows, summary.empty_rows) == (len(filled), len(records) - len(filled))
        assert counts == expected_counts(ruleset, record, filled)


def test_breaching_rows_are_given_as_they_came(tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("id,purpose,admins\na,work,2\nb,work,1\nc,,1\nd,social,1\ne,work,0\n")
    audit = plan_audit(sample_ruleset(), "group", open_table(table))
    assert pl.concat(audit.breaching_rows()).to_dicts() == [
        {"row": 3, "breaches": "group.admins", "id": "b", "purpose": "work", "admins": "1"},
        {"row": 6, "breaches": "group.admins", "id": "e", "purpose": "work", "admins": "0"},
    ]


def test_a_file_of_several_kinds_of_record(tmp_path: Path) -> None:
    table = tmp_path / "mixed.jsonl"
    rows: list[dict[str, Any]] = [
        {"record": "post", "political": True},
        {"record": "group", "purpose": "work", "admins": 1},
        {"record": "group", "purpose": "work", "admins": 3},
    ]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    audit = plan_audit(sample_ruleset(), "group", open_table(table))
    summary = audit.summarise()
    assert (summary.rows, +Counter(summary.counts["group.admins"])) == (2, {Outcome.BREACH: 1, Outcome.COMPLIANT: 1})
    assert [frame["row"].to_list() for frame in audit.breaching_rows()] == [[2]]


def told(error: PolicykitError) -> list[tuple[str, str, str | None]]:
    return [(d.code, d.message, d.hint) for d in error.diagnostics]


def test_columns_are_told_before_the_run(tmp_path: Path) -> None:
    table = tmp_path / "posts.parquet"
    pl.DataFrame({"politcal": [True], "approved_by": [0.5], "poll_on": [1], "author_role": [True]}).write_parquet(table)
    with pytest.raises(PolicykitError) as refused:
        plan_audit(sample_ruleset(), "post", open_table(table))
    assert told(refused.value) == [
        ("table-column", "a post has no fact called `politcal`", "did you mean `political`?"),
        (
            "table-type",
            "column `approved_by` holds Float64, not a list of words (or a text with semicolons, or a bitmask)",
            None,
        ),
        ("table-type", "column `author_role` holds Boolean, not words (text)", None),
        ("table-type", "column `poll_on` holds Int64, not days (a date, or a text such as 2026-05-07)", None),
    ]


def test_missing_columns_are_warned_of(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("political,author_role,published_on\nyes,officer,2026-04-01\n")
    audit = plan_audit(sample_ruleset(), "post", open_table(table))
    assert [(d.code, d.severity.value, d.message) for d in audit.warnings] == [
        ("table-missing", "warning", "no column holds `approved_by`, which is read by `approval`, `mayor`"),
        ("table-missing", "warning", "no column holds `poll_on`, which is read by `election.no-politics`"),
    ]
    assert audit.summarise().counts["approval"][Outcome.CANNOT_TELL] == 1


def test_values_are_told_instead_of_counts(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text(
        "author_role,political,approved_by,published_on,poll_on\n"
        "officer,yes,mayor,2026-04-01,2026-05-07\n"
        " Councillor ,maybe,Mayor; chief officer,2026-4-01,2027-05-07\n"
        "officer,perhaps,none,2026-02-30,\n"
    )
    audit = plan_audit(sample_ruleset(), "post", open_table(table))
    with pytest.raises(PolicykitError) as refused:
        audit.summarise()
    days, members = (
        "days from 2026-01-01 to 2026-12-31, written as these",
        "chief_officer, communications_manager, mayor",
    )
    assert told(refused.value) == [
        (
            "table-value",
            "row 3: ` Councillor ` is not a value of `author_role`",
            "did you mean `councillor`? one of: officer, chief_officer, councillor",
        ),
        ("table-value", "row 3: `2026-4-01` is not a value of `published_on` (and 1 more)", days),
        ("table-value", "row 3: `2027-05-07` is not a value of `poll_on`", days),
        (
            "table-value",
            "row 3: `Mayor; chief officer` is not a value of `approved_by`",
            f"did you mean `mayor; chief_officer`? some of: {members}",
        ),
        ("table-value", "row 3: `maybe` is not a value of `political` (and 1 more)", "yes or no"),
    ]


def test_rows_that_contradict_themselves_are_told_instead_of_counts(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text(
        "political,poll_on,poll_is_called\nno,2026-05-07,yes\nno,2026-05-07,no\nno,,no\nno,2026-05-08,no\n"
    )
    with pytest.raises(PolicykitError) as refused:
        plan_audit(sample_ruleset(), "post", open_table(table)).summarise()
    said = "`poll_on` is known, so `poll_is_called` is yes, but it is given as no"
    hint = "correct the one that is wrong, or leave out what is not known"
    assert told(refused.value) == [("table-value", f"row 3: {said} (and 1 more)", hint)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.csv", None, "there is no file"),
        ("table.xlsx", b"x", "is not a kind of table that can be audited"),
        ("table.parquet", b"not parquet at all", "cannot be read"),
        ("table.jsonl", b'{"political": tru}\n', "cannot be read"),
        ("table.csv", b"", "cannot be read"),
    ],
)
def test_a_file_that_is_no_table(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PolicykitError) as refused:
        plan_audit(sample_ruleset(), "post", open_table(path)).summarise()
    assert [d.code for d in refused.value.diagnostics] == ["table-file"]
    assert message in refused.value.diagnostics[0].message


def test_sql_counts_what_polars_counts(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    ruleset = random_ruleset(2)
    table = write_parquet(tmp_path, ruleset, "thing", random_records(ruleset, 2, 300))
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW thing AS SELECT * FROM '{table}'")  # noqa: S608
        queries = write_summary(ruleset, "thing")
        counted = run_summary(ruleset, "thing", queries, lambda sql: connection.execute(sql).fetchone())
    assert counted == plan_audit(ruleset, "thing", open_table(table)).summarise()


def test_a_kind_of_record_without_rules(tmp_path: Path) -> None:
    with pytest.raises(PolicykitError) as refused:
        plan_audit(sample_ruleset(), "message", pl.LazyFrame({}))
    assert told(refused.value) == [("table-record", "no rule is about a `message`", "the kinds are: post, group")]
