"""A document in which references and parameters are themselves again, beside what is printed for them.

A document holds words that are resolved. Akoma Ntoso has a place for what they were resolved from (`ref`,
`placeholder`), so it is taken from the edition wherever that gives exactly the words of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from policykit.document.furniture import localise_council
from policykit.document.tree import Cell, ClauseNode, Document, SectionNode, TableNode
from policykit.edition.edition import Edition
from policykit.model.markdown import parse_text
from policykit.model.parameters import text_parameters
from policykit.model.policy import Clause, closing_id, footnote_id
from policykit.model.table import Covered, write_items
from policykit.model.text import ELSEWHERE, Inline, Link, NoteMark, Parameter, Reference, Text
from policykit.model.word_tree import replace_leaves, walk_inlines

Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A document whose words may hold references and parameters, and what is printed for each."""

    document: Document
    labels: Mapping[str, str] = field(default_factory=dict)
    """What a reference prints, by the id that it leads to."""
    values: Given = field(default_factory=dict)
    """What a parameter prints, by its name."""
    given: Mapping[str, Given] = field(default_factory=dict)
    """The values that a clause itself gives the parameters of its model clause, by its id."""


def open_document(document: Document) -> Opened:
    """Give a document with its references and parameters; one without an edition as it is."""
    if document.edition is None:
        return Opened(document)
    opener = _Opener(document.edition.printable(), document.imprint.language)
    sections = tuple(opener.open_section(section) for section in document.sections)
    given = {name: clause.with_ for name, clause in opener.clauses.items() if clause.with_}
    return Opened(replace(document, sections=sections), opener.labels, opener.values, given)


class _Opener:
    def __init__(self, edition: Edition, language: str) -> None:
        version = edition.version
        self.models = edition.models
        self.sections = {str(section.id): section for _, section in version.walk_sections()}
        self.clauses = {str(clause.id): clause for _, clause in version.walk_clauses()}
        self.labels = {name: numbered.label for name, numbered in edition.numbers.items()} | dict(edition.elsewhere)
        council = localise_council(edition.council, language)
        self.values = {name: value for name, value in text_parameters(council, version).items() if value is not None}

    def open_section(self, node: SectionNode) -> SectionNode:
        section = self.sections.get(node.id)
        heading = section.heading if section else None
        return replace(
            node,
            heading=self._open(heading, node.heading),
            clauses=tuple(self._open_clause(clause) for clause in node.clauses),
            sections=tuple(self.open_section(inner) for inner in node.sections),
        )

    def _open_clause(self, node: ClauseNode) -> ClauseNode:
        clause = self.clauses.get(node.id)
        if clause is None:
            return node
        model = self.models.get(clause.model) if clause.model else None
        source = clause.text if clause.text is not None else model.text if model else None
        inner = tuple(
            self._open_note(below, clause)
            if below.footnote
            else replace(below, words=self._open(clause.closing, below.words, clause))
            if below.id == closing_id(node.id)
            else self._open_clause(below)
            for below in node.clauses
        )
        table = self._open_table(node.table, clause) if node.table else None
        return replace(node, words=self._open(source, node.words, clause), table=table, clauses=inner)

    def _open_note(self, node: ClauseNode, clause: Clause) -> ClauseNode:
        sources = {footnote_id(clause.id, name): text for name, text in clause.footnotes.items()}
        return replace(node, words=self._open(sources.get(node.id), node.words))

    def _open_table(self, node: TableNode, clause: Clause) -> TableNode:
        if clause.table is None:
            return node
        rows: list[tuple[Cell, ...]] = []
        for cells, sources in zip(node.rows, clause.table.lay_out(), strict=True):
            row = (
                self._open(write_items(source), cell, clause)
                if isinstance(cell, tuple) and not isinstance(source, Covered)
                else cell
                for cell, source in zip(cells, sources, strict=True)
            )
            rows.append(tuple(row))
        columns = tuple(
            self._open(source, cell) if isinstance(cell, tuple) else cell
            for cell, source in zip(node.columns, clause.table.columns, strict=True)
        )
        return replace(node, rows=tuple(rows), columns=columns)

    def _open(self, source: str | None, words: tuple[Inline, ...], clause: Clause | None = None) -> tuple[Inline, ...]:
        """Give the tree of a source, if it prints exactly these words; else the words."""
        if source is None or "{" not in source:
            return words
        given = clause.with_ if clause else {}
        tree = parse_text(source).inlines

        def resolve(leaf: Reference | Parameter | NoteMark) -> Inline:
            if isinstance(leaf, NoteMark):
                return leaf
            if isinstance(leaf, Reference) and leaf.policy:
                return Link(f"{ELSEWHERE}{leaf.target}", (Text(self.labels.get(leaf.target, "")),))
            if isinstance(leaf, Reference):
                return Link(f"#{leaf.target}", (Text(self.labels.get(leaf.target, "")),))
            return Text(given.get(leaf.name) or self.values.get(leaf.name, ""))

        if replace_leaves(tree, resolve) != words:
            return words
        # All marks are equal, so those of the document come in the same order: they know their note and number.
        marks = iter([inline for inline in walk_inlines(words) if isinstance(inline, NoteMark)])
        return replace_leaves(tree, lambda leaf: next(marks) if isinstance(leaf, NoteMark) else leaf)
