"""The documents hold every word of the seeds, in order, and none beside them; and the comparison itself can fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policykit.document.compile import compile_document
from policykit.document.tree import Blank, Cell, ClauseNode, Document, Line, Part, SectionNode
from policykit.edition.edition import find_edition
from policykit.model.library import Library
from policykit.model.text import plain_text

from .words import EXCLUSIONS, SEEDS, Word, compare_words, count_exclusions, seed_words

EXCLUDED = {
    "congleton": {"page number": 11, "leader dots": 3, "bullet": 50},
    "crewe": {"bullet": 8, "website residue": 1},
}


@pytest.mark.parametrize("council", EXCLUDED)
def test_the_document_holds_every_word_of_the_seed_in_order(library: Library, council: str) -> None:
    document = compile_document(find_edition(library, library.policies[f"{council}/social-media"], "1"))
    report = compare_words(seed_words(SEEDS / f"{council}.txt"), _document_words(document))
    assert (report.missing, report.surplus, report.coverage) == ((), (), 1.0), str(report)


@pytest.mark.parametrize("council", EXCLUDED)
def test_nothing_is_left_out_of_a_seed_but_what_is_named(council: str) -> None:
    path = SEEDS / f"{council}.txt"
    assert count_exclusions(path) == EXCLUDED[council]
    # Every other character that is not a space belongs to a word.
    kept = "".join(word.text for word in seed_words(path))
    text = path.read_text(encoding="utf-8")
    for exclusion in EXCLUSIONS:
        text = re.sub(exclusion.pattern.pattern, "", text, flags=re.MULTILINE)
    assert kept == "".join(text.split())


def test_a_lost_a_changed_and_an_added_word_are_named() -> None:
    seed = [Word(word, line) for line, word in enumerate(["never", "give", "out", "personal", "details"], start=7)]
    report = compare_words(seed, ["never", "ever", "give", "personal", "detail"])
    assert report.missing == (Word("out", 9), Word("details", 11))
    assert report.surplus == ("ever", "detail")
    assert report.coverage == pytest.approx(3 / 5)
    assert str(report) == "coverage 60.00%; missing: out (line 9), details (line 11); surplus: ever detail"


def test_words_in_another_order_are_missing_and_surplus() -> None:
    seed = [Word("the", 1), Word("Council", 1), Word("may", 1)]
    report = compare_words(seed, ["Council", "the", "may"])
    assert len(report.missing) == len(report.surplus) == 1


def test_a_curly_and_a_straight_quotation_mark_differ() -> None:
    assert compare_words([Word("Council’s", 1)], ["Council's"]).coverage == 0


def test_page_numbers_dots_bullets_and_residue_are_dropped(tmp_path: Path) -> None:
    seed = tmp_path / "seed.txt"
    seed.write_text("5 Pitfalls.....\t2\n- 14 days\n  • blogs\nPodcasts etc.\nfooter logo\n1 Chantry Court\n")
    assert " ".join(word.text for word in seed_words(seed)) == "5 Pitfalls 14 days blogs Podcasts etc. 1 Chantry Court"


def _document_words(document: Document) -> list[str]:
    """The words of a compiled document in the order in which they are printed."""
    texts: list[str] = []
    for part in document.cover:
        texts.extend(_part_texts(part))
    for section in document.sections:
        texts.extend(_section_texts(section))
    for part in document.end:
        texts.extend(_part_texts(part))
    return " ".join(texts).split()


def _part_texts(part: Part) -> Iterator[str]:
    if isinstance(part, Line):
        yield from (part.label or "", _cell_text(part.words))
        return
    yield part.heading or ""
    for entry in part.entries:
        yield from (entry.number, entry.heading)
    if part.table is not None:
        for row in (part.table.columns, *part.table.rows):
            yield from map(_cell_text, row)


def _section_texts(section: SectionNode) -> Iterator[str]:
    yield from (section.number, plain_text(section.heading))
    for clause in section.clauses:
        yield from _clause_texts(clause)
    for inner in section.sections:
        yield from _section_texts(inner)


def _clause_texts(clause: ClauseNode) -> Iterator[str]:
    # A bullet is a mark, not a word.
    yield from ("" if clause.style == "bullet" else clause.number, plain_text(clause.words))
    for inner in clause.clauses:
        yield from _clause_texts(inner)


def _cell_text(cell: Cell) -> str:
    # The seed leaves a blank cell blank; how a renderer shows the reason is its own affair.
    return "" if isinstance(cell, Blank) else plain_text(cell) if isinstance(cell, tuple) else ""
