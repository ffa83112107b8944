"""Words as CommonMark: whatever a reader of Markdown could take for a sign is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from policykit.document.tree import Blank, Cell
from policykit.model.markdown import SAFE_SCHEMES
from policykit.model.table import Covered
from policykit.model.text import (
    FORM_FIELDS,
    Break,
    Code,
    Emphasis,
    FormField,
    Inline,
    Link,
    Marked,
    NoteMark,
    Parameter,
    Reference,
    Shifted,
    Strong,
    Text,
    plain_text,
)
from policykit.model.word_tree import split_lines
from policykit.render.arrange import arrange_cell

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SIGNS = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|!(?=\[)|\{(?=\+\+|--|>>)|(?:\+\+|--|<<)(?=\})")
_START = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)])(?=\s|$))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPACES = re.compile(r"\s+")
_MARKS = {"deleted": ("{--", "--}"), "moved_from": ("{--", "--}"), "moved": ("{>>", "<<}"), "moved_to": ("{>>", "<<}")}


def write_words(inlines: Iterable[Inline], *, one_line: bool = False) -> str:
    """Give inline words as CommonMark; with `one_line` a line break becomes a space, as headings and cells need.

    Where CommonMark cannot tell an emphasis from its neighbours, the words stand plain: words come before looks.
    """
    inlines = _trim(tuple(inlines))
    rich = _write(inlines, one_line)
    if _has_marks(inlines) and _words_of(rich) != _SPACES.sub(" ", _plain(inlines)).strip():
        rich = _write(_trim(_without_marks(inlines)), one_line)
    return escape_start(rich.strip())


def write_cell(cell: Cell) -> str:
    """Give the content of a cell on one line of Markdown; a blank as a dash with its reason."""
    if isinstance(cell, Covered):
        return ""
    if isinstance(cell, Blank):
        return cell.printed
    # A row is one line: where a reader of pipe tables is to begin another, or a list, only tags can say so.
    parts: list[str] = []
    for block in arrange_cell(_trim(cell)):
        if block.kind == "bullets":
            items = (f"<li>{write_words(words, one_line=True)}</li>" for _, words in block.items)
            parts.append(f"<ul>{''.join(items)}</ul>")
            continue
        words = [line for number, item in block.items for line in _number_first(number, item)]
        lines = "<br>".join(write_words(line, one_line=True) for line in words)
        parts.append(f"<br>{lines}" if parts and not parts[-1].endswith("</ul>") else lines)
    return "".join(parts)


def _number_first(number: str, words: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    return list(split_lines((Text(f"{number} "), *words) if number else words))


def escape_text(text: str) -> str:
    """Escape the signs of CommonMark, of pipe tables, and of the usual additions (strike-through, formulas)."""
    return _SIGNS.sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), _SPACES.sub(" ", text))


def escape_start(text: str) -> str:
    """Escape what would make a heading, a list or a rule at the beginning of a line."""
    return "\n".join(
        _START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line) for line in text.split("\n")
    )


def _write(inlines: tuple[Inline, ...], one_line: bool) -> str:
    return "".join(_write_inline(inline, one_line) for inline in inlines)


def _write_inline(inline: Inline, one_line: bool) -> str:
    match inline:
        case Text(text):
            return escape_text(text)
        case Strong(children):
            return _wrap("**", _write(children, one_line))
        case Emphasis(children):
            return _wrap("*", _write(children, one_line))
        case Code(text):
            return _write_code(text, one_line)
        case Shifted(to, children):
            # CommonMark has no sign for it; a reader of it that knows no tags shows the words all the same.
            tag = "sup" if to == "above" else "sub"
            return f"<{tag}>{_write(children, one_line)}</{tag}>"
        case NoteMark(_, number):
            return f"[^{number}]"
        case FormField(kind):
            return escape_text(FORM_FIELDS[kind])
        case Break():
            return " " if one_line else "\\\n"
        case Link(href, children):
            words = _write(children, one_line)
            return f"[{words}](<{_write_address(href)}>)" if words.strip() and _leads_out(href) else words
        case Marked(change, children):
            start, end = _MARKS.get(change, ("{++", "++}"))
            return f"{start}{_write(children, one_line)}{end}"
        case Reference() | Parameter():
            return escape_text(plain_text((inline,)))


def _wrap(sign: str, words: str) -> str:
    """Put signs round the words but not round the spaces at their ends, as CommonMark demands."""
    inner = words.strip()
    if not inner:
        return words
    start = words.index(inner)
    return f"{words[:start]}{sign}{inner}{sign}{words[start + len(inner) :]}"


def _write_code(text: str, one_line: bool) -> str:
    text = _SPACES.sub(" ", text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    if not text.strip() or (one_line and "|" in text):
        return escape_text(text)
    fence = "`" * (longest + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _leads_out(href: str) -> bool:
    return href.partition(":")[0].lower() in SAFE_SCHEMES and ":" in href


def _write_address(href: str) -> str:
    href = re.sub(r"[\s<>\\]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)
    return _ENTITY.sub("&amp;", href)


def _trim(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Give the words without line breaks at their ends, which CommonMark would print as a backslash."""
    start, end = 0, len(inlines)
    while start < end and not _plain(inlines[start : start + 1]).strip():
        start += 1
    while end > start and not _plain(inlines[end - 1 : end]).strip():
        end -= 1
    return inlines[start:end]


def _has_marks(inlines: tuple[Inline, ...]) -> bool:
    return any(isinstance(inline, (Strong, Emphasis, Link, Code, Marked)) for inline in inlines)


def _plain(inlines: tuple[Inline, ...]) -> str:
    parts = []
    for inline in inlines:
        match inline:
            case Marked(change, children):
                start, end = _MARKS.get(change, ("{++", "++}"))
                parts.append(f"{start}{_plain(children)}{end}")
            case Strong(children) | Emphasis(children) | Link(_, children):
                parts.append(_plain(children))
            case _:
                parts.append(plain_text((inline,)))
    return "".join(parts)


def _without_marks(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Give the words with their line breaks, and with nothing else that has a sign of its own."""
    result: list[Inline] = []
    for inline in inlines:
        match inline:
            case Strong(children) | Emphasis(children) | Link(_, children):
                result += _without_marks(children)
            case Marked(change, children):
                result.append(Marked(change, _without_marks(children)))
            case Code(text):
                result.append(Text(text))
            case _:
                result.append(inline)
    return tuple(result)


def _words_of(markdown: str) -> str:
    """Give the words that a reader of CommonMark sees in a paragraph."""
    tokens = _reader().parseInline(markdown)[0].children or []
    words = "".join(" " if token.type in {"softbreak", "hardbreak"} else token.content for token in tokens)
    return _SPACES.sub(" ", words).strip()


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")
