"""A small library becomes documents: parameters, references, models, tables and the version block, side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Golden

from policykit.document.compile import compile_document
from policykit.document.tree import Document, TableNode
from policykit.edition.edition import find_edition
from policykit.model.text import Link, Text
from policykit.model.word_tree import walk_inlines
from policykit.render.text import render_text
from policykit.source.library import load_library

HERE = Path(__file__).parent / "library"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    library = load_library(HERE)
    return {
        f"{policy.name}@{label}": compile_document(find_edition(library, policy, label))
        for policy in library.policies.values()
        for label in policy.labels
    }


@pytest.mark.parametrize("name", ["ashby/records@1", "ashby/records@2", "ashby/records@3", "llanfair/cofnodion@1"])
def test_documents_as_text(documents: dict[str, Document], name: str, golden: Golden) -> None:
    golden(Path("golden") / f"{name.replace('/', '-')}.txt", render_text(documents[name]))


def test_a_reference_prints_the_number_and_leads_to_the_clause(documents: dict[str, Document]) -> None:
    clause = next(c for c in documents["ashby/records@1"].walk_clauses() if c.id == "keeping.exception")
    links = [node for node in walk_inlines(clause.words) if isinstance(node, Link)]
    assert links == [Link("#keeping.years", (Text("2.1"),)), Link("#schedule", (Text("Appendix A"),))]


def test_a_version_says_nothing_of_what_happened_after_it(documents: dict[str, Document]) -> None:
    first = documents["ashby/records@1"]
    assert first.imprint.status == "adopted"
    assert first.imprint.status_line == "Adopted 3 May 2021"
    assert "2024" not in render_text(first)


def test_a_draft_knows_what_it_would_replace(documents: dict[str, Document]) -> None:
    draft = documents["ashby/records@3"]
    assert draft.imprint.status_line == "DRAFT: not adopted"
    block = next(part for part in draft.cover if getattr(part, "role", "") == "version_block")
    assert isinstance(block.table, TableNode)  # type: ignore[union-attr]
    assert "replaces version 2, adopted 6 May 2024" in render_text(draft)


def test_the_same_library_gives_the_same_document(documents: dict[str, Document]) -> None:
    library = load_library(HERE)
    again = compile_document(find_edition(library, library.policies["ashby/records"], "2"))
    assert again == documents["ashby/records@2"]
