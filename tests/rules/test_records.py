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
from policykit.rules.records import FactValueError, Judged, Record, read_record, read_value

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
        ({"record": ["post"]}, "there is no kind of record called `[post]`", "the kinds are: post, ledger"),
        ({"record": None}, "`record` is missing", "the kinds are: post, ledger"),
        ({"id": ["a"]}, "`id` is a list, not a text", None),
        ({"id": {}}, "`id` is an object, not a text", None),
        ({"id": 2.5}, "`id` is the number `2.5`, not a text", None),
        ({"id": True}, "`id` is `true`, not a text", None),
        ({"id": False}, "`id` is `false`, not a text", None),
        ({"platfrom": "x"}, "a post has no fact called `platfrom`", "did you mean `platform`?"),
        ({"y" * 60: "x"}, f"a post has no fact called `{'y' * 60}`", None),
        ({"y" * 61: "x"}, f"a post has no fact called `{'y' * 59}…`", None),
        ({3: "x"}, "a post has no fact called `3`", None),
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
        (
            {"approvers": ["clark"]},
            "`[clark]` of `approvers` holds `clark`, which is not one of its words",
            "did you mean `clerk`?",
        ),
        (
            {"approvers": [["clerk"], True]},
            "`[[clerk], true]` of `approvers` holds `[clerk]`, which is not one of its words",
            "did you mean `clerk`?",
        ),
        (
            {"approvers": [None]},
            "`[null]` of `approvers` holds `null`, which is not one of its words",
            "its words are: chief, clerk, mayor",
        ),
        (
            {"approvers": {"queen", "clerk"}},
            "`[clerk, queen]` of `approvers` holds `queen`, which is not one of its words",
            "its words are: chief, clerk, mayor",
        ),
        ({"pictures": -1}, "`-1` of `pictures` is out of bounds", "the bounds are 0 and 9"),
        ({"pictures": "2"}, "`2` of `pictures` is not a whole number", "write a whole number from 0 to 9"),
        ({"pictures": 2.0}, "`2.0` of `pictures` is not a whole number", "write a whole number from 0 to 9"),
        ({"pictures": True}, "`true` of `pictures` is not a whole number", "write a whole number from 0 to 9"),
        ({"pictures": 10}, "`10` of `pictures` is out of bounds", "the bounds are 0 and 9"),
        ({"posted": "27/04/2026"}, "`27/04/2026` of `posted` is not a date", "write the day as in 2026-05-07"),
        ({"posted": "2026-1-01"}, "`2026-1-01` of `posted` is not a date", "write the day as in 2026-05-07"),
        ({"posted": "20260507"}, "`20260507` of `posted` is not a date", "write the day as in 2026-05-07"),
        ({"posted": "2026-W19-4"}, "`2026-W19-4` of `posted` is not a date", "write the day as in 2026-05-07"),
        ({"posted": 20260507}, "`20260507` of `posted` is not a date", "write the day as in 2026-05-07"),
        ({"posted": "2026-02-30"}, "`2026-02-30` of `posted` is not a date", "write the day as in 2026-05-07"),
        (
            {"posted": "2027-01-01"},
            "`2027-01-01` of `posted` is out of bounds",
            "the bounds are 2026-01-01 and 2026-12-31",
        ),
        ({"days_left": 11}, "`days_left` is given as `11`, but `10` follows", "from posted, poll"),
        ({"poll": "2099-01-01"}, "`days_left` would be `26547`, out of bounds", None),
        (
            {"poll": "2099-01-01", "days_left": 5},
            "`days_left` is given as `5`, but `26547` follows",
            "from posted, poll",
        ),
        ({"judged": []}, "`judged` is a list, not an object", None),
        ({"judged": "the clerk"}, "`judged` is the text `the clerk`, not an object", None),
        ({"judged": {"rudee": {}}}, "a post has no judgement called `rudee`", "did you mean `rude`?"),
        ({"judged": {3: {}}}, "a post has no judgement called `3`", None),
        ({"judged": {"platform": {}}}, "a post has no judgement called `platform`", None),
    ],
)
def test_what_is_said_of_a_wrong_record(change: dict[str, Any], message: str, hint: str | None) -> None:
    record, diagnostics = read_record({**GOOD, **change}, small_vocabulary())
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    assert record is None
    assert [(d.message, d.hint) for d in errors] == [(message, hint)]


DAY = "2026-05-07"
BY_AND_ON = "does not say who judged (`by`) and when (`on`)"


@pytest.mark.parametrize(
    ("signature", "problem"),
    [
        ({"by": "A. Officer", "on": DAY}, None),
        ({"by": "A. Officer", "on": date(2026, 5, 7)}, None),
        ({"by": "A. Officer"}, BY_AND_ON),
        ({"on": DAY}, BY_AND_ON),
        ({"by": "", "on": DAY}, BY_AND_ON),
        ({"by": 7, "on": DAY}, BY_AND_ON),
        ({"by": "A. Officer", "on": DAY, "at": "noon"}, BY_AND_ON),
        ("A. Officer", BY_AND_ON),
        (None, BY_AND_ON),
        ({"by": "A. Officer", "on": "once"}, "is not a date"),
    ],
)
def test_how_a_judgement_is_signed(signature: object, problem: str | None) -> None:
    record, diagnostics = read_record({**GOOD, "judged": {"rude": signature}}, small_vocabulary())
    if problem is None:
        assert record is not None
        assert record.judged == {"rude": Judged("A. Officer", date(2026, 5, 7))}
        assert diagnostics == ()
    else:
        told = [(d.message, d.hint) for d in diagnostics if d.severity is Severity.ERROR]
        assert told == [(f"the signature of `rude` {problem}", "write {by: Town Clerk, on: 2026-05-07}")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "nothing"),
        ([], "a list"),
        ([{"record": "post"}], "a list"),
        ("post", "the text `post`"),
        ("p" * 61, f"the text `{'p' * 59}…`"),
        (3, "the number `3`"),
        (2.5, "the number `2.5`"),
        (True, "`true`"),
        (False, "`false`"),
    ],
)
def test_a_record_is_an_object(data: object, said: str) -> None:
    record, (diagnostic,) = read_record(data, small_vocabulary())
    assert record is None
    assert diagnostic.message == f"a record is an object with facts, not {said}"


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        ({"record": "ledger"}, None, "ledger"),
        ({"record": "ledger"}, "post", "ledger"),  # what the record says of itself counts
        ({}, "post", "post"),
        ({"record": None}, "post", "post"),
        ({}, "poast", "there is no kind of record called `poast`"),
        ({}, None, "`record` is missing"),
    ],
)
def test_the_kind_of_a_record(data: dict[str, object], kind: str | None, said: str) -> None:
    record, diagnostics = read_record(data, small_vocabulary(), kind=kind)
    assert (record.kind if record else diagnostics[0].message) == said


@pytest.mark.parametrize(("written", "id_"), [("A-7", "A-7"), (7, "7"), (0, "0"), (None, None)])
def test_the_id_of_a_record_is_a_text(written: object, id_: str | None) -> None:
    record, _ = read_record({"record": "post", "id": written}, small_vocabulary())
    assert record is not None
    assert record.id == id_


@pytest.mark.parametrize(
    ("given", "days_left"),
    [
        ({"posted": "2026-04-27", "poll": "2026-05-07"}, 10),
        ({"posted": "2026-04-27", "poll": "2026-05-07", "days_left": 10}, 10),
        ({"posted": date(2026, 4, 27), "poll": date(2026, 5, 7)}, 10),
        ({"days_left": 10}, 10),  # whoever does not tell the days may tell what lies between
        ({"posted": "2026-04-27", "poll": None}, None),
    ],
)
def test_a_derived_fact(given: dict[str, Any], days_left: int | None) -> None:
    record, diagnostics = read_record({"record": "post", **given}, small_vocabulary())
    assert diagnostics == ()
    assert record is not None
    assert record.facts.get("days_left") == days_left


def test_an_unsigned_judgement_is_warned_of() -> None:
    record, (diagnostic,) = read_record({"record": "post", "rude": True}, small_vocabulary())
    assert record is not None
    assert (diagnostic.severity, diagnostic.message) == ("warning", "the judgement `rude` is not signed")


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"record": "poast"}, ("record",), "record-shape"),
        ({"id": []}, ("id",), "record-shape"),
        ({"linx": 1}, ("linx",), "record-fact"),
        ({3: 1}, ("3",), "record-fact"),
        ({"pictures": 99}, ("pictures",), "record-value"),
        ({"days_left": 9}, ("days_left",), "record-derived"),
        ({"poll": "2099-01-01"}, ("posted",), "record-derived"),  # the first of what it is worked out from
        ({"judged": 3}, ("judged",), "record-shape"),
        ({"judged": {"rood": {}}}, ("judged", "rood"), "record-fact"),
        ({"judged": {"rude": {}}}, ("judged", "rude"), "record-shape"),
        ({"judged": {}}, ("rude",), "record-unsigned"),
        ({"judged": None}, ("rude",), "record-unsigned"),
    ],
)
def test_faults_are_placed(change: dict[Any, Any], path: tuple[str | int, ...], code: str) -> None:
    """Each fault stands in the file where the value stands that has to be changed."""
    places = {path: Span("post.json", 3, 5, 3, 9)}
    _, diagnostics = read_record({**GOOD, **change}, small_vocabulary(), locate=places.get)
    placed = {d.code: str(d.span) for d in diagnostics if d.span}
    assert placed == {code: "post.json:3:5"}


def test_nothing_stands_nowhere() -> None:
    """A record that is no file's has no places, and its faults are told all the same."""
    _, (diagnostic,) = read_record({"record": "post", "pictures": 99}, small_vocabulary())
    assert diagnostic.span is None


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


@pytest.mark.parametrize(
    ("fact", "answer", "value"),
    [
        ("rude", "yes", True),
        ("rude", False, False),
        ("author", "guest", "guest"),
        ("platform", "forum", "forum"),
        ("approvers", ("mayor", "mayor"), frozenset({"mayor"})),
        ("pictures", 9, 9),
        ("posted", "2026-12-31", date(2026, 12, 31)),
        ("rude", "Yes", "is not yes or no"),
        ("author", "king", "is not one of its words"),
        ("approvers", {"mayor": 1}, "is not a list"),
        ("pictures", 10, "is out of bounds"),
        ("posted", None, "is not a date"),
    ],
)
def test_a_single_answer(fact: str, answer: object, value: object) -> None:
    """As someone gives it who is asked for one fact after another; what is wrong is the end of a sentence."""
    vocabulary = small_vocabulary()
    try:
        found: object = read_value(vocabulary.records["post"].facts[fact], answer, tuple(vocabulary.roles))
    except FactValueError as error:
        found = str(error)
    assert found == value
