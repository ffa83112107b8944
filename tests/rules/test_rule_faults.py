"""Faults of whole rules, and of what councils settled: what is said, where, and the hint that goes with it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.small import TEXT, faults, lower, make_rule, small_vocabulary

from policykit.errors import PolicykitError, Span
from policykit.model.rule import Rule
from policykit.rules.ruleset import ClauseRule, RuleFault, check_rules, to_diagnostic

DECISIONS: dict[str, Any] = {
    "yes_or_no": {"question": "Yes or no?", "type": "yes_no"},
    "how_many": {"question": "How many days?", "type": "number", "unit": "days", "minimum": 0, "maximum": 60},
    "platforms": {"question": "Which platforms?", "type": "words", "of": "platform"},
    "staff": {"question": "Which officers?", "type": "words", "of": "author"},
    "signers": {"question": "Who signs?", "type": "words", "of": "approvers"},
}
MAY: dict[str, Any] = {"modality": "may", "permit": "platform is x"}


@pytest.mark.parametrize(
    ("keys", "code", "path", "message", "hint"),
    [
        (
            {"record": "poast"},
            "rule-name",
            ("record",),
            "there is no kind of record called `poast`",
            "did you mean `post`?",
        ),
        ({"record": "zebra"}, "rule-name", ("record",), "there is no kind of record called `zebra`", None),
        (
            {"bearer": ["officer", "oficer"]},
            "rule-name",
            ("bearer", 1),
            "there is no role called `oficer`",
            "did you mean `officer`?",
        ),
        ({"bearer": ["guest"]}, "rule-name", ("bearer", 0), "the policy does not apply to the role `guest`", None),
        (
            {"record": "ledger", "require": "published"},
            "rule-name",
            ("bearer",),
            "no one acts in a ledger, so only the council as a body can be bound",
            "write `bearer: [council]`",
        ),
        (
            {**MAY, "notwithstanding": ["other"]},
            "rule-name",
            ("notwithstanding", 0),
            "no prohibition on a post is called `other`",
            None,
        ),
        (
            {"require": "platform is x", "when": ["pictures is at least 1", "plattform is x"]},
            "rule-condition",
            ("when", 1),
            "a post has no fact called `plattform`",
            "did you mean `platform`?",
        ),
        (
            {"unless": "rude <"},
            "rule-condition",
            ("unless", 0),
            "`<` has no meaning in a condition",
            "write `is less than` or `is at most`",
        ),
        (
            {"modality": "must_not", "forbid": "zebra"},
            "rule-condition",
            ("forbid", 0),
            "a post has no fact called `zebra`",
            None,
        ),
        (
            {"modality": "may", "permit": "zebra"},
            "rule-condition",
            ("permit", 0),
            "a post has no fact called `zebra`",
            None,
        ),
    ],
)
def test_faults_of_a_rule(
    keys: dict[str, Any], code: str, path: tuple[str | int, ...], message: str, hint: str | None
) -> None:
    (fault,) = faults(make_rule(**keys))
    assert (fault.code.name, fault.path, fault.message, fault.hint) == (code, path, message, hint)
    assert (fault.clause, fault.rule) == ("clause-1", "rule")


@pytest.mark.parametrize(
    ("keys", "facts"),
    [
        ({"require": "rude or platform is x and not rude"}, ["rude"]),
        ({"when": "rude", "require": "platform is x", "unless": "platform is forum"}, ["platform"]),
        ({"when": "rude", "require": "rude", "unless": "links is more than links"}, ["rude", "links"]),
        ({"require": "posted is on or after poll and posted is before 2026-12-24"}, ["posted"]),
        ({"require": "posted within 6 weeks before poll"}, []),  # one test, though it has two ends
        ({"require": "posted within 6 weeks before poll or poll is on 2026-05-07"}, ["poll"]),
        ({"require": "author is officer"}, []),  # whom the rule binds is no test of the rule's own
    ],
)
def test_a_fact_that_is_read_in_two_places_is_noted(keys: dict[str, Any], facts: list[str]) -> None:
    found = faults(make_rule(**keys))
    assert {fault.message for fault in found} == {f"fact `{fact}` is read in two places" for fact in facts}
    assert {(fault.code.name, fault.path, fault.code.severity.value) for fault in found} <= {
        ("rule-fact-twice", (), "note")
    }


def test_a_rule_with_faults_is_never_lowered() -> None:
    with pytest.raises(PolicykitError, match="rule `rule`: a post has no fact called `plattform`"):
        lower(make_rule(when="plattform is x"))


def test_a_rule_with_a_note_is_lowered_all_the_same() -> None:
    (rule,) = lower(make_rule(require="rude or not rude")).rules
    assert rule.facts == ("author", "rude")


def say(*rules: Rule, decisions: dict[str, Any] | None = None) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(fault.clause, fault.path, fault.message) for fault in faults(*rules, decisions=decisions)]


def test_two_rules_of_one_name() -> None:
    assert say(make_rule(), make_rule(id="another"), make_rule()) == [
        ("clause-3", ("id",), "another rule of this policy is called `rule` too")
    ]


def test_two_declarations_of_one_decision() -> None:
    asked = {"enough": {"question": "Enough?", "type": "yes_no"}}
    (fault,) = faults(make_rule(decisions=asked), make_rule(id="another", decisions=asked))
    assert (fault.code.name, fault.clause, fault.rule, fault.path) == (
        "rule-name",
        "clause-2",
        "another",
        ("decisions", "enough"),
    )
    assert fault.message == "decision `enough` is declared by another rule of this policy too"
    assert fault.hint == "declare it once; every rule of the policy may use it"


def test_the_first_declaration_of_a_decision_counts() -> None:
    first, second = ({"enough": {"question": q, "type": "yes_no"}} for q in ("First?", "Second?"))
    found = faults(make_rule(decisions=first), make_rule(id="another", decisions=second), decisions={"enough": 3})
    assert [fault.hint for fault in found if fault.rule == ""] == ["the question is: First?"]


BAN = make_rule(id="ban-rude", modality="must_not", forbid="rude")
BAN_LEDGER = make_rule(id="ban", record="ledger", bearer=["council"], modality="must_not", forbid="published")
DUTY = make_rule(id="duty", require="rude")


@pytest.mark.parametrize(
    ("named", "faulty", "message", "hint"),
    [
        ("ban-rude", 0, None, None),
        ("ban-rood", 1, "no prohibition on a post is called `ban-rood`", "did you mean `ban-rude`?"),
        ("ban", 1, "no prohibition on a post is called `ban`", None),  # it is one on a ledger
        ("duty", 1, "no prohibition on a post is called `duty`", None),  # it demands, and forbids nothing
    ],
)
def test_a_permission_stands_against_prohibitions_on_its_own_kind_of_record(
    named: str, faulty: int, message: str | None, hint: str | None
) -> None:
    free = make_rule(id="free", **MAY, notwithstanding=["ban-rude", named] if faulty else [named])
    found = faults(BAN, BAN_LEDGER, DUTY, free)
    assert [(f.clause, f.path, f.message, f.hint) for f in found] == [
        ("clause-4", ("notwithstanding", 1), message, hint)
    ] * faulty


@pytest.mark.parametrize(
    ("permission", "against"),
    [
        ({}, ("ban-rude", "ban-links")),
        ({"notwithstanding": ["ban-links"]}, ("ban-links",)),
        ({"yields": True}, ()),
    ],
)
def test_which_prohibitions_a_permission_stands_against(permission: dict[str, Any], against: tuple[str, ...]) -> None:
    ban_links = make_rule(id="ban-links", modality="must_not", forbid="links is at least 1")
    rules = lower(BAN, make_rule(id="free", **MAY, **permission), BAN_LEDGER, DUTY, ban_links).rules
    assert {rule.id: rule.stands_against for rule in rules if rule.stands_against} == (
        {"free": against} if against else {}
    )


@pytest.mark.parametrize(
    ("decision", "value", "message", "hint"),
    [
        ("yes_or_no", True, None, None),
        ("yes_or_no", False, None, None),
        ("yes_or_no", 1, "is settled by yes or no", "Yes or no?"),
        ("yes_or_no", ["x"], "is settled by yes or no", "Yes or no?"),
        ("how_many", 0, None, None),
        ("how_many", 60, None, None),
        ("how_many", 61, "is settled by a whole number of days from 0 to 60", "How many days?"),
        ("how_many", -1, "is settled by a whole number of days from 0 to 60", "How many days?"),
        ("how_many", True, "is settled by a whole number of days from 0 to 60", "How many days?"),
        ("how_many", ["x"], "is settled by a whole number of days from 0 to 60", "How many days?"),
        ("platforms", [], None, None),
        ("platforms", ["x", "forum"], None, None),
        (
            "platforms",
            ["facebook", "myspace"],
            "is settled by a list of values of `platform`: facebook, x, forum",
            "Which platforms?",
        ),
        ("platforms", 3, "is settled by a list of values of `platform`: facebook, x, forum", "Which platforms?"),
        ("staff", ["officer", "guest"], None, None),
        (
            "staff",
            ["king"],
            "is settled by a list of values of `author`: officer, chief, councillor, guest",
            "Which officers?",
        ),
        ("signers", ["mayor"], None, None),
        ("signers", ["king"], "is settled by a list of values of `approvers`: chief, clerk, mayor", "Who signs?"),
    ],
)
def test_what_settles_a_question(decision: str, value: Any, message: str | None, hint: str | None) -> None:
    found = faults(make_rule(id="first"), make_rule(decisions=DECISIONS), decisions={decision: value})
    assert [(f.code.name, f.clause, f.rule, f.path, f.message, f.hint) for f in found] == (
        []
        if message is None
        else [
            (
                "decision-value",
                "",
                "",
                (decision, "value"),
                f"decision `{decision}` {message}",
                f"the question is: {hint}",
            )
        ]
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [("howmany", "did you mean `how_many`?"), ("zzz", None)],
)
def test_what_was_settled_though_nobody_asked(name: str, hint: str | None) -> None:
    (fault,) = faults(make_rule(decisions=DECISIONS), decisions={name: 3})
    assert (fault.code.name, fault.path, fault.message, fault.hint) == (
        "decision-unasked",
        (name,),
        f"no rule of this policy asks for a decision called `{name}`",
        hint,
    )
    lower(make_rule(decisions=DECISIONS), decisions={name: 3})  # only warned of


def test_every_fault_is_told_in_the_order_of_the_text() -> None:
    said = say(
        make_rule(id="a", bearer=["king"], when="x is y", require="rude and rude"),
        make_rule(id="a", require="zebra"),
    )
    assert said == [
        ("clause-1", ("bearer", 0), "there is no role called `king`"),
        ("clause-1", ("when", 0), "a post has no fact called `x`"),
        ("clause-1", (), "fact `rude` is read in two places"),
        ("clause-2", ("id",), "another rule of this policy is called `a` too"),
        ("clause-2", ("require", 0), "a post has no fact called `zebra`"),
    ]


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        ({}, "rule `rule`: a post has no fact called `zebra`"),
        ({"how_many": 61}, "decision `how_many` is settled by a whole number of days from 0 to 60"),
    ],
)
def test_a_fault_as_it_is_shown(decisions: dict[str, Any], said: str) -> None:
    def locate(at: RuleFault) -> Span:
        return Span(f"{at.rule or 'decisions'}.yaml", 3, 5, 3, 9)

    fault = faults(make_rule(require="rude" if decisions else "zebra", decisions=DECISIONS), decisions=decisions)[0]
    shown = to_diagnostic(fault, locate)
    assert (shown.message, shown.hint, shown.code) == (said, fault.hint, fault.code.name)
    assert str(shown.span) == ("decisions.yaml:3:5" if decisions else "rule.yaml:3:5")


@pytest.mark.parametrize(
    ("applies_to", "bearer", "message"),
    [
        (["officer"], ["chief"], None),  # a chief officer is an officer
        (["chief"], ["officer"], "the policy does not apply to the role `officer`"),  # but not every officer is one
        (["chief", "officer"], ["officer"], None),
        ([], ["officer"], "the policy does not apply to the role `officer`"),
    ],
)
def test_a_rule_binds_none_but_those_whom_the_policy_binds(
    applies_to: list[str], bearer: list[str], message: str | None
) -> None:
    at = ClauseRule("clause-1", "clause 1", TEXT, make_rule(bearer=bearer))
    found = check_rules([at], small_vocabulary(), {}, applies_to)
    assert [fault.message for fault in found] == ([] if message is None else [message])
