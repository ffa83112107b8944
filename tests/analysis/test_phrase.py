"""Facts in sentences: as the vocabulary says them, or by their labels where it has no words."""

from __future__ import annotations

import pytest
from tests.rules.library_rules import vocabulary

from policykit.analysis.phrase import list_words, make_phrases, say_day
from policykit.model.fact import ChoiceFact, DateFact, FactKind, SetFact, YesNoFact
from policykit.rules.ir import Value


def test_every_fact_of_the_library_has_words() -> None:
    without = [
        f"{kind}.{name}"
        for kind, record in vocabulary().records.items()
        for name, fact in record.facts.items()
        if fact.said is None or record.said is None
    ]
    assert without == []


def test_circumstances_come_before_what_is_done() -> None:
    phrases = make_phrases(vocabulary(), "post")
    values: dict[str, Value] = {"account_owner": "personal", "is_obscene": True, "uses_council_logo": True}
    assert phrases.describe(values, ("councillor", "officer")) == (
        "A councillor or an officer of the council who, on a personal account,"
        " says something obscene and shows the council's logo"
    )
    assert phrases.describe({"account_owner": "council"}, council=True) == (
        "A council that, on the council's account, publishes something"
    )


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        (YesNoFact(label="late", question="?", kind=FactKind.CHOICE, type="yes_no"), True, "with “late” as so"),
        (YesNoFact(label="late", question="?", kind=FactKind.CHOICE, type="yes_no"), False, "with “late” as not so"),
        (
            ChoiceFact(label="colour", question="?", kind=FactKind.CHOICE, type="choice", values=("deep_red", "blue")),
            "deep_red",
            "with “colour” as “deep red”",
        ),
        (
            SetFact(label="tools", question="?", kind=FactKind.CHOICE, type="set", members=("pen", "ink")),
            frozenset(("pen", "ink")),
            "with “tools” as “ink” and “pen”",
        ),
        (
            DateFact(label="day", question="?", kind=FactKind.CHOICE, type="date"),
            vocabulary().records["post"].facts["poll_on"].ordinary,
            "with “day” as 6 May 2027",
        ),
    ],
)
def test_without_words_a_fact_is_said_by_its_label(fact: YesNoFact, value: bool, said: str) -> None:
    assert make_phrases(vocabulary(), "post").say(fact, value) == said


def test_lists_and_days() -> None:
    assert [list_words(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    day = vocabulary().records["post"].facts["published_on"].ordinary
    assert say_day(day) == "15 September 2026"  # type: ignore[arg-type]
