"""The meaning of a condition as JSON: what an export for another program prints."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.small import lower, make_rule

from policykit.rules.ir import complement
from policykit.rules.ir_json import condition_to_data, ruleset_to_data

DECISIONS = {
    "enough": {"question": "Is one enough?", "type": "yes_no"},
    "where": {"question": "Where?", "type": "words", "of": "platform"},
    "limit": {"question": "How many?", "type": "number", "unit": "count", "minimum": 0, "maximum": 9},
}
RUDE = {"op": "is", "fact": "rude", "value": True}
OPEN = {"op": "open", "decision": "enough", "test": "{enough}"}


def after_poll(days: int) -> dict[str, Any]:
    return {"fact": "poll", "plus_days": days}


@pytest.mark.parametrize(
    ("line", "data"),
    [
        ("rude", RUDE),
        ("not rude", {"op": "not", "of": RUDE}),
        ("{enough}", OPEN),
        ("rude and {enough}", {"op": "all", "of": [RUDE, OPEN]}),
        ("rude or {enough}", {"op": "any", "of": [RUDE, OPEN]}),
        ("platform is one of x, forum", {"op": "in", "fact": "platform", "values": ["forum", "x"]}),
        ("platform is not x", {"op": "not_in", "fact": "platform", "values": ["x"]}),
        ("approvers has any of clerk, chief", {"op": "has_any", "fact": "approvers", "values": ["chief", "clerk"]}),
        ("approvers has all of clerk", {"op": "has_all", "fact": "approvers", "values": ["clerk"]}),
        ("approvers has none of clerk", {"op": "has_none", "fact": "approvers", "values": ["clerk"]}),
        ("pictures is less than 2", {"op": "lt", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is at most 2", {"op": "le", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is more than 2", {"op": "gt", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is at least 2", {"op": "ge", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is exactly 2", {"op": "eq", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is exactly links", {"op": "eq", "fact": "pictures", "right": {"fact": "links", "plus_days": 0}}),
        ("posted is on 2026-05-07", {"op": "eq", "fact": "posted", "right": {"date": "2026-05-07"}}),
        ("posted is before poll", {"op": "lt", "fact": "posted", "right": after_poll(0)}),
        ("posted is on or before poll plus 1 week", {"op": "le", "fact": "posted", "right": after_poll(7)}),
        ("posted is after poll minus 2 days", {"op": "gt", "fact": "posted", "right": after_poll(-2)}),
        ("posted is on or after poll", {"op": "ge", "fact": "posted", "right": after_poll(0)}),
    ],
)
def test_a_line_as_json(line: str, data: dict[str, Any]) -> None:
    (rule,) = lower(make_rule(require=line, decisions=DECISIONS)).rules
    assert condition_to_data(rule.test) == data


@pytest.mark.parametrize(
    ("line", "opposite"),
    [
        ("rude", {"op": "is", "fact": "rude", "value": False}),
        ("platform is x", {"op": "not_in", "fact": "platform", "values": ["x"]}),
        ("platform is not x", {"op": "in", "fact": "platform", "values": ["x"]}),
        ("approvers has any of clerk", {"op": "has_none", "fact": "approvers", "values": ["clerk"]}),
        ("approvers has none of clerk", {"op": "has_any", "fact": "approvers", "values": ["clerk"]}),
        ("approvers has all of clerk", {"op": "lacks_any", "fact": "approvers", "values": ["clerk"]}),
        ("pictures is less than 2", {"op": "ge", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is at most 2", {"op": "gt", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is more than 2", {"op": "le", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is at least 2", {"op": "lt", "fact": "pictures", "right": {"number": 2}}),
        ("pictures is exactly 2", {"op": "ne", "fact": "pictures", "right": {"number": 2}}),
    ],
)
def test_a_line_and_its_opposite(line: str, opposite: dict[str, Any]) -> None:
    """No engine is trusted with `not`: each test has another that says the opposite."""
    (rule,) = lower(make_rule(require=line)).rules
    turned = complement(rule.test)  # type: ignore[arg-type]
    assert condition_to_data(turned) == opposite
    assert complement(turned) == rule.test


def test_what_was_decided_as_json() -> None:
    settled = {"where": ["x", "forum"], "limit": 3}
    rules = lower(make_rule(decisions=DECISIONS), decisions=settled)
    assert ruleset_to_data(rules)["decisions"] == {
        "enough": {"question": "Is one enough?", "value": None, "minute": None},
        "where": {"question": "Where?", "value": ["x", "forum"], "minute": "26/1"},
        "limit": {"question": "How many?", "value": 3, "minute": "26/1"},
    }


def test_a_rule_as_json() -> None:
    ban = make_rule(id="ban", modality="must_not", forbid="rude", bearer=["council"])
    free = make_rule(
        id="free",
        modality="may",
        permit="pictures is at least 1",
        when="platform is x",
        bearer=["officer"],
        reading={
            "by": "a reader",
            "on": "2026-01-01",
            "status": "draft",
            "interpretation": "corrected",
            "note": "why",
        },
    )
    data = ruleset_to_data(lower(ban, free))
    assert data["rules"][1] == {
        "id": "free",
        "record": "post",
        "modality": "may",
        "severity": "note",
        "clause": "clause-2",
        "citation": "clause 2",
        "quotes": ["must be kind"],
        "status": "draft",
        "interpretation": "corrected",
        "bearer": ["chief", "officer"],
        "scope": {"op": "in", "fact": "author", "values": ["chief", "officer"]},
        "when": {"op": "in", "fact": "platform", "values": ["x"]},
        "unless": {"op": "any", "of": []},
        "effect": "permit",
        "test": {"op": "ge", "fact": "pictures", "right": {"number": 1}},
        "stands_against": ["ban"],
        "facts": ["author", "platform", "pictures"],
        "decisions": [],
    }
    assert (data["rules"][0]["scope"], data["rules"][0]["facts"]) == ({"op": "all", "of": []}, ["rude"])
    head = {key: value for key, value in data.items() if key not in ("rules", "records", "decisions")}
    assert head == {
        "format": 1,
        "council": "exampleton",
        "policy": "social-media",
        "version": "1",
        "text_sha256": "f" * 64,
    }


def test_the_facts_as_json() -> None:
    """Only kinds of record that some rule reads are there; a role is a choice of one of the roles."""
    data = ruleset_to_data(lower(make_rule(record="ledger", require="published", bearer=["council"])))
    published = {"label": "published", "question": "Was it published?", "kind": "choice", "type": "yes_no"}
    assert data["records"] == {
        "ledger": {"label": "what the council itself did", "actor": None, "facts": {"published": published}}
    }
    post = ruleset_to_data(lower(make_rule()))["records"]["post"]
    assert (post["label"], post["actor"]) == ("a post", "author")
    assert (post["facts"]["author"]["type"], post["facts"]["author"]["values"]) == (
        "choice",
        ["officer", "chief", "councillor", "guest"],
    )
