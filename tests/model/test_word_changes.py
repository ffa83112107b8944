"""Which parts of an adopted text differ from another text, named as a message names them."""

from __future__ import annotations

from typing import Any

import pytest

from policykit.model.policy import Version
from policykit.model.word_changes import list_word_changes


def text(*clauses: str, title: str = "Notices", heading: str = "Scope") -> Version:
    """A policy of one section; a clause is written `id: words`."""
    split = [clause.split(": ") for clause in clauses]
    return Version.model_validate(
        {
            "format": 1,
            "title": title,
            "kind": "policy",
            "version": "1",
            "sections": [
                {
                    "id": "scope",
                    "heading": heading,
                    "clauses": [{"id": name, "kind": "statement", "text": words} for name, words in split],
                }
            ],
        }
    )


OLD = text("a: Ann.", "b: Bob.", "c: Cy.")
CHANGES: list[tuple[Version, list[tuple[Any, ...]]]] = [
    (OLD, []),
    (text("a: Ann.", "b: Bill.", "c: Cy."), [("changed", "clause `b`", "Bob.", "Bill.")]),
    (text("a: Ann.", "c: Cy."), [("removed", "clause `b`", "Bob.", None)]),
    (text("a: Ann.", "b: Bob.", "d: Dee.", "c: Cy."), [("added", "clause `d`", None, "Dee.")]),
    (
        text("b: Bob.", "a: Ann.", "c: Cy."),
        [
            ("moved", "clause `b`", "Bob.", "Bob."),
            ("moved", "clause `a`", "Ann.", "Ann."),
            ("moved", "clause `c`", "Cy.", "Cy."),
        ],
    ),
    (text("a: Ann.", "b: Bob.", "c: Cy.", title="Posters"), [("changed", "`title`", "Notices", "Posters")]),
    (text("a: Ann.", "b: Bob.", "c: Cy.", heading="Reach"), [("changed", "section `scope`", "Scope", "Reach")]),
]


@pytest.mark.parametrize(("new", "changes"), CHANGES)
def test_what_differs(new: Version, changes: list[tuple[Any, ...]]) -> None:
    assert [(c.fate, c.part, c.old, c.new) for c in list_word_changes(OLD, new)] == changes


LIMITS = {"columns": ["For", "At most"], "rows": [["a group", "£500"], ["a person", "nothing"]]}
TABLES: list[tuple[str, dict[str, Any] | None, tuple[str, str]]] = [
    ("an amount", {**LIMITS, "rows": [["a group", "£9"], ["a person", "nothing"]]}, ("a group | £500", "a group | £9")),
    ("a row less", {**LIMITS, "rows": [["a group", "£500"]]}, ("a person | nothing", "")),
    ("a heading", {**LIMITS, "columns": ["For", "Up to"]}, ("For | At most", "For | Up to")),
    ("a caption alone", {**LIMITS, "caption": "Limits"}, ("The limits:", "The limits:")),
    ("no table", None, ("For | At most; a group | £500; a person | nothing", "")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "table", "told"), TABLES, ids=[name for name, _, _ in TABLES])
def test_of_a_table_the_rows_that_differ_are_told(
    name: str, table: dict[str, Any] | None, told: tuple[str, str]
) -> None:
    (change,) = list_word_changes(with_table(LIMITS), with_table(table))
    assert (change.fate, change.part, change.old, change.new) == ("changed", "clause `limits`", *told)


def with_table(table: dict[str, Any] | None) -> Version:
    clause = {"id": "limits", "kind": "statement", "text": "The limits:", **({"table": table} if table else {})}
    sections = [{"id": "scope", "clauses": [clause]}]
    return Version.model_validate(
        {"format": 1, "title": "Grants", "kind": "policy", "version": "1", "sections": sections}
    )
