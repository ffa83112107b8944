"""The meaning of rules: the truth tables, the outcomes, what is missing, and how findings add up."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from tests.rules.small import lower, make_rule

from policykit.rules.evaluate import Facts, evaluate_record, truth
from policykit.rules.findings import Conflict, Missing, Outcome
from policykit.rules.ir import All, Any, Compare, Condition, FactPlus, Has, In, Is, Not, Open

T, F, U = True, False, None
DAY = date(2026, 5, 7)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_and_and_or(left: bool | None, right: bool | None, both: bool | None, either: bool | None) -> None:
    facts: Facts = {"a": left, "b": right}
    parts = (Is("a", True), Is("b", True))
    assert truth(All(parts), facts) is both
    assert truth(Any(parts), facts) is either
    assert truth(Not(All(parts)), facts) is (None if both is None else not both)


@pytest.mark.parametrize(
    ("atom", "value", "said"),
    [
        (Is("a", True), True, T),
        (Is("a", False), True, F),
        (In("in", "a", ("x", "y")), "y", T),
        (In("in", "a", ("x", "y")), "z", F),
        (In("not_in", "a", ("x", "y")), "z", T),
        (Has("has_any", "a", ("x", "y")), frozenset("yz"), T),
        (Has("has_any", "a", ("x", "y")), frozenset("z"), F),
        (Has("has_any", "a", ("x", "y")), frozenset(), F),
        (Has("has_all", "a", ("x", "y")), frozenset("xyz"), T),
        (Has("has_all", "a", ("x", "y")), frozenset("x"), F),
        (Has("has_none", "a", ("x", "y")), frozenset(), T),
        (Has("has_none", "a", ("x", "y")), frozenset("x"), F),
        (Has("lacks_any", "a", ("x", "y")), frozenset("x"), T),
        (Has("lacks_any", "a", ("x", "y")), frozenset("xy"), F),
        (Compare("lt", "a", 3), 2, T),
        (Compare("le", "a", 3), 3, T),
        (Compare("gt", "a", 3), 3, F),
        (Compare("ge", "a", 3), 3, T),
        (Compare("eq", "a", 3), 3, T),
        (Compare("ne", "a", 3), 3, F),
        (Compare("ge", "a", DAY), DAY, T),
        (Compare("lt", "a", DAY), DAY, F),
    ],
)
def test_atoms(atom: Condition, value: bool | str | int | date | frozenset[str], said: bool) -> None:
    assert truth(atom, {"a": value}) is said
    assert truth(atom, {"a": None}) is None
    assert truth(atom, {}) is None


@pytest.mark.parametrize(("days", "said"), [(43, F), (42, T), (41, T), (0, T), (-1, F)])
def test_a_window_includes_both_its_ends(days: int, said: bool) -> None:
    window = lower(make_rule(require="posted within 42 days before poll")).rules[0].test
    poll = date(2026, 6, 18)
    assert truth(window, {"posted": date.fromordinal(poll.toordinal() - days), "poll": poll}) is said


def test_a_comparison_of_two_facts_needs_both() -> None:
    later = Compare("gt", "a", FactPlus("b", 1))
    assert truth(later, {"a": date(2026, 1, 3), "b": date(2026, 1, 1)}) is True
    assert truth(later, {"a": date(2026, 1, 2), "b": date(2026, 1, 1)}) is False
    assert truth(later, {"a": date(2026, 1, 2)}) is None
    assert truth(later, {"b": date(2026, 1, 2)}) is None


def test_empty_groups_and_open_points() -> None:
    assert truth(All(), {}) is True
    assert truth(Any(), {}) is False
    assert truth(Open("d"), {}) is None
    assert truth(Any((Open("d"), Is("a", True))), {"a": True}) is True


OFFICER = {"author": "officer"}
RULE = {"require": "platform is x", "when": "rude", "unless": "pictures is at least 1"}


@pytest.mark.parametrize(
    ("keys", "facts", "outcome"),
    [
        (RULE, {**OFFICER, "rude": T, "pictures": 0, "platform": "x"}, "compliant"),
        (RULE, {**OFFICER, "rude": T, "pictures": 0, "platform": "forum"}, "breach"),
        (RULE, {**OFFICER, "rude": T, "pictures": 0}, "cannot_tell"),
        (RULE, {**OFFICER, "rude": T, "platform": "forum"}, "cannot_tell"),
        (RULE, {"rude": T, "pictures": 0, "platform": "forum"}, "cannot_tell"),
        (RULE, {**OFFICER, "rude": F}, "not_applicable"),
        (RULE, {**OFFICER, "pictures": 1}, "not_applicable"),
        (RULE, {"author": "guest", "rude": T, "pictures": 0, "platform": "forum"}, "not_applicable"),
        (RULE, {"platform": "x"}, "compliant"),
        (RULE, {}, "cannot_tell"),
        ({"modality": "must_not", "forbid": "rude"}, {**OFFICER, "rude": T}, "breach"),
        ({"modality": "must_not", "forbid": "rude"}, {**OFFICER, "rude": F}, "compliant"),
        ({"modality": "should", "require": "rude"}, {**OFFICER, "rude": F}, "breach"),
        (
            {"modality": "may", "permit": "rude", "when": "pictures is at least 1"},
            {**OFFICER, "rude": T, "pictures": 1},
            "permitted",
        ),
        ({"modality": "may", "permit": "rude"}, {**OFFICER, "rude": F}, "not_applicable"),
        ({"modality": "may", "permit": "rude"}, OFFICER, "cannot_tell"),
        ({"modality": "may", "permit": "rude"}, {"author": "guest"}, "not_applicable"),
    ],
)
def test_outcomes(keys: dict[str, object], facts: Facts, outcome: str) -> None:
    (finding,) = evaluate_record(lower(make_rule(**keys)), "post", facts).findings
    assert finding.outcome == outcome


def test_every_state_of_a_rule_has_the_outcome_the_rails_say() -> None:
    """Applies and bad, each true, false or unknown: the whole table of the definition."""
    ruleset = lower(make_rule(modality="must_not", when="rude", forbid="platform is x", bearer=["council"]))
    table = {}
    for rude, platform in itertools.product((T, F, U), ("x", "forum", None)):
        (finding,) = evaluate_record(ruleset, "post", {"rude": rude, "platform": platform}).findings
        table[rude, platform] = finding.outcome.value
    assert table == {
        (T, "x"): "breach",
        (T, "forum"): "compliant",
        (T, None): "cannot_tell",
        (F, "x"): "not_applicable",
        (F, "forum"): "not_applicable",
        (F, None): "not_applicable",
        (U, "x"): "cannot_tell",
        (U, "forum"): "compliant",
        (U, None): "cannot_tell",
    }


@pytest.mark.parametrize(
    ("require", "facts", "missing"),
    [
        ("rude", {}, ["author", "rude"]),
        ("rude", OFFICER, ["rude"]),
        ("rude or platform is x", {**OFFICER, "rude": F}, ["platform"]),
        ("rude or (platform is x and pictures is at least 1)", {**OFFICER, "platform": "forum"}, ["rude"]),
        ("posted is before poll", {**OFFICER, "poll": DAY}, ["posted"]),
        ("days_left is at least 1", {**OFFICER, "poll": DAY}, ["posted"]),
        ("days_left is at least 1", OFFICER, ["posted", "poll"]),
        ("days_left is at least 1", {**OFFICER, "poll": DAY, "posted": DAY}, ["days_left"]),
    ],
)
def test_only_what_could_decide_is_missing(require: str, facts: Facts, missing: list[str]) -> None:
    (finding,) = evaluate_record(lower(make_rule(require=require)), "post", facts).findings
    assert [m.name for m in finding.missing] == missing


def test_an_open_decision_is_named_with_its_question() -> None:
    decision = {"enough": {"question": "Is one enough?", "type": "yes_no"}}
    rule = make_rule(require="approvers has all of chief, clerk or ({enough} and rude)", decisions=decision)
    (finding,) = evaluate_record(lower(rule), "post", {**OFFICER, "approvers": frozenset(), "rude": True}).findings
    assert finding.missing == ()
    assert finding.undecided == (Missing("enough", "Is one enough?"),)
    (settled,) = evaluate_record(lower(rule, decisions={"enough": True}), "post", {**OFFICER, "rude": True}).findings
    assert settled.outcome == Outcome.COMPLIANT


@pytest.mark.parametrize(
    ("permission", "conflicts"),
    [
        ({}, [("liberty", "ban-rude"), ("liberty", "ban-forum")]),
        ({"yields": True}, []),
        ({"notwithstanding": ["ban-forum"]}, [("liberty", "ban-forum")]),
    ],
)
def test_a_permission_and_a_prohibition_that_both_apply(
    permission: dict[str, object], conflicts: list[tuple[str, str]]
) -> None:
    ruleset = lower(
        make_rule(id="ban-rude", modality="must_not", forbid="rude"),
        make_rule(id="liberty", modality="may", permit="pictures is at least 1", **permission),
        make_rule(id="ban-forum", modality="must_not", forbid="platform is forum"),
        make_rule(id="duty", modality="must", require="links is at least 1"),
    )
    facts: Facts = {**OFFICER, "rude": T, "pictures": 1, "platform": "forum", "links": 0}
    verdict = evaluate_record(ruleset, "post", facts)
    assert verdict.conflicts == tuple(Conflict(*pair) for pair in conflicts)
    assert verdict.overall == "breach"
    assert evaluate_record(ruleset, "post", {**facts, "pictures": 0}).conflicts == ()
