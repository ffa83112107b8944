"""The old or the new text of a redline: what is left when every change is rejected, or accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policykit.compare.alignment.entries import list_entries
from policykit.compare.versions.tables import settle_table
from policykit.compare.words.marks import Side, settle_words, tidy_words
from policykit.document.tree import Blank, Change, ClauseNode, Document, Line, SectionNode
from policykit.model.text import plain_text

_GONE: dict[Side, frozenset[Change]] = {
    "new": frozenset({"deleted", "moved_from"}),
    "old": frozenset({"inserted", "moved_to"}),
}


def settle_redline(document: Document, side: Side) -> Document:
    """Give the new (or old) text of a redline: as when every change is accepted (or rejected), without marks.

    Headings, words, terms, tables, ids and nesting are exact; what a redline does not mark (numbers, topics, kinds,
    captions) is the new version's where a node stands in both.
    """
    cover = tuple(
        replace(part, words=settle_words(part.words, side))
        if isinstance(part, Line) and not isinstance(part.words, Blank)
        else part
        for part in document.cover
    )
    return replace(document, cover=cover, sections=_settle_sections(document.sections, side), summary=None)


def _settle_sections(nodes: Iterable[SectionNode], side: Side) -> tuple[SectionNode, ...]:
    return tuple(
        replace(
            node,
            heading=settle_words(node.heading, side),
            clauses=_settle_clauses(node.clauses, side),
            sections=_settle_sections(node.sections, side),
            change=None,
            change_note=None,
        )
        for node in nodes
        if node.change not in _GONE[side]
    )


def _settle_clauses(nodes: Iterable[ClauseNode], side: Side) -> tuple[ClauseNode, ...]:
    return tuple(
        replace(
            node,
            words=settle_words(node.words, side),
            table=settle_table(node.table, side) if node.table is not None else None,
            clauses=_settle_clauses(node.clauses, side),
            change=None,
            change_note=None,
        )
        for node in nodes
        if node.change not in _GONE[side]
    )


def read_shape(document: Document) -> list[object]:
    """Give what a redline keeps exactly of a document, in one form: for each node its depth, id, words and table."""
    shape: list[object] = []
    for entry in list_entries(document):
        node = entry.node
        if isinstance(node, SectionNode):
            shape.append((entry.level, plain_text(node.heading), tidy_words(node.heading)))
        else:
            grid = [node.table.columns, *node.table.rows] if node.table is not None else []
            table = [[tidy_words(cell) if isinstance(cell, tuple) else cell for cell in row] for row in grid]
            shape.append((entry.level, node.term, tidy_words(node.words), table))
    return shape
