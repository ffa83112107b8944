"""What a condition means: names resolved, roles widened, weeks counted in days, decisions put in; and its faults."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from tests.rules.small import faults, lower, make_rule

from policykit.errors import Severity
from policykit.model.rule import Rule
from policykit.rules.evaluate import truth
from policykit.rules.ir import FALSE, TRUE, All, Any, Compare, Condition, FactPlus, Has, In, Is, Not, Open

DECISIONS = {
    "yes_or_no": {"question": "Yes or no?", "type": "yes_no"},
    "how_many": {"question": "How many days?", "type": "number", "unit": "days", "minimum": 0, "maximum": 60},
    "platforms": {"question": "Which platforms?", "type": "words", "of": "platform"},
    "staff": {"question": "Which officers?", "type": "words", "of": "author"},
}
SETTLED = {"yes_or_no": False, "how_many": 14, "platforms": ["x", "forum"], "staff": ["officer"]}
POLL = FactPlus("poll", 0)


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("rude", Is("rude", True)),
        ("not rude", Not(Is("rude", True))),
        ("platform is x", In("in", "platform", ("x",))),
        ("platform is not one of x, facebook", In("not_in", "platform", ("facebook", "x"))),
        ("author is officer", In("in", "author", ("chief", "officer"))),
        ("author is chief", In("in", "author", ("chief",))),
        ("approvers has all of mayor, clerk", Has("has_all", "approvers", ("clerk", "mayor"))),
        ("pictures is at most 2", Compare("le", "pictures", 2)),
        ("pictures is exactly links", Compare("eq", "pictures", FactPlus("links"))),
        ("posted is on or before poll", Compare("le", "posted", POLL)),
        ("posted is after poll minus 2 weeks", Compare("gt", "posted", FactPlus("poll", -14))),
        ("posted is before 2026-02-27 plus 2 days", Compare("lt", "posted", date(2026, 3, 1))),
        (
            "posted within 6 weeks before poll",
            All((Compare("ge", "posted", FactPlus("poll", -42)), Compare("le", "posted", POLL))),
        ),
        (
            "posted within 3 days after poll",
            All((Compare("ge", "posted", POLL), Compare("le", "posted", FactPlus("poll", 3)))),
        ),
        ("rude and {yes_or_no} or rude", Any((All((Is("rude", True), FALSE)), Is("rude", True)))),
        ("platform is one of {platforms}", In("in", "platform", ("forum", "x"))),
        ("author is one of {staff}", In("in", "author", ("chief", "officer"))),
        ("days_left is more than {how_many}", Compare("gt", "days_left", 14)),
        ("posted is on poll plus {how_many} days", Compare("eq", "posted", FactPlus("poll", 14))),
    ],
)
def test_meaning_of_a_line(line: str, meaning: Condition) -> None:
    ruleset = lower(make_rule(require=line, decisions=DECISIONS), decisions=SETTLED)
    assert ruleset.rules[0].test == meaning


@pytest.mark.parametrize(
    ("line", "decision"),
    [
        ("{yes_or_no}", "yes_or_no"),
        ("platform is one of {platforms}", "platforms"),
        ("days_left is at least {how_many}", "how_many"),
        ("posted is before poll plus {how_many} weeks", "how_many"),
    ],
)
def test_what_nobody_has_decided_stays_open(line: str, decision: str) -> None:
    rule = lower(make_rule(require=line, decisions=DECISIONS)).rules[0]
    assert rule.test == Open(decision, line)
    assert rule.decisions == (decision,)


@pytest.mark.parametrize(("side", "op", "other"), [("before", "le", "after"), ("after", "ge", "before")])
def test_what_lies_beyond_the_near_end_is_outside_however_far_the_council_decides(
    side: str, op: Literal["le", "ge"], other: str
) -> None:
    line = f"posted within {{how_many}} days {side} poll"
    rule = lower(make_rule(require=line, decisions=DECISIONS)).rules[0]
    assert rule.test == All((Open("how_many", line), Compare(op, "posted", FactPlus("poll"))))
    days = {"before": date(2026, 5, 1), "after": date(2026, 5, 9)}
    for place, holds in ((side, None), (other, False)):
        assert truth(rule.test, {"posted": days[place], "poll": date(2026, 5, 5)}) is holds


def test_two_tests_that_wait_for_one_decision_are_two_points() -> None:
    line = "days_left is at most {how_many} or days_left is at least {how_many}"
    rule = lower(make_rule(require=line, decisions=DECISIONS)).rules[0]
    first, second = (Open("how_many", f"days_left is {order} {{how_many}}") for order in ("at most", "at least"))
    assert rule.test == Any((first, second))
    assert rule.decisions == ("how_many",)


def test_naming_no_value_at_all_is_a_decision_too() -> None:
    ruleset = lower(
        make_rule(id="one", require="platform is one of {platforms}", decisions=DECISIONS),
        make_rule(id="two", require="platform is not one of {platforms}"),
        decisions={**SETTLED, "platforms": []},
    )
    assert [rule.test for rule in ruleset.rules] == [FALSE, TRUE]


@pytest.mark.parametrize(
    "shown",
    [
        """
        plattform is x
        ^^^^^^^^^ a post has no fact called `plattform`; did you mean `platform`?
        """,
        """
        platform is facebok
                    ^^^^^^^ `facebok` is not a value of `platform`; did you mean `facebook`?
        """,
        """
        platform
        ^^^^^^^^ `platform` is a choice fact and cannot be tested so; write `platform is …` or `platform is one of …, …`
        """,
        """
        rude is yes
        ^^^^ `rude` is a yes/no fact and cannot be tested so; write `rude` or `not rude`
        """,
        """
        approvers is clerk
        ^^^^^^^^^ `approvers` is a set fact and cannot be tested so; write `approvers has any of …`, `approvers has all of …` or `approvers has none of …`
        """,  # noqa: E501
        """
        posted is at least 3
        ^^^^^^ `posted` is a date fact and cannot be tested so; write `posted is on or before …`, `before`, `after`, `on or after`, `on`, or `posted within 42 days before …`
        """,  # noqa: E501
        """
        pictures is at least 10
                             ^^ `10` is outside 0 to 9, the bounds of `pictures`
        """,
        """
        pictures is at least days_left
                             ^^^^^^^^^ `days_left` counts days and `pictures` counts count
        """,
        """
        posted is before 2026-02-30
                         ^^^^^^^^^^ `2026-02-30` is not a day of the calendar
        """,
        """
        posted within 99999 days before poll
                      ^^^^^ `99999` is not a length between nothing and a century
        """,
        """
        rude or {unheard_of}
                 ^^^^^^^^^^ no rule of this policy asks for a decision called `unheard_of`; declare it under `decisions` of the rule, with its question
        """,  # noqa: E501
        """
        approvers has any of {platforms}
                              ^^^^^^^^^ decision `platforms` is not settled by naming values of `approvers`
        """,
    ],
)
def test_fault_is_shown_where_it_lies(shown: str) -> None:
    line, caret = (part[8:] for part in shown.strip("\n").split("\n")[:2])
    (fault,) = faults(make_rule(require=["not rude", line], decisions=DECISIONS))
    assert fault.path == ("require", 1)
    said = f"{fault.message}; {fault.hint}" if fault.hint else fault.message
    assert fault.start is not None
    assert fault.end is not None
    assert " " * fault.start + "^" * (fault.end - fault.start) + f" {said}" == caret


def test_council_binds_the_body_and_roles_bind_those_who_act() -> None:
    rules = lower(
        make_rule(id="all"),
        make_rule(id="some", bearer=["officer"]),
        make_rule(id="body", bearer=["council"]),
    ).rules
    assert [rule.scope for rule in rules] == [
        In("in", "author", ("chief", "councillor", "officer")),
        In("in", "author", ("chief", "officer")),
        TRUE,
    ]


@pytest.mark.parametrize(
    ("modality", "status", "severity"),
    [
        ("must", "confirmed", Severity.ERROR),
        ("must_not", "confirmed", Severity.ERROR),
        ("should", "confirmed", Severity.WARNING),
        ("should_not", "confirmed", Severity.WARNING),
        ("may", "confirmed", Severity.NOTE),
        ("must", "reviewed", Severity.ERROR),
        ("should_not", "reviewed", Severity.WARNING),
        ("must", "draft", Severity.NOTE),
        ("must_not", "disputed", Severity.NOTE),
    ],
)
def test_severity(modality: str, status: str, severity: Severity) -> None:
    reading = {"by": "a reader", "on": "2026-01-01", "status": status, "note": "why"}
    assert lower(make_rule(modality=modality, reading=reading)).rules[0].severity is severity


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"modality": "must", "forbid": "rude"}, "a rule that says `must` has `require` and no other effect"),
        (
            {"modality": "may", "permit": "rude", "require": "rude"},
            "a rule that says `may` has `permit` and no other effect",
        ),
        ({"modality": "must", "require": "rude", "yields": True}, "only a permission can have `yields`"),
        (
            {"modality": "may", "permit": "rude", "yields": True, "notwithstanding": ["other"]},
            "a permission that `yields` cannot also have `notwithstanding`",
        ),
        ({"require": ["rude"] * 31}, "at most 30 items"),
        ({"reading": {"by": "x", "on": "2026-01-01", "status": "disputed"}}, "needs a `note` that says why"),
        (
            {"reading": {"by": "x", "on": "2026-01-01", "status": "draft", "interpretation": "corrected"}},
            "needs a `note`",
        ),
        ({"require": "one line\nand another"}, "String should match pattern"),
        ({"record": "within"}, "`within` is a word of the condition language"),
    ],
)
def test_a_rule_that_cannot_be(keys: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_rule(**keys)


def test_one_line_or_a_list_of_lines() -> None:
    assert make_rule(require="rude").require == ("rude",)
    assert isinstance(make_rule(require=["rude", "not rude"]), Rule)
    (rule,) = lower(make_rule(require=["rude", "platform is x"])).rules
    assert rule.test == All((Is("rude", True), In("in", "platform", ("x",))))
