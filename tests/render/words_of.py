"""The words of a document in reading order, straight from its tree: what every format is held against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.document.tree import Blank, Block, Cell, ClauseNode, Document, Part, SectionNode, TableNode
from policykit.model.text import plain_text

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Give the words and numbers of a text, without signs."""
    return _WORD.findall(text)


def document_words(document: Document) -> list[str]:
    """Give the words that a reader of the document meets, in order, without editors' notes."""
    return words("\n".join(_document(document)))


def _document(document: Document) -> Iterator[str]:
    if document.imprint.status != "adopted":
        yield document.imprint.status_line
    yield from _parts(document.cover)
    for section in document.sections:
        yield from _section(section)
    yield from _parts(document.end)


def _parts(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Block):
            yield part.heading or ""
            for entry in part.entries:
                yield f"{entry.number} {entry.heading}"
            yield from _table(part.table)
        else:
            yield f"{part.label or ''} {_cell(part.words)}"


def _section(section: SectionNode) -> Iterator[str]:
    yield f"{section.number} {plain_text(section.heading)}"
    for clause in section.clauses:
        yield from _clause(clause)
    for inner in section.sections:
        yield from _section(inner)


def _clause(clause: ClauseNode) -> Iterator[str]:
    yield f"{clause.number} {clause.term or ''} {plain_text(clause.words)}"
    yield from _table(clause.table)
    for inner in clause.clauses:
        yield from _clause(inner)


def _table(table: TableNode | None) -> Iterator[str]:
    if table is not None:
        yield table.caption or ""
        for row in (table.columns, *table.rows):
            yield from (_cell(cell) for cell in row)


def _cell(cell: Cell) -> str:
    return cell.words if isinstance(cell, Blank) else plain_text(cell) if isinstance(cell, tuple) else ""
