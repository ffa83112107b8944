"""The IR as JSON: canonical bytes, so that equal rulesets give equal text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any as AnyType
from typing import TypeAlias

from policykit.model.fact import RoleFact
from policykit.rules.ir import (
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
    RecordFacts,
    Ruleset,
)

PHRASING = frozenset({"said"})
"""Keys of a fact that only serve to speak of rules: a ruleset says what decides a record."""

Json: TypeAlias = dict[str, AnyType]


def ruleset_to_data(ruleset: Ruleset) -> Json:
    """Give the ruleset as plain dicts, lists, texts, numbers and booleans."""
    return {
        "format": 1,
        "council": ruleset.council,
        "policy": ruleset.policy,
        "version": ruleset.version,
        "text_sha256": ruleset.text_sha256,
        "records": {name: _record_to_data(record, ruleset.roles) for name, record in ruleset.records.items()},
        "rules": [_rule_to_data(rule) for rule in ruleset.rules],
        "decisions": {
            name: {
                "question": decision.question,
                "value": list(decision.value) if isinstance(decision.value, tuple) else decision.value,
                "minute": decision.minute,
            }
            for name, decision in ruleset.decisions.items()
        },
    }


def condition_to_data(condition: Condition) -> Json:
    """Give a condition as a tree of objects, each with its `op`."""
    match condition:
        case Is(fact, value):
            return {"op": "is", "fact": fact, "value": value}
        case In(op, fact, values) | Has(op, fact, values):
            return {"op": op, "fact": fact, "values": list(values)}
        case Compare(op, fact, right):
            return {"op": op, "fact": fact, "right": _right_to_data(right)}
        case Open(decision, test):
            return {"op": "open", "decision": decision, "test": test}
        case All(of):
            return {"op": "all", "of": [condition_to_data(part) for part in of]}
        case Any(of):
            return {"op": "any", "of": [condition_to_data(part) for part in of]}
        case Not(of):
            return {"op": "not", "of": condition_to_data(of)}


def _right_to_data(right: FactPlus | int | date) -> Json:
    match right:
        case FactPlus(fact, plus_days):
            return {"fact": fact, "plus_days": plus_days}
        case date():
            return {"date": right.isoformat()}
        case _:
            return {"number": right}


def _record_to_data(record: RecordFacts, roles: tuple[str, ...]) -> Json:
    facts: Mapping[str, Json] = {
        name: {
            **fact.model_dump(
                mode="json", exclude_none=True, exclude=set(PHRASING) | (set() if fact.implies else {"implies"})
            ),
            **({"type": "choice", "values": list(roles)} if isinstance(fact, RoleFact) else {}),
        }
        for name, fact in record.facts.items()
    }
    return {"label": record.label, "actor": record.actor, "facts": facts}


def _rule_to_data(rule: LoweredRule) -> Json:
    return {
        "id": rule.id,
        "record": rule.record,
        "modality": rule.modality.value,
        "severity": rule.severity.value,
        "clause": rule.clause,
        "citation": rule.citation,
        "quotes": list(rule.quotes),
        "status": rule.status.value,
        "interpretation": rule.interpretation.value,
        "bearer": list(rule.bearer),
        "scope": condition_to_data(rule.scope),
        "when": condition_to_data(rule.when),
        "unless": condition_to_data(rule.unless),
        "effect": rule.effect,
        "test": condition_to_data(rule.test),
        "stands_against": list(rule.stands_against),
        "facts": list(rule.facts),
        "decisions": list(rule.decisions),
    }
