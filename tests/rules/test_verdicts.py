"""What a program holds in its hands: the verdict, its parts, and how they are given on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter
from tests.rules.library_rules import vocabulary
from tests.rules.random_rules import random_records, record_to_json

import policykit
from policykit.errors import Severity
from policykit.pipeline.results.write import result_schema
from policykit.rules.evaluate import evaluate_record
from policykit.rules.records import read_record

ROOT = Path(__file__).parents[2]
RULES = policykit.load_rules(policykit.load_library(ROOT / "policies"), "congleton/social-media")
DEROGATORY = {"record": "post", "author_role": "councillor", "account_owner": "council", "is_derogatory": True}


def test_the_public_names_are_listed_and_are_types() -> None:
    assert set(policykit.__all__) <= set(dir(policykit))
    verdict: policykit.Verdict = RULES.check(DEROGATORY)
    finding: policykit.Finding = verdict.breaches[0]
    assert finding.outcome is policykit.Outcome.BREACH
    assert repr(RULES).startswith("<PolicyRules congleton/social-media@1: ")


def test_what_is_broken_and_who_signed_it() -> None:
    verdict = RULES.check(DEROGATORY)
    assert (verdict.overall, verdict.allowed, verdict.unsigned) == ("breach", False, ("is_derogatory",))
    assert {finding.outcome for finding in verdict.breaches} == {policykit.Outcome.BREACH}
    signed = RULES.check({**DEROGATORY, "judged": {"is_derogatory": {"by": "A. Officer", "on": "2026-11-20"}}})
    assert signed.unsigned == ()
    assert signed.findings == verdict.findings


def test_plain_data_fits_the_published_schema() -> None:
    verdict = RULES.check(DEROGATORY)
    data = json.loads(verdict.to_json())
    schema = json.loads((ROOT / "schemas/verdict.schema.json").read_text(encoding="utf-8"))
    assert data["$schema"] == schema["$id"]
    Draft202012Validator(schema).validate(data)
    assert (data["allowed"], data["unsigned"], data["warnings"]) == (False, ["is_derogatory"], [])
    # A finding is as `policykit decide --format json` gives it.
    kept = {key: data[key] for key in ("overall", "findings", "conflicts")}
    whole = {"$schema": "https://policykit.example/schemas/decide.schema.json", "format": 1}
    whole["records"] = [{"id": "record", "line": 1, **kept}]
    Draft202012Validator(result_schema("decide")).validate(whole)


def test_a_web_framework_that_serialises_the_dataclass_keeps_what_explains_it() -> None:
    verdict = RULES.check(DEROGATORY)
    data = TypeAdapter(policykit.Verdict).dump_python(verdict, mode="json")
    for given, finding in zip(data["findings"], verdict.findings, strict=True):
        assert given["explanation"] == finding.explanation
        assert [each["said"] for each in given["because"]] == [reason.said for reason in finding.because]
    shape = TypeAdapter(policykit.Verdict).json_schema(mode="serialization")
    assert {"explanation", "because", "missing"} <= set(shape["$defs"]["Finding"]["properties"])


def test_what_is_shown_of_a_verdict_is_short() -> None:
    verdict = RULES.check(DEROGATORY)
    assert repr(verdict).startswith("<Verdict breach: ")
    assert (
        repr(verdict.findings[-1])
        == "<Finding cannot_tell of pre-election.announcements (s.9, 2nd paragraph of congleton/social-media)>"
    )
    assert len(repr(verdict)) < 100


def test_the_quick_way_says_what_the_plain_one_says() -> None:
    known_facts, judged = RULES.facts("post"), 0
    for known in random_records(RULES.ruleset, 3, 60, 0.5, "post"):
        facts = {name: value for name, value in known.items() if known_facts[name].derivation is None}
        for given in (facts, record_to_json(facts)):
            record = {"record": "post", **given}
            plain, faults = read_record(record, vocabulary())
            if plain is None:
                with pytest.raises(policykit.PolicykitError) as refused:
                    RULES.check(record)
                assert refused.value.diagnostics == tuple(f for f in faults if f.severity is Severity.ERROR)
            else:
                assert RULES.check(record).findings == evaluate_record(RULES.ruleset, "post", plain.facts).findings
                judged += 1
    assert judged > 10


def test_many_records_come_in_order_and_the_first_fault_ends_them() -> None:
    verdicts = RULES.check_many([DEROGATORY, {"record": "post"}, {"record": "pots"}])
    assert [next(verdicts).overall, next(verdicts).overall] == ["breach", "cannot_tell"]
    with pytest.raises(policykit.PolicykitError, match="there is no kind of record called `pots`"):
        next(verdicts)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (None, "a record is an object with facts, not nothing"),
        ({**DEROGATORY, "published_on": datetime(2027, 3, 25, 23, 59, tzinfo=UTC)}, "`published_on` has a time of day"),
        ({**DEROGATORY, "plattform": "x"}, "a post has no fact called `plattform`"),
        ({**DEROGATORY, "poll_on": "25 March"}, "`25 March` of `poll_on` is not a date"),
    ],
)
def test_what_cannot_be_read_is_named(record: dict[str, object], said: str) -> None:
    for ask in (RULES.check, RULES.to_wire):
        with pytest.raises(policykit.PolicykitError) as refused:
            ask(record)
        assert said in refused.value.diagnostics[0].message


def test_kinds_and_facts() -> None:
    assert RULES.kinds[0] == "post"
    assert RULES.facts("post")["is_derogatory"].question
    with pytest.raises(policykit.PolicykitError, match="called `pots`"):
        RULES.facts("pots")


def test_rules_of_a_day() -> None:
    library = policykit.load_library(ROOT / "policies")
    with pytest.raises(policykit.PolicykitError, match="was in force on 2001-01-01"):
        policykit.load_rules(library, "crewe/social-media", on=date(2001, 1, 1))
    with pytest.raises(policykit.PolicykitError, match="names one version"):
        policykit.load_rules(library, "crewe/social-media@1", on=date(2026, 1, 1))


def test_exports_by_name() -> None:
    library = policykit.load_library(ROOT / "policies")
    assert policykit.export_rules(library, "crewe/social-media@1", "cedar").text.startswith("// Cedar rules of crewe")


def test_only_readings_that_are_agreed_as_required_weigh() -> None:
    library = policykit.load_library(ROOT / "policies")
    strict = policykit.load_rules(library, "congleton/social-media", require="confirmed")
    verdict, usual = strict.check(DEROGATORY), RULES.check(DEROGATORY)
    assert (usual.overall, verdict.overall) == ("breach", "cannot_tell")
    assert (usual.allowed, verdict.allowed) == (False, False)
    assert [f.rule for f in verdict.breaches] == [f.rule for f in usual.breaches]
    assert {f.severity for f in verdict.breaches} == {Severity.NOTE}
    assert Severity.ERROR in {f.severity for f in usual.breaches}
    assert all("reading of these words, which has not been confirmed" in f.explanation for f in usual.findings)
    with pytest.raises(policykit.PolicykitError, match="no measure of how agreed"):
        policykit.load_rules(library, "congleton/social-media", require="sure")  # type: ignore[arg-type]


def test_a_kind_of_record_that_no_rule_reads_is_told() -> None:
    crewe = policykit.load_rules(policykit.load_library(ROOT / "policies"), "crewe/social-media")
    verdict = crewe.check({"record": "message"})
    assert (verdict.overall, verdict.allowed) == ("not_applicable", False)
    assert verdict.warnings == ("no rule of `crewe/social-media@1` reads a message",)
