"""The words of a clause: the tree that each text is read into, and what it may not hold, with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.model.markdown import parse_text
from policykit.model.text import Break, Code, Emphasis, Inline, Link, Parameter, Reference, Strong, Text, plain_text
from policykit.model.vanishing import find_losses

READ: list[tuple[str, tuple[Inline, ...], str]] = [
    ("Words.", (Text("Words."),), "Words."),
    ("one\ntwo", (Text("one two"),), "one two"),
    ("one  \ntwo", (Text("one"), Break(), Text("two")), "one\ntwo"),
    (
        "*e* **s** `c`",
        (Emphasis((Text("e"),)), Text(" "), Strong((Text("s"),)), Text(" "), Code("c")),
        "e s c",
    ),
    ("see {ref: a.b}", (Text("see "), Reference("a.b")), "see {ref: a.b}"),
    ("*see* {ref: a.b}", (Emphasis((Text("see"),)), Text(" "), Reference("a.b")), "see {ref: a.b}"),
    ("the {council.name}", (Text("the "), Parameter("council.name")), "the {council.name}"),
    (r"a \{ref: b}", (Text("a {ref: b}"),), "a {ref: b}"),
    ("{Ref: a} {}", (Text("{Ref: a} {}"),), "{Ref: a} {}"),
    ("[a](http://b.c)", (Link("http://b.c", (Text("a"),)),), "a"),
    ("[a](HTTPS://b.c)", (Link("HTTPS://b.c", (Text("a"),)),), "a"),
    ("[a](mailto:b@c.d)", (Link("mailto:b@c.d", (Text("a"),)),), "a"),
    ("[a](tel:1)", (Link("tel:1", (Text("a"),)),), "a"),
    ("fish &amp; chips", (Text("fish & chips"),), "fish & chips"),
]


@pytest.mark.parametrize(("text", "tree", "plain"), READ)
def test_what_a_text_is_read_into(text: str, tree: tuple[Inline, ...], plain: str) -> None:
    parsed = parse_text(text)
    assert (parsed.inlines, parsed.faults) == (tree, ())
    assert plain_text(parsed.inlines) == plain


REFUSED = [
    # what stands where the fault is marked, its code, and how the message begins
    ("See ![logo](logo.png) now.", [("![", "image-in-text", "an image in the text")]),
    ("a <b>bold</b> word", [("<b>", "raw-html", "raw HTML `<b>` in the text")]),
    ("a <br> and a <i>b", [("<br>", "raw-html", "raw HTML `<br>`"), ("<i>", "raw-html", "raw HTML `<i>`")]),
    ("a </b>", [("</b>", "raw-html", "raw HTML `</b>`")]),
    ("go [there](ftp://b.c)", [("ftp://b.c", "unsafe-link", "the link `ftp://b.c` does not lead to a web page")]),
    ("[a](javascript:b)", [("javascript:b", "unsafe-link", "the link `javascript:b`")]),
    ("[a](//b.c) [b](//b.c)", [("//b.c", "unsafe-link", "the link"), ("//b.c", "unsafe-link", "the link")]),
    ("[a](/b)", [("/b", "unsafe-link", "the link `/b`")]),
    ("one\n\ntwo", [("t", "paragraphs-in-text", "the text holds more than one paragraph")]),
    ("one\n\n\ntwo", [("t", "paragraphs-in-text", "the text holds more than one paragraph")]),
]


@pytest.mark.parametrize(("text", "faults"), REFUSED)
def test_what_a_text_may_not_hold(text: str, faults: list[tuple[str, str, str]]) -> None:
    found = parse_text(text).faults
    assert [(text[fault.start : fault.end], fault.code) for fault in found] == [(at, code) for at, code, _ in faults]
    assert all(fault.message.startswith(said) for fault, (_, _, said) in zip(found, faults, strict=True))
    assert len({fault.start for fault in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Signed ____ Date __/__/____",
        "Date: __/12/20__",
        "(__) yes (__) no",
        "£__.__ a week, from __:__ to __:__",
        "Name (*) ________ (*) as on the form",
    ],
)
def test_blanks_of_a_form_are_text(text: str) -> None:
    assert parse_text(text).inlines == (Text(text),)
    assert find_losses(text) == ()


@given(st.lists(st.sampled_from(["_", "__", "____", "*", "/", ".", ":", "(", ")", " "]), max_size=12))
def test_marks_without_words_are_printed_as_typed(parts: list[str]) -> None:
    text = "".join(parts).strip()
    if not find_losses(text):
        assert plain_text(parse_text(text).inlines) == text
