"""The Cedar policies: valid against their schema, and deciding as the evaluator does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.export.deciding import decide_cedar
from tests.export.sample import sample_ruleset
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset
from tests.rules.random_rules import random_records, random_ruleset

from policykit.errors import Severity
from policykit.export.cedar import to_cedar, to_open_cedar
from policykit.export.target import Export, to_wire
from policykit.model.rule import Modality
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Outcome
from policykit.rules.ir import Ruleset

cedarpy = pytest.importorskip("cedarpy")
pytestmark = pytest.mark.engine


@pytest.mark.parametrize("name", ["sample", "random", *NAMES])
@pytest.mark.parametrize("export", [to_cedar, to_open_cedar])
def test_the_strict_validator_accepts(name: str, export: Callable[[Ruleset], Export]) -> None:
    ruleset = {"sample": sample_ruleset, "random": lambda: random_ruleset(3)}.get(name, lambda: library_ruleset(name))()
    files = export(ruleset).files
    for policies in (name for name in files if name.endswith(".cedar")):
        result = cedarpy.validate_policies(files[policies], files["schema.cedarschema"])
        assert (result.validation_passed, list(result.errors)) == (True, [])


def test_the_strict_validator_refuses_an_unguarded_fact() -> None:
    files = to_cedar(sample_ruleset()).files
    unguarded = files["verdicts.cedar"].replace('context has "political" && ', "")
    assert unguarded != files["verdicts.cedar"]
    assert not cedarpy.validate_policies(unguarded, files["schema.cedarschema"]).validation_passed


@pytest.mark.parametrize("seed", range(3))
def test_the_open_file_forbids_confirmed_breaches_alone(seed: int) -> None:
    ruleset = random_ruleset(seed, rules=5)
    records = random_records(ruleset, seed, 200, unknown=0.1)
    breaks = [
        any(f.outcome is Outcome.BREACH and f.severity is Severity.ERROR and is_must(f.modality) for f in v.findings)
        for v in (evaluate_record(ruleset, "thing", record) for record in records)
    ]
    answers = decide_cedar(ruleset, "thing", [to_wire(record) for record in records], to_open_cedar(ruleset))
    assert answers == [not broken for broken in breaks]


def is_must(modality: Modality) -> bool:
    return modality in (Modality.MUST, Modality.MUST_NOT)


def test_the_reasons_name_what_is_missing() -> None:
    files = to_cedar(sample_ruleset()).files
    request = {
        "principal": 'Policykit::Person::"anyone"',
        "action": 'Policykit::Action::"check_group"',
        "resource": 'Policykit::Record::"group"',
        "context": {"purpose": "work"},
    }
    answer = cedarpy.is_authorized(request, files["verdicts.cedar"], [], schema=files["schema.cedarschema"])
    # `group.size` waits for the council, not for a fact.
    assert sorted(answer.diagnostics.id_annotations_by_reason.values()) == ["group.admins:missing:admins"]
    assert '@question("What is so?")' in files["verdicts.cedar"]
