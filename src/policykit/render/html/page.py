"""A document as one self-contained web page: no script, no file beside it, nothing fetched.

The page is made for reading on a screen, for printing, and for the engine that makes the PDF. Its own ids begin with
an underscore, which no section or clause may.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from policykit.document.front import build_contents
from policykit.document.past import tell_past
from policykit.document.tree import Blank, Block, Document, Imprint, Line, Part
from policykit.model.text import Text
from policykit.render.arrange import (
    CHANGE_WORDS,
    ContentsItem,
    arrange_clauses,
    arrange_contents,
    arrange_row_groups,
    change_label,
    find_fate,
    list_footnotes,
    printed_number,
)
from policykit.render.html.fonts import write_font_faces
from policykit.render.html.words import is_wide, write_cell, write_contact, write_words
from policykit.wording.printable import replace_unprintable

if TYPE_CHECKING:
    from jinja2 import Environment

Fonts = Literal["embed", "pdf", "none"]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def render_html(document: Document, *, notes: bool = False, fonts: Fonts = "embed") -> str:
    """Give the document as one HTML page.

    Args:
        document: what to render; a redline is rendered with `ins`, `del` and words that say what changed.
        notes: whether the editors' notes are printed.
        fonts: `embed` puts the faces into the page; `none` names them only, and the reader's system stands in;
            `pdf` names them only and leaves out what is for screens and for a browser's printer, so that the PDF
            engine brings the faces and the layout of pages.

    Returns:
        The page, ending in a line feed. The same document gives the same text.
    """
    return write_page(document, write_text(document, notes=notes, folded=fonts != "pdf"), fonts)


def write_page(document: Document, text: Markup, fonts: Fonts = "embed") -> str:
    """Give the page around the text of a document, which `write_text` gave."""
    imprint = document.imprint
    body = (
        load_templates()
        .get_template("body.html.j2")
        .render(
            document=document,
            imprint=imprint,
            groups=_with_title(_group_parts(document.cover, apart=_is_long(document)), imprint),
            end_groups=_group_parts(document.end),
            text=text,
        )
    )
    page = (
        load_templates()
        .get_template("page.html.j2")
        .render(
            imprint=imprint,
            page_title=_page_title(imprint),
            facts=_facts(imprint),
            with_pictures=any(node.pictures for node in document.walk_clauses()),
            style=Markup(_write_style(imprint, fonts, body, past=document.history is not None)),  # noqa: S704 - our CSS
            body=Markup(body),  # noqa: S704 - a template has escaped it
        )
    )
    return replace_unprintable(page)


def write_text(document: Document, *, notes: bool = False, folded: bool = True) -> Markup:
    """Give the text of a document as HTML, without cover and end: sections, clauses by their ids, and footnotes.

    What a clause said before, of a document that carries its history, is `folded` away until a reader asks for it.
    """
    template = load_templates().get_template("text.html.j2")
    words = template.render(
        document=document,
        imprint=document.imprint,
        with_notes=notes,
        footnotes=list_footnotes(document),
        footnotes_heading=document.imprint.phrases.say("page.footnotes"),
        past=tell_past(document.history, document.imprint.phrases) if document.history else None,
        folded=folded,
    )
    return Markup(words)  # noqa: S704 - a template has escaped it


def write_end(document: Document) -> Markup:
    """Give what is after the text, contact lines and the like, as HTML; nothing where there is none."""
    template = load_templates().get_template("end.html.j2")
    words = template.render(imprint=document.imprint, groups=_group_parts(document.end))
    return Markup(words)  # noqa: S704 - a template has escaped it


def write_contents(document: Document, levels: int = 2) -> Markup:
    """Give the list of the sections, down to so many levels, as links to them."""
    template = load_templates().get_template("contents.html.j2")
    block = build_contents(document.sections, "", levels, main=document.imprint.language)
    words = template.render(imprint=document.imprint, items=arrange_contents(block.entries))
    return Markup(words)  # noqa: S704 - a template has escaped it


@dataclass(frozen=True, slots=True)
class _ListGroup:
    """A stretch of the cover or the end that makes one element; `tag` says which."""

    tag: str
    lines: tuple[Line, ...] = ()
    block: Block | None = None
    items: tuple[ContentsItem, ...] = ()
    apart: bool = False
    """Whether it begins a page of its own: the history on the cover of a long document."""


_LONG = 40
"""A document of so many clauses has its history on a page of its own."""


def _is_long(document: Document) -> bool:
    return sum(1 for _ in document.walk_clauses()) >= _LONG


def _group_parts(parts: Sequence[Part], *, apart: bool = False) -> list[_ListGroup]:
    groups: list[_ListGroup] = []
    for (tag, _), run in groupby(enumerate(parts), key=lambda numbered: _group_key(*numbered)):
        members = [part for _, part in run]
        lines = tuple(part for part in members if isinstance(part, Line))
        block = members[0] if isinstance(members[0], Block) else None
        items = arrange_contents(block.entries) if block else ()
        alone = apart and block is not None and block.role == "history"
        groups.append(_ListGroup(tag, lines, block, items, alone))
    return groups


def _group_key(position: int, part: Part) -> tuple[str, int]:
    """Neighbours with an equal key stand together: lines of one role do, blocks never."""
    if isinstance(part, Block):
        return ("contents" if part.role == "contents" else "table", position)
    return (part.role, position if part.role == "title" else -1)


def _with_title(groups: list[_ListGroup], imprint: Imprint) -> list[_ListGroup]:
    """Give the cover with a title: a page has one heading of the first level, whatever the house style lists."""
    if any(group.tag == "title" for group in groups):
        return groups
    return [_ListGroup("title", (Line("title", (Text(imprint.title),)),)), *groups]


def _page_title(imprint: Imprint) -> str:
    named = imprint.named
    draft = f", {imprint.phrases.say('page.draft')}" if imprint.status == "draft" else ""
    return f"{named}{draft} – {imprint.council}"


def _facts(imprint: Imprint) -> list[tuple[str, str]]:
    """Give what a machine may read of the page, as pairs of name and value."""
    facts = [
        ("council", imprint.council_id),
        ("policy", imprint.policy),
        ("version", imprint.version),
        ("status", imprint.status),
        ("status-line", imprint.status_line),
        ("text-sha256", imprint.text_sha256),
    ]
    return [(name, value) for name, value in (facts[:1] if imprint.is_paper else facts) if value]


def _write_style(imprint: Imprint, fonts: Fonts, body: str, *, past: bool) -> str:
    parts = [_read_css("base.css"), *([_read_css("past.css")] if past else [])]
    if fonts != "pdf":
        parts += [_read_css("screen.css"), _read_css("paper.css"), _write_page_margins(imprint)]
    if fonts == "embed":
        parts.append(write_font_faces(body))
    colours = [
        f"--{name}:{value}"
        for name, value in (("accent", imprint.accent), ("link", imprint.link))
        if _COLOUR.fullmatch(value)
    ]
    return "\n".join([*parts, f":root{{{';'.join(colours)}}}"])


def _write_page_margins(imprint: Imprint) -> str:
    """Give what a browser prints in the margins of each page, where it can (Chromium 131 and later)."""
    phrases = imprint.phrases
    line = imprint.named
    line = " · ".join(filter(None, (line, imprint.page_footer)))
    page, of = _css_text(f"{phrases.say('page.page')} "), _css_text(f" {phrases.say('page.of')} ")
    return (
        "@media print{@page{"
        f"@top-left{{content:{_css_text(imprint.status_line)};font:700 9pt sans-serif}}"
        f"@bottom-left{{content:{_css_text(line)};font:9pt sans-serif}}"
        f"@bottom-right{{content:{page} counter(page) {of} counter(pages);font:9pt sans-serif}}}}}}"
    )


def _css_text(text: str) -> str:
    """Give a CSS string that nothing in the text can end."""
    return '"' + re.sub(r"[^\w ,.:()–-]", lambda match: f"\\{ord(match[0]):x} ", text) + '"'


@cache
def _read_css(name: str) -> str:
    return resources.files("policykit.render").joinpath("static", name).read_text(encoding="utf-8").strip()


@cache
def load_templates() -> Environment:
    """Give what fills the templates of pages, with the filters that write words; read once."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = resources.files("policykit.render").joinpath("templates")
    environment = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "words": write_words,
        "cell": write_cell,
        "contact": lambda line: write_cell(line.words) if isinstance(line.words, Blank) else write_contact(line.words),
        "line_words": lambda line: write_cell(line.words),
        "runs": arrange_clauses,
        "row_groups": arrange_row_groups,
        "wide": is_wide,
        "number": printed_number,
        "fate": find_fate,
        "change_label": change_label,
        "change_words": CHANGE_WORDS.__getitem__,
    }
    return environment
