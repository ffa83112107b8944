"""What the rules of two councils ask of people: each difference proved, played through, and said in plain words."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from jsonschema import Draft202012Validator
from tests.rules.library_rules import NAMES, library, ruleset, vocabulary

from policykit import compare_meaning
from policykit.analysis.meaning import MeaningReport, RuleMeaning, Side, compare_rulesets
from policykit.analysis.shown import PlainValue, ShownWitness
from policykit.model.fact import DateFact, Fact, SetFact
from policykit.pipeline.schemas import make_schema
from policykit.render.report.meaning import meaning_to_json, render_meaning_text
from policykit.rules.evaluate import decide
from policykit.rules.findings import Outcome
from policykit.rules.ir import LoweredRule, Ruleset, Value


@cache
def report() -> MeaningReport:
    return compare_meaning(library(), *NAMES)


def rule(name: str) -> RuleMeaning:
    return next(found for _, _, _, found in report().walk_rules() if found.rule == name)


def record_of(witness: ShownWitness, facts: dict[str, Fact]) -> dict[str, Value]:
    return {fact.name: value_of(facts[fact.name], fact.value) for fact in witness.facts}


def value_of(fact: Fact, value: PlainValue) -> Value:
    if isinstance(fact, DateFact):
        return date.fromisoformat(str(value))
    return frozenset(value) if isinstance(fact, SetFact) and isinstance(value, tuple) else value  # type: ignore[return-value]


def test_a_difference_is_a_sentence_about_people() -> None:
    assert rule("responsibilities.logo.post").sentence == (
        "A councillor who, on a personal account, shows the council's logo: Crewe forbids it"
        " (“Responsibilities of Councillors and Co-opted Members”, item 6), Congleton says nothing against it"
    )


def test_what_both_ask_is_said_with_the_clause_that_asks_it() -> None:
    found = rule("policy-statement.other-policies.comply")
    assert (found.answer, found.by, found.sentence) == ("both", ("policy-statement.sensible-use.harm",), "")


def test_whom_each_binds_comes_first() -> None:
    assert report().scope == (
        "Bound by both: councillor. What is said of people here is said of them.",
        "Bound by Congleton alone: officer of the council.",
        "Bound by Crewe alone: co-opted member.",
    )


def test_no_rule_to_compare_is_never_the_same() -> None:
    for part in report().parts:
        for force in part.forces:
            if not force.first or not force.second:
                assert force.relation == "no_rule"
    text = render_meaning_text(report())
    assert "What must or must not be done: Crewe has no rule to compare" in text


def test_what_an_answer_rests_on_is_said_with_it() -> None:
    assert rule("responsibilities.public-domain").remarks == (
        "rests on a draft reading of “Responsibilities of Councillors and Co-opted Members”, item 7 of Crewe",
    )
    assert rule("responsibilities.lawful-content.disrepute").remarks[0] == (
        "takes it that who may bring the council into disrepute also harms the council, its business or its reputation"
    )
    assert rule("messaging.membership.removal").answer == "waits"


def test_sentences_are_in_the_words_of_people() -> None:
    facts = {name for record in vocabulary().records.values() for name in record.facts if "_" in name}
    sentences = [found.sentence for _, _, _, found in report().walk_rules() if found.sentence]
    assert len(sentences) > 40
    for sentence in sentences:
        assert "_" not in sentence
        assert "{" not in sentence
        assert not re.search(r"\b(true|false|None|with “)\b", sentence), sentence
        assert not any(name in sentence for name in facts)


def test_every_witness_says_of_itself_what_the_evaluator_says() -> None:
    rules = {each.id: each for name in NAMES for each in ruleset(name).rules}
    seen = 0
    for part, _, first, found in report().walk_rules():
        if found.witness is None or found.witness.settled:
            continue
        record = record_of(found.witness, dict(vocabulary().records[part.record].facts))
        own, there = (ruleset(NAMES[0]), ruleset(NAMES[1])) if first else (ruleset(NAMES[1]), ruleset(NAMES[0]))
        claims = (Outcome.BREACH, Outcome.PERMITTED)
        mine = next(each for each in own.rules if each.id == found.rule)
        assert decide(mine, record) in claims
        for other in there.rules_on(part.record):
            if _weighs(mine, other):
                assert decide(other, record) not in claims, (found.rule, other.id)
        said = {fact.name: record[fact.name] for fact in found.witness.facts if fact.said}
        assert decide(mine, said) in claims
        for name in said:
            assert decide(mine, {n: v for n, v in said.items() if n != name}) not in claims, "a fact need not be said"
        seen += 1
    assert seen > 40
    assert rules


def _weighs(mine: LoweredRule, other: LoweredRule) -> bool:
    order = {"must": 2, "should": 1, "may": 0}
    mine_force, force = (each.modality.value.removesuffix("_not") for each in (mine, other))
    same_party = bool(mine.bearer) == bool(other.bearer)
    return same_party and (mine_force == "may") == (force == "may") and order[force] >= order[mine_force]


def test_a_policy_says_the_same_as_itself() -> None:
    for name in NAMES:
        found = compare_meaning(library(), name, name)
        answers = {each.answer for _, _, _, each in found.walk_rules()}
        assert answers == {"both"}
        assert found.is_same


def test_json_is_of_the_published_shape() -> None:
    data = json.loads(meaning_to_json(report()))
    Draft202012Validator(make_schema("meaning")).validate(data)
    assert data["first"] == "Congleton"


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rules_and_facts_changes_nothing(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311
    shuffled = []
    for name in NAMES:
        found = ruleset(name)
        rules = source.sample(found.rules, len(found.rules))
        records = {
            kind: replace(held, facts=_shuffle(source, dict(held.facts))) for kind, held in found.records.items()
        }
        shuffled.append(replace(found, rules=tuple(rules), records=records))
    assert _tell(*shuffled) == _tell(*(ruleset(name) for name in NAMES))


def _shuffle(source: random.Random, facts: dict[str, Fact]) -> dict[str, Fact]:
    """Give facts in another order; those that are worked out stay below what they are worked out from."""
    given = [name for name, fact in facts.items() if fact.derivation is None]
    made = [name for name in facts if name not in given]
    return {name: facts[name] for name in (*source.sample(given, len(given)), *made)}


def _tell(one: Ruleset, other: Ruleset) -> list[RuleMeaning]:
    found = compare_rulesets(Side(one, "Congleton"), Side(other, "Crewe"), vocabulary())
    return sorted((each for _, _, _, each in found.walk_rules()), key=lambda each: each.rule)
