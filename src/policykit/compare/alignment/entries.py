"""A document as the sequence of its headings and clauses, each with what is above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Literal

from policykit.compare.alignment.units import Unit
from policykit.document.tree import Blank, Cell, ClauseNode, Document, SectionNode, TableNode
from policykit.model.policy import Clause, Section, list_footnotes
from policykit.model.table import Covered
from policykit.model.text import ELSEWHERE, WRAPPERS, Inline, Link, Text, plain_text


@dataclass(frozen=True, slots=True)
class Place:
    """A clause or heading in one of the two versions."""

    position: int
    """Where it is among the clauses and headings of its version, from 0."""
    part: Literal["heading", "clause"]
    id: str
    number: str
    """The printed number; empty for a bullet or a plain paragraph."""
    citation: str
    level: int
    """1 for the headings of the document, one more for each heading or clause above it."""
    kind: str | None
    """The declared kind of a clause."""
    text: str
    """Its words, with the term that it defines before them."""
    language: str = "en"
    """Its language (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading or clause of a document."""

    node: SectionNode | ClauseNode
    position: int
    parent: int
    """The position of the heading or clause above it, -1 at the top."""
    level: int
    text: str
    """Its words, with the term that it defines before them."""
    source: Section | Clause | None = None
    """What it was compiled from, with all that is beside the words; None in a document of no edition."""

    def place(self) -> Place:
        """Give its place as a comparison names it."""
        node = self.node
        clause = isinstance(node, ClauseNode)
        return Place(
            self.position,
            "clause" if clause else "heading",
            node.id,
            "" if isinstance(node, ClauseNode) and node.style == "bullet" else node.number,
            node.citation,
            self.level,
            node.kind if isinstance(node, ClauseNode) else None,
            self.text,
            node.language or "en",
        )


def list_entries(document: Document) -> tuple[Entry, ...]:
    """Give every heading and clause in document order."""
    entries: list[Entry] = []
    sources = _walk_sources(document.edition.version.sections) if document.edition else repeat(None)

    def add(nodes: Iterable[SectionNode | ClauseNode], parent: int, level: int) -> None:
        for node in nodes:
            source = next(sources)
            assert source is None or source.id == node.id, "a document is compiled in the order of its text"
            entry = Entry(node, len(entries), parent, level, _read_node(node), source)
            entries.append(entry)
            add(node.clauses, entry.position, level + 1)
            if isinstance(node, SectionNode):
                add(node.sections, entry.position, level + 1)

    add(document.sections, -1, 1)
    return tuple(entries)


def _walk_sources(parts: Iterable[Section | Clause]) -> Iterator[Section | Clause | None]:
    """Give sections and clauses in the order in which they are compiled; None for the closing words of a list."""
    for part in parts:
        yield part
        yield from _walk_sources(part.clauses)
        if isinstance(part, Section):
            yield from _walk_sources(part.sections)
        else:
            notes = {*list_footnotes(part), *list_footnotes(part, closing=True)}
            yield from [None] * ((part.closing is not None) + len(notes))


def read_unnumbered(entry: Entry) -> str:
    """Give the words of an entry with a dash for what each reference prints: its number is no amount."""
    node = entry.node
    if isinstance(node, SectionNode):
        return _read_node(replace(node, heading=_mask_references(node.heading)))
    return _read_node(replace(node, words=_mask_references(node.words)))


def _mask_references(words: Sequence[Inline]) -> tuple[Inline, ...]:
    masked: list[Inline] = []
    for inline in words:
        if isinstance(inline, Link) and inline.href.startswith(("#", ELSEWHERE)):
            masked.append(Text("–"))
        elif isinstance(inline, WRAPPERS):
            masked.append(replace(inline, children=_mask_references(inline.children)))
        else:
            masked.append(inline)
    return tuple(masked)


def name_targets(words: Sequence[Inline]) -> Iterator[Inline]:
    """Give words with the target of each reference in place of what it prints."""
    for inline in words:
        if isinstance(inline, Link) and inline.href.startswith(("#", ELSEWHERE)):
            yield Link(inline.href, (Text(inline.href),))
        elif isinstance(inline, WRAPPERS):
            yield replace(inline, children=tuple(name_targets(inline.children)))
        else:
            yield inline


def _read_node(node: SectionNode | ClauseNode) -> str:
    if isinstance(node, SectionNode):
        return plain_text(node.heading)
    words = plain_text(node.words)
    return f"{node.term}: {words}" if node.term is not None else words


def make_units(entries: Sequence[Entry]) -> list[Unit]:
    """Give the entries as units to align; a table or picture alone is known by its words."""
    units: list[Unit] = []
    for entry in entries:
        node = entry.node
        text = entry.text
        if not text and isinstance(node, ClauseNode) and node.table is not None:
            text = read_table(node.table)
        if not text and isinstance(node, ClauseNode):
            text = " ".join(filter(None, (words for each in node.pictures for words in (each.alt, each.caption))))
        path = (*units[entry.parent].path, entries[entry.parent].node.id) if entry.parent >= 0 else ()
        units.append(Unit(node.id, node.number, text, path, node.citation, entry))
    return units


def read_table(table: TableNode) -> str:
    """Give the words of a table, row by row."""
    rows = [table.columns, *table.rows]
    return " ".join(filter(None, [table.caption or "", *(read_cell(cell) for row in rows for cell in row)]))


def read_cell(cell: Cell) -> str:
    """Give the words of a cell; a blank as its reason, and none for a place that another cell fills."""
    if isinstance(cell, Covered):
        return ""
    return cell.words if isinstance(cell, Blank) else plain_text(cell)
