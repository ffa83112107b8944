"""The vocabulary: what a fact may be, and that the one we ship is whole and used."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.library_rules import NAMES, SETTLED, ruleset, settled_ruleset, vocabulary

from policykit.errors import Severity
from policykit.model.fact import CONDITION_WORDS, FactKind, FactVocabulary
from policykit.rules.conditions import ConditionError, parse_condition

SAID = {"label": "a fact", "question": "What is so?", "kind": "circumstance"}
DERIVED = {**SAID, "kind": "derived"}


def vocabulary_with(**facts: dict[str, Any]) -> FactVocabulary:
    return FactVocabulary.model_validate(
        {
            "format": 1,
            "roles": {"officer": {"label": "officer"}},
            "records": {"post": {"label": "a post", "facts": facts}},
        }
    )


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"within": {**SAID, "type": "yes_no"}}, "`within` is a word of the condition language"),
        ({"a": {**SAID, "type": "choice", "values": ["yes", "no"]}}, "`yes` is a word of the condition language"),
        ({"a": {**SAID, "type": "choice", "values": ["x", "x"]}}, "a word appears twice"),
        ({"a": {**SAID, "type": "choice", "values": ["x"]}}, "at least 2 items"),
        ({"a": {**SAID, "type": "choice", "values": ["x", "y"], "ordinary": "z"}}, "`z` is not in the list"),
        ({"a": {**SAID, "type": "set", "members": [f"m{n}" for n in range(32)]}}, "at most 31 items"),
        ({"a": {**SAID, "type": "number", "unit": "days", "minimum": 2, "maximum": 1}}, "the lower bound is above"),
        ({"a": {**SAID, "type": "number", "unit": "days", "minimum": 0, "maximum": 10**10}}, "less than or equal"),
        ({"a": {**SAID, "type": "number", "unit": "hours", "minimum": 0, "maximum": 1}}, "Input should be 'count'"),
        ({"a": {**SAID, "type": "date", "ordinary": "1999-12-31"}}, r"the ordinary value is outside the bounds \["),
        ({"a": {**SAID, "type": "date", "earliest": "1066-10-14"}}, "dates lie between 1900-01-01 and 2199-12-31"),
        ({"a": {**SAID, "type": "text"}}, "does not match any of the expected tags"),
        ({"a": {**DERIVED, "type": "yes_no"}}, "whose kind is `derived` has a `derivation`"),
        ({"a": {**SAID, "type": "role", "ordinary": "king"}}, "not a role"),
        (
            {
                "b": {**SAID, "type": "date"},
                "a": {**DERIVED, "type": "date", "derivation": {"by": "days_between", "of": ["b", "b"]}},
            },
            r"days_between makes a number from \(date, date\), not a date",
        ),
        (
            {
                "a": {**DERIVED, "type": "date", "derivation": {"by": "notice_day", "of": ["b"]}},
                "b": {**SAID, "type": "date"},
            },
            "no fact above, `b`",
        ),
    ],
)
def test_a_vocabulary_that_cannot_be(facts: dict[str, dict[str, Any]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        vocabulary_with(**facts)


def test_an_actor_is_a_role() -> None:
    record = {"label": "a post", "actor": "a", "facts": {"a": {**SAID, "type": "yes_no"}}}
    with pytest.raises(ValueError, match="the actor of `post` is `a`, which is not a fact of type `role` there"):
        FactVocabulary.model_validate({"format": 1, "roles": {"x": {"label": "x"}}, "records": {"post": record}})


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ({"a": {"label": "a", "includes": ["b"]}}, "`a` includes `b`"),
        ({"a": {"label": "a", "includes": ["a"]}}, "`a` includes `a`"),
        ({"council": {"label": "c"}}, "`council` names the council as a body"),
    ],
)
def test_roles_that_cannot_be(roles: dict[str, Any], message: str) -> None:
    records = {"post": {"label": "a post", "facts": {"a": {**SAID, "type": "yes_no"}}}}
    with pytest.raises(ValueError, match=message):
        FactVocabulary.model_validate({"format": 1, "roles": roles, "records": records})


@pytest.mark.parametrize("word", sorted(CONDITION_WORDS))
def test_a_reserved_word_is_no_condition(word: str) -> None:
    with pytest.raises(ConditionError):
        parse_condition(word)


def test_every_fact_is_read_by_some_rule_or_leads_to_a_derived_one() -> None:
    """A fact that nothing reads is a question asked for nothing."""
    read = {(rule.record, fact) for name in NAMES for rule in settled_ruleset(name).rules for fact in rule.facts}
    unread = set()
    for kind, record in vocabulary().records.items():
        derived = [fact.derivation for fact in record.facts.values() if fact.derivation]
        sources = {source for derivation in derived for source in derivation.of}
        unread |= {
            f"{kind}.{name}"
            for name, fact in record.facts.items()
            if (kind, name) not in read and name not in sources and fact.kind is not FactKind.DERIVED
        }
    assert unread == set()


def test_every_question_ends_as_one() -> None:
    for record in vocabulary().records.values():
        for name, fact in record.facts.items():
            assert fact.question.endswith("?"), name


def test_every_decision_is_asked_and_can_be_settled() -> None:
    congleton, crewe = (settled_ruleset(name) for name in NAMES)
    assert {n: d.value for n, d in congleton.decisions.items()} == SETTLED
    assert [rule.id for rule in congleton.rules if rule.decisions] == []
    assert dict(crewe.decisions) == {}


def test_rules_of_both_policies_have_no_errors() -> None:
    severities = {rule.severity for name in NAMES for rule in ruleset(name).rules}
    assert severities == {Severity.ERROR, Severity.WARNING, Severity.NOTE}
