"""What the report says in a line of words that changed, and what a redline shows of a title."""

from __future__ import annotations

import pytest
from tests.compare_documents.cases import compile_case
from tests.compare_documents.settle import settle_redline

from policykit.compare.versions.redline import redline
from policykit.document.tree import Document, Line
from policykit.model.policy import Version
from policykit.model.text import Marked

SAID = {
    "added": ("Tell the Clerk.", "Tell the Clerk by post.", "“by post” was added"),
    "removed": ("Tell the Clerk of it by post.", "Tell the Clerk of it.", "“by post” was removed"),
    "became": ("Share no gossip with friends.", "Share no gossip with strangers.", "“friends” became “strangers”"),
    "two places": (
        "Share gossip with friends and keep the minutes in the safe.",
        "Share gossip with strangers and keep the minutes in the large safe.",
        "“friends” became “strangers”; “large” was added",
    ),
    "three places": (
        "Share gossip with friends and keep the minutes in the safe and the keys in the desk.",
        "Share gossip with strangers and keep the minutes in the large safe and the keys in the drawer.",
        "“friends” became “strangers”; “large” was added; “desk” became “drawer”",
    ),
    "long": (
        "Tell the Clerk of everything that was said at the meeting.",
        "Tell the Clerk of everything that was said, by whom it was said, to whom and in which room, at the meeting.",
        "“, by whom it was said, to whom and in which room,” was added",
    ),
}  # fmt: skip


def make_version(text: str, title: str = "Notices", subtitle: str | None = None) -> Version:
    clause = {"id": "a.a", "kind": "statement", "text": text}
    data = {"format": 1, "title": title, "kind": "policy", "version": "1"}
    data |= {"sections": [{"id": "a", "heading": "Use", "clauses": [clause]}]}
    return Version.model_validate(data | ({"subtitle": subtitle} if subtitle else {}))


UNSEEN = {
    "two spaces": ("Tell the Clerk.", "Tell the  Clerk."),
    "a soft hyphen": ("Tell the council.", "Tell the coun\u00adcil."),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_is_said_to_be_that(name: str) -> None:
    old, new = UNSEEN[name]
    changes = compile_case(make_version(old), make_version(new)).changes
    (row,) = (row for row in changes.rows if row.kind == "edited")
    assert (row.weight, row.line) == ("wording", "Only spaces or invisible characters")


def test_a_space_in_another_form_is_no_change() -> None:
    assert compile_case(make_version("Tell the Clerk."), make_version("Tell the\u00a0Clerk.")).changes.count == 0


def test_a_space_that_makes_two_words_of_one_is_seen() -> None:
    changes = compile_case(make_version("Stand apart."), make_version("Stand a part.")).changes
    (row,) = (row for row in changes.rows if row.kind == "edited")
    assert row.line == "“apart” became “a part”"


@pytest.mark.parametrize("name", SAID)
def test_a_short_change_is_said_in_the_line(name: str) -> None:
    old, new, said = SAID[name]
    changes = compile_case(make_version(old), make_version(new)).changes
    (row,) = (row for row in changes.rows if row.kind == "edited")
    assert row.line == said


def test_a_redline_marks_title_and_subtitle_and_nothing_else_of_the_cover() -> None:
    old = make_version("Words.", "Notices", "For all boards")
    new = make_version("Words.", "Notice boards", "For all our boards")
    case = compile_case(old, new)
    marked = redline(case.old, case.new, case.changes)
    assert find_marked(marked) == ["title", "subtitle"]
    assert read_line(settle_redline(marked, "old"), "title") == read_line(case.old, "title")
    assert read_line(settle_redline(marked, "new"), "title") == read_line(case.new, "title")


def find_marked(document: Document) -> list[str]:
    lines = [part for part in document.cover if isinstance(part, Line) and isinstance(part.words, tuple)]
    return [line.role for line in lines if any(isinstance(word, Marked) for word in line.words)]  # type: ignore[union-attr]


def read_line(document: Document, role: str) -> object:
    return next(part.words for part in document.cover if isinstance(part, Line) and part.role == role)
