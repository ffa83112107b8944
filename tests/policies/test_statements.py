"""The 130 statements found in the seeds, each with its topic, rest on a clause by its words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policykit.model.library import Library
from policykit.model.model_clause import clause_words

STATEMENTS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("statements.json").read_text(encoding="utf-8"))

IN_VERSION_BLOCK = {"CON-V.1"}
"""Statements that the council prints in its version block, not in the text that it votes on."""


def test_there_are_130_statements() -> None:
    assert len({statement["id"] for statement in STATEMENTS}) == len(STATEMENTS) == 130


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement["id"])
def test_a_statement_rests_on_one_clause_with_its_topic(library: Library, statement: dict[str, Any]) -> None:
    if statement["id"] in IN_VERSION_BLOCK:
        rows = library.councils[statement["council"]].value.house_style.version_block.rows
        assert statement["quote"] in [row.text for row in rows]
        return
    version = library.policies[f"{statement['council']}/social-media"].version("1").value
    clauses = [c for _, c in version.walk_clauses() if statement["quote"] in clause_words(c, library.models)]
    assert len(clauses) == 1, f"{len(clauses)} clauses hold these words"
    topics = {clauses[0].topic, *clauses[0].also_topics}
    assert statement["topic"] in topics, f"{clauses[0].id} has the topics {sorted(filter(None, topics))}"


def test_every_clause_has_a_topic(library: Library) -> None:
    versions = [version.value for policy in library.policies.values() for version in policy.versions]
    assert [clause.id for version in versions for _, clause in version.walk_clauses() if clause.topic is None] == []


@pytest.mark.parametrize("council", ["congleton", "crewe"])
def test_a_clause_has_the_kind_of_one_of_its_statements(library: Library, council: str) -> None:
    version = library.policies[f"{council}/social-media"].version("1").value
    wrong = []
    for _, clause in version.walk_clauses():
        words = clause_words(clause, library.models)
        kinds = {s["kind"] for s in STATEMENTS if s["council"] == council and s["quote"] in words}
        if kinds and clause.kind not in kinds:
            wrong.append((clause.id, clause.kind, sorted(kinds)))
    assert wrong == []
