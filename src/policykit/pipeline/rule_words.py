"""A rule in words: who is bound by it, when it applies and what it asks, as its vocabulary calls each fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from policykit.analysis.phrase import list_words, say_day, say_roles
from policykit.edition.edition import Edition
from policykit.model.fact import FactVocabulary
from policykit.model.rule import ReadingStatus
from policykit.pipeline.rulesets import find_facts
from policykit.rules.ir import (
    FALSE,
    TRUE,
    All,
    Any,
    Compare,
    Condition,
    FactPlus,
    Has,
    In,
    Is,
    LoweredRule,
    Not,
    Open,
    Ruleset,
    Value,
)

_ORDER = {
    "lt": "less than",
    "le": "at most",
    "gt": "more than",
    "ge": "at least",
    "eq": "exactly",
    "ne": "not",
}
_DAYS = {"lt": "before", "le": "on or before", "gt": "after", "ge": "on or after", "eq": "on", "ne": "not on"}
_SETS = {"has_any": "any of", "has_all": "all of", "has_none": "none of", "lacks_any": "not all of"}


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """A condition in words: a test of one fact, or several conditions that hold together, in part, or not."""

    kind: Literal["test", "all", "any", "not"]
    words: str = ""
    """Of a test: the fact and what is asked of it."""
    parts: tuple[ConditionWords, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule, in words."""

    id: str
    modality: Literal["must", "must not", "should", "should not", "may"]
    binds: str
    """Whom it binds: `councillor and volunteer`; `the council`."""
    record: str
    """What it decides: `post`."""
    when: ConditionWords | None
    """When it applies; None: always."""
    unless: ConditionWords | None
    """When it does not, all the same."""
    test: ConditionWords
    """What has to hold, must not hold, or is allowed."""
    quotes: tuple[str, ...]
    """The words of the clause that it rests on."""
    read_by: str
    read_on: date
    reading: ReadingStatus
    is_corrected: bool
    """Whether the words hold a slip, and the rule says what was evidently meant."""
    note: str


def describe_rules(edition: Edition, ruleset: Ruleset, clause: str) -> tuple[RuleWords, ...]:
    """Give the rules of one clause of an edition in words, in the order of the text."""
    vocabulary = find_facts(edition)
    written = {
        str(rule.id): rule for _, each in edition.version.walk_clauses() if each.id == clause for rule in each.rules
    }
    return tuple(
        RuleWords(
            rule.id,
            rule.modality.value.replace("_", " "),  # type: ignore[arg-type] # the words of the modality
            say_roles(rule.bearer, vocabulary) if rule.bearer else "the council",
            ruleset.records[rule.record].label,
            _describe(rule.when, rule, ruleset, vocabulary),
            _describe(rule.unless, rule, ruleset, vocabulary),
            _describe_some(rule.test, rule, ruleset, vocabulary),
            rule.quotes,
            written[rule.id].reading.by,
            written[rule.id].reading.date,
            written[rule.id].reading.status,
            rule.interpretation == "corrected",
            written[rule.id].reading.note or "",
        )
        for rule in ruleset.rules
        if rule.clause == clause
    )


def _describe(
    condition: Condition, rule: LoweredRule, ruleset: Ruleset, vocabulary: FactVocabulary
) -> ConditionWords | None:
    if condition in (TRUE, FALSE):
        return None
    return _describe_some(condition, rule, ruleset, vocabulary)


def _describe_some(
    condition: Condition, rule: LoweredRule, ruleset: Ruleset, vocabulary: FactVocabulary
) -> ConditionWords:
    match condition:
        case All(of) | Any(of):
            parts = tuple(_describe_some(part, rule, ruleset, vocabulary) for part in of)
            kind: Literal["all", "any"] = "all" if isinstance(condition, All) else "any"
            return parts[0] if len(parts) == 1 else ConditionWords(kind, parts=parts)
        case Not(of):
            return ConditionWords("not", parts=(_describe_some(of, rule, ruleset, vocabulary),))
        case Open(decision):
            return ConditionWords("test", f"left to the council: {ruleset.decisions[decision].question}")
        case _:
            return ConditionWords("test", _say_test(condition, rule, vocabulary))


def _say_test(test: Is | In | Has | Compare, rule: LoweredRule, vocabulary: FactVocabulary) -> str:
    facts = vocabulary.records[rule.record].facts

    def name(fact: str) -> str:
        return f"“{facts[fact].label}”"

    match test:
        case Is(fact, value):
            return f"{name(fact)}: {'yes' if value else 'no'}"
        case In(op, fact, values):
            words = [_say_word(value, vocabulary) for value in values]
            start = "" if op == "in" else "not "
            return f"{name(fact)}: {start}{' or '.join(words)}"
        case Has(op, fact, values):
            words = [_say_word(value, vocabulary) for value in values]
            start = "" if op == "has_any" and len(words) == 1 else f"{_SETS[op]} "
            return f"{name(fact)}: {start}{list_words(words)}"
        case Compare(op, fact, right):
            return f"{name(fact)}: {_say_order(op, right, name)}"


def _say_order(op: str, right: FactPlus | Value, name: object) -> str:
    assert callable(name)
    if isinstance(right, FactPlus):
        moved = f", moved by {right.plus_days} days" if right.plus_days else ""
        return f"{_DAYS[op]} {name(right.fact)}{moved}"
    if isinstance(right, date):
        return f"{_DAYS[op]} {say_day(right)}"
    return f"{_ORDER[op]} {right}"


def _say_word(word: str, vocabulary: FactVocabulary) -> str:
    role = vocabulary.roles.get(word)
    return role.label if role is not None else word.replace("_", " ")
