"""Links between councils, against the rules of their clauses."""

from __future__ import annotations

from collections import Counter
from functools import cache

from tests.rules.library_rules import NAMES, library, ruleset, vocabulary

from policykit.analysis.meaning import Side
from policykit.analysis.stances import StanceCheck, check_stances
from policykit.model.counterpart import Counterpart


@cache
def sides() -> tuple[Side, Side]:
    return Side(ruleset(NAMES[0]), "Congleton"), Side(ruleset(NAMES[1]), "Crewe")


def link_of(first: str, second: str) -> list[str]:
    return [f"congleton/social-media#{first}", f"crewe/social-media#{second}"]


def check(**changed: object) -> StanceCheck:
    link = {
        "clauses": [
            "congleton/social-media#policy-statement.sensible-use",
            "crewe/social-media#policy-statement.sensible-use",
        ],
        "stance": "same",
        "confirmed_by": "a reader",
        "confirmed_on": "2026-11-20",
        **changed,
    }
    return check_stances([Counterpart.model_validate(link)], sides(), vocabulary())[0]


def test_no_link_of_the_library_is_belied_by_the_rules() -> None:
    found = check_stances(library().counterparts, sides(), vocabulary())
    assert Counter(each.check for each in found) == {"agrees": 15, "no_rule": 59}


def test_a_stance_that_the_rules_do_not_bear_out_disagrees_and_says_why() -> None:
    found = check(stance="stronger")
    assert (found.check, found.relation, found.reason) == ("disagrees", "same", "the rules ask the same")
    other = check(clauses=link_of("responsibilities.lawful-content", "responsibilities.lawful-content"))
    assert other.check == "disagrees"
    assert other.reason.startswith("Congleton alone: a councillor who says something obscene; Crewe alone: ")


def test_a_clause_without_a_rule_is_never_the_same() -> None:
    found = check(clauses=link_of("policy-statement.sensible-use", "policy-statement.aims"))
    assert (found.check, found.reason) == ("no_rule", "no rule of Crewe to compare")


def test_a_link_may_turn_on_some_facts_only() -> None:
    clauses = link_of("policy-statement.other-policies", "policy-statement.sensible-use")
    assert check(clauses=clauses).check == "disagrees"
    assert check(clauses=clauses, facts=["violates_other_policies"]).check == "agrees"
    assert check(clauses=clauses, facts=["is_obscene"]).check == "no_rule"


def test_links_of_other_policies_are_left_alone() -> None:
    assert check_stances(library().counterparts, sides()[:1], vocabulary()) == ()
