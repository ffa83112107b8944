"""Slips in a condition: the line with the place «marked», what is said of it, and the hint that goes with it.

First lines that are not of the language at all, then lines that are, but mean nothing in the vocabulary.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.small import faults, lower, make_rule

from policykit.rules.conditions import (
    MOST_NESTED,
    Atom,
    ConditionError,
    ConditionFault,
    Name,
    Written,
    parse_condition,
    print_condition,
)

JOIN = "join two conditions with `and` or `or`"
DAYS = "months and years differ in length; write days or weeks"
LENGTH = "write `42 days` or `6 weeks`"
QUOTES = "values are written without quotation marks"
SIDE = "write `within 42 days before local_poll_on`"
SETS = "write `approved_by has any of …`"
NESTED = "write several short lines; all of them have to hold"


def fault_of(line: str) -> ConditionFault:
    with pytest.raises(ConditionError) as caught:
        parse_condition(line)
    assert str(caught.value) == caught.value.fault.message
    return caught.value.fault


def mark(line: str, fault: ConditionFault) -> str:
    start, end = fault.offset_start, fault.offset_end
    return f"{line[:start]}«{line[start:end]}»{line[end:]}"


@pytest.mark.parametrize(
    ("marked", "said", "hint"),
    [
        # Signs that other languages have and this one has not.
        ("platform «=» facebook", "`=` has no meaning in a condition", "write `is`"),
        ("pictures «<» 2", "`<` has no meaning in a condition", "write `is less than` or `is at most`"),
        ("pictures «>» 2", "`>` has no meaning in a condition", "write `is more than` or `is at least`"),
        ("platform is «'»x'", "`'` has no meaning in a condition", QUOTES),
        ('platform is   «"»x"', '`"` has no meaning in a condition', QUOTES),
        ("rude «&» polite", "`&` has no meaning in a condition", "write `and`"),
        ("rude «|» polite", "`|` has no meaning in a condition", "write `or`"),
        ("«!»rude", "`!` has no meaning in a condition", "write `not`"),
        ("is«-»rude", "`-` has no meaning in a condition", "names join their words with underscores"),
        ("rude«;»", "`;` has no meaning in a condition", None),
        ("rude «~»", "`~` has no meaning in a condition", None),
        ("rude «~» polite", "`~` has no meaning in a condition", None),
        ("rude and «P»olite", "`P` has no meaning in a condition", "names are written in lower case"),
        ("caf«é»", "`é` has no meaning in a condition", None),
        ("rude«_»", "`_` has no meaning in a condition", None),
        # Something is missing.
        ("«»", "the name of a fact is missing at the end of the line", None),
        ("« »  ", "the name of a fact is missing at the end of the line", None),
        ("not«»", "the name of a fact is missing at the end of the line", None),
        ("«and» rude", "the name of a fact is missing before `and`", None),
        ("rude or«»  ", "the name of a fact is missing at the end of the line", None),
        ("(rude«»", "a closing bracket is missing at the end of the line", None),
        ("(rude and polite «}»", "a closing bracket is missing before `}`", None),
        ("platform is«»", "a value is missing at the end of the line", None),
        ("platform is not«»", "a value is missing at the end of the line", None),
        ("platform is not «within»", "a value is missing before `within`", None),
        ("posted is «2026-05-07»", "a value is missing before `2026-05-07`", None),
        ("platform is one of x, «or» forum", "a value is missing before `or`", None),
        ("approvers has any of«»", "a value is missing at the end of the line", None),
        ("approvers has«»", "`any of`, `all of` or `none of` is missing after `has`", SETS),
        ("approvers has «any» clerk", "`any of`, `all of` or `none of` is missing after `has`", SETS),
        ("pictures is at least«»", "a whole number or the name of a fact is missing at the end of the line", None),
        ("pictures is exactly «and»", "a whole number or the name of a fact is missing before `and`", None),
        ("posted is on«»", "a date or the name of a fact is missing at the end of the line", None),
        ("posted is before «2026»", "a date or the name of a fact is missing before `2026`", None),
        ("posted within 3 weeks before«»", "a date or the name of a fact is missing at the end of the line", None),
        ("posted within «before» poll", "a number of days or weeks is missing before `before`", LENGTH),
        ("posted is before poll minus «week»", "a number of days or weeks is missing before `week`", LENGTH),
        ("posted is after poll plus«»", "a number of days or weeks is missing at the end of the line", LENGTH),
        ("posted is after poll plus 3«»", "`days` or `weeks` is missing at the end of the line", DAYS),
        ("posted within {n} «years» after poll", "`days` or `weeks` is missing before `years`", DAYS),
        ("posted within 3 days«»", "`before` or `after` is missing here", SIDE),
        ("{«»", "the name of a decision is missing at the end of the line", None),
        ("{«}»", "the name of a decision is missing before `}`", None),
        ("{decided «and» rude", "a closing brace is missing before `and`", None),
        # Something is too much.
        ("rude «)»", "`)` does not belong here", JOIN),
        ("platform is x «forum»", "`forum` does not belong here", JOIN),
        ("rude«,» polite", "`,` does not belong here", JOIN),
        ("pictures is at least 1234567890«1»", "`1` does not belong here", JOIN),
        ("posted is on poll plus 1 day «minus» 1 day", "`minus` does not belong here", JOIN),
    ],
)
def test_slips(marked: str, said: str, hint: str | None) -> None:
    line = marked.replace("«", "").replace("»", "")
    fault = fault_of(line)
    assert (mark(line, fault), fault.message, fault.hint) == (marked, said, hint)


@pytest.mark.parametrize(
    ("opening", "closing", "printed"),
    [("not ", "", "not "), ("(", ")", "")],
    ids=["not", "brackets"],
)
def test_how_deep_a_line_may_nest(opening: str, closing: str, printed: str) -> None:
    most = MOST_NESTED - 1  # the fact within is the last step down
    deepest = parse_condition(opening * most + "rude" + closing * most)
    assert print_condition(deepest) == printed * most + "rude"
    deeper = opening * MOST_NESTED + "rude" + closing * MOST_NESTED
    fault = fault_of(deeper)
    assert (fault.message, fault.hint) == ("this condition is nested too deeply", NESTED)
    assert fault.offset_start == len(opening) * MOST_NESTED


def test_how_deep_is_counted_anew_for_each_part() -> None:
    """Twenty steps down are the most for one part of a line; a long line of shallow parts may have many more."""
    assert MOST_NESTED == 20
    parts = " or ".join(["not (rude)"] * 3 * MOST_NESTED)
    assert print_condition(parse_condition(parts)) == parts.replace("(rude)", "rude")


def test_a_name_and_a_number_know_where_they_stand() -> None:
    """What is wrong with a value is told later, by those who know the facts: they have to find it in the line."""
    line = "pictures is at most   12"
    tree = parse_condition(line)
    assert isinstance(tree, Atom)
    assert isinstance(tree.subject, Name)
    assert isinstance(tree.operand, Written)
    assert line[tree.subject.start : tree.subject.end] == "pictures"
    assert line[tree.operand.start : tree.operand.end] == "12"


AS_ROLE = "write `author is …` or `author is one of …, …`"
AS_NUMBER = "write `{} is at least …`, `at most`, `more than`, `less than` or `exactly`"
AS_YES_NO = "write `rude` or `not rude`"
AS_CHOICE = "write `platform is …` or `platform is one of …, …`"
AS_SET = "write `approvers has any of …`, `approvers has all of …` or `approvers has none of …`"
AS_DATE = (
    "write `posted is on or before …`, `before`, `after`, `on or after`, `on`, or `posted within 42 days before …`"
)
SO = "fact and cannot be tested so"
LONG = "is not a length between nothing and a century"
DECISIONS: dict[str, Any] = {
    "enough": {"question": "Is one enough?", "type": "yes_no"},
    "period": {"question": "How many?", "type": "number", "unit": "days", "minimum": 0, "maximum": 99_999},
    "where": {"question": "Where?", "type": "words", "of": "platform"},
    "staff": {"question": "Who?", "type": "words", "of": "author"},
}


@pytest.mark.parametrize(
    ("marked", "said", "hint"),
    [
        # Names that nobody knows.
        ("rude and «platfrom» is x", "a post has no fact called `platfrom`", "did you mean `platform`?"),
        ("«zebra» is at least 3", "a post has no fact called `zebra`", None),
        ("pictures is more than «linx»", "a post has no fact called `linx`", "did you mean `links`?"),
        ("posted within 3 days after «zebra»", "a post has no fact called `zebra`", None),
        ("platform is «facebok»", "`facebok` is not a value of `platform`", "did you mean `facebook`?"),
        (
            "platform is one of x, «zebra», facebok",
            "`zebra` is not a value of `platform`",
            "it is one of `facebook`, `x`, `forum`",
        ),
        ("author is «cheif»", "`cheif` is not a value of `author`", "did you mean `chief`?"),
        (
            "approvers has any of «king»",
            "`king` is not a value of `approvers`",
            "it is one of `chief`, `clerk`, `mayor`",
        ),
        (
            "rude or {«enuff»}",
            "no rule of this policy asks for a decision called `enuff`",
            "declare it under `decisions` of the rule, with its question",
        ),
        (
            "{«enoough»}",
            "no rule of this policy asks for a decision called `enoough`",
            "did you mean `enough`?",
        ),
        # Facts of another type.
        ("«author»", f"`author` is a role {SO}", AS_ROLE),
        ("«author» has any of chief", f"`author` is a role {SO}", AS_ROLE),
        ("not «platform»", f"`platform` is a choice {SO}", AS_CHOICE),
        ("«pictures» is x", f"`pictures` is a number {SO}", AS_NUMBER.format("pictures")),
        ("«rude» is yes", f"`rude` is a yes/no {SO}", AS_YES_NO),
        ("pictures is more than «rude»", f"`rude` is a yes/no {SO}", AS_YES_NO),
        ("«approvers» is clerk", f"`approvers` is a set {SO}", AS_SET),
        ("«posted» is at least 3", f"`posted` is a date {SO}", AS_DATE),
        ("«links» within 3 days after poll", f"`links` is a number {SO}", AS_NUMBER.format("links")),
        ("posted within 3 days after «links»", f"`links` is a number {SO}", AS_NUMBER.format("links")),
        ("posted is before «links» plus {period} days", f"`links` is a number {SO}", AS_NUMBER.format("links")),
        ("pictures is at least «days_left»", "`days_left` counts days and `pictures` counts count", None),
        # Questions to the council of another type.
        ("{«period»}", "decision `period` is not settled by yes or no", None),
        ("pictures is at least {«enough»}", "decision `enough` is not settled by a number", None),
        ("posted is before poll plus {«where»} days", "decision `where` is not settled by a number", None),
        ("platform is one of {«period»}", "decision `period` is not settled by naming values of `platform`", None),
        ("author is one of {«where»}", "decision `where` is not settled by naming values of `author`", None),
        ("approvers has any of {«staff»}", "decision `staff` is not settled by naming values of `approvers`", None),
        # Out of bounds.
        ("pictures is at least «-1»", "`-1` is outside 0 to 9, the bounds of `pictures`", None),
        ("pictures is at least «10»", "`10` is outside 0 to 9, the bounds of `pictures`", None),
        ("posted is after «2026-02-30»", "`2026-02-30` is not a day of the calendar", None),
        ("posted is after «2026-02-30» plus {period} days", "`2026-02-30` is not a day of the calendar", None),
        ("posted is after «9999-12-31» plus 1 day", "`9999-12-31`, moved so far, leaves the calendar", None),
        ("posted within «36601» days before poll", f"`36601` {LONG}", None),
        ("posted within «5229» weeks before poll", f"`5229` {LONG}", None),
        ("posted is on poll minus «-1» days", f"`-1` {LONG}", None),
    ],
)
def test_lines_that_mean_nothing_here(marked: str, said: str, hint: str | None) -> None:
    line = marked.replace("«", "").replace("»", "")
    (fault,) = faults(make_rule(require=line, decisions=DECISIONS))
    assert fault.start is not None
    assert fault.end is not None
    assert (f"{line[: fault.start]}«{line[fault.start : fault.end]}»{line[fault.end :]}") == marked
    assert (fault.code.name, fault.message, fault.hint) == ("rule-condition", said, hint)


@pytest.mark.parametrize(
    "line",
    [
        "pictures is at least 0",
        "pictures is at most 9",
        "posted within 0 days before poll",
        "posted within 36600 days before poll",
        "posted within 5228 weeks before poll",
        "posted is on 2028-02-29",
    ],
)
def test_the_bounds_themselves_are_allowed(line: str) -> None:
    assert faults(make_rule(require=line)) == ()


@pytest.mark.parametrize(("days", "said"), [(36_600, None), (36_601, f"`36601` {LONG}"), (5_229, None)])
def test_a_length_that_the_council_settled(days: int, said: str | None) -> None:
    rule = make_rule(require="posted within {period} days before poll", decisions=DECISIONS)
    found = faults(rule, decisions={"period": days})
    assert [(fault.message, fault.start, fault.end) for fault in found] == ([(said, 15, 21)] if said else [])


def test_a_number_of_weeks_that_the_council_settled() -> None:
    rule = make_rule(require="posted is before poll plus {period} weeks", decisions=DECISIONS)
    assert [fault.message for fault in faults(rule, decisions={"period": 5_229})] == [f"`5229` {LONG}"]
    assert len(lower(rule, decisions={"period": 5_228}).rules) == 1
