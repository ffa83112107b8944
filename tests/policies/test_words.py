"""The policies hold every word of the seeds, in order, and none beside them; and the comparison itself can fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policykit.model.library import Library
from policykit.model.policy import Clause, Section
from policykit.source.checks.versions import clause_words

from .words import EXCLUSIONS, SEEDS, Word, compare_words, count_exclusions, seed_words

BODY = {"congleton": (50, 200), "crewe": (8, 49)}
"""The first and last line of the text itself in each seed; what stands around it is printed from council.yaml."""

EXCLUDED = {
    "congleton": {"page number": 11, "leader dots": 3, "bullet": 50},
    "crewe": {"bullet": 8, "website residue": 1},
}


@pytest.mark.parametrize("council", BODY)
def test_the_policy_holds_every_word_of_the_seed_in_order(library: Library, council: str) -> None:
    report = compare_words(_body_words(council), list(_policy_words(library, council)))
    assert (report.missing, report.surplus, report.coverage) == ((), (), 1.0), str(report)


@pytest.mark.parametrize("council", BODY)
def test_the_title_stands_as_in_the_seed(library: Library, council: str) -> None:
    version = library.policies[f"{council}/social-media"].version("1").value
    lines = (SEEDS / f"{council}.txt").read_text(encoding="utf-8").split("\n")
    assert [line for line in (version.title, version.subtitle) if line and line not in lines] == []


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


def _body_words(council: str) -> list[Word]:
    """The words of the text itself, without the numbers before headings and list items: those are made, not written."""
    first, last = BODY[council]
    words = [word for word in seed_words(SEEDS / f"{council}.txt") if first <= word.line <= last]
    starts = {word.line: position for position, word in reversed(list(enumerate(words)))}
    return [
        word
        for position, word in enumerate(words)
        if not (starts[word.line] == position and re.fullmatch(r"\d+\.?", word.text))
    ]


def _policy_words(library: Library, council: str) -> Iterator[str]:
    version = library.policies[f"{council}/social-media"].version("1").value
    for section in version.sections:
        for text in _section_texts(section, library):
            yield from text.split()


def _section_texts(section: Section, library: Library) -> Iterator[str]:
    yield section.heading or ""
    for clause in section.clauses:
        yield from _clause_texts(clause, library)
    for inner in section.sections:
        yield from _section_texts(inner, library)


def _clause_texts(clause: Clause, library: Library) -> Iterator[str]:
    yield clause_words(clause, library)
    for inner in clause.clauses:
        yield from _clause_texts(inner, library)
