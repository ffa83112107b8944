"""The two rails say exactly what the plain evaluator says, without negation and without unknowns."""

from __future__ import annotations

import pytest
from tests.rules.random_rules import random_records, random_ruleset

from policykit.rules.evaluate import Facts, decide, holds
from policykit.rules.findings import Outcome
from policykit.rules.ir import All, Any, Compare, Condition, FactPlus, Has, In, Is, LoweredRule, Not, Open
from policykit.rules.rails import Both, Either, Formula, Known, definitely_false, definitely_true, rule_rails


def formula_holds(formula: Formula, facts: Facts) -> bool:
    """Decide a rail formula as any two-valued engine would, left to right."""
    match formula:
        case Both(of):
            return all(formula_holds(part, facts) for part in of)
        case Either(of):
            return any(formula_holds(part, facts) for part in of)
        case Known(fact):
            return facts.get(fact) is not None
        case _:
            return holds(formula, facts)


def decide_by_rails(rule: LoweredRule, facts: Facts) -> Outcome:
    rails = rule_rails(rule)
    if formula_holds(rails.applies_false, facts):
        return Outcome.NOT_APPLICABLE
    if rule.effect == "permit":
        return Outcome.PERMITTED if formula_holds(rails.applies_true, facts) else Outcome.CANNOT_TELL
    if formula_holds(rails.bad_false, facts):
        return Outcome.COMPLIANT
    if formula_holds(rails.applies_true, facts) and formula_holds(rails.bad_true, facts):
        return Outcome.BREACH
    return Outcome.CANNOT_TELL


@pytest.mark.parametrize("seed", range(6))
def test_rails_agree_with_the_plain_evaluator(seed: int) -> None:
    ruleset = random_ruleset(seed, rules=20)
    for facts in random_records(ruleset, seed, 150, unknown=(0.0, 0.15, 0.4)[seed % 3]):
        for rule in ruleset.rules:
            assert decide_by_rails(rule, facts) == decide(rule, facts), (rule, facts)


A, NO_A = (Both((Known("a"), Is("a", said))) for said in (True, False))
B, NO_B = (Both((Known("b"), Is("b", said))) for said in (True, False))


@pytest.mark.parametrize(
    ("condition", "true_rail", "false_rail"),
    [
        (Is("a", True), Both((Known("a"), Is("a", True))), Both((Known("a"), Is("a", False)))),
        (
            Not(In("in", "a", ("x",))),
            Both((Known("a"), In("not_in", "a", ("x",)))),
            Both((Known("a"), In("in", "a", ("x",)))),
        ),
        (
            Has("has_all", "a", ("x", "y")),
            Both((Known("a"), Has("has_all", "a", ("x", "y")))),
            Both((Known("a"), Has("lacks_any", "a", ("x", "y")))),
        ),
        (
            Compare("le", "a", FactPlus("b", 42)),
            Both((Known("a"), Known("b"), Compare("le", "a", FactPlus("b", 42)))),
            Both((Known("a"), Known("b"), Compare("gt", "a", FactPlus("b", 42)))),
        ),
        (
            Compare("lt", "a", FactPlus("a", 1)),
            Both((Known("a"), Compare("lt", "a", FactPlus("a", 1)))),
            Both((Known("a"), Compare("ge", "a", FactPlus("a", 1)))),
        ),
        # What is open is known neither to hold nor not to hold.
        (Open("d"), Either(), Either()),
        (Not(Open("d")), Either(), Either()),
        (All((Is("a", True), Open("d"))), Either(), NO_A),
        (Any((Is("a", True), Open("d"))), A, Either()),
        # Groups, and groups in groups; what says nothing is left out, and what decides alone stays alone.
        (All(), Both(), Either()),
        (Any(), Either(), Both()),
        (All((Is("a", True), Is("b", True))), Both((*A.of, *B.of)), Either((NO_A, NO_B))),
        (Any((Is("a", True), Is("b", True))), Either((A, B)), Both((*NO_A.of, *NO_B.of))),
        (Not(All((Is("a", True), Is("b", True)))), Either((NO_A, NO_B)), Both((*A.of, *B.of))),
        (All((Is("a", True), Is("a", True))), A, NO_A),
        (All((Is("a", True), All())), A, NO_A),
        (All((Is("a", True), Any())), Either(), Both()),
        (Any((Is("a", True), All())), Both(), Either()),
        (Any((Is("a", True), Any((Is("b", True), Is("a", True))))), Either((A, B)), Both((*NO_A.of, *NO_B.of))),
    ],
)
def test_rails_of_a_condition(condition: Condition, true_rail: Formula, false_rail: Formula) -> None:
    assert definitely_true(condition) == true_rail
    assert definitely_false(condition) == false_rail
