"""Scenarios: both policies' own, and what the report says of scenarios that are wrong or too few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.rules.library_rules import NAMES, library, ruleset, vocabulary
from tests.rules.small import IDENTITY, TEXT, lower, make_rule, small_vocabulary

from policykit.cli.commands.test import write_report
from policykit.model.rule import NO_RULE_REASONS, Rule, SettledDecision
from policykit.model.scenario import ScenarioFile
from policykit.pipeline.names import Named
from policykit.pipeline.scenarios import compare_engines
from policykit.rules.derive import Nation
from policykit.rules.ir import Ruleset
from policykit.rules.ruleset import ClauseRule, lower_rules
from policykit.rules.scenarios import Failure, ScenarioReport, list_cases, run_scenarios


def scenarios_of(name: str) -> ScenarioFile:
    policy = library().policies[name]
    return policy.scenarios[policy.versions[-1].value.version].value


@pytest.mark.parametrize("name", NAMES)
def test_the_policies_pass_their_scenarios(name: str) -> None:
    report = run_scenarios(scenarios_of(name), lambda decided: ruleset(name, decided), vocabulary())
    assert report.failures == ()
    assert report.gaps == ()
    assert report.survivors == ()
    assert report.mutants > 100


@pytest.mark.parametrize("name", NAMES)
def test_the_generated_functions_say_the_same(name: str) -> None:
    named = Named(library().policies[name], "1")
    assert dict(compare_engines(library(), named))["generated"] == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_has_rules_or_says_why_not(name: str) -> None:
    clauses = [clause for _, clause in library().policies[name].versions[-1].value.walk_clauses()]
    bare = [clause.id for clause in clauses if not clause.rules and clause.no_rule not in NO_RULE_REASONS]
    assert bare == []


@pytest.mark.parametrize("name", NAMES)
def test_rules_are_read_from_their_own_words(name: str) -> None:
    for _, clause in library().policies[name].versions[-1].value.walk_clauses():
        for rule in clause.rules:
            assert all(quote in (clause.text or "") for quote in rule.rests_on), rule.id
            assert rule.id.startswith(clause.id) or rule.id == "ai.governance.review", rule.id


def test_variants_change_leave_out_and_undecide() -> None:
    file = ScenarioFile.model_validate(
        {
            "format": 1,
            "scenarios": [
                {
                    "name": "A post",
                    "record": "post",
                    "given": {"rude": True, "pictures": 2},
                    "decided": {"a": 1, "b": 2},
                    "expect": {"rule": "breach"},
                    "variants": [
                        {
                            "name": "told otherwise",
                            "given": {"pictures": 3},
                            "without": ["rude"],
                            "undecided": ["a"],
                            "expect": {"rule": "cannot_tell"},
                        }
                    ],
                }
            ],
        }
    )
    first, second = list_cases(file)
    assert (first.name, dict(first.given), dict(first.decided)) == (
        "A post",
        {"rude": True, "pictures": 2},
        {"a": 1, "b": 2},
    )
    assert (second.name, dict(second.given), dict(second.decided)) == (
        "A post: told otherwise",
        {"pictures": 3},
        {"b": 2},
    )


def report_on(*scenarios: dict[str, object]) -> str:
    """Run scenarios on one small rule, and give the report as printed."""
    decisions = {"limit": {"question": "How many?", "type": "number", "unit": "count", "minimum": 0, "maximum": 9}}
    rule = make_rule(
        id="few-pictures", when="platform is x", require="pictures is at most {limit}", decisions=decisions
    )

    def make(decided: Mapping[str, SettledDecision]) -> Ruleset:
        return lower(rule, decisions={name: settled.value for name, settled in decided.items()})

    file = ScenarioFile.model_validate({"format": 1, "scenarios": scenarios})
    return write_report("exampleton/pictures", run_scenarios(file, make, small_vocabulary()))


TWO = {"record": "post", "given": {"author": "officer", "platform": "x", "pictures": 2}, "decided": {"limit": 2}}


def test_report_of_scenarios_that_try_everything() -> None:
    text = report_on(
        {
            **TWO,
            "name": "Two pictures",
            "expect": {"few-pictures": "compliant"},
            "variants": [
                {"name": "three", "given": {"pictures": 3}, "expect": {"few-pictures": "breach"}},
                {"name": "elsewhere", "given": {"platform": "forum"}, "expect": {"few-pictures": "not_applicable"}},
                {
                    "name": "by a guest",
                    "given": {"author": "guest", "pictures": 3},
                    "expect": {"few-pictures": "not_applicable"},
                },
                {
                    "name": "not decided",
                    "undecided": ["limit"],
                    "expect": {"few-pictures": "cannot_tell"},
                    "missing": ["{limit}"],
                },
            ],
        }
    )
    assert text == (
        "exampleton/pictures: situations tried: 5, rules: 1.\n"
        "  12 of 12 deliberate faults would have been noticed (100.0%).\n"
        "  Every rule said what was expected of it.\n"
    )


EXPECTED = """\
exampleton/pictures: situations tried: 3, rules: 1.
  WRONG  Odd: the record was expected to be a record that can be read, but is `77` of `pictures` is out of bounds
  WRONG  Two pictures: few-pictures was expected to be breach, but is compliant
  WRONG  Two pictures: many-pictures was expected to be breach, but is no such rule on a post
  WRONG  Unknown: what is missing was expected to be pictures, but is {limit}
  UNTRIED  few-pictures: no scenario expects `compliant`
  UNTRIED  few-pictures: no scenario expects `not_applicable`
  UNTRIED  few-pictures: comparison 1, of `pictures`: no scenario lies just beyond the boundary
  4 of 6 deliberate faults would have been noticed (66.7%).
  UNNOTICED  few-pictures: scope: the test of `author` always holds
  UNNOTICED  few-pictures: when: the test of `platform` always holds
"""


def test_report_of_scenarios_that_are_wrong_and_too_few() -> None:
    text = report_on(
        {**TWO, "name": "Two pictures", "expect": {"few-pictures": "breach", "many-pictures": "breach"}},
        {"name": "Odd", "record": "post", "given": {"pictures": 77}, "expect": {"few-pictures": "breach"}},
        {**TWO, "name": "Unknown", "decided": {}, "expect": {"few-pictures": "cannot_tell"}, "missing": ["pictures"]},
    )
    assert text == EXPECTED


def run(rules: tuple[Rule, ...], *scenarios: dict[str, Any], nation: Nation = "ENG") -> ScenarioReport:
    file = ScenarioFile.model_validate({"format": 1, "scenarios": scenarios})
    return run_scenarios(file, lambda _: lower(*rules), small_vocabulary(), nation=nation)


def post(name: str, given: dict[str, Any], **expected: Any) -> dict[str, Any]:
    """Tell a scenario of a post by an officer."""
    return {"name": name, "record": "post", "given": {"author": "officer", **given}, **expected}


@pytest.mark.parametrize(
    ("condition", "tried", "gaps"),
    [
        ("pictures is at most 4", [4, 5], []),
        ("pictures is at most 4", [3, 6], ["on", "just beyond"]),
        ("pictures is more than 4", [4, 5], []),
        ("pictures is more than 4", [5], ["on"]),
        ("pictures is at least 4", [3, 4], []),
        ("pictures is at least 4", [4, 5], ["just beyond"]),
        ("pictures is less than 4", [3, 4], []),
        ("pictures is exactly 4", [4, 5], []),
        ("pictures is exactly 4", [4, 3], ["just beyond"]),
        ("pictures is more than 4", [4], ["just beyond"]),
        ("pictures is less than 4", [4, 5], ["just beyond"]),
        ("pictures is at most 4", [], ["on", "just beyond"]),
    ],
)
def test_which_sides_of_a_boundary_are_tried(condition: str, tried: list[int], gaps: list[str]) -> None:
    scenarios = [
        {"name": f"{n}", "record": "post", "given": {"author": "officer", "pictures": n}, "expect": {"rule": "breach"}}
        for n in tried
    ] or [post("not told", {}, expect={"rule": "cannot_tell"})]
    file = ScenarioFile.model_validate({"format": 1, "scenarios": scenarios})
    report = run_scenarios(file, lambda _: lower(make_rule(require=condition)), small_vocabulary())
    told = [gap.what for gap in report.gaps if "boundary" in gap.what]
    assert told == [f"comparison 1, of `pictures`: no scenario lies {side} the boundary" for side in gaps]


@pytest.mark.parametrize(
    ("condition", "posted", "gaps"),
    [
        ("posted is before poll", ["2026-05-06", "2026-05-07"], []),
        ("posted is before poll", ["2026-05-07", "2026-05-08"], ["1, of `posted`: no scenario lies just beyond"]),
        ("posted is after 2026-05-07", ["2026-05-07", "2026-05-08"], []),
        ("posted is on or before poll plus 1 week", ["2026-05-14", "2026-05-15"], []),
        (
            "posted is on or before poll plus 1 week",
            ["2026-05-07"],
            [
                "1, of `posted`: no scenario lies on",
                "1, of `posted`: no scenario lies just beyond",
            ],
        ),
        ("posted within 1 week before poll", ["2026-04-29", "2026-04-30", "2026-05-07", "2026-05-08"], []),
        (
            "posted within 1 week before poll",
            ["2026-04-30", "2026-05-07"],
            [
                "1, of `posted`: no scenario lies just beyond",
                "2, of `posted`: no scenario lies just beyond",
            ],
        ),
    ],
)
def test_which_days_beside_a_boundary_are_tried(condition: str, posted: list[str], gaps: list[str]) -> None:
    scenarios = [post(day, {"posted": day, "poll": "2026-05-07"}, expect={"rule": "breach"}) for day in posted]
    report = run((make_rule(require=condition),), *scenarios)
    told = [gap.what for gap in report.gaps if "boundary" in gap.what]
    assert told == [f"comparison {gap} the boundary" for gap in gaps]


RULE = make_rule(modality="must_not", forbid="rude", bearer=["council"])
SHOULD = make_rule(modality="should", require="rude", bearer=["officer"])
WHEN = make_rule(require="rude", when="platform is x", bearer=["council"])
UNLESS = make_rule(require="rude", unless="platform is x", bearer=["council"])
MAY = make_rule(modality="may", permit="rude", bearer=["council"])


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        (RULE, ["breach", "compliant", "cannot_tell"]),
        (SHOULD, ["breach", "compliant", "cannot_tell", "not_applicable"]),
        (WHEN, ["breach", "compliant", "cannot_tell", "not_applicable"]),
        (UNLESS, ["breach", "compliant", "cannot_tell", "not_applicable"]),
        (MAY, ["permitted", "cannot_tell", "not_applicable"]),
    ],
    ids=["council", "roles", "when", "unless", "may"],
)
def test_which_outcomes_have_to_be_tried(rule: Rule, wanted: list[str]) -> None:
    """Every outcome that a rule can have: one that always bears on its record is never inapplicable."""
    report = run((rule,), post("Of another rule", {}, expect={"other": "breach"}))
    assert [(gap.rule, gap.what) for gap in report.gaps] == [("rule", f"no scenario expects `{one}`") for one in wanted]


LIBERTY = (
    make_rule(id="ban-rude", modality="must_not", forbid="rude"),
    make_rule(id="ban-links", modality="must_not", forbid="links is at least 1"),
    make_rule(id="free", modality="may", permit="platform is x"),
)
ASKS = {"ban-rude": "rude", "ban-links": "links"}
ALL_DONE = {"rude": True, "links": 1, "platform": "x"}


@pytest.mark.parametrize(
    ("given", "conflicts", "failure"),
    [
        (ALL_DONE, [["free", "ban-rude"], ["free", "ban-links"]], None),
        (ALL_DONE, [["free", "ban-links"], ["free", "ban-rude"]], None),
        ({**ALL_DONE, "rude": False}, [["free", "ban-links"]], None),
        ({**ALL_DONE, "platform": "forum"}, [], None),
        (ALL_DONE, None, None),  # not asked, not told
        (
            ALL_DONE,
            [["free", "ban-rude"]],
            ("free against ban-rude", "free against ban-links; free against ban-rude"),
        ),
        (ALL_DONE, [], ("none", "free against ban-links; free against ban-rude")),
        ({**ALL_DONE, "platform": "forum"}, [["free", "ban-rude"]], ("free against ban-rude", "none")),
    ],
)
def test_conflicts(given: dict[str, Any], conflicts: list[list[str]] | None, failure: tuple[str, str] | None) -> None:
    outcome = "permitted" if given["platform"] == "x" else "not_applicable"
    report = run(LIBERTY, post("A post", given, expect={"free": outcome}, conflicts=conflicts))
    assert report.failures == (() if failure is None else (Failure("A post", "conflicts", *failure),))


@pytest.mark.parametrize(
    ("given", "missing", "failure"),
    [
        ({}, ["rude", "links"], None),
        ({}, ["links", "rude"], None),
        ({"rude": False}, ["links"], None),
        ({}, None, None),
        ({}, ["rude"], ("rude", "links, rude")),
        ({}, [], ("nothing", "links, rude")),
        ({"rude": False, "links": 0}, ["rude"], ("rude", "nothing")),
    ],
)
def test_what_is_missing(given: dict[str, Any], missing: list[str] | None, failure: tuple[str, str] | None) -> None:
    expect = {rule: "compliant" if fact in given else "cannot_tell" for rule, fact in ASKS.items()}
    report = run(LIBERTY, post("A post", given, expect=expect, missing=missing))
    assert report.failures == (() if failure is None else (Failure("A post", "what is missing", *failure),))


def test_a_record_that_cannot_be_read() -> None:
    """Everything that is wrong with it is told; the other scenarios are tried all the same."""
    bad = post("Bad", {"pictures": 77, "linx": 1}, expect={"rule": "breach"})
    unknown = {"name": "Odd", "record": "poast", "expect": {"rule": "breach"}}
    report = run((RULE,), bad, unknown, post("Good", {"rude": True}, expect={"rule": "breach"}))
    wanted = "a record that can be read"
    assert report.failures == (
        Failure("Bad", "the record", wanted, "`77` of `pictures` is out of bounds; a post has no fact called `linx`"),
        Failure("Odd", "the record", wanted, "there is no kind of record called `poast`"),
    )
    assert (report.cases, report.rules, report.mutants) == (3, 1, 3)


def test_only_a_rule_that_says_what_was_expected_is_broken() -> None:
    wrong = run((RULE,), post("Rude", {"rude": True}, expect={"rule": "compliant"}))
    assert (wrong.mutants, wrong.mutation_score) == (0, 1.0)
    assert write_report("exampleton/posts", wrong) == (
        "exampleton/posts: situations tried: 1, rules: 1.\n"
        "  WRONG  Rude: rule was expected to be compliant, but is breach\n"
        "  UNTRIED  rule: no scenario expects `breach`\n"
        "  UNTRIED  rule: no scenario expects `cannot_tell`\n"
    )


@pytest.mark.parametrize(
    ("tried", "survivors", "score"),
    [
        ([(True, "breach")], ["the test of `rude` always holds"], 2 / 3),
        ([(False, "compliant")], ["the test of `rude` never holds"], 2 / 3),
        ([(True, "breach"), (False, "compliant")], [], 1.0),
    ],
)
def test_faults_that_no_scenario_would_notice(
    tried: list[tuple[bool, str]], survivors: list[str], score: float
) -> None:
    scenarios = [post(f"Rude: {rude}", {"rude": rude}, expect={"rule": outcome}) for rude, outcome in tried]
    report = run((RULE,), *scenarios)
    assert [gap.what for gap in report.survivors] == [f"test: {what}" for what in survivors]
    assert report.mutants == 3
    assert report.mutation_score == pytest.approx(score)


def test_what_each_scenario_supposes_decided() -> None:
    """Scenarios that suppose the same decisions share one ruleset; the council's own decisions have no part in it."""
    supposed: list[dict[str, Any]] = []

    def make(decided: Mapping[str, SettledDecision]) -> Ruleset:
        supposed.append({name: settled.value for name, settled in decided.items()})
        assert {settled.minute for settled in decided.values()} <= {"as the scenario has it"}
        return lower(RULE)

    decisions = [{"a": 1, "b": 2}, {"b": 2, "a": 1}, {}, {"a": 3}]
    told = [post(f"{d}", {}, decided=d, expect={"rule": "cannot_tell"}) for d in decisions]
    run_scenarios(ScenarioFile.model_validate({"format": 1, "scenarios": told}), make, small_vocabulary())
    assert supposed == [{"a": 1, "b": 2}, {}, {"a": 3}, {}]  # the last is the ruleset that gaps are looked for in


@pytest.mark.parametrize(("nation", "outcome"), [("ENG", "compliant"), ("SCT", "breach")])
def test_scenarios_of_a_nation(nation: Nation, outcome: str) -> None:
    rule = make_rule(bearer=["council"], require="working_days_to_poll is at least 2")
    rules = lower_rules([ClauseRule("clause-1", "clause 1", TEXT, rule)], vocabulary(), {}, ["officer"], IDENTITY)
    days = {"published_on": "2026-01-01", "poll_on": "2026-01-06"}
    file = ScenarioFile.model_validate(
        {"format": 1, "scenarios": [{"name": "New Year", "record": "post", "given": days, "expect": {"rule": outcome}}]}
    )
    assert run_scenarios(file, lambda _: rules, vocabulary(), nation=nation).failures == ()
