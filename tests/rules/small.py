"""A small vocabulary and short ways to make rules on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policykit.model.fact import FactVocabulary
from policykit.model.rule import Rule, SettledDecision
from policykit.rules.ir import Ruleset
from policykit.rules.ruleset import ClauseRule, PolicyIdentity, RuleFault, check_rules, lower_rules
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml

TEXT = "Posts must be kind. The town hall decides."
IDENTITY = PolicyIdentity("exampleton", "social-media", "1", "f" * 64)


@cache
def small_vocabulary() -> FactVocabulary:
    path = Path(__file__).with_name("vocabulary.yaml")
    data, places, _ = read_yaml(path.name, path.read_text(encoding="utf-8"))
    vocabulary, faults = read_model(FactVocabulary, data, places)
    assert vocabulary is not None, faults
    return vocabulary


def make_rule(**keys: Any) -> Rule:
    """Give a rule from the keys of its YAML; what every rule needs is filled in."""
    effects = {"must": "require", "should": "require", "may": "permit"}
    modality = keys.setdefault("modality", "must")
    if not {"require", "forbid", "permit"} & set(keys):
        keys[effects.get(modality, "forbid")] = "rude"
    whole = {
        "id": "rule",
        "record": "post",
        "rests_on": ["must be kind"],
        "reading": {"by": "a reader", "on": "2026-01-01", "status": "confirmed"},
    }
    return Rule.model_validate({**whole, **keys})


def _in_clauses(rules: tuple[Rule, ...]) -> list[ClauseRule]:
    return [ClauseRule(f"clause-{n}", f"clause {n}", TEXT, rule) for n, rule in enumerate(rules, start=1)]


def _settle(decisions: Mapping[str, Any]) -> dict[str, SettledDecision]:
    return {n: SettledDecision.model_validate({"value": v, "minute": "26/1"}) for n, v in decisions.items()}


def lower(*rules: Rule, decisions: Mapping[str, Any] | None = None) -> Ruleset:
    return lower_rules(
        _in_clauses(rules), small_vocabulary(), _settle(decisions or {}), ["officer", "councillor"], IDENTITY
    )


def faults(*rules: Rule, decisions: Mapping[str, Any] | None = None) -> tuple[RuleFault, ...]:
    return check_rules(_in_clauses(rules), small_vocabulary(), _settle(decisions or {}), ["officer", "councillor"])
