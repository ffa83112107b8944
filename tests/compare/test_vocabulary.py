"""Every word of force that policykit knows, listed for a councillor, and each found in a sentence."""

from __future__ import annotations

import pytest

from policykit.compare.words.force import find_markers
from policykit.compare.words.vocabulary import BEARERS, compile_markers, read_amount, read_plain
from policykit.model.force.english import FORCES

FORCE = {
    "duty": "must, shall, is required to, are required to, has to, have to, needs to, need to, is to be, are to be",
    "prohibition": "must not, must never, shall not, may not, can not, cannot, is not to, are not to, "
    "is not permitted, are not permitted, is not allowed, are not allowed, is prohibited, are prohibited, "
    "is forbidden, are forbidden, never",
    "recommendation": "should, ought to, it is recommended, is recommended, are recommended, is encouraged, "
    "are encouraged, is advised, are advised, is strongly recommended, are strongly recommended, "
    "is strongly encouraged, are strongly encouraged, is strongly advised, are strongly advised",
    "recommendation against": "should not, should never, ought not to, is not recommended, are not recommended",
    "permission": "may, can, is permitted, are permitted, is allowed, are allowed, is entitled to, are entitled to, is "
    "at liberty to, are at liberty to",
    "commitment": "will",
    "commitment not to": "will not, will never",
}
"""What gives a clause its force."""

KINDS = {
    "negation": "not, no, nor, neither, none, nobody, nothing, isn't, aren't, don't, doesn't",
    "condition": "only, unless, except, without, provided that, subject to, where possible, wherever possible, where "
    "appropriate, where practicable, if possible, at least, at most, no more than, not more than, no less"
    " than, not less than, no later than, up to, more than, less than, fewer than, before, after, until, "
    "prior to, in writing, written",
    "link": "and, or, all, any, every, some, most",
    "duration": "5 days, five days, two weeks, 2-week, 1 hour, 90 minutes, a 1 fortnight, 3 months, ten years, 5 "
    "working days, 5 clear days, 5 calendar days, 5 full days, 5 consecutive days, hourly, daily, weekly,"
    " fortnightly, monthly, quarterly, annually, yearly, at once, immediately, without delay, forthwith, promptly, "
    "as soon as possible, as soon as practicable",
    "number": "two, nineteen, twenty, ninety, hundred, 17, £5,000, €20, 95%, 1.5",
    "date": "1 May 2022, 1st May, 2nd of June, 3rd July 2020, 2022-05-01, 1/5/2022, May 2022, 10:30, 5pm, 5.30 pm",
    "bearer": "officer, councillors, clerk, proper officer, chief officer, town clerk, mayor, deputy mayor, chair, "
    "chairman, members, co-opted member, employee, staff, volunteers, contractor, committee, sub-"
    "committee, council, town council, parish council, group admin, admin, manager, line manager, "
    "monitoring officer, residents, user",
}
"""What else changes whom or what a clause binds."""


def split(words: str) -> list[str]:
    return [word.replace("£5;000", "£5,000") for word in words.replace("£5,000", "£5;000").split(", ")]


@pytest.mark.parametrize(("force", "words"), FORCE.items())
def test_every_word_that_gives_force(force: str, words: str) -> None:
    assert {word: FORCES.get(word) for word in split(words)} == dict.fromkeys(split(words), force)
    for word in split(words):
        subject = "" if word.startswith("it ") else "She "
        plain = {"can not": "cannot"}.get(word, word)
        assert [(m.kind, m.plain) for m in find_markers(f"{subject}{word} xyz")] == [("modal", plain)]


def test_there_are_no_others() -> None:
    assert sorted(FORCES) == sorted(word for words in FORCE.values() for word in split(words))
    assert {name.removesuffix("s") for name in split(KINDS["bearer"])} == set(BEARERS)


@pytest.mark.parametrize(("kind", "words"), KINDS.items())
def test_every_other_word_of_force(kind: str, words: str) -> None:
    for word in split(words):
        assert [m.kind for m in find_markers(f"Xyz {word} xyz")] == [kind], word


@pytest.mark.parametrize(
    ("short", "plain"),
    [
        ("mustn't", "must not"),
        ("shan't", "shall not"),
        ("can't", "cannot"),
        ("can not", "cannot"),
        ("shouldn't", "should not"),
        ("won't", "will not"),
        ("won’t", "will not"),
    ],
)
def test_short_forms_are_the_long_ones(short: str, plain: str) -> None:
    assert [(m.kind, m.plain) for m in find_markers(f"You {short} post")] == [("modal", plain)]


@pytest.mark.parametrize("words", ["in may", "each may", "the clerk's desk", "a can't-do"])
def test_words_that_only_look_so(words: str) -> None:
    assert find_markers(words) == ()


def test_whom_a_council_binds_besides() -> None:
    pattern = compile_markers(["town crier", "crier"])
    assert [(m.lastgroup, m[0]) for m in pattern.finditer("The town criers and the crier")] == [
        ("bearer", "town criers"),
        ("link", "and"),
        ("bearer", "crier"),
    ]
    assert [m.lastgroup for m in compile_markers([]).finditer("The clerk must")] == ["modal"]


AMOUNTS: list[tuple[str, str, str, tuple[float, str] | None]] = [
    ("number", "two", "2", (2, "")),
    ("number", "twenty", "20", (20, "")),
    ("number", "ninety", "90", (90, "")),
    ("number", "hundred", "100", (100, "")),
    ("number", "£6,500", "£6500", (6500, "")),
    ("number", "1.5", "1.5", (1.5, "")),
    ("duration", "ninety minutes", "90 minute", (1.5, "time")),
    ("duration", "2 weeks", "2 week", (336, "time")),
    ("duration", "one fortnight", "1 fortnight", (336, "time")),
    ("duration", "two days", "2 day", (48, "time")),
    ("duration", "3-month", "3 month", (2191.5, "time")),
    ("duration", "1 year", "1 year", (8766, "time")),
    ("duration", "5 working days", "5 working day", (120, "working time")),
    ("duration", "weekly", "weekly", None),
    ("duration", "5 blue moons", "5 blue moon", None),
]


@pytest.mark.parametrize(("kind", "text", "plain", "amount"), AMOUNTS)
def test_amounts_that_can_be_weighed(kind: str, text: str, plain: str, amount: tuple[float, str] | None) -> None:
    found = read_plain(kind, text)  # type: ignore[arg-type]
    assert found == plain
    assert read_amount(found) == amount
