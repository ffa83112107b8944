"""Words as HTML: every character escaped, every address checked again."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from policykit.document.tree import Blank, Cell, TableNode
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
from policykit.render.arrange import CellBlock, arrange_cell
from policykit.render.links import ADDRESS, is_safe_link

_BR = Markup("<br>")
_GONE = frozenset({"deleted", "moved_from"})
_MARK = Markup('<sup><a href="#{}" id="_at.{}" class="note-mark" role="doc-noteref" aria-label="Note {}">{}</a></sup>')
_FIELD = Markup('<span class="{}" role="img" aria-label="{}">{}</span>')
_FIELD_WORDS = {
    "tick-box": "box to tick",
    "ticked-box": "ticked box",
    "blank": "space to write",
    "blank-line": "space to write",
}


def write_words(inlines: Iterable[Inline], *, gone: bool = False) -> Markup:
    """Give inline words as HTML; of words that are `gone` from a text, the marks of notes lead nowhere."""
    return Markup("").join([_write_inline(inline, gone) for inline in inlines])


def write_cell(cell: Cell) -> Markup:
    """Give the content of a cell as HTML, its lists as lists; a blank as a dash with its reason."""
    if isinstance(cell, Covered):
        return Markup("")
    if isinstance(cell, Blank):
        return Markup("—") if cell.brief else Markup('— <small class="blank">({})</small>').format(cell.words)
    return Markup("").join(_write_cell_block(block) for block in arrange_cell(cell))


def _write_cell_block(block: CellBlock) -> Markup:
    if block.kind == "words":
        return write_words(block.items[0][1])
    items = [
        Markup("<li>{}{}</li>").format(
            Markup('<span class="number">{}</span> ').format(number) if number else "", write_words(words)
        )
        for number, words in block.items
    ]
    tag = "ul" if block.kind == "bullets" else "ol"
    return Markup('<{} class="{}" role="list">{}</{}>').format(tag, block.kind, Markup("").join(items), tag)


def write_contact(inlines: Iterable[Inline]) -> Markup:
    """Give a contact line as HTML, its e-mail and web addresses as links with the printed words."""
    return Markup("").join(_write_addresses(i.text) if isinstance(i, Text) else _write_inline(i) for i in inlines)


def is_wide(table: TableNode) -> bool:
    """Tell whether a table may be wider than the screen of a telephone: many columns, or a word that cannot break."""
    cells = (cell for row in (table.columns, *table.rows) for cell in row if isinstance(cell, tuple))
    return table.width > 3 or any(len(word) > 20 for cell in cells for word in plain_text(cell).split())


def _write_inline(inline: Inline, gone: bool = False) -> Markup:
    match inline:
        case Text(text):
            return escape(text)
        case Strong(children):
            return Markup("<strong>{}</strong>").format(write_words(children, gone=gone))
        case Emphasis(children):
            return Markup("<em>{}</em>").format(write_words(children, gone=gone))
        case Shifted(to, children):
            tag = "sup" if to == "above" else "sub"
            return Markup("<{}>{}</{}>").format(tag, write_words(children, gone=gone), tag)
        case NoteMark(target, number):
            return Markup("<sup>{}</sup>").format(number) if gone else _MARK.format(target, target, number, number)
        case FormField(kind):
            return _FIELD.format(kind, _FIELD_WORDS[kind], FORM_FIELDS[kind])
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case Break():
            return _BR
        case Link(href, children):
            words = write_words(children, gone=gone)
            return Markup('<a href="{}">{}</a>').format(href, words) if is_safe_link(href) else words
        case Marked(change, children):
            return _write_marked(change, write_words(children, gone=gone or change in _GONE))
        case Reference() | Parameter():
            return escape(plain_text((inline,)))


def _write_marked(change: str, words: Markup) -> Markup:
    if change in _GONE:
        return Markup("<del>{}</del>").format(words)
    kind = Markup("") if change == "inserted" else Markup(' class="moved"')
    return Markup("<ins{}>{}</ins>").format(kind, words)


def _write_addresses(text: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for match in ADDRESS.finditer(text):
        words = match[0]
        href = f"mailto:{words}" if match["mail"] else words if "://" in words else f"https://{words}"
        parts += [escape(text[end : match.start()]), Markup('<a href="{}">{}</a>').format(href, words)]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])
