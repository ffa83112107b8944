"""Markdown: the same words in the same order, whatever they are, and no raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.conftest import Golden
from tests.render.sample import IMPRINT, REDLINE, SAMPLE, clause, deep_document, long_document, section, words
from tests.render.words_of import document_words
from tests.render.words_of import words as split_words

from policykit.document.tree import Document
from policykit.model.text import Break, Code, Emphasis, Inline, Link, Marked, Strong, Text, plain_text
from policykit.render.markdown.document import render_markdown
from policykit.render.markdown.words import write_words


def read(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark", {"maxNesting": 500}).enable("table").parse(markdown)


def printed(tokens: list[Token]) -> Iterator[str]:
    """Give the words that a reader of the rendered page sees, with the numbers that lists would get."""
    counters: list[int | None] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            counters.append(int(token.attrGet("start") or 1))
        elif token.type == "bullet_list_open":
            counters.append(None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            counters.pop()
        elif token.type == "list_item_open" and counters[-1] is not None:
            yield f"{counters[-1]} "
            counters[-1] += 1
        elif token.type == "inline":
            for child in token.children or []:
                yield "\n" if child.type in {"softbreak", "hardbreak"} else child.content
            yield "\n"


def one_section(*clauses: tuple[str, str, str]) -> Document:
    nodes = [clause(f"s.c{n}", text, number, style) for n, (number, style, text) in enumerate(clauses)]  # type: ignore[arg-type]
    return Document(IMPRINT, (), (section("s", "1", "S", *nodes),), ())


@pytest.mark.parametrize(("name", "document"), [("sample", SAMPLE), ("redline", REDLINE)])
def test_page_is_as_reviewed(golden: Golden, name: str, document: Document) -> None:
    golden(Path("golden", f"{name}.md"), render_markdown(document))


def test_page_says_every_word_in_order_and_then_what_it_is() -> None:
    seen = split_words("".join(printed(read(render_markdown(SAMPLE)))))
    colophon = f"{IMPRINT.status_line} {IMPRINT.policy}, version 1.2. Text fingerprint SHA-256 {'0' * 64}"
    assert seen == [*document_words(SAMPLE), *split_words(colophon)]


def test_page_holds_no_raw_html_and_no_unsafe_link() -> None:
    for document in (SAMPLE, REDLINE):
        tokens = read(render_markdown(document, notes=True))
        inner = [child for token in tokens for child in token.children or []]
        assert not [
            token for token in (*tokens, *inner) if token.type.startswith(("html", "image", "fence", "code_block"))
        ]
        assert {str(t.attrGet("href")) for t in inner if t.type == "link_open"} <= {"https://example.org/?a=1&b=2"}


def test_notes_are_printed_only_when_asked_for() -> None:
    assert "Editor" not in render_markdown(SAMPLE)
    assert "“without” is meant" in render_markdown(SAMPLE, notes=True)


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ([("1.", "decimal", "a"), ("2.", "decimal", "b")], "1. a\n2. b"),
        ([("4.", "decimal", "a"), ("5.", "decimal", "b")], "4. a\n5. b"),
        ([("1.", "decimal", "a"), ("1.", "decimal", "b")], "1\\. a\n\n1\\. b"),
        ([("1.", "decimal", "a"), ("3.", "decimal", "b")], "1\\. a\n\n3\\. b"),
        ([("1.", "decimal", "a"), ("1.", "legal", "b")], "1. a\n\n1\\. b"),
        ([("(a)", "alpha", "a"), ("(b)", "alpha", "b")], "(a) a\n\n(b) b"),
        ([("1.1", "legal", "a"), ("1.2", "legal", "b")], "1.1 a\n\n1.2 b"),
        ([("•", "bullet", "a"), ("", "bullet", "b")], "- a\n- b"),
        ([("", "none", "- a"), ("", "none", "# b"), ("", "none", "2) c")], "\\- a\n\n\\# b\n\n2\\) c"),
    ],
)
def test_numbers_stay_as_printed(clauses: list[tuple[str, str, str]], expected: str) -> None:
    text = render_markdown(one_section(*clauses))
    assert text.partition("## 1 S\n\n")[2].partition("\n\n---")[0] == expected


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x9b", "\ud800"])
def test_characters_that_no_file_may_hold_are_replaced(character: str) -> None:
    assert "a\ufffdb" in render_markdown(one_section(("", "none", f"a{character}b")))


def test_deep_and_long_documents_render() -> None:
    assert "level 60" in "".join(printed(read(render_markdown(deep_document(60)))))
    assert render_markdown(long_document(2000)).count("Nested words") == 1500


# Any words at all

SIGNS = st.text("ab1 *_`[]()<>&#!|\\~$.-+={}:/;\n\"'é", max_size=10)


def _nest(children: st.SearchStrategy[tuple[Inline, ...]]) -> st.SearchStrategy[Inline]:
    return st.one_of(
        st.builds(Strong, children),
        st.builds(Emphasis, children),
        st.builds(Marked, st.sampled_from(["inserted", "deleted", "moved"]), children),
    )


LEAVES: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, SIGNS),
    st.builds(Code, SIGNS),
    st.just(Break()),
    st.builds(
        Link,
        st.sampled_from(["https://e.example/a_b*c?x=1&copy=2", "mailto:a@b", "#x"]),
        st.tuples(st.builds(Text, SIGNS)),
    ),
)
INLINES = st.recursive(
    st.lists(LEAVES, max_size=4).map(tuple),
    lambda inner: st.lists(st.one_of(LEAVES, _nest(inner)), max_size=4).map(tuple),
    max_leaves=8,
)


def normal(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def marked_plain(inlines: tuple[Inline, ...]) -> str:
    signs = {"inserted": ("{++", "++}"), "deleted": ("{--", "--}"), "moved": ("{>>", "<<}")}
    parts = []
    for inline in inlines:
        if isinstance(inline, Marked):
            start, end = signs[inline.change]
            parts.append(f"{start}{marked_plain(inline.children)}{end}")
        elif isinstance(inline, (Strong, Emphasis, Link)):
            parts.append(marked_plain(inline.children))
        else:
            parts.append(plain_text((inline,)))
    return "".join(parts)


@given(INLINES, st.booleans())
def test_any_words_read_back_as_one_paragraph_of_the_same_words(inlines: tuple[Inline, ...], one_line: bool) -> None:
    written = write_words(inlines, one_line=one_line)
    tokens = read(written)
    expected = normal(marked_plain(inlines))
    assert [token.type for token in tokens] == (["paragraph_open", "inline", "paragraph_close"] if expected else [])
    assert normal("".join(printed(tokens))) == expected
    assert not one_line or "\n" not in written


@given(INLINES)
def test_any_words_fit_a_cell(inlines: tuple[Inline, ...]) -> None:
    tokens = read(f"| a | b |\n| --- | --- |\n| {write_words(inlines, one_line=True)} | x |\n")
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    assert normal("".join(printed(cells[2:3]))) == normal(marked_plain(inlines))


def test_emphasis_and_links_stay_where_commonmark_can_say_them() -> None:
    assert write_words((Strong(words("Consent:")), Text(" ask "))) == "**Consent:** ask"
    assert write_words((Strong(words("Consent: ")), Text("ask"))) == "**Consent:** ask"
    assert write_words((Text("a"), Emphasis(words("b")), Text("c"))) == "a*b*c"
    assert write_words((Link("https://e.example/a b", words("x]")),)) == "[x\\]](<https://e.example/a%20b>)"
    assert write_words((Link("javascript:x", words("x")),)) == "x"


def test_emphasis_that_commonmark_cannot_say_is_left_out() -> None:
    assert write_words((Strong(words("Consent:")), Text("ask"))) == "Consent:ask"
