"""The Cedar policies: valid against their schema, and deciding as the evaluator does."""

from __future__ import annotations

from typing import Any

import pytest
from tests.export.sample import sample_ruleset
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset
from tests.rules.random_rules import random_records, random_ruleset

from policykit.errors import Severity
from policykit.export.cedar import to_cedar
from policykit.export.target import to_wire
from policykit.model.rule import Modality
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Outcome
from policykit.rules.ir import Ruleset

cedarpy = pytest.importorskip("cedarpy")
pytestmark = pytest.mark.engine


@pytest.mark.parametrize("name", ["sample", "random", *NAMES])
@pytest.mark.parametrize("fail_closed", [False, True])
def test_the_strict_validator_accepts(name: str, fail_closed: bool) -> None:
    ruleset = {"sample": sample_ruleset, "random": lambda: random_ruleset(3)}.get(name, lambda: library_ruleset(name))()
    files = to_cedar(ruleset, fail_closed=fail_closed).files
    for policies in ("policies.cedar", "verdicts.cedar"):
        result = cedarpy.validate_policies(files[policies], files["schema.cedarschema"])
        assert (result.validation_passed, list(result.errors)) == (True, [])


def test_the_strict_validator_refuses_an_unguarded_fact() -> None:
    files = to_cedar(sample_ruleset()).files
    unguarded = files["policies.cedar"].replace('context has "political" && ', "")
    assert unguarded != files["policies.cedar"]
    assert not cedarpy.validate_policies(unguarded, files["schema.cedarschema"]).validation_passed


def decide(ruleset: Ruleset, records: list[dict[str, Any]], *, fail_closed: bool) -> list[bool]:
    policies = cedarpy.PolicySet.from_str(to_cedar(ruleset, fail_closed=fail_closed).files["policies.cedar"])
    request = {
        "principal": 'Policykit::Person::"anyone"',
        "action": 'Policykit::Action::"check_thing"',
        "resource": 'Policykit::Record::"thing"',
    }
    return [
        cedarpy.is_authorized({**request, "context": to_wire(record)}, policies, []).decision == cedarpy.Decision.Allow
        for record in records
    ]


@pytest.mark.parametrize("seed", range(3))
def test_decisions_follow_the_evaluator(seed: int) -> None:
    ruleset = random_ruleset(seed, rules=5)
    records = random_records(ruleset, seed, 200, unknown=0.1)
    verdicts = [evaluate_record(ruleset, "thing", record) for record in records]
    breaks = [
        any(f.outcome is Outcome.BREACH and f.severity is Severity.ERROR and is_must(f.modality) for f in v.findings)
        for v in verdicts
    ]
    assert decide(ruleset, records, fail_closed=False) == [not broken for broken in breaks]
    safe = [
        all(f.outcome in (Outcome.COMPLIANT, Outcome.NOT_APPLICABLE) for f in v.findings if is_must(f.modality))
        for v in verdicts
    ]
    assert decide(ruleset, records, fail_closed=True) == safe


def is_must(modality: Modality) -> bool:
    return modality in (Modality.MUST, Modality.MUST_NOT)
