"""Records from a file: what is read, and what is said of a record that is wrong. Never silent, never a traceback."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

import pytest
from tests.rules.library_rules import NAMES, ruleset, vocabulary
from tests.rules.small import small_vocabulary

from policykit.errors import Severity, Span
from policykit.rules.decode import JsonChecker
from policykit.rules.findings import Outcome
from policykit.rules.records import Judged, Record, read_record

GOOD = {
    "record": "post",
    "id": 7,
    "author": "officer",
    "rude": "no",
    "platform": "x",
    "approvers": ["mayor", "clerk", "mayor"],
    "pictures": 2,
    "links": None,
    "posted": "2026-04-27",
    "poll": "2026-05-07",
    "judged": {"rude": {"by": "Town Clerk", "on": "2026-04-28"}},
}


def test_a_good_record() -> None:
    record, diagnostics = read_record(GOOD, small_vocabulary())
    assert diagnostics == ()
    assert record == Record(
        kind="post",
        id="7",
        judged={"rude": Judged("Town Clerk", date(2026, 4, 28))},
        facts={
            "author": "officer",
            "rude": False,
            "platform": "x",
            "approvers": frozenset({"clerk", "mayor"}),
            "pictures": 2,
            "posted": date(2026, 4, 27),
            "poll": date(2026, 5, 7),
            "days_left": 10,
        },
    )


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        ({"record": "poast"}, "there is no kind of record called `poast`", "did you mean `post`?"),
        ({"record": 3}, "there is no kind of record called `3`", "the kinds are: post, ledger"),
        ({"id": ["a"]}, "`id` is a list, not a text", None),
        ({"platfrom": "x"}, "a post has no fact called `platfrom`", "did you mean `platform`?"),
        ({"y" * 60: "x"}, f"a post has no fact called `{'y' * 60}`", None),
        ({"y" * 61: "x"}, f"a post has no fact called `{'y' * 57}…`", None),
        ({"rude": 1}, "`1` of `rude` is not yes or no", "write yes or no, or leave the fact out if it is not known"),
        (
            {"rude": "maybe"},
            "`maybe` of `rude` is not yes or no",
            "write yes or no, or leave the fact out if it is not known",
        ),
        ({"platform": "facebok"}, "`facebok` of `platform` is not one of its words", "did you mean `facebook`?"),
        ({"platform": True}, "`true` of `platform` is not one of its words", "it is one of: facebook, x, forum"),
        (
            {"author": "king"},
            "`king` of `author` is not one of its words",
            "it is one of: officer, chief, councillor, guest",
        ),
        (
            {"approvers": "clerk"},
            "`clerk` of `approvers` is not a list",
            "write a list of some of: chief, clerk, mayor",
        ),
        (
            {"approvers": ["clerk", 3]},
            "`[clerk, 3]` of `approvers` holds `3`, which is not one of its words",
            "its words are: chief, clerk, mayor",
        ),
        ({"pictures": 2.0}, "`2.0` of `pictures` is not a whole number", "write a whole number of count from 0 to 9"),
        ({"pictures": True}, "`true` of `pictures` is not a whole number", "write a whole number of count from 0 to 9"),
        ({"pictures": 10}, "`10` of `pictures` is out of bounds", "the bounds are 0 and 9"),
        ({"posted": "27/04/2026"}, "`27/04/2026` of `posted` is not a date", "write the day as in 2026-05-07"),
        ({"posted": "2026-02-30"}, "`2026-02-30` of `posted` is not a date", "write the day as in 2026-05-07"),
        (
            {"posted": "2027-01-01"},
            "`2027-01-01` of `posted` is out of bounds",
            "the bounds are 2026-01-01 and 2026-12-31",
        ),
        ({"days_left": 11}, "`days_left` is given as `11`, but `10` follows", "from posted, poll"),
        ({"poll": "2099-01-01"}, "`days_left` would be `26547`, out of bounds", None),
        ({"judged": "the clerk"}, "`judged` is the text `the clerk`, not an object", None),
        ({"judged": {"rudee": {}}}, "a post has no judgement called `rudee`", "did you mean `rude`?"),
        ({"judged": {"platform": {}}}, "a post has no judgement called `platform`", None),
        (
            {"judged": {"rude": {"by": "me"}}},
            "the signature of `rude` does not say `by` whom and `on` which day",
            "write {by: Town Clerk, on: 2026-05-07}",
        ),
        (
            {"judged": {"rude": {"by": "me", "on": "once"}}},
            "the signature of `rude` is not a date",
            "write {by: Town Clerk, on: 2026-05-07}",
        ),
    ],
)
def test_what_is_said_of_a_wrong_record(change: dict[str, Any], message: str, hint: str | None) -> None:
    record, diagnostics = read_record({**GOOD, **change}, small_vocabulary())
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    assert record is None
    assert [(d.message, d.hint) for d in errors] == [(message, hint)]


@pytest.mark.parametrize("data", [None, [], "post", 3, True, [{"record": "post"}]])
def test_a_record_is_an_object(data: object) -> None:
    record, (diagnostic,) = read_record(data, small_vocabulary())
    assert record is None
    assert diagnostic.message.startswith("a record is an object with facts, not ")


def test_an_unsigned_judgement_is_warned_of() -> None:
    record, (diagnostic,) = read_record({"record": "post", "rude": True}, small_vocabulary())
    assert record is not None
    assert (diagnostic.severity, diagnostic.message) == ("warning", "nobody has put their name to the judgement `rude`")


def test_faults_are_placed() -> None:
    def locate(path: tuple[str | int, ...]) -> Span:
        return Span("post.json", 3, 5, 3, 9) if path == ("pictures",) else Span("post.json", 1, 1, 1, 1)

    _, (diagnostic,) = read_record({"record": "post", "pictures": 99}, small_vocabulary(), locate=locate)
    assert str(diagnostic.span) == "post.json:3:5"


def test_every_fault_is_told_at_once() -> None:
    _, diagnostics = read_record({"record": "post", "pictures": 99, "linx": 1, "platform": "y"}, small_vocabulary())
    assert len(diagnostics) == 3


CLEAN = {
    "record": "post",
    "author_role": "officer",
    "account_owner": "council",
    "published_on": "2026-09-15",
    "approved_by": ["chief_officer"],
    "is_derogatory": False,
    "is_respectful": True,
}


def mutate(source: random.Random) -> tuple[str, bytes]:
    """Spoil a good record in one way; give what was done, and the line."""
    record: dict[str, Any] = dict(CLEAN)
    name = source.choice([key for key in record if key != "record"])
    odd = source.choice([3.5, -1, "", "yess", "2026-13-01", {}, [[]], ["nobody"], "officerr", 10**30, "\u0000"])
    match source.randrange(6):
        case 0:
            record[name] = odd
            return f"{name}={odd!r}", json.dumps(record).encode()
        case 1:
            record[name + source.choice("sxyz")] = record.pop(name)
            return f"{name} misspelt", json.dumps(record).encode()
        case 2:
            record["record"] = source.choice(["posts", "", None, 3, "POST"])
            return f"record={record['record']!r}", json.dumps(record).encode()
        case 3:
            line = json.dumps(record).encode()
            cut = source.randrange(len(line) - 1)
            return f"cut at {cut}", line[:cut]
        case 4:
            line = json.dumps(record).encode()
            return "key twice", line[:-1] + b', "is_derogatory": 7, "is_derogatory": true}'
        case _:
            return "not an object", source.choice(
                [b"[]", b"3", b"null", b'"post"', b"\xff\xfe", b"", b"NaN", b"{}", b"[" * 3000]
            )


def test_two_hundred_spoilt_records_are_refused() -> None:
    checker = JsonChecker([ruleset(name) for name in NAMES], vocabulary())
    assert checker.check(json.dumps(CLEAN).encode()).findings
    for seed in range(200):
        what, line = mutate(random.Random(seed))  # noqa: S311
        checked = checker.check(line)
        assert checked.findings == [], what
        assert any(d.severity is Severity.ERROR for d in checked.diagnostics), what


def test_the_quick_reader_and_the_careful_one_agree() -> None:
    rulesets = [ruleset(name, {}) for name in NAMES]
    checker = JsonChecker(rulesets, vocabulary())
    quick = checker.check(json.dumps(CLEAN).encode())
    careful = checker.check(json.dumps({**CLEAN, "is_derogatory": "no", "days_to_poll": None}).encode())
    assert quick.findings == careful.findings
    assert {f.outcome for f in quick.findings} >= {Outcome.COMPLIANT, Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE}


def test_derived_facts_are_worked_out_by_the_quick_reader() -> None:
    rules = ruleset(NAMES[0], {})
    checker = JsonChecker([rules], vocabulary())
    line = {"record": "policy_review", "part": "ai_addendum", "checked_on": "2026-09-15", "reviewed_on": "2026-09-01"}
    (finding,) = checker.check(json.dumps(line).encode()).findings
    assert finding.missing == ()
    assert [m.name for m in finding.undecided] == ["addendum_review_days"]
    (early,) = checker.check(json.dumps({**line, "reviewed_on": "1900-01-01"}).encode()).diagnostics
    assert early.message == "`1900-01-01` of `reviewed_on` is out of bounds"
