"""What was adopted before raised letters, notes and forms were known prints what it printed then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.life.conftest import Clerk

from policykit.cli import DONE
from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.model.markdown import keep_later_marks, parse_text
from policykit.model.text import plain_text
from policykit.source.library import load_library

MARKS = "The 31^st^ of CO~2~, {blank} and {tick-box}[^1]."


@pytest.mark.parametrize("marks", [None, 2])
def test_a_copy_from_before_prints_them_as_they_were_typed(clerk: Clerk, root: Path, marks: int | None) -> None:
    path = root / "leek/records/v1.yaml"
    path.write_text(path.read_text("utf-8").replace("Minutes are kept for ever.", f'"{MARKS[:-5]}."'), "utf-8")
    assert clerk("adopt", "leek/records", "--date", "2024-03-04", "--reference", "24/17").code == DONE
    library = load_library(root)
    policy = library.policies["leek/records"]
    frozen = policy.frozen["1"].model_copy(update={"marks": marks})
    document = compile_document(find_edition(library, replace(policy, frozen={"1": frozen}), "1"))
    (clause,) = document.walk_clauses()
    typed = plain_text(clause.words) == f"{MARKS[:-5]}."
    assert typed is (marks is None)


def test_every_mark_is_kept() -> None:
    assert plain_text(parse_text(keep_later_marks(MARKS)).inlines) == MARKS


@given(st.text(st.sampled_from("a1 ^~{}[]\\blank")))
def test_what_is_kept_is_no_longer_a_mark(text: str) -> None:
    assert keep_later_marks(keep_later_marks(text)) == keep_later_marks(text)


@given(st.text(st.sampled_from("a1^~"), min_size=1))
def test_letters_that_look_like_marks_are_printed_as_they_were_typed(text: str) -> None:
    assert plain_text(parse_text(keep_later_marks(text)).inlines) == text
