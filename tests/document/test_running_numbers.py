"""Numbering as real policies have it: headings without numbers, numbers put between others, parts, schedules.

Each case is YAML as a clerk writes it, and what is printed and cited.
"""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.edition.numbers import Numbered, find_repeated_numbers, number_version
from policykit.model.policy import Clause, Numbering, Section, Style, Version
from policykit.wording.numerals import letter, read_letters, read_roman, roman

LEGAL: dict[str, object] = {"sections": "decimal", "clauses": "legal", "lists": "alpha"}


def part(name: str, *clauses: dict[str, object], heading: str | None = "Heading", **more: object) -> dict[str, object]:
    return {"id": name, "heading": heading, "clauses": clauses, **more}


def words(name: str, *clauses: dict[str, object], **more: object) -> dict[str, object]:
    return {"id": name, "kind": "statement", "text": "Words.", "clauses": clauses, **more}


def read(numbering: dict[str, object], *sections: dict[str, object]) -> Version:
    front = {"format": 1, "title": "T", "kind": "policy", "version": "1"}
    return Version.model_validate({**front, "numbering": numbering, "sections": sections})


def shown(numbering: dict[str, object], *sections: dict[str, object]) -> list[str]:
    version = read(numbering, *sections)
    assert find_repeated_numbers(version) == ()
    return [f"{name}: {found.number or '-'} | {found.label}" for name, found in number_version(version).items()]


def test_numbers_run_on_under_headings_without_numbers() -> None:
    clerk, chair = part("clerk", words("keeps"), heading="Clerk"), part("chair", words("signs"), heading="Chairman")
    assert shown(LEGAL, part("roles", words("intro"), sections=(clerk, chair)), part("next", words("first"))) == [
        "roles: 1 | 1",
        "intro: 1.1 | 1.1",
        "clerk: - | s.1, “Clerk”",
        "keeps: 1.2 | 1.2",
        "chair: - | s.1, “Chairman”",
        "signs: 1.3 | 1.3",
        "next: 2 | 2",
        "first: 2.1 | 2.1",
    ]


@pytest.mark.parametrize(
    ("style", "numbers"),
    [("decimal", "1. 2. 3."), ("alpha", "(a) (b) (c)"), ("upper_roman", "I. II. III."), ("legal", "1.1 1.2 1.3")],
)
def test_every_style_runs_on_under_headings_without_numbers(style: str, numbers: str) -> None:
    inner = part("b", words("b.one"), heading="B"), part("c", words("c.one"), heading="C")
    version = read({"sections": "decimal", "clauses": style}, part("a", words("a.one"), sections=inner))
    found = number_version(version)
    assert [found[name].number for name in ("a.one", "b.one", "c.one")] == numbers.split()


def test_numbers_put_between_others_leave_them_theirs_and_are_cited_once() -> None:
    items = words("list", words("i.a"), words("i.aa", number="(aa)"), words("i.b"))
    plots = part("plots", words("one"), words("two"), words("two-a", number="1.2A"), words("three"), items)
    assert shown(LEGAL, plots, part("water", words("tap"), number="1A"), part("sheds", words("ask"))) == [
        "plots: 1 | 1",
        "one: 1.1 | 1.1",
        "two: 1.2 | 1.2",
        "two-a: 1.2A | 1.2A",
        "three: 1.3 | 1.3",
        "list: 1.4 | 1.4",
        "i.a: (a) | 1.4(a)",
        "i.aa: (aa) | 1.4(aa)",
        "i.b: (b) | 1.4(b)",
        "water: 1A | 1A",
        "tap: 1A.1 | 1A.1",
        "sheds: 2 | 2",
        "ask: 2.1 | 2.1",
    ]


def test_a_schedule_among_sections_is_no_section() -> None:
    schedule = part("fees", words("fee"), number="Schedule 1")
    assert shown(LEGAL, part("a", words("a.one")), schedule, part("b", words("b.one"))) == [
        "a: 1 | 1",
        "a.one: 1.1 | 1.1",
        "fees: Schedule 1 | Schedule 1",
        "fee: 1.1 | Schedule 1, 1.1",
        "b: 2 | 2",
        "b.one: 2.1 | 2.1",
    ]


def test_a_typed_number_is_counted_on_from() -> None:
    assert shown(
        LEGAL, part("a", words("a.one")), part("b", words("b.one", number="7.4"), words("b.two"), number="7.")
    )[2:] == [
        "b: 7. | 7",
        "b.one: 7.4 | 7.4",
        "b.two: 7.5 | 7.5",
    ]


def test_a_paragraph_without_a_number_among_numbered_ones() -> None:
    second = words("b", words("b.i", words("b.i.more", number="none")), words("b.ii"), closing="Both hold.")
    assert shown(LEGAL, part("s", words("a"), words("plain", number="none"), second), part("t", number="none")) == [
        "s: 1 | 1",
        "a: 1.1 | 1.1",
        "plain: - | s.1, 1st unnumbered paragraph",
        "b: 1.2 | 1.2",
        "b.i: (a) | 1.2(a)",
        "b.i.more: - | 1.2(a), 1st unnumbered paragraph",
        "b.ii: (b) | 1.2(b)",
        "b.closing: - | 1.2, closing words",
        "t: - | “Heading”",
    ]


def test_paragraphs_below_a_bullet_are_counted_below_that_bullet() -> None:
    plain = {"lists": "none"}
    first = words("one", words("one.why"), numbering=plain)
    second = words("two", words("two.why"), words("two.more"), numbering=plain)
    cited = shown({"lists": "bullet"}, part("s", words("lead", first, second), heading="Panel"))
    assert cited[3:] == [
        "one.why: - | “Panel”, 1st bullet, 1st paragraph",
        "two: - | “Panel”, 2nd bullet",
        "two.why: - | “Panel”, 2nd bullet, 1st paragraph",
        "two.more: - | “Panel”, 2nd bullet, 2nd paragraph",
    ]


def test_clauses_run_on_through_the_document() -> None:
    numbering = {"sections": "decimal", "clauses": "decimal", "clauses_run_on": True}
    assert shown(numbering, part("a", words("a.one"), words("a.two")), part("b", words("b.one"))) == [
        "a: 1 | 1",
        "a.one: 1. | s.1, item 1",
        "a.two: 2. | s.1, item 2",
        "b: 2 | 2",
        "b.one: 3. | s.2, item 3",
    ]


def test_clauses_may_begin_again_under_each_heading() -> None:
    sections = part("a", words("a.one"), heading="A"), part("b", words("b.one"), heading="B")
    assert shown({"clauses": "decimal"}, *sections)[1::2] == ["a.one: 1. | “A”, item 1", "b.one: 2. | “B”, item 2"]
    again = shown({"clauses": "decimal", "clauses_run_on": False}, *sections)
    assert again[1::2] == ["a.one: 1. | “A”, item 1", "b.one: 1. | “B”, item 1"]


def test_parts_whose_sections_run_on() -> None:
    own = {"sections": "decimal", "sections_run_on": True}
    parts = (
        part("a", numbering=own, sections=(part("a.s", words("a.one")), part("a.t"))),
        part("b", numbering=own, sections=(part("b.s", words("b.one"), words("b.two")),)),
    )
    assert shown({"sections": "upper_alpha", "sections_as": "Part #", "clauses": "legal"}, *parts) == [
        "a: Part A | Part A",
        "a.s: 1 | 1",
        "a.one: 1.1 | 1.1",
        "a.t: 2 | 2",
        "b: Part B | Part B",
        "b.s: 3 | 3",
        "b.one: 3.1 | 3.1",
        "b.two: 3.2 | 3.2",
    ]


@pytest.mark.parametrize(
    ("numbering", "typed", "expected"),
    [
        ({"sections": "upper_roman", "sections_as": "ARTICLE #"}, "ARTICLE II", "ARTICLE II"),
        ({"sections": "upper_alpha", "sections_as": "Part #:"}, "Part B:", "Part B"),
        ({"sections": "decimal", "sections_as": "Chapter #"}, "Chapter 2", "Chapter 2"),
        ({"sections": "roman"}, "ii", "s.ii"),
    ],
)
def test_words_before_a_number(numbering: dict[str, object], typed: str, expected: str) -> None:
    """Counted or typed, the number is the same, and so is what is counted after it."""
    counted = number_version(read(numbering, part("a"), part("b"), part("c")))
    written = number_version(read(numbering, part("a"), part("b", number=typed), part("c")))
    assert counted == written
    assert counted["b"].citation == expected


def test_clauses_of_a_part_go_on_from_its_letter() -> None:
    found = number_version(read({"clauses": "legal"}, part("p", words("p.one"), number="Part A")))
    assert (found["p"].label, found["p.one"].number) == ("Part A", "A.1")


def test_appendices_are_schedules_where_the_numbering_says_so() -> None:
    numbering = {**LEGAL, "appendices": "decimal", "appendices_as": "Schedule #"}
    schedules = part("x", words("x.one"), appendix=True), part("y", words("y.one"), appendix=True)
    assert shown(numbering, part("a", words("a.one")), *schedules)[2:] == [
        "x: Schedule 1 | Schedule 1",
        "x.one: 1.1 | Schedule 1, 1.1",
        "y: Schedule 2 | Schedule 2",
        "y.one: 2.1 | Schedule 2, 2.1",
    ]


def test_the_same_number_twice_is_found() -> None:
    version = read(LEGAL, part("a", words("one"), words("two", number="1.1")), part("b", number="1."))
    assert find_repeated_numbers(version) == (("a", "b"), ("one", "two"))


COUNTED: tuple[Style, ...] = ("decimal", "legal", "alpha", "roman", "upper_alpha", "upper_roman")


@st.composite
def numbered_versions(draw: st.DrawFn, *, odd: bool = False) -> Version:
    """Versions with sub-headings that may lack numbers, lists, and numbers put between others.

    `odd` ones have 1.1 lists also below what has no number, and parts with a numbering of their own.
    """
    counted = st.sampled_from(COUNTED)
    some = draw(st.sampled_from(["none", "decimal", "upper_alpha", "roman"]))
    numbering = Numbering(
        sections=some,  # type: ignore[arg-type]
        clauses=draw(counted),
        lists=draw(st.sampled_from(get_args(Style))),
        clauses_run_on=draw(st.sampled_from([None, True, *[False] * odd])),
    )
    numbers = st.sampled_from([None] if numbering.lists == "legal" and not odd else [None, None, "none"])
    own = st.sampled_from([None, *[Numbering(clauses="legal"), Numbering(lists="legal")] * odd])
    total = 0

    def clauses(depth: int) -> tuple[Clause, ...]:
        nonlocal total
        made = []
        for _ in range(draw(st.integers(0, 3 - depth))):
            total += 1
            name = f"c{total}"
            number = draw(numbers)
            below = clauses(depth + 1) if depth < 2 else ()
            closing = draw(st.sampled_from([None, "Both."])) if below else None
            made.append(
                Clause(
                    id=name,  # type: ignore[arg-type]
                    kind="statement",
                    text="Words.",
                    number=number,
                    numbering=draw(own),
                    clauses=below,
                    closing=closing,
                )
            )
        return tuple(made)

    def sections(depth: int) -> tuple[Section, ...]:
        nonlocal total
        made = []
        for _ in range(draw(st.integers(1, 3 - depth))):
            total += 1
            name = f"s{total}"
            made.append(
                Section(
                    id=name,  # type: ignore[arg-type]
                    heading=draw(st.sampled_from(["Clerk", "Chairman"])),
                    number=draw(numbers),
                    numbering=draw(own),
                    clauses=clauses(0),
                    sections=sections(depth + 1) if depth < 1 else (),
                )
            )
        return tuple(made)

    return Version(format=1, title="T", kind="policy", version="1", numbering=numbering, sections=sections(0))


@given(numbered_versions(odd=True))
def test_no_counted_number_is_given_twice_however_odd_the_numbering(version: Version) -> None:
    assert find_repeated_numbers(version) == ()


@given(numbered_versions())
def test_counted_numbers_are_unique_and_citations_readable(version: Version) -> None:
    found = number_version(version)
    assert find_repeated_numbers(version) == ()
    names = [section.id for _, section in version.walk_sections()] + [c.id for _, c in version.walk_clauses()]
    whole = [found[name].number for name in names if re.fullmatch(r"\w+(\.\w+)+", found[name].number)]
    assert len(set(whole)) == len(whole)
    assert not any("so numbered" in numbered.citation for numbered in found.values())


def read_value(numbered: Numbered) -> int:
    last = re.split(r"\W+", numbered.number.strip("(). "))[-1]
    if last.isdigit():
        return int(last)
    return (read_roman(last.lower()) or 0) if "roman" in numbered.style else read_letters(last)


@given(numbered_versions())
def test_numbers_of_one_list_rise_by_one(version: Version) -> None:
    found = number_version(version)
    lists = [section.clauses for _, section in version.walk_sections()]
    lists += [clause.clauses for _, clause in version.walk_clauses()]
    for clauses in lists:
        values = [read_value(found[clause.id]) for clause in clauses if found[clause.id].number]
        if values and all(not clause.clauses for clause in clauses):
            assert values == list(range(values[0], values[0] + len(values)))


@given(numbered_versions(), st.data())
def test_a_number_put_between_two_others_changes_no_other(version: Version, data: st.DataObject) -> None:
    """A clause `1.2A` after 1.2, a section `1A` after 1: whatever comes later keeps its number."""
    before = number_version(version)
    numbered = [
        (position, section)
        for position, section in enumerate(version.sections)
        if before[section.id].number and version.numbering.sections == "decimal"
    ]
    if not numbered:
        return
    position, section = data.draw(st.sampled_from(numbered))
    new = Section(id="new", heading="New", number=f"{before[section.id].number}A")  # type: ignore[arg-type]
    sections = (*version.sections[: position + 1], new, *version.sections[position + 1 :])
    after = number_version(version.model_copy(update={"sections": sections}))
    assert {name: after[name] for name in before} == before
    assert after["new"].citation == f"s.{before[section.id].number}A"


@given(st.integers(1, 3999))
def test_counts_are_read_as_they_are_written(count: int) -> None:
    assert read_letters(letter(count)) == count
    assert read_roman(roman(count)) == count
