"""An item that comes to stand under other words asks something else, although no word of it changed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.compare_documents.cases import compile_case

from policykit.compare.versions.changes import Row
from policykit.model.policy import Version

ITEM = {"id": "a.item", "kind": "statement", "text": "share posts of other councils."}
OTHER = {"id": "a.other", "kind": "statement", "text": "answer questions of residents within a day."}


def make(first: str, second: str, *, under: str) -> Version:
    """Two lists with one item each, and the item in question under one of them, or by itself."""
    lists: list[dict[str, Any]] = [
        {"id": "a.first", "kind": "statement", "text": first, "clauses": [OTHER]},
        {"id": "a.second", "kind": "statement", "text": second, "clauses": [{**OTHER, "id": "a.third"}]},
    ]
    for clause in lists:
        if clause["id"] == under:
            clause["clauses"] = [*clause["clauses"], ITEM]
    alone = [] if under else [ITEM]
    section = {"id": "a", "heading": "Posts", "clauses": [*lists, *alone]}
    return Version.model_validate(
        {"format": 1, "title": "Posts", "kind": "policy", "version": "1", "sections": [section]}
    )


def find_row(old: Version, new: Version) -> Row:
    return next(row for row in compile_case(old, new).changes.rows if row.place.id == "a.item")


MOVES = {
    "another duty": ("Officers may:", "Officers must not:", "normative"),
    "other people": ("For officers:", "For councillors:", "normative"),
    "the same words in another list": ("Officers may:", "Officers may:", "reach"),
}


@pytest.mark.parametrize(("first", "second", "weight"), MOVES.values(), ids=MOVES)
def test_an_item_under_other_words_is_to_be_read(first: str, second: str, weight: str) -> None:
    row = find_row(make(first, second, under="a.first"), make(first, second, under="a.second"))
    assert (row.kind, row.weight) == ("moved", weight)
    assert f"now under “{second}”, was under “{first}”" in row.line


def test_an_item_that_stands_by_itself_now_is_to_be_read() -> None:
    alone, listed = (make("Officers may:", "Officers must:", under=under) for under in ("", "a.first"))
    assert find_row(listed, alone).weight == "reach"
    assert "no longer an item under “Officers may:”" in find_row(listed, alone).line
    assert "now an item under “Officers may:”" in find_row(alone, listed).line


def test_an_item_that_moves_along_with_its_list_is_no_change_to_read() -> None:
    old = make("Officers may:", "Officers must:", under="a.first")
    data = old.model_dump(exclude_defaults=True, by_alias=True, mode="json")
    data["sections"][0]["clauses"].reverse()
    row = find_row(old, Version.model_validate(data))
    assert row.weight in ("wording", "editorial")
