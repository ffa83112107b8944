"""A small policy of five rules on two kinds of record, to read exports by."""

from __future__ import annotations

from typing import Any

from policykit.model.fact import FactVocabulary
from policykit.model.rule import Rule
from policykit.rules.ir import Ruleset
from policykit.rules.ruleset import ClauseRule, PolicyIdentity, lower_rules


def fact(kind: str, **more: Any) -> dict[str, Any]:
    return {"label": "a fact", "question": "What is so?", "kind": "circumstance", "type": kind, **more}


VOCABULARY = FactVocabulary.model_validate(
    {
        "format": 1,
        "roles": {
            "officer": {"label": "officer", "includes": ["chief_officer"]},
            "chief_officer": {"label": "Chief Officer"},
            "councillor": {"label": "councillor"},
        },
        "records": {
            "post": {
                "label": "something published",
                "actor": "author_role",
                "facts": {
                    "author_role": fact("role"),
                    "political": fact("yes_no"),
                    "approved_by": fact("set", members=["chief_officer", "communications_manager", "mayor"]),
                    "published_on": fact("date", earliest="2026-01-01", latest="2026-12-31"),
                    "poll_on": fact("date", earliest="2026-01-01", latest="2026-12-31", implies=["poll_is_called"]),
                    "poll_is_called": fact("yes_no"),
                },
            },
            "group": {
                "label": "a messaging group",
                "facts": {
                    "purpose": fact("choice", values=["work", "social"]),
                    "admins": fact("number", unit="count", minimum=0, maximum=50),
                },
            },
        },
    }
)

RULES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "9.1",
        "No political posts are made in the six weeks before a poll.",
        {
            "id": "election.no-politics",
            "modality": "must_not",
            "record": "post",
            "when": "published_on within 42 days before poll_on",
            "forbid": "political",
            "rests_on": ["No political posts"],
        },
    ),
    (
        "7.3",
        "Posts should be approved by the Chief Officer or the Communications Manager.",
        {
            "id": "approval",
            "modality": "should",
            "record": "post",
            "bearer": ["officer"],
            "unless": "author_role is chief_officer",
            "require": "approved_by has any of chief_officer, communications_manager",
            "rests_on": ["should be approved"],
        },
    ),
    (
        "7.4",
        "The Mayor's approval suffices for what is not political.",
        {
            "id": "mayor",
            "modality": "may",
            "record": "post",
            "when": "not political",
            "permit": "approved_by has all of mayor",
            "rests_on": ["The Mayor's approval suffices"],
        },
    ),
    (
        "10.2",
        "A work group has two admins or more.",
        {
            "id": "group.admins",
            "modality": "must",
            "bearer": ["council"],
            "record": "group",
            "when": "purpose is work",
            "require": "admins is at least 2",
            "rests_on": ["two admins or more"],
        },
    ),
    (
        "10.3",
        "Large groups are kept small.",
        {
            "id": "group.size",
            "modality": "must",
            "bearer": ["council"],
            "record": "group",
            "require": "admins is at most {largest}",
            "rests_on": ["kept small"],
            "decisions": {
                "largest": {"type": "number", "question": "How many?", "unit": "count", "minimum": 0, "maximum": 50}
            },
        },
    ),
]


def sample_ruleset(text: str = "", **changes: Any) -> Ruleset:
    """Give the ruleset; `text` is added to each clause and quoted, `changes` are made to the first rule."""
    reading = {"by": "Clerk", "on": "2026-01-05", "status": "confirmed"}
    clause_rules = []
    for place, (citation, words, rule) in enumerate(RULES):
        given = {**rule, "reading": reading, **(changes if place == 0 else {})}
        if text:
            given["rests_on"] = [*given["rests_on"], text]
        clause_rules.append(
            ClauseRule(given["id"], f"clause {citation}", f"{words} {text}", Rule.model_validate(given))
        )
    identity = PolicyIdentity("exampleton", "social-media", "1", "ab" * 32)
    return lower_rules(clause_rules, VOCABULARY, {}, ["officer", "councillor"], identity)
