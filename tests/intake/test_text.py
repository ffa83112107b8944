"""Plain text: broken lines are joined, nothing is lost, and what is no text is refused."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.errors import PolicykitError
from policykit.intake.paragraph import split_words
from policykit.intake.readers import read_manuscript

WORDS = st.lists(st.from_regex(r"[A-Z]?[a-z]{1,11}", fullmatch=True), min_size=1, max_size=60)


def texts(content: str | bytes) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return [paragraph.text for paragraph in read_manuscript("policy.txt", data).paragraphs]


def test_broken_lines_are_one_paragraph_and_a_label_begins_another() -> None:
    clause = "Officers must ask before they publish a photograph in which a person can be recognised by others."
    label = "(a) a child may only be shown with the written consent of a parent, which is kept on file for a year"
    content = "\n".join([*textwrap.wrap(clause, 60), *textwrap.wrap(label, 60), "", "Short.", "Shorter."])
    assert texts(content) == [clause, label, "Short.", "Shorter."]


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=8))
def test_no_word_is_lost_whatever_the_width(paragraphs: list[str]) -> None:
    content = "\n\n".join(textwrap.fill(paragraph, 50) for paragraph in paragraphs)
    manuscript = read_manuscript("policy.txt", content.encode())
    found = [word for paragraph in manuscript.paragraphs for word in split_words(paragraph.text)]
    assert tuple(found) == manuscript.words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_encoding_gives_the_same_words(encoding: str) -> None:
    assert texts("The clerk’s “café” – £5.".encode(encoding)) == ["The clerk’s “café” – £5."]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("policy.txt", b"%PDF-1.7", "document-kind"),
        ("policy.txt", b"PK\x03\x04 and so on", "document-kind"),
        ("policy.txt", b"a\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", "document-kind"),
        ("policy.txt", b"\xff\xfea", "document-damaged"),
        ("policy.txt", b" \n", "document-empty"),
        ("policy.pages", b"words", "document-kind"),
        ("policy", b"words", "document-kind"),
    ],
)
def test_what_is_no_text_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        read_manuscript(name, content)
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].hint


def test_characters_that_no_text_may_hold_are_listed() -> None:
    manuscript = read_manuscript("policy.txt", b"Words\x07 here.\n-----\nMore.")
    assert [(left.text, left.reason) for left in manuscript.left_out] == [
        ("\x07", "control character"),
        ("-----", "ruled line"),
    ]
