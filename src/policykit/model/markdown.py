"""Reading the words of a clause: inline CommonMark, `{ref: clause.id}` and `{council.name}` become a tree.

What may not be in a text is a fault with its place, and never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from policykit.model.text import (
    BRACE,
    NOTE_MARK,
    Break,
    Code,
    Emphasis,
    Inline,
    Link,
    NoteMark,
    Shifted,
    Strong,
    Text,
    find_filled,
    join_text,
    read_brace,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

SAFE_SCHEMES = ("http", "https", "mailto", "tel")

SPECIAL = re.compile(r"[\\`*_\[\]<>&!\n^~]")
"""What a text must hold for Markdown to read it otherwise than as it is typed; braces apart."""
FIRST = frozenset("([{“‘\"'`*_\\£€$#@&<")
"""What words in a pair of `*` or `_` can begin with, beside letters and digits."""
LAST = frozenset(".,;:!?)]}”’\"'`*_%…>")
"""What words in such a pair can end with, beside letters and digits."""
_RUN = re.compile(r"(?P<mark>[*_])(?P=mark)*")
_SHIFTED = re.compile(r"\^([^\s^]{1,40})\^|(?<!~)~([^\s~]{1,40})~(?!~)")


@dataclass(frozen=True, slots=True)
class TextFault:
    """Something that a clause's words may not hold, from `start` to `end` of the text."""

    code: str
    start: int
    end: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The tree of a text, and what is wrong with it."""

    inlines: tuple[Inline, ...]
    faults: tuple[TextFault, ...] = ()


@lru_cache(maxsize=8192)
def parse_text(text: str) -> ParsedText:
    """Read the words of a clause. Never raises: what may not be in a text is a fault with its place."""
    if not SPECIAL.search(text):
        return ParsedText(_split_braces(text))
    faults = [] if "\n\n" not in text.rstrip() else [_paragraph_fault(text)]
    reader = _InlineReader(text, faults)
    inlines = reader.read(iter(read_tokens(text)), until=None)
    return ParsedText(join_text(inlines), tuple(reader.faults))


@lru_cache(maxsize=1)  # a text is parsed, and then held against its print
def read_tokens(text: str) -> tuple[Token, ...]:
    """Give the tokens of a text; each escape and entity is one of its own, so that its place can be found again."""
    return tuple(_markdown().parseInline(text)[0].children or ())


_LATER = re.compile(
    r"(?<!\\)(?:\^(?=[^\s^]{1,40}\^)|(?<!~)~(?=[^\s~]{1,40}~(?!~))|\[(?=\^[a-z0-9_-]+\])"
    r"|\{(?=\s*(?:tick-box|ticked-box|blank|blank-line)\s*\}))"
)


def keep_later_marks(text: str) -> str:
    """Give a text from before there were raised letters, notes and forms so that what looks like one is printed."""
    kept = _LATER.sub(lambda found: f"\\{found[0]}", text)
    # What is kept may leave another mark around it: `^^1^` has two.
    return kept if kept == text else keep_later_marks(kept)


def _split_braces(text: str) -> tuple[Inline, ...]:
    """Read a text that holds nothing special but braces, which needs no markdown."""
    inlines: list[Inline] = []
    done = 0
    for start, end, node in find_filled(text):
        inlines += [Text(text[done:start]), node]
        done = end
    return join_text([*inlines, Text(text[done:])])


def _paragraph_fault(text: str) -> TextFault:
    start = text.index("\n\n")
    start += len(text[start:]) - len(text[start:].lstrip("\n"))
    return TextFault(
        "paragraphs-in-text",
        start,
        start + 1,
        "the text holds more than one paragraph",
        "make each paragraph a clause of its own",
    )


class _InlineReader:
    """Turns markdown-it's flat tokens into a tree, and collects what is not allowed."""

    def __init__(self, text: str, faults: list[TextFault]) -> None:
        self.text = text
        self.faults = faults
        self.position = 0
        self.tags: list[str] = []

    def read(self, tokens: Iterator[Token], until: str | None) -> tuple[Inline, ...]:
        result: list[Inline] = []
        for token in tokens:
            if token.type == until:
                break
            result.extend(self._inline(token, tokens))
        return join_text(result)

    def _inline(self, token: Token, tokens: Iterator[Token]) -> list[Inline]:
        match token.type:
            case "shifted":
                return [Shifted("above" if token.markup == "^" else "below", (Text(token.content),))]
            case "note_mark":
                return [NoteMark(token.content)]
            case "softbreak" | "hardbreak":
                return [Text(" ") if token.type == "softbreak" else Break()]
            case "code_inline":
                return [Code(token.content)]
            case "em_open":
                return [Emphasis(self.read(tokens, "em_close"))]
            case "strong_open":
                return [Strong(self.read(tokens, "strong_close"))]
            case "link_open":
                href = str(token.attrGet("href") or "")
                self._check_href(href)
                return [Link(href, self.read(tokens, "link_close"))]
            case "brace":
                return [token.meta["node"]]
            case "html_inline":
                self._check_html(token.content)
            case "image":
                self._fault(
                    "image-in-text",
                    "![",
                    "an image in the text",
                    "write it as `picture: {file: plan.png, alt: …}` of the clause",
                )
        return [Text(token.content)]

    def _check_html(self, tag: str) -> None:
        name = tag.strip("</>").split()[0].lower() if tag.strip("</> ") else ""
        if tag.startswith("</") and name in self.tags:
            self.tags.remove(name)  # its opening tag has been spoken of
            return
        self.tags.append(name)
        self._fault(
            "raw-html",
            tag,
            f"raw HTML `{tag[:60]}` in the text",
            "write plain words, *emphasis*, **strong** or [links](https://…)",
        )

    def _check_href(self, href: str) -> None:
        scheme, colon, _ = href.partition(":")
        if not colon or scheme.lower() not in SAFE_SCHEMES:
            self._fault(
                "unsafe-link",
                href,
                f"the link `{href[:60]}` does not lead to a web page, an e-mail or a telephone",
                "use https://…, mailto:… or tel:…; for a clause of this policy write {ref: clause.id}",
            )

    def _fault(self, code: str, words: str, message: str, hint: str) -> None:
        start = self.text.find(words, self.position)
        if start < 0:
            start, words = 0, self.text
        self.position = start + len(words)
        self.faults.append(TextFault(code, start, self.position, message, hint))


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": True}).disable("text_join")
    # Every address is looked at by `_check_href`, which says what is wrong; markdown-it would print the source.
    markdown.validateLink = _allow_any  # type: ignore[method-assign,assignment]
    markdown.normalizeLink = _keep_address  # type: ignore[method-assign]
    markdown.inline.ruler.before("escape", "brace", _brace_rule)
    markdown.inline.ruler.before("emphasis", "blank", _blank_rule)
    markdown.inline.ruler.before("link", "note_mark", _note_rule)
    markdown.inline.ruler.before("link", "shifted", _shift_rule)
    return markdown


def _allow_any(_url: str) -> bool:
    return True


def _keep_address(url: str) -> str:
    return url


def _blank_rule(state: StateInline, silent: bool) -> bool:
    """Take `____`, or `*` by itself, as it is typed where no words that could be stressed are beside it.

    So are the blanks of a form: `Signed ____ Date __/__/____`, `(__) yes (__) no`.
    """
    run = _RUN.match(state.src, state.pos)
    if run is None:
        return False
    before, after = state.src[: state.pos][-1:], state.src[run.end() : run.end() + 1]
    if after.isalnum() or after in FIRST or before.isalnum() or before in LAST:
        return False
    if not silent:
        state.pending += run[0]
    state.pos = run.end()
    return True


def _brace_rule(state: StateInline, silent: bool) -> bool:
    match = BRACE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token: Any = state.push("brace", "", 0)
        token.meta, token.info = {"node": read_brace(match)}, match[0]
    state.pos = match.end()
    return True


def _note_rule(state: StateInline, silent: bool) -> bool:
    match = NOTE_MARK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("note_mark", "", 0)
        token.content, token.info = match[1], match[0]
    state.pos = match.end()
    return True


def _shift_rule(state: StateInline, silent: bool) -> bool:
    match = _SHIFTED.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("shifted", "", 0)
        token.content, token.markup, token.info = match[1] or match[2], match[0][0], match[0]
    state.pos = match.end()
    return True
