"""Lines of JSON as they come in by the million: what each line gives, or what is said of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.rules.library_rules import vocabulary
from tests.rules.small import IDENTITY, TEXT, lower, make_rule, small_vocabulary

from policykit.rules.decode import JsonChecker
from policykit.rules.derive import Nation
from policykit.rules.ruleset import ClauseRule, lower_rules

ONE_KIND = lower(make_rule(id="kind", modality="must_not", forbid="rude", bearer=["council"]))
IN_TIME = lower(make_rule(id="in-time", require="days_left is at least 7", bearer=["council"]))
NATIONS: tuple[Nation, ...] = ("ENG", "SCT")


def check(line: str | bytes) -> list[str]:
    """Give the outcomes of both rules, or what is said of the line."""
    checked = JsonChecker([ONE_KIND, IN_TIME], small_vocabulary()).check(
        line.encode() if isinstance(line, str) else line
    )
    assert not (checked.findings and checked.diagnostics)
    return [f.outcome.value for f in checked.findings] or [d.message for d in checked.diagnostics]


@pytest.mark.parametrize(
    ("facts", "kind", "in_time"),
    [
        ({}, "cannot_tell", "cannot_tell"),
        ({"rude": True}, "breach", "cannot_tell"),
        ({"rude": False}, "compliant", "cannot_tell"),
        ({"rude": None}, "cannot_tell", "cannot_tell"),
        ({"rude": "yes"}, "breach", "cannot_tell"),
        ({"rude": "no", "days_left": 6}, "compliant", "breach"),
        ({"days_left": 7}, "cannot_tell", "compliant"),
        ({"days_left": None}, "cannot_tell", "cannot_tell"),
        ({"posted": "2026-01-01", "poll": "2026-01-08"}, "cannot_tell", "compliant"),
        ({"posted": "2026-01-01", "poll": "2026-01-07"}, "cannot_tell", "breach"),
        ({"posted": "2026-12-31", "poll": "2026-12-31", "days_left": 0}, "cannot_tell", "breach"),
        ({"posted": "2026-01-01", "poll": "2027-02-05"}, "cannot_tell", "compliant"),  # 400 days, the most there may be
        ({"id": "A-7", "judged": {"rude": {"by": "A. Officer", "on": "2026-05-07"}}}, "cannot_tell", "cannot_tell"),
        ({"id": 7, "judged": None, "author": "guest", "platform": "x"}, "cannot_tell", "cannot_tell"),
        ({"approvers": ["clerk", "clerk"], "pictures": 9, "links": 0}, "cannot_tell", "cannot_tell"),
        ({"approvers": [], "pictures": 0}, "cannot_tell", "cannot_tell"),
    ],
)
def test_records(facts: dict[str, Any], kind: str, in_time: str) -> None:
    assert check(json.dumps({"record": "post", **facts})) == [kind, in_time]


def test_a_kind_of_record_without_rules() -> None:
    assert check('{"record": "ledger", "published": true}') == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "this is not a JSON object"),
        ("", "this is not a JSON object"),
        (b"\xff\xfe", "this is not a JSON object"),
        ("[" * 100_000, "this is not a JSON object"),
        ('{"record": "post", "rude": NaN}', "this is not a JSON object"),
        ('{"record": "post", "rude": -Infinity}', "this is not a JSON object"),
        ('{"record": "post", "rude": 7, "rude": true, "id": 1, "id": 2}', "the key `rude` appears twice"),
        ('{"record": "post", "judged": {"a": 1, "b": 2, "b": 3}, "rude": 7}', "the key `b` appears twice"),
        ("null", "a record is an object with facts, not nothing"),
        ("[]", "a record is an object with facts, not a list"),
        ("3", "a record is an object with facts, not the number `3`"),
        ("{}", "`record` is missing"),
        ('{"record": null}', "`record` is missing"),
        ('{"record": "poast"}', "there is no kind of record called `poast`"),
        ('{"record": "post", "linx": 1}', "a post has no fact called `linx`"),
        ('{"record": "post", "id": true}', "`id` is `true`, not a text"),
        ('{"record": "post", "judged": 3}', "`judged` is the number `3`, not an object"),
        ('{"record": "post", "rude": 1}', "`1` of `rude` is not yes or no"),
        ('{"record": "post", "platform": "y"}', "`y` of `platform` is not one of its words"),
        ('{"record": "post", "author": "king"}', "`king` of `author` is not one of its words"),
        (
            '{"record": "post", "approvers": ["king"]}',
            "`[king]` of `approvers` holds `king`, which is not one of its words",
        ),
        ('{"record": "post", "pictures": 10}', "`10` of `pictures` is out of bounds"),
        ('{"record": "post", "pictures": -1}', "`-1` of `pictures` is out of bounds"),
        ('{"record": "post", "posted": "2025-12-31"}', "`2025-12-31` of `posted` is out of bounds"),
        ('{"record": "post", "posted": "2027-01-01"}', "`2027-01-01` of `posted` is out of bounds"),
        ('{"record": "post", "posted": "2026-W19-4"}', "`2026-W19-4` of `posted` is not a date"),
        (
            '{"record": "post", "posted": "2026-01-01", "poll": "2027-02-06"}',
            "`days_left` would be `401`, out of bounds",
        ),
        (
            '{"record": "post", "posted": "2026-01-01", "poll": "2026-01-08", "days_left": 6}',
            "`days_left` is given as `6`, but `7` follows",
        ),
    ],
)
def test_what_is_said_of_a_line(line: str | bytes, said: str) -> None:
    assert check(line) == [said]


def test_derived_facts_that_no_rule_reads_are_not_worked_out() -> None:
    """So their bounds are not looked at either; the careful reader does look."""
    line = b'{"record": "post", "posted": "2026-01-01", "poll": "2099-01-01"}'
    unread, read = (JsonChecker([rules], small_vocabulary()).check(line) for rules in (ONE_KIND, IN_TIME))
    assert [f.outcome.value for f in unread.findings] == ["cannot_tell"]
    assert [d.message for d in read.diagnostics] == ["`days_left` would be `26663`, out of bounds"]


def test_the_nation_decides_which_days_are_working_days() -> None:
    """2 January is a bank holiday in Scotland alone."""
    rule = make_rule(bearer=["council"], require="working_days_to_poll is at least 2")
    rules = lower_rules([ClauseRule("clause-1", "clause 1", TEXT, rule)], vocabulary(), {}, ["officer"], IDENTITY)
    line = b'{"record": "post", "published_on": "2026-01-01", "poll_on": "2026-01-06"}'
    said = {
        nation: [finding.outcome.value for finding in JsonChecker([rules], vocabulary(), nation).check(line).findings]
        for nation in NATIONS
    }
    assert said == {"ENG": ["compliant"], "SCT": ["breach"]}
    assert JsonChecker([rules], vocabulary()).check(line).findings[0].outcome.value == "compliant"
