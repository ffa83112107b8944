"""Which faults are put into a rule on purpose."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from tests.rules.small import lower, make_rule, small_vocabulary

from policykit.rules.evaluate import decide
from policykit.rules.ir import FALSE, TRUE, All, Any, Compare, Condition, FactPlus, Has, In, Is, Not, Value
from policykit.rules.mutate import break_rule


def about(fact: str) -> list[str]:
    return [f"`{fact}` is turned round", f"the test of `{fact}` always holds", f"the test of `{fact}` never holds"]


FACTS = small_vocabulary().records["post"].facts
AUTHOR = [f"scope: {what}" for what in about("author")]


@pytest.mark.parametrize(
    ("test", "changes"),
    [
        ("rude", about("rude")),
        ("not rude", ["`not` is dropped", *about("rude")]),
        ("platform is one of x, forum", [*about("platform"), "`platform` loses `forum`", "`platform` loses `x`"]),
        ("approvers has any of clerk", about("approvers")),
        (
            "approvers has all of clerk, chief",
            [
                *about("approvers"),
                "`approvers` loses `chief`",
                "`approvers` loses `clerk`",
                "`approvers`: any becomes all, or all any",
            ],
        ),
        (
            "pictures is at most 2",
            [
                *about("pictures"),
                "`pictures`: the boundary changes sides",
                "`pictures`: the boundary moves by -1",
                "`pictures`: the boundary moves by +1",
            ],
        ),
        (
            "pictures is exactly 2",
            [*about("pictures"), *(f"`pictures`: the boundary moves by {n}" for n in ("-1", "+1"))],
        ),
        ("pictures is more than links", [*about("pictures"), "`pictures`: the boundary changes sides"]),
        (
            "posted is before poll",
            [
                *about("posted"),
                "`posted`: the boundary changes sides",
                "`posted`: the boundary moves by -1",
                "`posted`: the boundary moves by +1",
            ],
        ),
        (
            "rude and platform is x",
            [
                "part 1 is dropped",
                *(f"part 1: {what}" for what in about("rude")),
                "part 2 is dropped",
                *(f"part 2: {what}" for what in about("platform")),
                "`and` becomes `or`",
            ],
        ),
    ],
)
def test_the_faults_of_a_test(test: str, changes: list[str]) -> None:
    (rule,) = lower(make_rule(require=test)).rules
    assert [mutant.change for mutant in break_rule(rule, FACTS)] == [*AUTHOR, *(f"test: {what}" for what in changes)]


BOTH = ("chief", "clerk")
ALL_OR_ANY = "`approvers`: any becomes all, or all any"


@pytest.mark.parametrize(
    ("test", "change", "broken"),
    [
        ("rude", "`rude` is turned round", Is("rude", False)),
        ("rude", "the test of `rude` always holds", TRUE),
        ("rude", "the test of `rude` never holds", FALSE),
        ("not rude", "`not` is dropped", Is("rude", True)),
        ("not rude", "`rude` is turned round", Not(Is("rude", False))),
        ("not rude", "the test of `rude` always holds", Not(TRUE)),
        ("platform is x", "`platform` is turned round", In("not_in", "platform", ("x",))),
        ("platform is not x", "`platform` is turned round", In("in", "platform", ("x",))),
        ("platform is one of x, forum", "`platform` loses `forum`", In("in", "platform", ("x",))),
        ("platform is one of x, forum", "`platform` loses `x`", In("in", "platform", ("forum",))),
        ("approvers has any of clerk, chief", ALL_OR_ANY, Has("has_all", "approvers", BOTH)),
        ("approvers has all of clerk, chief", ALL_OR_ANY, Has("has_any", "approvers", BOTH)),
        ("approvers has none of clerk, chief", ALL_OR_ANY, Has("lacks_any", "approvers", BOTH)),
        ("approvers has none of clerk, chief", "`approvers` is turned round", Has("has_any", "approvers", BOTH)),
        ("approvers has all of clerk, chief", "`approvers` is turned round", Has("lacks_any", "approvers", BOTH)),
        ("approvers has all of clerk, chief", "`approvers` loses `chief`", Has("has_all", "approvers", ("clerk",))),
        ("pictures is at most 2", "`pictures`: the boundary changes sides", Compare("lt", "pictures", 2)),
        ("pictures is less than 2", "`pictures`: the boundary changes sides", Compare("le", "pictures", 2)),
        ("pictures is at least 2", "`pictures`: the boundary changes sides", Compare("gt", "pictures", 2)),
        ("pictures is more than 2", "`pictures`: the boundary changes sides", Compare("ge", "pictures", 2)),
        ("pictures is more than 2", "`pictures` is turned round", Compare("le", "pictures", 2)),
        ("pictures is exactly 2", "`pictures` is turned round", Compare("ne", "pictures", 2)),
        ("pictures is exactly 2", "`pictures`: the boundary moves by -1", Compare("eq", "pictures", 1)),
        ("pictures is exactly 2", "`pictures`: the boundary moves by +1", Compare("eq", "pictures", 3)),
        ("posted is on 2026-03-01", "`posted`: the boundary moves by -1", Compare("eq", "posted", date(2026, 2, 28))),
        ("posted is before poll", "`posted`: the boundary moves by +1", Compare("lt", "posted", FactPlus("poll", 1))),
        (
            "posted is after poll minus 1 week",
            "`posted`: the boundary moves by -1",
            Compare("gt", "posted", FactPlus("poll", -8)),
        ),
        ("rude and platform is x", "part 1 is dropped", All((In("in", "platform", ("x",)),))),
        ("rude and platform is x", "part 2 is dropped", All((Is("rude", True),))),
        ("rude and platform is x", "`and` becomes `or`", Any((Is("rude", True), In("in", "platform", ("x",))))),
        ("rude or platform is x", "`or` becomes `and`", All((Is("rude", True), In("in", "platform", ("x",))))),
        ("rude or platform is x", "part 1 is dropped", Any((In("in", "platform", ("x",)),))),
        (
            "rude or platform is x",
            "part 2: `platform` is turned round",
            Any((Is("rude", True), In("not_in", "platform", ("x",)))),
        ),
    ],
)
def test_what_a_fault_makes_of_a_test(test: str, change: str, broken: Condition) -> None:
    (rule,) = lower(make_rule(require=test)).rules
    assert [mutant.rule for mutant in break_rule(rule, FACTS) if mutant.change == f"test: {change}"] == [
        replace(rule, test=broken)
    ]


def test_what_the_council_has_to_decide_is_not_broken() -> None:
    one = {"enough": {"question": "Is one enough?", "type": "yes_no"}}
    (rule,) = lower(make_rule(bearer=["council"], require="{enough}", decisions=one)).rules
    assert list(break_rule(rule, FACTS)) == []


VALUES: dict[str, tuple[Value, ...]] = {
    "author": ("officer", "guest"),
    "rude": (True, False),
    "platform": ("facebook", "x", "forum"),
    "approvers": tuple(frozenset(words) for words in ((), BOTH[:1], BOTH[1:], BOTH)),
    "pictures": (1, 2, 3, 4),
    "links": (2, 3),
    "posted": tuple(date(2026, 5, day) for day in (5, 6, 7, 8)),
    "poll": (date(2026, 5, 6), date(2026, 5, 7)),
}


@pytest.mark.parametrize(
    "test",
    [
        "rude or platform is one of x, forum",
        "not rude and approvers has any of clerk, chief",
        "approvers has none of clerk, chief",
        "pictures is at most 3 or approvers has all of chief, clerk",
        "pictures is more than links",
        "pictures is exactly links",
        "posted is on or after poll",
        "posted within 1 day before poll",
        "posted is before 2026-05-07",
    ],
)
def test_no_fault_is_put_in_that_nobody_could_notice(test: str) -> None:
    """For each fault there is a record that the broken rule judges otherwise: a council can reach the whole score."""
    (rule,) = lower(make_rule(require=test)).rules
    combined = itertools.product(*(VALUES[name] for name in rule.facts))
    records = [dict(zip(rule.facts, values, strict=True)) for values in combined]
    unnoticed = [
        mutant.change
        for mutant in break_rule(rule, FACTS)
        if all(decide(mutant.rule, facts) == decide(rule, facts) for facts in records)
    ]
    assert unnoticed == []


def test_every_part_of_a_rule_is_broken_and_nothing_stays_as_it_was() -> None:
    (rule,) = lower(make_rule(when="platform is x", unless="rude", require="posted within 6 weeks before poll")).rules
    mutants = list(break_rule(rule, FACTS))
    assert {mutant.change.split(":")[0] for mutant in mutants} == {"scope", "when", "unless", "test"}
    assert all(mutant.rule != rule for mutant in mutants)
    assert len({mutant.rule for mutant in mutants}) > 15
