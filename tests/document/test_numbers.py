"""Numbers and citations, as a councillor would check them: the text, and what is printed and cited beside it."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.edition.numbers import number_version
from policykit.model.policy import Clause, Numbering, Section, Style, Version
from policykit.wording.numbers import name_ordinal
from policykit.wording.numerals import letter, roman


def clause(name: str, *clauses: Clause, **more: object) -> Clause:
    return Clause.model_validate({"id": name, "kind": "statement", "text": "Words.", "clauses": clauses, **more})


def section(name: str, *clauses: Clause, heading: str | None = "Heading", **more: object) -> Section:
    return Section.model_validate({"id": name, "heading": heading, "clauses": clauses, **more})


def shown(numbering: Numbering, *sections: Section) -> list[str]:
    version = Version(format=1, title="T", kind="policy", version="1", numbering=numbering, sections=sections)
    return [f"{name}: {n.number or '-'} | {n.citation} | {n.label}" for name, n in number_version(version).items()]


def test_sections_with_numbers_and_clauses_without() -> None:
    assert shown(
        Numbering(sections="decimal", lists="bullet"),
        section("one", clause("one.only")),
        section("two", clause("two.first"), clause("two.list", clause("two.a"), clause("two.b")), number="2."),
        section("three", clause("three.again", clause("three.a")), clause("three.more", clause("three.b"))),
    ) == [
        "one: 1 | s.1 | 1",
        "one.only: - | s.1 | s.1",
        "two: 2. | s.2 | 2",
        "two.first: - | s.2, 1st paragraph | s.2, 1st paragraph",
        "two.list: - | s.2, 2nd paragraph | s.2, 2nd paragraph",
        "two.a: - | s.2, 1st bullet | s.2, 1st bullet",
        "two.b: - | s.2, 2nd bullet | s.2, 2nd bullet",
        "three: 3 | s.3 | 3",
        "three.again: - | s.3, 1st paragraph | s.3, 1st paragraph",
        "three.a: - | s.3, 1st bullet | s.3, 1st bullet",
        "three.more: - | s.3, 2nd paragraph | s.3, 2nd paragraph",
        "three.b: - | s.3, 2nd bullet | s.3, 2nd bullet",
    ]


def test_legal_numbers_with_letters_below() -> None:
    assert shown(
        Numbering(sections="decimal", clauses="legal", lists="alpha"),
        section("one", clause("one.a"), clause("one.b", clause("one.b.x"), clause("one.b.y", clause("one.b.y.z")))),
    ) == [
        "one: 1 | s.1 | 1",
        "one.a: 1.1 | 1.1 | 1.1",
        "one.b: 1.2 | 1.2 | 1.2",
        "one.b.x: (a) | 1.2(a) | 1.2(a)",
        "one.b.y: (b) | 1.2(b) | 1.2(b)",
        "one.b.y.z: (a) | 1.2(b)(a) | 1.2(b)(a)",
    ]


def test_sub_sections_that_start_again_at_one() -> None:
    inner = section("ai.use", clause("ai.lead", clause("ai.d"), numbering={"lists": "alpha"}), heading="Prohibited use")
    assert shown(
        Numbering(sections="decimal"),
        section("ai", numbering={"sections": "decimal", "sections_as": "#."}, sections=(inner,)),
    ) == [
        "ai: 1 | s.1 | 1",
        "ai.use: 1. | 1.1 | 1.1",
        "ai.lead: - | 1.1, 1st paragraph | 1.1, 1st paragraph",
        "ai.d: (a) | 1.1(a) | 1.1(a)",
    ]


def test_a_text_without_any_numbers() -> None:
    assert shown(
        Numbering(),
        section("opening", clause("opening.a"), clause("opening.b"), heading=None),
        section("duties", clause("duties.a"), clause("duties.b"), heading="Duties", numbering={"clauses": "decimal"}),
    ) == [
        "opening: - | opening part | opening part",
        "opening.a: - | opening part, 1st paragraph | opening part, 1st paragraph",
        "opening.b: - | opening part, 2nd paragraph | opening part, 2nd paragraph",
        "duties: - | “Duties” | “Duties”",
        "duties.a: 1. | “Duties”, item 1 | “Duties”, item 1",
        "duties.b: 2. | “Duties”, item 2 | “Duties”, item 2",
    ]


def test_appendices_definitions_and_tables() -> None:
    table = {"columns": ["A"], "rows": [["1"]]}
    assert shown(
        Numbering(sections="decimal", clauses="none"),
        section(
            "terms", clause("terms.ai", kind="definition", term="AI tools"), clause("terms.t", text=None, table=table)
        ),
        section("form", clause("form.a"), clause("form.b"), appendix=True),
    ) == [
        "terms: 1 | s.1 | 1",
        "terms.ai: - | s.1, “AI tools” | s.1, “AI tools”",
        "terms.t: - | s.1, 1st table | s.1, 1st table",
        "form: Appendix A | Appendix A | Appendix A",
        "form.a: - | Appendix A, 1st paragraph | Appendix A, 1st paragraph",
        "form.b: - | Appendix A, 2nd paragraph | Appendix A, 2nd paragraph",
    ]


def test_lists_under_two_unnumbered_paragraphs_are_told_apart() -> None:
    lettered = {"lists": "alpha"}
    cited = shown(
        Numbering(sections="decimal"),
        section("one", clause("p", clause("p.a"), numbering=lettered), clause("q", clause("q.a"), numbering=lettered)),
    )
    assert cited[2] == "p.a: (a) | s.1, 1st paragraph, (a) | 1, 1st paragraph, (a)"
    assert cited[4] == "q.a: (a) | s.1, 2nd paragraph, (a) | 1, 2nd paragraph, (a)"


@pytest.mark.parametrize(
    ("count", "letters", "numeral", "ordinals"),
    [
        (1, "A", "i", "1st"),
        (2, "B", "ii", "2nd"),
        (4, "D", "iv", "4th"),
        (11, "K", "xi", "11th"),
        (13, "M", "xiii", "13th"),
        (22, "V", "xxii", "22nd"),
        (26, "Z", "xxvi", "26th"),
        (27, "AA", "xxvii", "27th"),
        (112, "DH", "cxii", "112th"),
    ],
)
def test_letters_numerals_and_ordinals(count: int, letters: str, numeral: str, ordinals: str) -> None:
    assert (letter(count), roman(count), name_ordinal(count)) == (letters, numeral, ordinals)


STYLES: st.SearchStrategy[Style] = st.sampled_from(get_args(Style))


@given(st.data())
def test_no_two_clauses_have_the_same_citation_unless_one_is_a_whole_section(data: st.DataObject) -> None:
    count = 0

    def some(depth: int) -> tuple[Clause, ...]:
        nonlocal count
        clauses = []
        for _ in range(data.draw(st.integers(0, 3))):
            count += 1
            name = f"c{count}"
            below = some(depth + 1) if depth < 2 else ()
            clauses.append(clause(name, *below, numbering={"lists": data.draw(STYLES)}))
        return tuple(clauses)

    sections = tuple(
        section(
            f"s{i}",
            *some(0),
            heading=data.draw(st.sampled_from(["A", "B", None])),
            numbering={"clauses": data.draw(STYLES)},
        )
        for i in range(data.draw(st.integers(1, 3)))
    )
    numbering = Numbering(sections=data.draw(STYLES))
    version = Version(format=1, title="T", kind="policy", version="1", numbering=numbering, sections=sections)
    found = number_version(version)
    clauses = [found[c.id].citation for _, c in version.walk_clauses()]
    assert len(set(clauses)) == len(clauses)
    assert all(found.values())


@pytest.mark.parametrize(
    ("count", "numeral"),
    [(9, "ix"), (40, "xl"), (90, "xc"), (400, "cd"), (500, "d"), (900, "cm"), (1000, "m"), (1999, "mcmxcix")],
)
def test_large_numerals(count: int, numeral: str) -> None:
    assert roman(count) == numeral


def test_sub_sections_go_on_in_legal_numbers_and_in_no_others() -> None:
    inner = section("a.b", clause("a.b.c"), sections=(section("a.b.d"),))
    assert shown(Numbering(sections="legal", clauses="legal"), section("a", clause("a.a"), sections=(inner,))) == [
        "a: 1 | s.1 | 1",
        "a.a: 1.1 | 1.1 | 1.1",
        "a.b: 1.2 | 1.2 | 1.2",
        "a.b.c: 1.2.1 | 1.2.1 | 1.2.1",
        "a.b.d: 1.2.2 | 1.2.2 | 1.2.2",
    ]
    assert shown(Numbering(sections="decimal"), section("a", sections=(section("a.b"),))) == [
        "a: 1 | s.1 | 1",
        "a.b: - | s.1, “Heading” | s.1, “Heading”",
    ]


def test_legal_numbers_below_a_sub_section_that_starts_again_at_one() -> None:
    inner = section("a.b", clause("a.b.c"), numbering={"sections": "decimal", "clauses": "legal"})
    assert shown(
        Numbering(sections="decimal"),
        section("a", numbering={"sections": "decimal"}, sections=(inner,)),
        section("c", clause("c.d"), numbering={"clauses": "legal"}, number="(7)."),
        section("e", clause("e.f"), numbering={"clauses": "legal"}, heading=None),
    ) == [
        "a: 1 | s.1 | 1",
        "a.b: 1 | 1.1 | 1.1",
        "a.b.c: 1.1.1 | 1.1.1 | 1.1.1",
        "c: (7). | s.7 | 7",
        "c.d: 7.1 | 7.1 | 7.1",
        "e: - | opening part | opening part",
        "e.f: - | opening part | opening part",
    ]


def test_every_style_of_numbers() -> None:
    inner = clause("s.c", clause("s.c.d"), clause("s.c.e", number="[z]"), clause("s.c.f"))
    styles: tuple[Style, ...] = get_args(Style)
    found = {}
    for style in styles:
        numbering = Numbering(sections="decimal", clauses=style, lists=style)
        found[style] = [line.partition(" | ")[0].partition(": ")[2] for line in shown(numbering, section("s", inner))]
    assert found == {
        "none": ["1", "-", "-", "[z]", "-"],
        "bullet": ["1", "-", "-", "[z]", "-"],
        "decimal": ["1", "1.", "1.", "[z]", "2."],
        "legal": ["1", "1.1", "1.1.1", "[z]", "1.1.2"],
        "alpha": ["1", "(a)", "(a)", "[z]", "(aa)"],
        "roman": ["1", "(i)", "(i)", "[z]", "(ii)"],
        "upper_alpha": ["1", "A.", "A.", "[z]", "AA."],
        "upper_roman": ["1", "I.", "I.", "[z]", "II."],
    }
