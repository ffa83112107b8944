"""The Rego bundle as OPA takes it: checked strictly, its own tests passing, `allow` as the evaluator says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.export.sample import sample_ruleset
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset
from tests.rules.random_rules import random_records, random_ruleset

from policykit.export.rego import Sample, to_rego
from policykit.export.target import to_wire
from policykit.model.fact import ChoiceFact, FactKind
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Outcome
from policykit.rules.ir import In, RecordFacts, Ruleset

Tool = Callable[[str], str]
pytestmark = pytest.mark.engine


def write_bundle(folder: Path, ruleset: Ruleset) -> Path:
    samples = [
        Sample(f"sample {record} {number}", record, facts)
        for record in ruleset.records
        for number, facts in enumerate(random_records(ruleset, 1, 4, record=record))
    ]
    for name, text in to_rego(ruleset, samples).files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["sample", "random", *NAMES])
def test_opa_accepts_the_bundle(tmp_path: Path, tool: Tool, name: str) -> None:
    ruleset = {"sample": sample_ruleset, "random": lambda: random_ruleset(3)}.get(name, lambda: library_ruleset(name))()
    bundle = str(write_bundle(tmp_path, ruleset))
    run = [tool("opa")]
    assert subprocess.run([*run, "check", "--strict", "--bundle", bundle], capture_output=True, text=True).stderr == ""
    tested = subprocess.run([*run, "test", "--bundle", bundle], capture_output=True, text=True)
    assert tested.stdout == f"PASS: {5 * len(ruleset.records)}/{5 * len(ruleset.records)}\n"


def test_allow_and_blocking_follow_the_evaluator(tmp_path: Path, tool: Tool) -> None:
    ruleset = random_ruleset(2, rules=4)
    bundle = write_bundle(tmp_path, ruleset)
    records = random_records(ruleset, 2, 200, unknown=0.05)
    (tmp_path / "inputs.json").write_text(json.dumps([{"record": "thing", "facts": to_wire(r)} for r in records]))
    query = "[a | some given in input; a := data.policykit.exampleton.random.allow with input as given]"
    command = [tool("opa"), "eval", "--format=json", "-b", str(bundle), "-i", str(tmp_path / "inputs.json"), query]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["result"][0]["expressions"][0]["value"]
    overall = [evaluate_record(ruleset, "thing", facts).overall for facts in records]
    expected = [outcome in (Outcome.COMPLIANT, Outcome.NOT_APPLICABLE) for outcome in overall]
    assert found == expected
    assert {True, False} == set(expected)


def test_findings_cite_the_clause(tmp_path: Path, tool: Tool) -> None:
    bundle = write_bundle(tmp_path, sample_ruleset())
    given = json.dumps({"record": "group", "facts": {"purpose": "work", "admins": 1}})
    query = "data.policykit.exampleton.social_media.findings"
    command = [tool("opa"), "eval", "--format=values", "-b", str(bundle), "--stdin-input", query]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    (findings,) = json.loads(done.stdout)
    assert [(f["rule"], f["outcome"], f["citation"], f["quotes"]) for f in findings] == [
        ("group.admins", "breach", "clause 10.2", ["two admins or more"]),
        ("group.size", "cannot_tell", "clause 10.3", ["kept small"]),
    ]
    assert [f["missing"] for f in findings] == [[], []]  # the second waits for the council, not for a fact


def test_findings_ask_and_what_cannot_be_read_is_named(tmp_path: Path, tool: Tool) -> None:
    bundle = write_bundle(tmp_path, sample_ruleset())
    given = json.dumps({"record": "group", "id": "g1", "purpose": "work", "admins": "two", "admin": 3})
    command = [tool("opa"), "eval", "--format=values", "-b", str(bundle), "--stdin-input"]
    for query, expected in (
        ("data.policykit.exampleton.social_media.rejected", ["admin", "admins"]),
        (
            'data.policykit.exampleton.social_media.missing["group.admins"]',
            [{"name": "admins", "question": "What is so?"}],
        ),
    ):
        done = subprocess.run([*command, query], input=given, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout) == [expected]


def test_no_line_is_too_long_for_any_engine() -> None:
    ruleset = random_ruleset(1)
    words = tuple(f"{'long_word' * 6}_{n}" for n in range(100))
    wide = ChoiceFact(label="wide", question="Which?", kind=FactKind.CIRCUMSTANCE, type="choice", values=words)
    facts = {**ruleset.records["thing"].facts, "wide": wide}
    rules = [
        replace(rule, test=In("not_in", "wide", words[:50]), facts=("wide",), quotes=("word " * 199,))
        for rule in ruleset.rules
    ]
    records = {"thing": RecordFacts("a thing", "actor_role", facts)}
    files = to_rego(replace(ruleset, records=records, rules=tuple(rules))).files
    assert max(len(line) for name in ("rules.rego", "rules_test.rego") for line in files[name].splitlines()) < 1024
