"""Word documents: what they hold, line by line, as a reader that counts as Word does sees it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Golden
from tests.render.docx_reader import Docx, Line, describe_docx, w
from tests.render.sample import HOSTILE, IMPRINT, REDLINE, SAMPLE, clause, deep_document, section
from tests.render.words_of import document_words
from tests.render.words_of import words as read_words

from policykit.document.compile import compile_document
from policykit.document.tree import ClauseNode, Document, SectionNode
from policykit.edition.edition import find_edition
from policykit.model.policy import Style
from policykit.model.text import Link, Text
from policykit.render.docx.document import render_docx
from policykit.source.library import load_library

POLICIES = Path(__file__).parents[2] / "policies"


def made_of(*sections: SectionNode) -> Document:
    return Document(IMPRINT, (), sections, ())


def test_every_kind_of_node(golden: Golden) -> None:
    golden(Path("golden/sample.docx.txt"), describe_docx(render_docx(SAMPLE, notes=True)))


def test_a_redline_is_tracked_changes(golden: Golden) -> None:
    golden(Path("golden/redline.docx.txt"), describe_docx(render_docx(REDLINE, author="Exford Town Council")))


@pytest.mark.parametrize("document", [SAMPLE, deep_document(12)], ids=["sample", "deep"])
def test_every_word_is_there_in_order(document: Document) -> None:
    expected = document_words(document)
    found = iter(read_words(Docx(render_docx(document)).text()))
    missing = [word for word in expected if word not in found]
    assert missing == []


def test_editors_notes_are_left_out_unless_asked_for() -> None:
    assert "Editor’s note" not in Docx(render_docx(SAMPLE)).text()


# Numbers


def shown(document: Document) -> list[tuple[str, str]]:
    """Give the number and the words of each paragraph that has either, as Word shows them."""
    lines = [line for line in Docx(render_docx(document)).lines() if line.style != "Title" and line.cell is None]
    return [(line.number.replace("–", "•"), line.text) for line in lines if line.style != "StatusLine"]


def test_a_number_that_only_one_section_dots_is_counted_all_the_same() -> None:
    document = made_of(
        section("a", "1", "Introduction"),
        section("b", "2.", "Purpose"),
        replace(section("c", "3", "Aims"), sections=(section("c.a", "1.", "Inner", level=2),)),
        replace(section("d", "4", "Means"), sections=(section("d.a", "1.", "Again", level=2),)),
        section("e", "", "Unnumbered"),
        section("f", "5", "Last"),
        section("g", "Appendix A", "Forms"),
        section("h", "Appendix B", "Fees"),
    )
    assert shown(document) == [
        ("1", "Introduction"),
        ("2.", "Purpose"),
        ("3", "Aims"),
        ("1.", "Inner"),
        ("4", "Means"),
        ("1.", "Again"),
        ("", "Unnumbered"),
        ("5", "Last"),
        ("Appendix A", "Forms"),
        ("Appendix B", "Fees"),
    ]


def test_legal_numbers_stand_in_the_list_of_the_headings() -> None:
    inner = clause(
        "a.2", "two", "1.2", "legal", clause("a.2a", "inner", "(a)", "alpha"), clause("a.2b", "b", "(b)", "alpha")
    )
    document = made_of(
        section("a", "1.", "One", clause("a.1", "one", "1.1", "legal"), inner, clause("a.3", "three", "1.3", "legal")),
        section("b", "2.", "Two", clause("b.1", "again", "2.1", "legal")),
    )  # fmt: skip
    assert [number for number, _ in shown(document)] == ["1.", "1.1", "1.2", "(a)", "(b)", "1.3", "2.", "2.1"]
    lists = {num.get(w("val")) for num in Docx(render_docx(document)).body.iter(w("numId"))}
    assert len(lists) == 1  # a clerk who puts a section between them has every number follow


def test_what_word_cannot_count_is_typed() -> None:
    numbers = ["§", "(z)", "(aa)", "(ab)", "007", "5%", "12345", "3A", "3B", "iv", "(b) or (c)"]
    document = made_of(section("a", "", "", *(clause(f"a.{k}", "x", number) for k, number in enumerate(numbers))))
    assert shown(document) == [
        ("", "§\tx"),
        ("(z)", "x"),
        ("", "(aa)\tx"),
        ("", "(ab)\tx"),
        ("", "007\tx"),
        ("", "5%\tx"),
        ("", "12345\tx"),
        ("3A", "x"),
        ("3B", "x"),
        ("iv", "x"),
        ("(b) or (c)", "x"),
    ]


STYLES: tuple[Style, ...] = ("decimal", "alpha", "roman", "legal", "none", "bullet")
styles = st.sampled_from(STYLES)
numbers = st.sampled_from(
    [
        "",
        "1.",
        "2.",
        "3.",
        "1",
        "2",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "(v)",
        "1.1",
        "1.2",
        "2.1",
        "A",
        "II",
        "x.",
        "(aa)",
        "9a",
    ]
)


@st.composite
def trees(draw: st.DrawFn) -> Document:
    """Give a document whose numbers follow no rule."""

    def clauses(name: str, depth: int) -> list[ClauseNode]:
        return [
            clause(f"{name}.{k}", "words", draw(numbers), draw(styles), *clauses(f"{name}.{k}", depth - 1))
            for k in range(draw(st.integers(0, 4 if depth else 0)))
        ]

    def one(name: str, level: int) -> SectionNode:
        heading = draw(st.sampled_from(["Heading", "Heading", ""]))
        inner = [one(f"{name}.s{k}", level + 1) for k in range(draw(st.integers(0, 3 if level < 3 else 0)))]
        return replace(section(name, draw(numbers), heading, *clauses(name, 2), level=level), sections=tuple(inner))

    return made_of(*(one(f"s{k}", 1) for k in range(draw(st.integers(1, 4)))))


@settings(max_examples=60, deadline=None)
@given(trees())
def test_whatever_the_numbers_they_are_shown_exactly(document: Document) -> None:
    def expect(node: SectionNode | ClauseNode) -> list[str]:
        told = []
        if isinstance(node, SectionNode):
            told = [f"{node.number} Heading".strip()] if node.heading else [node.number] if node.number else []
        elif node.style == "bullet" and not node.number:
            told = ["• words"]
        else:
            told = [f"{node.number} words".strip()]
        for inner in node.clauses:
            told += expect(inner)
        for below in node.sections if isinstance(node, SectionNode) else ():
            told += expect(below)
        return told

    expected = [line for node in document.sections for line in expect(node)]
    assert [" ".join(f"{number} {text}".split()) for number, text in shown(document)] == expected


# Links and hostile words


def test_links_lead_only_where_they_may() -> None:
    links = [
        Link(href, (Text("w"),))
        for href in ("https://a.example/?x=1&y=2", "javascript:alert(1)", "file:///etc/passwd", "#a", "#nowhere")
    ]
    told = describe_docx(render_docx(made_of(section("a", "", "A", clause("a.1", tuple(links))))))
    assert "<w -> rIdLink1>ww<w -> p_a>w" in told
    assert told.count("->") == 3
    assert "rIdLink1 -> https://a.example/?x=1&y=2" in told


def test_words_cannot_break_out() -> None:
    text = HOSTILE + " ]]> \x00\x0b\ud800 \t"
    imprint = replace(IMPRINT, council=HOSTILE, title=HOSTILE, status_line=HOSTILE)
    nodes = (section("a", HOSTILE, HOSTILE, replace(clause("a.1", text, HOSTILE), term=HOSTILE)),)
    data = render_docx(replace(made_of(*nodes), imprint=imprint), notes=True, author=HOSTILE)
    assert Docx(data).text().count("<script>") == 7
    assert "\N{REPLACEMENT CHARACTER}" in Docx(data).text()


def test_bookmarks_are_such_as_word_takes_and_unique() -> None:
    names = ["a", "a.b", "a_b", "a-b", "A.b", "x" * 60, "x" * 61]
    document = made_of(section("s", "", "S", *(clause(name, "w") for name in names)))
    marks = [mark.get(w("name")) for mark in Docx(render_docx(document)).body.iter(w("bookmarkStart"))]
    assert len({mark.casefold() for mark in marks}) == len(names) + 1
    assert all(len(mark) <= 40 and mark.replace("_", "").isalnum() for mark in marks)


# The package


def test_the_same_document_gives_the_same_bytes_and_no_clock_is_asked() -> None:
    assert render_docx(SAMPLE) == render_docx(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(render_docx(REDLINE))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert b"created" not in archive.read("docProps/core.xml")


def test_every_style_list_and_part_that_is_named_is_there() -> None:
    for document in (SAMPLE, REDLINE):
        docx = Docx(render_docx(document, notes=True))
        styles = {style.get(w("styleId")) for style in docx.parts["word/styles.xml"].iter(w("style"))}
        nums = {num.get(w("numId")) for num in docx.parts["word/numbering.xml"].iter(w("num"))} | {"0"}
        for part in docx.parts.values():
            for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
                assert {use.get(w("val")) for use in part.iter(w(kind))} <= styles
            assert {use.get(w("val")) for use in part.iter(w("numId"))} <= nums
        inside = [one.get("Target") for one in docx.parts["word/_rels/document.xml.rels"] if not one.get("TargetMode")]
        assert {posixpath.normpath(f"word/{target}") for target in inside} <= set(docx.parts)
        identities = [mark.get(w("id")) for name in ("ins", "del", "moveFrom", "moveTo", "bookmarkStart")
                      for mark in docx.body.iter(w(name))]  # fmt: skip
        assert len(identities) == len(set(identities))


def test_the_language_is_that_of_the_document() -> None:
    docx = Docx(render_docx(replace(SAMPLE, imprint=replace(IMPRINT, language="cy-GB"))))
    language = next(docx.parts["word/styles.xml"].iter(w("lang")))
    assert language.get(w("val")) == "cy-GB"
    assert "Tudalen 1 o 1" in "".join(docx.parts["word/footer1.xml"].itertext(w("t")))


def test_python_docx_reads_it_too() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(render_docx(SAMPLE)))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading ")]
    assert headings[:3] == [
        ("Heading 1", "Introduction"),
        ("Heading 1", "Lists of every kind"),
        ("Heading 2", "A sub-section"),
    ]
    assert [len(table.rows) for table in document.tables] == [4, 3, 2, 2]
    assert document.core_properties.title == "Messaging Policy, version 1.2"


# Tracked changes


def test_author_and_day_are_those_given() -> None:
    docx = Docx(render_docx(REDLINE, author="The Clerk", dated=date(2026, 3, 1)))
    marks = [mark for name in ("ins", "del", "moveFrom", "moveTo") for mark in docx.body.iter(w(name))]
    assert {(mark.get(w("author")), mark.get(w("date"))) for mark in marks} == {("The Clerk", "2026-03-01T00:00:00Z")}
    undated = Docx(render_docx(REDLINE))
    assert all(mark.get(w("date")) is None for mark in undated.body.iter(w("ins")))


def test_a_move_has_two_ends_of_one_name() -> None:
    docx = Docx(render_docx(REDLINE))
    ends = [{mark.get(w("name")) for mark in docx.body.iter(w(f"{kind}RangeStart"))} for kind in ("moveFrom", "moveTo")]
    assert ends == [{"move1"}, {"move1"}]
    lonely = replace(clause("b", "Words."), change="moved_to", change_note="moved from 9")
    alone = Docx(render_docx(made_of(section("a", "", "A", lonely))))
    assert not list(alone.body.iter(w("moveTo")))
    assert list(alone.body.iter(w("ins")))


def test_accepted_and_rejected_by_hand() -> None:
    data = render_docx(REDLINE)
    body = [line for line in Docx(data, "accept").lines() if line.text and line.style != "Title"]
    assert body == [
        Line("Heading1", "1", "Rules"),
        Line("ListNumber", "(a)", "Do not add anyone without their explicit consent."),
        Line("ListNumber", "(b)", "A new rule."),
        Line("ListNumber", "(c)", "A rule."),
    ]
    body = [line for line in Docx(data, "reject").lines() if line.text and line.style != "Title"]
    assert body == [
        Line("Heading1", "1", "Rules"),
        Line("ListNumber", "(a)", "Do not add anyone with their  consent."),
        Line("ListNumber", "(b)", "An old rule."),
        Line("ListNumber", "6.4", "A rule."),
        Line("Heading1", "2", "Gone"),
        Line("BodyText", "", "Gone words."),
    ]


def test_both_real_policies(golden: Golden) -> None:
    library = load_library(POLICIES)
    for council in ("congleton", "crewe"):
        document = compile_document(find_edition(library, library.policies[f"{council}/social-media"], "1"))
        golden(Path(f"golden/{council}.docx.txt"), describe_docx(render_docx(document)))
