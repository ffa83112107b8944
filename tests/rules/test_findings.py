"""What is said of a record: how findings add up, what each weighs, and the words that explain it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.small import IDENTITY, TEXT, lower, make_rule, small_vocabulary

from policykit.errors import Severity
from policykit.model.rule import Modality, ReadingStatus
from policykit.rules.evaluate import Facts, evaluate_record
from policykit.rules.findings import Finding, Missing, Outcome
from policykit.rules.ruleset import ClauseRule, lower_rules

T, F = True, False
OFFICER: Facts = {"author": "officer"}


def reading(status: str) -> dict[str, str]:
    return {"by": "a reader", "on": "2026-01-01", "status": status, "note": "why"}


NEVER_RUDE = {"modality": "must_not", "forbid": "rude"}
ONE_PICTURE = {"require": "pictures is at least 1"}


@pytest.mark.parametrize(
    ("rules", "facts", "overall"),
    [
        ([NEVER_RUDE], {"rude": T}, "breach"),
        ([NEVER_RUDE], {"rude": F}, "compliant"),
        ([NEVER_RUDE], {}, "cannot_tell"),
        ([ONE_PICTURE], {"pictures": 0}, "breach"),
        ([ONE_PICTURE], {"pictures": 1}, "compliant"),
        ([ONE_PICTURE], {}, "cannot_tell"),
        # What is only recommended, or only allowed, breaks nothing and leaves nothing open.
        ([{**NEVER_RUDE, "modality": "should_not"}], {"rude": T}, "compliant"),
        ([{**NEVER_RUDE, "modality": "should_not"}], {}, "compliant"),
        ([{**ONE_PICTURE, "modality": "should"}], {"pictures": 0}, "compliant"),
        ([{**ONE_PICTURE, "modality": "should"}], {}, "compliant"),
        ([{"modality": "may", "permit": "rude"}], {"rude": T}, "compliant"),
        ([{"modality": "may", "permit": "rude"}], {}, "compliant"),
        ([{"modality": "may", "permit": "rude"}], {"rude": F}, "not_applicable"),
        # A reading that nobody has confirmed breaks nothing, but is not passed over.
        ([{**NEVER_RUDE, "reading": reading("draft")}], {"rude": T}, "cannot_tell"),
        ([{**NEVER_RUDE, "reading": reading("disputed")}], {"rude": T}, "cannot_tell"),
        ([{**NEVER_RUDE, "reading": reading("disputed")}], {"rude": F}, "compliant"),
        # One breach is a breach, whatever else is so; one open question leaves the whole open.
        ([NEVER_RUDE, ONE_PICTURE], {"rude": T}, "breach"),
        ([NEVER_RUDE, ONE_PICTURE], {"pictures": 0}, "breach"),
        ([NEVER_RUDE, ONE_PICTURE], {"rude": F}, "cannot_tell"),
        ([NEVER_RUDE, ONE_PICTURE], {"pictures": 1}, "cannot_tell"),
        ([NEVER_RUDE, ONE_PICTURE], {"rude": F, "pictures": 1}, "compliant"),
        ([NEVER_RUDE, {**ONE_PICTURE, "when": "platform is x"}], {"rude": F, "platform": "forum"}, "compliant"),
        ([NEVER_RUDE, {**ONE_PICTURE, "reading": reading("draft")}], {"rude": T, "pictures": 0}, "breach"),
        ([{**ONE_PICTURE, "reading": reading("draft")}, NEVER_RUDE], {"rude": T, "pictures": 0}, "breach"),
        # Nothing bears on the record.
        ([{**ONE_PICTURE, "when": "platform is x"}], {"platform": "forum"}, "not_applicable"),
    ],
)
def test_overall(rules: list[dict[str, Any]], facts: Facts, overall: str) -> None:
    ruleset = lower(*(make_rule(id=f"rule-{n}", **keys) for n, keys in enumerate(rules)))
    assert evaluate_record(ruleset, "post", {**OFFICER, **facts}).overall == overall


def test_no_rules_on_a_kind_of_record() -> None:
    verdict = evaluate_record(lower(make_rule()), "ledger", {})
    assert (verdict.overall, verdict.findings, verdict.conflicts) == ("not_applicable", (), ())


CLAUSE = "clause 1 of exampleton/social-media (version 1): “must be kind”"
NOBODY = "reading of these words, which has not been confirmed)"


@pytest.mark.parametrize(
    ("keys", "facts", "severity", "explanation"),
    [
        ({}, {"rude": F}, "error", f"Breaks {CLAUSE}"),
        (NEVER_RUDE, {"rude": T}, "error", f"Breaks {CLAUSE}"),
        ({"modality": "should"}, {"rude": F}, "warning", f"Departs from the recommendation in {CLAUSE}"),
        ({"modality": "should_not"}, {"rude": T}, "warning", f"Departs from the recommendation in {CLAUSE}"),
        ({"reading": reading("draft")}, {"rude": F}, "note", f"Breaks {CLAUSE} (on a draft {NOBODY}"),
        ({"reading": reading("disputed")}, {"rude": F}, "note", f"Breaks {CLAUSE} (on a disputed {NOBODY}"),
        ({}, {"rude": T}, "note", f"Keeps to {CLAUSE}"),
        ({"reading": reading("draft")}, {"rude": T}, "note", f"Keeps to {CLAUSE} (on a draft {NOBODY}"),
        ({"reading": reading("reviewed")}, {"rude": T}, "note", f"Keeps to {CLAUSE} (on a reviewed {NOBODY}"),
        ({"reading": reading("reviewed")}, {"rude": F}, "error", f"Breaks {CLAUSE} (on a reviewed {NOBODY}"),
        ({"modality": "may"}, {"rude": T}, "note", f"Allowed by {CLAUSE}"),
        ({"when": "platform is x"}, {"platform": "forum"}, "note", f"Outside {CLAUSE}"),
        (
            {},
            {},
            "error",
            f"More information is needed to apply {CLAUSE} Please answer: Is it rude?",
        ),
        (
            {"modality": "should", "require": "rude or platform is x"},
            {},
            "warning",
            f"More information is needed to apply {CLAUSE} Please answer: Is it rude? Where?",
        ),
    ],
)
def test_explanation(keys: dict[str, Any], facts: Facts, severity: str, explanation: str) -> None:
    (finding,) = evaluate_record(lower(make_rule(**keys)), "post", {**OFFICER, **facts}).findings
    assert (finding.explanation, finding.severity.value) == (explanation, severity)


def test_all_the_words_that_a_rule_rests_on_are_quoted_after_those_that_lead_to_them() -> None:
    rule = make_rule(rests_on=["must be kind", "The town hall decides"], forbid="rude", modality="must_not")
    at = ClauseRule("clause-1", "clause 1", TEXT, rule, ("You must not:",))
    ruleset = lower_rules([at], small_vocabulary(), {}, ["officer"], IDENTITY)
    (finding,) = evaluate_record(ruleset, "post", {**OFFICER, "rude": T}).findings
    assert finding.explanation == (
        "Breaks clause 1 of exampleton/social-media (version 1): "
        "“You must not:” … “must be kind” … “The town hall decides”"
    )


def test_what_waits_for_the_council_is_asked_of_the_council() -> None:
    asked = {name: {"question": f"{name.title()}?", "type": "yes_no"} for name in ("quite", "enough")}
    rule = make_rule(require="{quite} and {enough} and rude", decisions=asked)
    (finding,) = evaluate_record(lower(rule), "post", OFFICER).findings
    assert finding.explanation == (
        f"More information is needed to apply {CLAUSE} Please answer: "
        "Is it rude? for the council to decide: Enough? for the council to decide: Quite?"
    )


def test_a_finding_is_whole() -> None:
    """It names everything by which a person can look up what was decided, and on what ground."""
    (finding,) = evaluate_record(lower(make_rule(require="rude")), "post", OFFICER).findings
    assert finding == Finding(
        rule="rule",
        outcome=Outcome.CANNOT_TELL,
        severity=Severity.ERROR,
        modality=Modality.MUST,
        status=ReadingStatus.CONFIRMED,
        council="exampleton",
        policy="social-media",
        version="1",
        clause="clause-1",
        citation="clause 1",
        quotes=("must be kind",),
        text_sha256="f" * 64,
        missing=(Missing("rude", "Is it rude?"),),
        undecided=(),
    )
