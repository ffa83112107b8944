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
