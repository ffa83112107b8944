"""The words of a clause as a page has them, and back: whatever words can hold is still there."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.model.markdown import parse_text
from policykit.model.text import FormFieldKind, Inline, Marked
from policykit.model.word_tree import walk_inlines
from policykit.pipeline.writing.inlines import read_cell, read_runs, write_runs, write_words

PIECES = (
    *("plain words", "**strong**", "*stressed*", "`typed`", "[linked](https://example.org)", "31^st^", "CO~2~"),
    *("kept[^lease]", "{ref: a.b}", "{council.name}", "one\\\ntwo", "\\*", "a & b", "5 < 6"),
    *(f"{{{kind}}}" for kind in get_args(FormFieldKind)),
)
"""Words of each kind that `model.text` knows."""


def test_the_pieces_hold_every_kind_of_words() -> None:
    kinds = {type(each) for piece in PIECES for each in walk_inlines(parse_text(piece).inlines)}
    assert kinds == set(get_args(Inline)) - {Marked}


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_words_come_back_as_they_were(pieces: list[str]) -> None:
    words = " ".join(pieces)
    back = write_runs(read_runs(words))
    assert parse_text(back).inlines == parse_text(words).inlines
    assert "[^lease]" in back or "[^lease]" not in words


@pytest.mark.parametrize("words", ["- £10\n- £5", "a\n(b) c", "**x**", ""])
def test_a_cell_that_nobody_changed_stays_as_it_was_typed(words: str) -> None:
    assert write_words([{"runs": read_cell(words), "source": words}]) == [words]
