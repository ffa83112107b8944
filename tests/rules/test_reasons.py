"""Why: the facts that made an outcome so lead to it alone, and no smaller set of questions settles what cannot be told.

The judge is brute force over small rules: every subset of facts, and every way to answer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, product
from typing import Any as AnyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.library_rules import NAMES, ruleset
from tests.rules.random_rules import RECORD, random_records, random_ruleset
from tests.rules.small import lower, make_rule

from policykit.model.fact import RecordType
from policykit.rules.evaluate import decide, evaluate_rule
from policykit.rules.findings import Outcome
from policykit.rules.ir import (
    FALSE,
    TRUE,
    All,
    Any,
    Compare,
    Condition,
    FactPlus,
    In,
    Is,
    LoweredRule,
    Not,
    Open,
    RecordFacts,
    Ruleset,
    Value,
    walk_atoms,
)

SAID = {"label": "a fact", "question": "Which?", "kind": "circumstance"}
FACTS = RecordType.model_validate(
    {
        "label": "a thing",
        "facts": {
            "a": {**SAID, "type": "yes_no"},
            "b": {**SAID, "type": "yes_no"},
            "c": {**SAID, "type": "choice", "values": ["x", "y", "z"]},
            "m": {**SAID, "type": "number", "unit": "count", "minimum": 0, "maximum": 3},
            "n": {**SAID, "type": "number", "unit": "count", "minimum": 0, "maximum": 3},
        },
    }
).facts
DOMAINS: dict[str, tuple[Value, ...]] = {
    "a": (True, False),
    "b": (True, False),
    "c": ("x", "y", "z"),
    "m": (0, 1, 2, 3),
    "n": (0, 1, 2, 3),
}


def draw_condition(source: random.Random, depth: int) -> Condition:
    kind = source.randrange(9 if depth else 6)
    match kind:
        case 0 | 1:
            return Is(source.choice("ab"), source.random() < 0.5)
        case 2:
            words = tuple(sorted(source.sample(("x", "y", "z"), source.randint(1, 2))))
            return In(source.choice(("in", "not_in")), "c", words)
        case 3:
            return Compare(source.choice(("lt", "le", "ge", "eq")), source.choice("mn"), source.randint(0, 3))
        case 4:
            return Compare(source.choice(("lt", "ge")), "m", FactPlus("n"))
        case 5:
            return Open(source.choice(("first", "second")))
    parts = tuple(draw_condition(source, depth - 1) for _ in range(2))
    return (All(parts), Any(parts), Not(parts[0]))[kind - 6]


def draw_rule(seed: int) -> tuple[Ruleset, LoweredRule, dict[str, Value]]:
    source = random.Random(seed)  # noqa: S311 - rules to try, no secrets
    ruleset = lower(make_rule(decisions={n: {"type": "yes_no", "question": f"{n}?"} for n in ("first", "second")}))
    (plain,) = ruleset.rules
    parts = [
        draw_condition(source, 2),
        draw_condition(source, 1) if seed % 3 == 0 else FALSE,
        draw_condition(source, 2),
    ]
    whole = [atom for part in parts for atom in walk_atoms(part)]
    rule = replace(
        plain,
        record="thing",
        scope=TRUE,
        when=parts[0],
        unless=parts[1],
        test=parts[2],
        facts=tuple(FACTS),
        decisions=tuple(sorted({atom.decision for atom in whole if isinstance(atom, Open)})),
    )
    made = replace(ruleset, records={"thing": RecordFacts("a thing", None, FACTS)}, rules=(rule,))
    known = {name: source.choice(values) for name, values in DOMAINS.items() if source.random() < 0.4}
    # What a number is compared with is never the smallest or largest that it can be: the questions leave that aside.
    known |= {name: source.choice((1, 2)) for name in "mn" if name in known}
    return made, rule, known


def settle(condition: Condition, said: Mapping[Open, bool]) -> Condition:
    match condition:
        case All(of):
            return All(tuple(settle(part, said) for part in of))
        case Any(of):
            return Any(tuple(settle(part, said) for part in of))
        case Not(of):
            return Not(settle(of, said))
        case Open() if condition in said:
            return TRUE if said[condition] else FALSE
    return condition


def every_way(rule: LoweredRule, known: Mapping[str, Value], asked: frozenset[str]) -> Iterator[Outcome]:
    """Give the outcome for every way to answer the questions; what is not asked stays unknown."""
    names = [name for name in asked if name in DOMAINS]
    atoms = [atom for part in (rule.when, rule.unless, rule.test) for atom in walk_atoms(part)]
    points = [a for a in dict.fromkeys(atoms) if isinstance(a, Open) and f"{{{a.decision}}}" in asked]
    for said in product((True, False), repeat=len(points)):
        way = dict(zip(points, said, strict=True))
        settled = replace(
            rule, when=settle(rule.when, way), unless=settle(rule.unless, way), test=settle(rule.test, way)
        )
        for values in product(*(DOMAINS[name] for name in names)):
            yield decide(settled, {**known, **dict(zip(names, values, strict=True))})


def settles(rule: LoweredRule, known: Mapping[str, Value], asked: frozenset[str]) -> bool:
    return Outcome.CANNOT_TELL not in every_way(rule, known, asked)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 100_000))
def test_no_smaller_set_of_questions_settles_a_small_rule(seed: int) -> None:
    made, rule, known = draw_rule(seed)
    finding = evaluate_rule(made, rule, known)
    asked = frozenset(m.name for m in finding.missing) | {f"{{{m.name}}}" for m in finding.undecided}
    if finding.outcome is not Outcome.CANNOT_TELL:
        assert not asked
        return
    assert settles(rule, known, asked)
    every = sorted({name for name in DOMAINS if name not in known} | {f"{{{name}}}" for name in rule.decisions})
    for size in range(len(asked)):
        for chosen in combinations(every, size):
            assert not settles(rule, known, frozenset(chosen)), chosen


def test_a_smaller_set_is_found_where_a_fact_stands_twice() -> None:
    rules = lower(make_rule(when="pictures is at least 1", require="rude or platform is x and not rude"))
    (rule,) = rules.rules
    finding = evaluate_rule(rules, rule, {"author": "officer", "pictures": 1})
    assert {missing.name for missing in finding.missing} == {"rude", "platform"}
    # Whatever `rude` is, one of the two holds: nobody has to be asked where.
    rules = lower(make_rule(when="platform is x or not platform is x and rude", require="pictures is at least 1"))
    finding = evaluate_rule(rules, rules.rules[0], {"author": "officer", "pictures": 1})
    assert finding.outcome is Outcome.COMPLIANT


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 100_000))
def test_what_made_it_so_leads_to_it_alone(seed: int) -> None:
    made, rule, known = draw_rule(seed)
    finding = evaluate_rule(made, rule, known)
    told = {name for reason in finding.because for name in reason.facts}
    assert decide(rule, {name: value for name, value in known.items() if name in told}) is finding.outcome
    assert told <= set(known)
    assert not (finding.because and finding.outcome is Outcome.CANNOT_TELL)


@pytest.mark.parametrize("name", NAMES)
def test_in_the_policies_that_ship_each_fact_that_is_told_is_needed(name: str) -> None:
    rules, tried = ruleset(name), 0
    for kind in rules.records:
        for facts in random_records(rules, 7, 40, 0.3, kind):
            for rule in rules.rules_on(kind):
                finding = evaluate_rule(rules, rule, facts)
                told = {fact for reason in finding.because for fact in reason.facts}
                only = {fact: value for fact, value in facts.items() if fact in told}
                assert decide(rule, only) is finding.outcome
                for fact in told:
                    assert decide(rule, {f: v for f, v in only.items() if f != fact}) is not finding.outcome
                    tried += 1
    assert tried > 100


def test_reasons_of_large_rules_lead_to_the_outcome_too() -> None:
    for seed in range(5):
        rules = random_ruleset(seed, rules=10, depth=4)
        for facts in random_records(rules, seed, 10, 0.2):
            for rule in rules.rules:
                finding = evaluate_rule(rules, rule, facts)
                told = {fact for reason in finding.because for fact in reason.facts}
                only: dict[str, AnyType] = {fact: value for fact, value in facts.items() if fact in told}
                assert decide(rule, only) is finding.outcome
    assert RECORD


def test_what_is_said_of_a_test() -> None:
    def why(facts: dict[str, AnyType], **keys: AnyType) -> list[str]:
        rules = lower(make_rule(**keys))
        return [reason.said for reason in evaluate_rule(rules, rules.rules[0], {"author": "officer", **facts}).because]

    assert why({"rude": False}) == ["author: officer", "rude: no"]
