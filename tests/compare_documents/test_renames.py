"""A name that changed throughout is told once, and hides nothing else that changed in the same clauses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case

from policykit.compare.versions.changes import Changes
from policykit.model.policy import Version
from policykit.render.report.text import render_report_text
from policykit.render.report.view import list_summary

TEXTS = (
    "The Finance Committee sets the fees.",
    "Each grant is approved by the Finance Committee.",
    "The Clerk reports to the Finance Committee within five days.",
    "Minutes of the Finance Committee are published.",
)


def compare_texts(old: tuple[str, ...], new: tuple[str, ...]) -> Changes:
    def make(texts: tuple[str, ...], label: str) -> Version:
        clauses = [{"id": f"a.c{n}", "kind": "statement", "text": text} for n, text in enumerate(texts)]
        data = {"format": 1, "title": "Notices", "kind": "policy", "version": label}
        data |= {"numbering": {"sections": "decimal", "clauses": "legal", "lists": "alpha"}}
        return Version.model_validate(data | {"sections": [{"id": "a", "heading": "Use", "clauses": clauses}]})

    return compile_case(make(old, "1"), make(new, "2")).changes


def rename(texts: tuple[str, ...], new: str) -> tuple[str, ...]:
    return tuple(text.replace("Finance Committee", new) for text in texts)


def test_one_row_tells_a_rename_and_the_clauses_are_folded_into_it() -> None:
    changes = compare_texts(TEXTS, rename(TEXTS, "Resources Committee"))
    (told,) = changes.renames
    assert told.line == (
        "“Finance Committee” became “Resources Committee” throughout, in 4 clauses (1.1, 1.2, 1.3, 1.4): the same "
        "under another name, or another in its place"
    )
    ((words, rows, fields),) = list_summary(changes)
    assert (words, rows, fields) == ("How far it reaches may have changed: read it", [], [told])
    assert render_report_text(changes).count("became “Resources Committee”") == 1


def test_what_else_changed_in_a_renamed_clause_is_told_without_the_name() -> None:
    new = tuple(text.replace("five", "ten") for text in rename(TEXTS, "Resources Committee"))
    changes = compare_texts(TEXTS, new)
    (row,) = (row for row in changes.changed if not row.renamed)
    assert (row.weight, row.line) == ("normative", "“five days” became “ten days”: a longer time")


def test_a_name_that_still_stands_somewhere_was_not_renamed() -> None:
    assert not compare_texts(TEXTS, (*rename(TEXTS[:3], "Resources Committee"), TEXTS[3])).renames


def test_words_of_force_and_numbers_are_no_names() -> None:
    old = tuple(f"Officers should keep {thing}." for thing in ("keys", "files", "seals", "maps"))
    changes = compare_texts(old, tuple(text.replace("should", "must") for text in old))
    assert not changes.renames
    assert {row.weight for row in changes.changed} == {"normative"}


@given(
    st.lists(st.sampled_from(TEXTS), min_size=3, max_size=6), st.sampled_from(["Board", "Policy Committee", "Panel"])
)
def test_a_rename_adds_no_row_and_loses_none(texts: list[str], new: str) -> None:
    old = tuple(f"{number}. {text}" for number, text in enumerate(texts, start=100))
    changes = compare_texts(old, rename(old, new))
    assert len(changes.renames) == 1
    assert all(row.renamed for row in changes.changed)
    assert len(changes.changed) == len(texts)
