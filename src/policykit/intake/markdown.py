"""Markdown into paragraphs: headings, lists with the numbers that a reader sees, tables; no YAML from its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykit.intake.decode import decode_text, drop_controls
from policykit.intake.paragraph import GridCell, LeftOut, Manuscript, Paragraph, Run, split_words

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_TAG = re.compile(r"<[^>]*>|<!--.*?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(slots=True)
class _OpenList:
    key: str
    ordered: bool
    next: int = 1
    mark: str = "."


@dataclass(slots=True)
class _State:
    lists: list[_OpenList] = field(default_factory=list)
    label: str = ""
    """The label that the next paragraph takes."""
    count: int = 0


def read_markdown(name: str, content: bytes) -> Manuscript:
    """Read a Markdown file (CommonMark with tables). Raises PolicykitError as `decode_text` does."""
    text = decode_text(name, content)
    kept, left = drop_controls(text, "the file")
    front = _FRONT.match(kept)
    if front:
        left = (*left, LeftOut(front[0], "hidden", "the head of the file"))
        kept = kept[front.end() :]
    tokens = _parse(kept)
    paragraphs = tuple(_walk(tokens))
    words = split_words(front[0]) if front else []
    for token in tokens:
        words += _list_token_words(token)
    words += [word for part in left if part.reason == "control character" for word in split_words(part.text)]
    return Manuscript("Markdown", paragraphs, left, tuple(words))


def _parse(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def _list_token_words(token: Token) -> list[str]:
    """Give the words of one token straight from its characters: the second path of the word promise."""
    if token.type in ("fence", "code_block"):
        return split_words(token.content)
    if token.type == "html_block":
        return split_words(_TAG.sub(" ", token.content))
    shown = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            shown.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            shown.append(" ")
        elif child.type == "image":
            shown.append(child.content)
    return split_words("".join(shown))


def _walk(tokens: list[Token]) -> Iterator[Paragraph]:
    state = _State()
    heading: int | None = None
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = None
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            first = int(start) if start is not None else 1
            state.lists.append(
                _OpenList(f"list {token.map}", token.type.startswith("ordered"), first, token.markup or ".")
            )
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            state.lists.pop()
        elif token.type == "list_item_open" and state.lists:
            state.label = _take_label(state.lists[-1], token)
        elif token.type == "table_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            yield Paragraph("", _place(token), rows=tuple(_read_table(tokens[at:end])))
            at = end
        elif token.type == "inline":
            yield from _read_inline(token, state, heading)
        elif token.type in ("fence", "code_block", "html_block"):
            words = _TAG.sub(" ", token.content) if token.type == "html_block" else token.content
            if words.strip():
                yield Paragraph(words.strip(), _place(token))
        at += 1


def _take_label(entry: _OpenList, token: Token) -> str:
    if not entry.ordered:
        return "•"
    number = int(token.info) if token.info.isdigit() else entry.next
    entry.next = number + 1
    return f"{number}{token.markup or entry.mark}"


def _place(token: Token) -> str:
    return f"line {token.map[0] + 1}" if token.map else "the file"


def _read_inline(token: Token, state: _State, heading: int | None) -> Iterator[Paragraph]:
    runs = tuple(read_runs(token.children or []))
    text = "".join(run.text for run in runs)
    if not text.strip():
        return
    letters = sum(map(str.isalnum, text)) or 1
    bold = sum(sum(map(str.isalnum, run.text)) for run in runs if run.bold) >= 0.9 * letters
    entry = state.lists[-1] if state.lists else None
    depth = len(state.lists)
    yield Paragraph(
        text,
        _place(token),
        label=state.label,
        level=max(depth - 1, 0),
        list_key=state.lists[0].key if entry is not None and state.label else "",
        heading=heading,
        bold=bold,
        left=18.0 * depth,
        runs=runs if any(run.bold or run.italic or run.href for run in runs) else (),
    )
    state.label = ""


def read_runs(children: list[Token]) -> Iterator[Run]:
    """Give inline tokens as runs."""
    bold = italic = 0
    href = ""
    for child in children:
        match child.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "link_open":
                href = str(child.attrGet("href") or "")
            case "link_close":
                href = ""
            case "softbreak":
                yield Run(" ")
            case "hardbreak":
                yield Run("\n")
            case "text" | "code_inline" | "text_special" | "image":
                yield Run(child.content, bold > 0, italic > 0, href)
            case "html_inline" if re.fullmatch(r"<br\s*/?>", child.content):
                yield Run("\n")


def _read_table(tokens: list[Token]) -> Iterator[tuple[GridCell, ...]]:
    row: list[GridCell] = []
    head = False
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            head = token.type == "th_open"
        elif token.type == "inline":
            runs = tuple(read_runs(token.children or []))
            text = "".join(run.text for run in runs)
            row.append(GridCell((Paragraph(text, _place(token), runs=runs),) if text.strip() else (), head=head))
        elif token.type == "tr_close":
            yield tuple(row)
            row = []
