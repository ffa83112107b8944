"""Footnotes: numbered in the order of their marks, compared and amended as clauses are, and kept apart from words."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case
from tests.compare_documents.settle import settle_redline
from tests.render.docx_reader import Docx

from policykit.compare.amendments.version import (
    apply_amendments,
    parse_amendments,
    print_amendments,
    write_amendments,
)
from policykit.compare.versions.redline import redline
from policykit.model.model_clause import quotable_words
from policykit.model.policy import Version, footnote_id
from policykit.model.text import NoteMark, plain_text
from policykit.model.word_tree import walk_inlines
from policykit.render.docx.document import render_docx
from policykit.render.html.page import render_html
from policykit.render.markdown.document import render_markdown
from policykit.render.text import render_text

NAMES = ("1", "lease", "two-b")
WORDS = st.sampled_from(["Kept for six years", "Kept for good", "Bills are paid", "Rooms are let"])


@st.composite
def clauses(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Give a clause with marks in its words, its table or its closing words, and a note for each."""
    named = list(draw(st.permutations(NAMES)))[: draw(st.integers(0, 3))]
    places = {key: draw(st.sampled_from(["text", "table", "closing"])) for key in named}
    marks = {
        place: "".join(f"[^{key}]" for key in named if places[key] == place) for place in ("text", "table", "closing")
    }
    clause: dict[str, Any] = {"id": name, "kind": "statement", "text": f"{draw(WORDS)}{marks['text']}."}
    if marks["table"]:
        clause["table"] = {"columns": ["Room"], "rows": [[f"Hall{marks['table']}"]]}
    if marks["closing"]:
        clause |= {
            "clauses": [{"id": f"{name}.item", "kind": "statement", "text": "an item"}],
            "closing": f"and no more{marks['closing']}.",
        }
    if named:
        clause["footnotes"] = {key: f"{draw(WORDS)} ({key})" for key in sorted(named)}
    return clause


@st.composite
def versions(draw: st.DrawFn) -> Version:
    listed = [draw(clauses(f"a.c{k}")) for k in range(draw(st.integers(1, 3)))]
    sections = [{"id": "a", "heading": "Rooms", "clauses": listed}]
    return Version.model_validate(
        {"format": 1, "title": "Rooms", "kind": "policy", "version": "1", "sections": sections}
    )


def list_marks(version: Version) -> list[NoteMark]:
    """Give the marks of a document in the order in which a reader meets them."""
    found: list[NoteMark] = []
    for node in compile_case(version, version).new.walk_clauses():
        words = [node.words, *(cell for row in node.table.rows for cell in row)] if node.table else [node.words]
        found += [i for each in words if isinstance(each, tuple) for i in walk_inlines(each) if isinstance(i, NoteMark)]
    return found


@settings(deadline=None, max_examples=60)
@given(versions())
def test_notes_are_numbered_in_the_order_of_their_marks(version: Version) -> None:
    marks = list_marks(version)
    assert [mark.number for mark in marks] == [str(number) for number in range(1, len(marks) + 1)]
    notes = {node.id: node for node in compile_case(version, version).new.walk_clauses() if node.footnote}
    assert {mark.target: mark.number for mark in marks} == {own: note.number for own, note in notes.items()}
    wanted = [footnote_id(clause.id, name) for _, clause in version.walk_clauses() for name in clause.footnotes]
    assert sorted(notes) == sorted(wanted)


@settings(deadline=None, max_examples=40)
@given(versions())
def test_every_medium_has_every_note_once(version: Version) -> None:
    document = compile_case(version, version).new
    page, text, markdown = render_html(document), render_text(document), render_markdown(document)
    word = Docx(render_docx(document))
    for note in (node for node in document.walk_clauses() if node.footnote):
        assert page.count(f'href="#{note.id}"') == page.count(f'id="{note.id}"') == 1
        assert page.count(f'href="#_at.{note.id}"') == page.count(f'id="_at.{note.id}"') == 1
        assert f"\n[{note.number}] {plain_text(note.words)}\n" in text
        assert f"\n[^{note.number}]: {plain_text(note.words)}\n" in markdown.replace("\\", "")
    notes = word.parts.get("word/footnotes.xml")
    count = 0 if notes is None else len(notes) - 2
    assert (
        count
        == len(list_marks(version))
        == word.archive.read("word/document.xml").decode().count("<w:footnoteReference ")
    )


@settings(deadline=None, max_examples=60)
@given(versions(), versions())
def test_amendments_and_redlines_carry_notes(old: Version, new: Version) -> None:
    amendments = parse_amendments(print_amendments(write_amendments(old, new)))
    assert Version.model_validate(apply_amendments(old, amendments).data) == new
    case = compile_case(old, new)
    marked = redline(case.old, case.new, case.changes)
    for side, document in (("old", case.old), ("new", case.new)):
        settled = settle_redline(marked, side)  # type: ignore[arg-type]
        assert [plain_text(n.words) for n in settled.walk_clauses()] == [
            plain_text(n.words) for n in document.walk_clauses()
        ]
    render_html(marked)
    render_docx(marked)


def test_a_note_before_it_changes_no_words() -> None:
    first = {"id": "a.one", "kind": "statement", "text": "Bills are paid."}
    second = {"id": "a.two", "kind": "statement", "text": "Kept for six years[^x].", "footnotes": {"x": "Or more."}}
    more = {**first, "text": "Bills are paid[^y].", "footnotes": {"y": "At once."}}
    old, new = (
        Version.model_validate(
            {"format": 1, "title": "R", "kind": "policy", "version": "1", "sections": [{"id": "a", "clauses": listed}]}
        )
        for listed in ([first, second], [more, second])
    )
    changed = [row for row in compile_case(old, new).changes.rows if row.is_change]
    assert [(row.kind, row.place.id) for row in changed] == [("edited", "a.one"), ("added", "a.one.note-y")]


def test_a_quotation_passes_over_a_mark() -> None:
    clause = {
        "id": "a.one",
        "kind": "statement",
        "text": "Kept for six years[^x] or more.",
        "footnotes": {"x": "Or so."},
    }
    version = Version.model_validate(
        {"format": 1, "title": "R", "kind": "policy", "version": "1", "sections": [{"id": "a", "clauses": [clause]}]}
    )
    assert quotable_words(next(version.walk_clauses())[1], {}) == "Kept for six years or more."
