"""Slips in a condition: the line with the place «marked», what is said of it, and the hint that goes with it."""

from __future__ import annotations

import pytest

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
