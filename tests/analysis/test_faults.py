"""One fault, one finding: each kind that is put in is found with both rules, and sound sets give none."""

from __future__ import annotations

import pytest
from tests.analysis.seeds import KINDS, NEAR_MISSES, Seeded, draw_seeded, draw_sound, lower_set
from tests.rules.library_rules import ruleset, vocabulary

from policykit.analysis.faults import PolicyFault, find_policy_faults
from policykit.model.rule import Rule
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Outcome


def found(rules: tuple[Rule, ...]) -> tuple[PolicyFault, ...]:
    faults, undecided = find_policy_faults(lower_set(rules), vocabulary())
    assert undecided == ()
    return faults


def judge(seeded: Seeded) -> str:
    """Give what is wrong with the findings on a seeded set; empty if they are as they must be."""
    faults = found(seeded.rules)
    told = [(f.code.name, f.rule.id, tuple(sorted(other.id for other in f.others))) for f in faults]
    wanted = (seeded.code, seeded.rule, tuple(sorted(seeded.others)))
    return "" if told == [wanted] else f"{told}, not {wanted}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_that_is_put_in_is_the_one_that_is_found(kind: str) -> None:
    for seed in range(6):
        assert not judge(draw_seeded(kind, seed)), seed


@pytest.mark.parametrize("seed", range(12))
def test_sound_rules_give_no_finding(seed: int) -> None:
    assert found(draw_sound(seed)) == ()


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_what_only_looks_like_a_fault_gives_no_finding(name: str) -> None:
    assert [fault.message for fault in found(NEAR_MISSES[name])] == []


def test_of_two_rules_that_say_the_same_the_later_is_named() -> None:
    sound = draw_sound(1, 1)
    twice = (sound[0], sound[0].model_copy(update={"id": "again"}))
    assert [(fault.code.name, fault.rule.id) for fault in found(twice)] == [("rule-covered", "again")]


def test_the_findings_on_the_policies_that_ship() -> None:
    told = {
        name: [(f.code.name, f.rule.id, f.others[0].id) for f in find_policy_faults(ruleset(name), vocabulary())[0]]
        for name in ("congleton/social-media", "crewe/social-media")
    }
    assert told == {
        "congleton/social-media": [
            ("rule-covered", "policy-statement.other-policies.comply", "policy-statement.sensible-use.harm"),
            (
                "advice-on-forbidden",
                "policy-statement.other-policies.confidentiality",
                "responsibilities.discretion.confidential",
            ),
            ("rule-covered", "policy-statement.respect.authority", "policy-statement.respect.all"),
            (
                "advice-on-forbidden",
                "responsibilities.closed-meetings.reports",
                "responsibilities.discretion.confidential.report",
            ),
            ("permits-forbidden", "pre-election.announcements", "pre-election.neutrality"),
        ],
        "crewe/social-media": [
            ("rule-covered", "responsibilities.lawful-content.disrepute", "policy-statement.sensible-use.harm"),
            ("permits-forbidden", "responsibilities.own-statements.liberty", "policy-statement.sensible-use.harm"),
        ],
    }


def test_what_rests_on_an_implication_says_so() -> None:
    faults, _ = find_policy_faults(ruleset("crewe/social-media"), vocabulary())
    assert "taking it that who may bring the council into disrepute also harms" in faults[0].message


@pytest.mark.parametrize("kind", KINDS)
def test_a_witness_breaks_what_it_is_said_to_break(kind: str) -> None:
    seeded = draw_seeded(kind, 3)
    (fault,) = found(seeded.rules)
    if fault.witness is None:
        assert kind in ("never applies", "never broken", "exception out of reach", "exception that spares nothing")
        return
    verdict = evaluate_record(seeded.ruleset, "post", fault.witness.record)
    said = {finding.rule: finding.outcome for finding in verdict.findings}
    broken = [each.id for each in (fault.rule, *fault.others) if said[each.id] is Outcome.BREACH]
    assert broken or said[fault.rule.id] is Outcome.PERMITTED
