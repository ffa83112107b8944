"""Ids that say a place, and references that follow a new number: what a committee is told of them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.compare_documents.cases import compile_case

from policykit.compare.versions.changes import Changes
from policykit.compare.versions.compare import compare_documents
from policykit.model.policy import Version

NUMBERING = {"sections": "decimal", "clauses": "legal", "lists": "alpha"}


def compare(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Changes:
    """Compare two versions of one section with these clauses."""
    front = {"format": 1, "title": "Rules", "kind": "policy", "version": "1", "numbering": NUMBERING}
    versions = (
        Version.model_validate({**front, "sections": [{"id": "s", "heading": "Meaning", "clauses": clauses}]})
        for clauses in (old, new)
    )
    case = compile_case(*versions)
    return compare_documents(case.old, case.new)


def duty(name: str, text: str) -> dict[str, Any]:
    return {"id": name, "kind": "obligation", "text": text}


MINUTES = "The Clerk must keep minutes for six years."
NOTICE = "Notice must be given three clear days before."
VOTE = "A member must not vote twice."


def test_ids_that_were_counted_on_are_no_change() -> None:
    old = [duty("s.1", MINUTES), duty("s.2", NOTICE), duty("s.3", VOTE)]
    new = [duty("s.1", "These rules bind all members."), duty("s.2", MINUTES), duty("s.3", NOTICE), duty("s.4", VOTE)]
    changes = compare(old, new)
    assert [(row.kind, row.place.text) for row in changes.changed] == [("added", "These rules bind all members.")]
    assert not any("s.2" in row.line for row in changes.rows)


def test_a_new_id_alone_is_no_change() -> None:
    assert compare([duty("s.1", MINUTES)], [duty("s.minutes", MINUTES)]).count == 0


def test_the_number_of_a_reference_is_no_amount() -> None:
    rent = duty("rent", "Pay the rent by 1 April.")
    old = [duty("plot", "Keep the plot tidy, subject to {ref: rent}."), rent]
    new = [duty("plot", "Keep the plot neat, subject to {ref: rent}."), duty("gate", "Shut the gate."), rent]
    row = next(row for row in compare(old, new).rows if row.place.id == "plot")
    assert row.force == ()
    assert "“tidy” became “neat”" in row.line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("subject to paragraph 1.3", "subject to paragraph 1.4"),
        ("subject to sections 3 and 4", "subject to sections 4 and 5"),
        ("as Appendix B says", "as Appendix C says"),
        ("see s.9", "see s.10"),
        ("under standing order 1(k)", "under standing order 2(k)"),
        ("under Part II", "under Part III"),
    ],
)
def test_the_number_of_a_typed_reference_is_no_amount(old: str, new: str) -> None:
    changes = compare([duty("a", f"Keep the plot tidy, {old}.")], [duty("a", f"Keep the plot neat, {new}.")])
    (row,) = changes.changed
    assert row.weight != "normative"
    assert row.force == ()
    assert "number" not in row.line
    assert "tidy" in row.line


def test_an_amount_beside_a_typed_reference_is_told() -> None:
    old, new = ("Pay £{} under section {}.".format(*pair) for pair in ((9, 3), (10, 4)))
    (row,) = compare([duty("a", old)], [duty("a", new)]).changed
    assert [change.line for change in row.force] == ["“£9” became “£10”: a larger number"]
