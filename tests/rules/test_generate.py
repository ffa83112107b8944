"""The generated functions say exactly what the plain evaluator says: whole verdicts, not outcomes only."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.library_rules import NAMES, ruleset, vocabulary
from tests.rules.random_rules import RECORD, random_records, random_ruleset, record_to_json
from tests.rules.small import lower, make_rule

from policykit.rules.decode import JsonChecker
from policykit.rules.evaluate import evaluate_record
from policykit.rules.generate import CompiledRules, facts_as_attributes, write_function


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 5), st.sampled_from((0.0, 0.15, 0.5)))
def test_random_rules(seed: int, depth: int, unknown: float) -> None:
    rules = random_ruleset(seed, rules=12, depth=depth)
    compiled = CompiledRules([rules], RECORD)
    as_record = facts_as_attributes(rules.records[RECORD].facts)
    for facts in random_records(rules, seed, 25, unknown):
        assert compiled.evaluate(as_record(facts)) == (evaluate_record(rules, RECORD, facts),)


@pytest.mark.parametrize("kind", sorted({kind for name in NAMES for kind in ruleset(name).records}))
def test_both_policies_on_random_records(kind: str) -> None:
    rulesets = [rules for rules in map(ruleset, NAMES) if kind in rules.records]
    compiled = CompiledRules(rulesets, kind)
    as_record = facts_as_attributes(rulesets[0].records[kind].facts)
    for facts in random_records(rulesets[0], 1, 600, 0.15, kind):
        expected = tuple(evaluate_record(rules, kind, facts) for rules in rulesets)
        assert compiled.evaluate(as_record(facts)) == expected


def test_json_in_and_findings_out() -> None:
    rulesets = [ruleset(name) for name in NAMES]
    checker = JsonChecker(rulesets, vocabulary())
    derived = {n for n, fact in vocabulary().records["post"].facts.items() if fact.derivation}
    for facts in random_records(rulesets[0], 5, 300, 0.1, "post"):
        given_facts = {name: value for name, value in facts.items() if name not in derived}
        line = json.dumps({"record": "post", **record_to_json(given_facts)}).encode()
        expected = [f for rules in rulesets for f in evaluate_record(rules, "post", given_facts).findings]
        assert checker.check(line).findings == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"nonsense", "this is not a JSON object"),
        (b'{"record": "post", "rude": NaN}', "this is not a JSON object"),
    ],
)
def test_a_line_that_is_no_record(line: bytes, said: str) -> None:
    checked = JsonChecker([ruleset(NAMES[0])], vocabulary()).check(line)
    assert (checked.findings, [d.message for d in checked.diagnostics]) == ([], [said])


def test_answers_that_are_kept_do_not_leak_from_one_record_to_the_next() -> None:
    rules = lower(make_rule(require="posted is before poll"))
    compiled = CompiledRules([rules], "post")
    as_record = facts_as_attributes(rules.records["post"].facts)
    asked = [[m.name for m in compiled.find(as_record(facts))[0].missing] for facts in ({}, {"author": "officer"}, {})]
    assert asked == [["author", "posted", "poll"], ["posted", "poll"], ["author", "posted", "poll"]]


def test_the_text_is_the_same_every_time_and_holds_no_words_of_the_policy() -> None:
    first, second = (write_function([random_ruleset(4)], RECORD) for _ in range(2))
    assert first == second
    assert "words of clause" not in first


def test_a_kind_of_record_without_rules() -> None:
    rules = lower(make_rule())
    assert CompiledRules([rules], "ledger").find(object()) == []
