"""Every drafting error known of the seeds is pointed out by a note, where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policykit.model.library import Library
from policykit.model.model_clause import clause_words
from policykit.model.policy import Note, Version

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("drafting_errors.yaml").read_text(encoding="utf-8")
)
ROWS = [(council, row) for council, rows in TABLE.items() for row in rows]


def test_the_table_has_28_errors_of_congleton_and_11_of_crewe() -> None:
    assert {row["number"] for row in TABLE["congleton"]} == set(range(1, 29))
    assert {row["number"] for row in TABLE["crewe"]} == set(range(1, 12))


@pytest.mark.parametrize(
    ("council", "row"), ROWS, ids=[f"{council}-{row['number']}-{row['where']}" for council, row in ROWS]
)
def test_a_note_points_out_the_error(library: Library, council: str, row: dict[str, Any]) -> None:
    places = _places(library, council)
    assert row["where"] in places, f"the policy has no `{row['where']}`"
    notes, words = places[row["where"]]
    found = [note for note in notes if note.quote == row.get("quote") and row["says"] in " ".join(note.text.split())]
    assert len(found) == 1, f"of {len(notes)} notes on `{row['where']}`, {len(found)} say `{row['says']}`"
    assert row.get("quote", "") in words


@pytest.mark.parametrize("council", TABLE)
def test_every_note_is_in_the_table(library: Library, council: str) -> None:
    noted = {
        (where, note.quote) for where, (notes, _) in _places(library, council).items() for note in notes if note.quote
    }
    assert noted - {(row["where"], row.get("quote")) for row in TABLE[council]} == set()


def _places(library: Library, council: str) -> dict[str, tuple[tuple[Note, ...], str]]:
    """The notes of the document and of each section and clause, with the words they stand on."""
    version: Version = library.policies[f"{council}/social-media"].version("1").value
    places = {"document": (version.notes, f"{version.title} {version.subtitle}")}
    places.update({section.id: (section.notes, section.heading or "") for _, section in version.walk_sections()})
    for _, clause in version.walk_clauses():
        places[clause.id] = (clause.notes, clause_words(clause, library.models))
    return places
