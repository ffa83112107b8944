"""Tracked changes: accepting all of them gives the new document, rejecting all of them the old one."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case
from tests.compare_documents.revisions import load_revised
from tests.compare_documents.versions import versions
from tests.conftest import Golden, Tool
from tests.render.docx_office import Command, Office
from tests.render.docx_reader import Docx, Side, describe_docx

from policykit.compare.versions.compare import compare_documents
from policykit.compare.versions.redline import redline
from policykit.document.compile import compile_document
from policykit.document.tree import ClauseNode, Document, SectionNode
from policykit.edition.edition import find_edition
from policykit.model.policy import Version
from policykit.render.docx.document import render_docx

MANY = int(os.environ.get("POLICYKIT_EXAMPLES", "60"))
"""How many pairs the law is tried on: more by `POLICYKIT_EXAMPLES=1000 pytest tests/render/test_docx_redline.py`."""

Told = list[tuple[str, tuple[int, int, int] | None]]


def bare(document: Document) -> Document:
    """Give the sections alone: a redline's cover and end are the new version's."""
    return replace(document, cover=(), end=())


def read(data: bytes, side: Side = "all", *, with_numbers: bool = True) -> Told:
    """Give what is printed on each line, with its number, and the cell it is in."""
    lines = [line for line in Docx(data, side).lines() if line.style not in ("Title", "StatusLine")]
    numbered = [(_join(line.number if with_numbers else "", line.text), line.cell) for line in lines]
    return [told for told in numbered if told[0]]


def _join(number: str, text: str) -> str:
    """Give what is printed on a line: a number may be counted by Word, or be typed before the words."""
    return " ".join(f"{number} {text}".split())


@settings(max_examples=MANY, deadline=None)
@given(versions(), st.booleans())
def test_accepted_it_is_the_new_text_and_rejected_the_old(pair: tuple[Version, Version], use_ids: bool) -> None:
    case = compile_case(*pair)
    old, new = bare(case.old), bare(case.new)
    marked = render_docx(redline(old, new, compare_documents(old, new, use_ids=use_ids)))
    assert read(marked, "accept") == read(render_docx(new))
    assert read(marked, "reject") == read(render_docx(old))


@cache
def revised(name: str) -> tuple[Document, Document, Document]:
    """Give two versions of a real policy, and the redline between them."""
    library = load_revised()
    old, new = (compile_document(find_edition(library, library.policies[name], label)) for label in "12")
    return old, new, redline(old, new, compare_documents(old, new))


@pytest.mark.parametrize("name", ["congleton/social-media", "crewe/social-media"])
def test_the_real_policies_revised(golden: Golden, name: str) -> None:
    old, new, marked = revised(name)
    data = render_docx(bare(marked))
    assert read(data, "accept") == read(render_docx(bare(new)))
    assert read(data, "reject") == read(render_docx(bare(old)))
    golden(Path(f"golden/{name.partition('/')[0]}-redline.docx.txt"), describe_docx(data))


@pytest.mark.slow
@pytest.mark.engine
def test_libreoffice_settles_the_changes_to_the_letter(tool: Tool, tmp_path: Path) -> None:
    jobs: list[tuple[bytes, Command]] = []
    for name in ("congleton/social-media", "crewe/social-media"):
        before, after, marked = (render_docx(bare(document)) for document in revised(name))
        jobs += [(marked, "accept"), (after, ""), (marked, "reject"), (before, "")]
    texts = Office(tool("soffice"), tmp_path).read(jobs)
    for accepted, new, rejected, old in (texts[:4], texts[4:]):
        assert accepted == new
        # The line on the status of the document is no part of its text.
        assert rejected.replace("DRAFT: not adopted\n", "") == old.replace("DRAFT: not adopted\n", "")
        assert accepted != rejected


def silent(document: Document) -> Document:
    """Give the redline without what the comparison says beside the nodes."""

    def hush(section: SectionNode) -> SectionNode:
        sections = tuple(map(hush, section.sections))
        clauses = tuple(map(hush_clause, section.clauses))
        return replace(section, change_note=None, sections=sections, clauses=clauses)

    def hush_clause(clause: ClauseNode) -> ClauseNode:
        return replace(clause, change_note=None, clauses=tuple(map(hush_clause, clause.clauses)))

    return replace(document, sections=tuple(map(hush, document.sections)))


def list_moves(document: Document) -> list[tuple[str, str]]:
    """Give the beginnings of moves in Word's file: which end, and the name of the move."""
    with ZipFile(BytesIO(render_docx(document))) as package:
        return re.findall(r'<w:(move\w+)RangeStart [^>]*w:name="(\w+)"', package.read("word/document.xml").decode())


@settings(max_examples=MANY, deadline=None)
@given(versions())
def test_moves_are_paired_by_what_moved_and_not_by_what_is_said_of_it(pair: tuple[Version, Version]) -> None:
    case = compile_case(*pair)
    old, new = bare(case.old), bare(case.new)
    marked = redline(old, new, compare_documents(old, new, use_ids=False))
    moves = list_moves(marked)
    assert list_moves(silent(marked)) == moves
    ends = {end: sorted(name for kind, name in moves if kind == end) for end in ("moveFrom", "moveTo")}
    assert ends["moveFrom"] == ends["moveTo"]
    assert len(set(ends["moveTo"])) == len(ends["moveTo"])


def test_both_ends_of_a_move_name_each_other() -> None:
    _, _, marked = revised("congleton/social-media")
    ends = [(node.change, node.citation, node.move) for node in marked.walk_clauses() if node.move is not None]
    away = {move.pair: (citation, move.other) for change, citation, move in ends if change == "moved_from"}
    here = {move.pair: (move.other, citation) for change, citation, move in ends if change == "moved_to"}
    assert away
    assert away == here
