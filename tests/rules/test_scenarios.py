"""Scenarios: both policies' own, and what the report says of scenarios that are wrong or too few."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.rules.library_rules import NAMES, library, ruleset, vocabulary
from tests.rules.small import lower, make_rule, small_vocabulary

from policykit.model.rule import NO_RULE_REASONS, SettledDecision
from policykit.model.scenario import ScenarioFile
from policykit.rules.findings import Verdict
from policykit.rules.generate import CompiledRules, facts_as_attributes
from policykit.rules.ir import Ruleset, Value
from policykit.rules.scenarios import list_cases, print_report, run_scenarios


def scenarios_of(name: str) -> ScenarioFile:
    policy = library().policies[name]
    return policy.scenarios[policy.versions[-1].value.version].value


def run_generated(rules: Ruleset, kind: str, facts: Mapping[str, Value]) -> Verdict:
    as_record = facts_as_attributes(rules.records[kind].facts)
    return CompiledRules([rules], kind).evaluate(as_record(facts))[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_policies_pass_their_scenarios(name: str) -> None:
    report = run_scenarios(scenarios_of(name), lambda decided: ruleset(name, decided), vocabulary())
    assert report.failures == ()
    assert report.gaps == ()
    assert report.survivors == ()
    assert report.mutants > 100


@pytest.mark.parametrize("name", NAMES)
def test_the_generated_functions_pass_them_too(name: str) -> None:
    report = run_scenarios(scenarios_of(name), lambda decided: ruleset(name, decided), vocabulary(), run_generated)
    assert report.failures == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_has_rules_or_says_why_not(name: str) -> None:
    clauses = [clause for _, clause in library().policies[name].versions[-1].value.walk_clauses()]
    bare = [clause.id for clause in clauses if not clause.rules and clause.no_rule not in NO_RULE_REASONS]
    assert bare == []


@pytest.mark.parametrize("name", NAMES)
def test_rules_are_read_from_their_own_words(name: str) -> None:
    for _, clause in library().policies[name].versions[-1].value.walk_clauses():
        for rule in clause.rules:
            assert all(quote in (clause.text or "") for quote in rule.rests_on), rule.id
            assert rule.id.startswith(clause.id) or rule.id == "ai.governance.review", rule.id


def test_variants_change_leave_out_and_undecide() -> None:
    file = ScenarioFile.model_validate(
        {
            "format": 1,
            "scenarios": [
                {
                    "name": "A post",
                    "record": "post",
                    "given": {"rude": True, "pictures": 2},
                    "decided": {"a": 1, "b": 2},
                    "expect": {"rule": "breach"},
                    "variants": [
                        {
                            "name": "told otherwise",
                            "given": {"pictures": 3},
                            "without": ["rude"],
                            "undecided": ["a"],
                            "expect": {"rule": "cannot_tell"},
                        }
                    ],
                }
            ],
        }
    )
    first, second = list_cases(file)
    assert (first.name, dict(first.given), dict(first.decided)) == (
        "A post",
        {"rude": True, "pictures": 2},
        {"a": 1, "b": 2},
    )
    assert (second.name, dict(second.given), dict(second.decided)) == (
        "A post: told otherwise",
        {"pictures": 3},
        {"b": 2},
    )


def report_on(*scenarios: dict[str, object]) -> str:
    """Run scenarios on one small rule, and give the report as printed."""
    decisions = {"limit": {"question": "How many?", "type": "number", "unit": "count", "minimum": 0, "maximum": 9}}
    rule = make_rule(
        id="few-pictures", when="platform is x", require="pictures is at most {limit}", decisions=decisions
    )

    def make(decided: Mapping[str, SettledDecision]) -> Ruleset:
        return lower(rule, decisions={name: settled.value for name, settled in decided.items()})

    file = ScenarioFile.model_validate({"format": 1, "scenarios": scenarios})
    return print_report("exampleton/pictures", run_scenarios(file, make, small_vocabulary()))


TWO = {"record": "post", "given": {"author": "officer", "platform": "x", "pictures": 2}, "decided": {"limit": 2}}


def test_report_of_scenarios_that_try_everything() -> None:
    text = report_on(
        {
            **TWO,
            "name": "Two pictures",
            "expect": {"few-pictures": "compliant"},
            "variants": [
                {"name": "three", "given": {"pictures": 3}, "expect": {"few-pictures": "breach"}},
                {"name": "elsewhere", "given": {"platform": "forum"}, "expect": {"few-pictures": "not_applicable"}},
                {
                    "name": "by a guest",
                    "given": {"author": "guest", "pictures": 3},
                    "expect": {"few-pictures": "not_applicable"},
                },
                {
                    "name": "not decided",
                    "undecided": ["limit"],
                    "expect": {"few-pictures": "cannot_tell"},
                    "missing": ["{limit}"],
                },
            ],
        }
    )
    assert text == (
        "exampleton/pictures: situations tried: 5, rules: 1.\n"
        "  12 of 12 deliberate faults would have been noticed (100.0%).\n"
        "  Every rule said what was expected of it.\n"
    )


EXPECTED = """\
exampleton/pictures: situations tried: 3, rules: 1.
  WRONG  Odd: the record was expected to be a record that can be read, but is `77` of `pictures` is out of bounds
  WRONG  Two pictures: few-pictures was expected to be breach, but is compliant
  WRONG  Two pictures: many-pictures was expected to be breach, but is no such rule on a post
  WRONG  Unknown: what is missing was expected to be pictures, but is {limit}
  UNTRIED  few-pictures: no scenario expects `compliant`
  UNTRIED  few-pictures: no scenario expects `not_applicable`
  UNTRIED  few-pictures: comparison 1, of `pictures`: no scenario lies just beyond the boundary
  4 of 6 deliberate faults would have been noticed (66.7%).
  UNNOTICED  few-pictures: scope: the test of `author` always holds
  UNNOTICED  few-pictures: when: the test of `platform` always holds
"""


def test_report_of_scenarios_that_are_wrong_and_too_few() -> None:
    text = report_on(
        {**TWO, "name": "Two pictures", "expect": {"few-pictures": "breach", "many-pictures": "breach"}},
        {"name": "Odd", "record": "post", "given": {"pictures": 77}, "expect": {"few-pictures": "breach"}},
        {**TWO, "name": "Unknown", "decided": {}, "expect": {"few-pictures": "cannot_tell"}, "missing": ["pictures"]},
    )
    assert text == EXPECTED


@pytest.mark.parametrize(
    ("condition", "tried", "gaps"),
    [
        ("pictures is at most 4", [4, 5], []),
        ("pictures is at most 4", [3, 6], ["on", "just beyond"]),
        ("pictures is more than 4", [4, 5], []),
        ("pictures is more than 4", [5], ["on"]),
        ("pictures is at least 4", [3, 4], []),
        ("pictures is at least 4", [4, 5], ["just beyond"]),
        ("pictures is less than 4", [3, 4], []),
        ("pictures is exactly 4", [4, 5], []),
        ("pictures is exactly 4", [4, 3], ["just beyond"]),
    ],
)
def test_which_sides_of_a_boundary_are_tried(condition: str, tried: list[int], gaps: list[str]) -> None:
    scenarios = [
        {"name": f"{n}", "record": "post", "given": {"author": "officer", "pictures": n}, "expect": {"rule": "breach"}}
        for n in tried
    ]
    file = ScenarioFile.model_validate({"format": 1, "scenarios": scenarios})
    report = run_scenarios(file, lambda _: lower(make_rule(require=condition)), small_vocabulary())
    told = [gap.what for gap in report.gaps if "boundary" in gap.what]
    assert told == [f"comparison 1, of `pictures`: no scenario lies {side} the boundary" for side in gaps]
