"""Plain text: every word, within the width, and nothing that moves the cursor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import Golden
from tests.render.sample import REDLINE, SAMPLE, clause, deep_document, long_document, section
from tests.render.words_of import document_words, words

from policykit.document.tree import Document
from policykit.render.text import render_text


@pytest.mark.parametrize(("name", "document"), [("sample", SAMPLE), ("redline", REDLINE)])
def test_text_is_as_reviewed(golden: Golden, name: str, document: Document) -> None:
    golden(Path("golden", f"{name}.txt"), render_text(document, notes=name == "sample"))


@pytest.mark.parametrize("width", [72, 80, 100, 200])
def test_text_says_every_word_in_order_and_no_other(width: int) -> None:
    # A row of a table stands on one line each only where it fits: narrower pages mix the words of its cells.
    assert words(render_text(SAMPLE, width)) == document_words(SAMPLE)


@pytest.mark.parametrize("width", [40, 61, 80])
@pytest.mark.parametrize("document", [SAMPLE, REDLINE, deep_document(60), long_document(40)])
def test_no_line_is_longer_than_the_width(document: Document, width: int) -> None:
    assert max(len(line) for line in render_text(document, width, notes=True).splitlines()) <= width


def test_width_has_a_floor() -> None:
    assert render_text(SAMPLE, 1) == render_text(SAMPLE, 40)


def test_notes_are_printed_only_when_asked_for() -> None:
    assert "Editor" not in render_text(SAMPLE)
    assert "“without” is meant" in render_text(SAMPLE, notes=True)


def test_text_cannot_command_the_terminal() -> None:
    document = replace(SAMPLE, sections=(section("s", "1", "S", clause("s.c", "a\x1b[2Jb\x9b31mc\rd")),))
    shown = render_text(document)
    assert "a\ufffd[2Jb\ufffd31mc" in shown
    assert not {character for character in shown if ord(character) < 32} - {"\n"}
