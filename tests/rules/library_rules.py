"""The rulesets of the two policies that policykit ships, lowered as the pipeline does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from policykit.model.fact import FactVocabulary
from policykit.model.library import Library
from policykit.model.rule import SettledDecision
from policykit.rules.ir import Ruleset
from policykit.rules.ruleset import ClauseRule, PolicyIdentity, lower_rules
from policykit.source.library import load_library

POLICIES = Path(__file__).parents[2] / "policies"
NAMES = ("congleton/social-media", "crewe/social-media")


SETTLED: dict[str, bool | int | tuple[str, ...]] = {
    "authorised_officers": ("chief_officer", "communications_manager"),
    "one_approver_is_enough": True,
    "elections_also_local": ("mayoral",),
    "membership_review_days": 90,
    "removal_days": 14,
    "parent_consent_is_enough": True,
    "designated_officers": ("communications_manager",),
    "one_team_is_enough": True,
    "addendum_review_days": 365,
    "vulnerable_adult_may_consent": False,
}
"""An answer to every question that Congleton's policy leaves to its council."""


@cache
def library() -> Library:
    return load_library(POLICIES)


def vocabulary() -> FactVocabulary:
    facts = library().facts
    assert facts is not None
    return facts.value


def clause_rules(name: str) -> tuple[ClauseRule, ...]:
    version = library().policies[name].versions[-1].value
    return tuple(
        ClauseRule(clause.id, f"clause {clause.id}", clause.text or "", rule)
        for _, clause in version.walk_clauses()
        for rule in clause.rules
    )


def ruleset(name: str, decisions: Mapping[str, SettledDecision] | None = None) -> Ruleset:
    council, policy = name.split("/")
    version = library().policies[name].versions[-1].value
    return lower_rules(
        clause_rules(name),
        vocabulary(),
        decisions or {},
        version.applies_to,
        PolicyIdentity(council, policy, version.version, "0" * 64),
    )


def settled_ruleset(name: str) -> Ruleset:
    """Give the ruleset as if the council had answered every question as `SETTLED` does."""
    asked = ruleset(name).decisions
    return ruleset(name, {n: SettledDecision(value=v, minute="26/1") for n, v in SETTLED.items() if n in asked})
