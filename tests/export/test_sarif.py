"""Findings as SARIF."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from tests.conftest import ROOT, Golden
from tests.export.sample import sample_ruleset

from policykit.export.sarif import Judged, findings_to_sarif
from policykit.rules.evaluate import evaluate_record
from policykit.rules.ir import Value

BREAKING: dict[str, Value] = {
    "author_role": "officer",
    "political": True,
    "published_on": date(2026, 4, 1),
    "poll_on": date(2026, 5, 7),
}


def judged(name: str, record: str, facts: dict[str, Value]) -> Judged:
    return Judged(name, evaluate_record(sample_ruleset(), record, facts).findings, "posts.jsonl", 3)


def test_breaches_and_open_questions_are_written(golden: Golden) -> None:
    export = findings_to_sarif(sample_ruleset(), [judged("post-17", "post", BREAKING)])
    golden(Path("golden", "sarif", "findings.sarif"), export.text)
    (run,) = json.loads(export.text)["runs"]
    assert [(r["ruleId"], r["kind"], r["level"]) for r in run["results"]] == [
        ("election.no-politics", "fail", "error"),
        ("approval", "open", "none"),
    ]


@pytest.mark.engine
def test_it_keeps_to_the_schema_that_oasis_publishes() -> None:
    schema = ROOT / ".tools" / "sarif-schema-2.1.0.json"
    if not schema.exists():
        pytest.skip("needs the schema of SARIF: scripts/install_tools.sh installs it")
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    log = json.loads(findings_to_sarif(sample_ruleset(), [judged("post-17", "post", BREAKING)], everything=True).text)
    assert [error.message for error in validator.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert [error.message for error in validator.iter_errors(log)] == [
        "'fatal' is not one of ['none', 'note', 'warning', 'error']"
    ]


def test_everything_is_written_on_request() -> None:
    facts: dict[str, Value] = {"author_role": "councillor", "political": False, "approved_by": frozenset({"mayor"})}
    records = [judged("1", "post", facts), judged("2", "group", {"purpose": "work", "admins": 2})]
    (run,) = json.loads(findings_to_sarif(sample_ruleset(), records, everything=True).text)["runs"]
    assert [(r["ruleId"], r["kind"], r["level"]) for r in run["results"]] == [
        ("election.no-politics", "pass", "none"),
        ("approval", "notApplicable", "none"),
        ("mayor", "pass", "none"),
        ("group.admins", "pass", "none"),
        ("group.size", "open", "none"),
    ]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
