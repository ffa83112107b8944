"""Facts that hang together: what a record cannot say, what is only told, and what follows from a day of birth."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.rules.library_rules import library, ruleset, vocabulary

from policykit.errors import PolicykitError, Severity
from policykit.export.json_schema import to_json_schema
from policykit.pipeline.decide import load_rules
from policykit.rules.contradictions import list_implications
from policykit.rules.derive import age_on
from policykit.rules.records import read_record

RULES = load_rules(library(), "congleton/social-media")
MEMBER = {"record": "group_member", "adder_role": "officer", "is_work_group": True, "added_on": "2026-03-02"}
IMPLIED = [(kind, each) for kind, record in vocabulary().records.items() for each in list_implications(record.facts)]


def codes_of(record: dict[str, Any]) -> list[str]:
    return [d.code for d in read_record(record, vocabulary())[1] if d.code != "record-unsigned"]


def value_of(kind: str, name: str) -> Any:
    """Give a value that makes a fact so, or known."""
    return True if vocabulary().records[kind].facts[name].type == "yes_no" else "2026-05-01"


@pytest.mark.parametrize(("kind", "each"), IMPLIED, ids=[f"{each.fact}: {each.other}" for _, each in IMPLIED])
def test_each_implication_of_the_vocabulary_is_held_against_records(kind: str, each: Any) -> None:
    record = {"record": kind, each.fact: value_of(kind, each.fact)}
    against = {**record, each.other: not each.so}
    assert codes_of(record) == []
    assert codes_of({**record, each.other: each.so}) == []
    assert codes_of({"record": kind, each.other: not each.so}) == []
    assert codes_of(against) == ["record-views" if each.is_view else "record-contradiction"]
    # The quick ways say the same: a record that contradicts itself is never decided, and what is told is told.
    line = json.dumps(against).encode()
    if each.is_view:
        assert each.message in RULES.check(against).warnings
        assert RULES.check_json(line).diagnostics == ()
    else:
        assert [d.code for d in RULES.check_json(line).diagnostics] == ["record-contradiction"]
        with pytest.raises(PolicykitError, match="so `"):
            RULES.check(against)


@pytest.mark.parametrize(("kind", "each"), IMPLIED, ids=[f"{each.fact}: {each.other}" for _, each in IMPLIED])
def test_the_exported_schema_refuses_what_records_cannot_say(kind: str, each: Any) -> None:
    files = to_json_schema(ruleset("congleton/social-media")).files
    schema = Draft202012Validator(json.loads(files[f"{kind}.schema.json"]))
    record = {"record": kind, each.fact: value_of(kind, each.fact)}
    words = {True: "yes", False: "no"}
    for fits in (record, {**record, each.other: each.so}, {**record, each.other: None}, {each.other: not each.so}):
        assert schema.is_valid(fits)
    for said in (not each.so, words[not each.so]):
        assert schema.is_valid({**record, each.other: said}) is each.is_view


def test_the_vocabulary_has_implications_of_both_kinds() -> None:
    assert {each.is_view for _, each in IMPLIED} == {True, False}


def test_what_is_wrong_is_said_in_the_words_of_the_record() -> None:
    record = {**MEMBER, "removed_on": "2026-05-01", "is_removed": False}
    (fault,) = (d for d in read_record(record, vocabulary())[1] if d.severity is Severity.ERROR)
    assert fault.message == "`removed_on` is known, so `is_removed` is yes, but it is given as no"
    assert fault.hint == "correct the one that is wrong, or leave out what is not known"


@given(born=st.dates(date(2000, 1, 1), date(2026, 3, 2)), said=st.sampled_from([None, True, False]))
def test_who_is_a_child_follows_from_the_day_of_birth(born: date, said: bool | None) -> None:
    added = date.fromisoformat(MEMBER["added_on"])  # type: ignore[arg-type]
    is_child = age_on(born, added) < 18
    record = {**MEMBER, "born_on": born.isoformat(), "is_child": said}
    read, found = read_record(record, vocabulary())
    if said is None or said is is_child:
        assert read is not None
        assert read.facts["is_child"] is is_child
        assert RULES.check_json(json.dumps(record).encode()).diagnostics == ()
    else:
        assert [d.code for d in found] == ["record-derived"]
        assert [d.code for d in RULES.check_json(json.dumps(record).encode()).diagnostics] == ["record-derived"]


def test_a_birthday_is_counted_to_the_day() -> None:
    added = date(2026, 3, 2)
    for born, outcome in ((date(2008, 3, 2), "not_applicable"), (date(2008, 3, 2) + timedelta(days=1), "breach")):
        record = {**MEMBER, "added_on": added, "born_on": born, "is_vulnerable_adult": False, "consent_by": "nobody"}
        found = {f.rule: f.outcome for f in RULES.check(record).findings}
        assert found["messaging.children.consent"] == outcome


def test_a_person_is_asked_whether_somebody_is_a_child_and_not_for_a_day_of_birth() -> None:
    finding = next(f for f in RULES.check(MEMBER).findings if f.rule == "messaging.children.consent")
    names = {missing.name for missing in finding.missing}
    assert "is_child" in names
    assert "born_on" not in names


def test_every_rule_reads_the_age_as_worked_out() -> None:
    reads = {rule.id for rule in ruleset("congleton/social-media").rules if "is_child" in rule.facts}
    assert reads == {"messaging.children.consent"}
