"""Two documents that are one text in two languages, printed side by side: clause beside clause, by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policykit.document.tree import Cell, ClauseNode, Document, SectionNode, TableNode
from policykit.model.force.kinds import read_primary
from policykit.model.text import WRAPPERS, Inline, Link, NoteMark, Shifted, Strong, Text

_NAMES = {"cy": "Cymraeg", "en": "English", "gd": "Gàidhlig", "ga": "Gaeilge", "fr": "Français", "de": "Deutsch"}


def join_documents(first: Document, second: Document) -> Document:
    """Give the first document with the clauses of the second beside its own, each marked with its language.

    Cover, end and headings are those of the first; below each heading stands that of the second. What only one of them
    has stands alone in its row.
    """
    return replace(first, sections=_Joiner(first, second).join(first.sections, second.sections), edition=None)


class _Joiner:
    """One document in the making."""

    def __init__(self, first: Document, second: Document) -> None:
        self.languages = first.imprint.language, second.imprint.language
        self.kept = {section.id for document in (first, second) for section in document.walk_sections()}

    def join(self, first: tuple[SectionNode, ...], second: tuple[SectionNode, ...]) -> tuple[SectionNode, ...]:
        others = {section.id: section for section in second}
        made = [self._join_section(section, others.pop(section.id, None)) for section in first]
        return (*made, *(self._mark(section) for section in others.values()))

    def _join_section(self, section: SectionNode, other: SectionNode | None) -> SectionNode:
        if other is None:
            return section
        clauses = [*self._name_heading(section, other), *self._pair_clauses(section, other)]
        return replace(section, clauses=tuple(clauses), sections=self.join(section.sections, other.sections))

    def _mark(self, section: SectionNode) -> SectionNode:
        """Give a section that the second document alone has; its clauses know their language."""
        return replace(section, language=section.language or self.languages[1])

    def _name_heading(self, section: SectionNode, other: SectionNode) -> Iterator[ClauseNode]:
        if other.heading:
            words = (Strong((*((Text(f"{other.number} "),) if other.number else ()), *self._loosen(other.heading))),)
            yield _make_clause(f"{section.id}.heading", words, other.language, other.citation)

    def _pair_clauses(self, section: SectionNode, other: SectionNode) -> Iterator[ClauseNode]:
        own, theirs = (list(_walk(each.clauses)) for each in (section, other))
        beside = {clause.id: clause for clause in theirs}
        known = {clause.id for clause in own}
        order = [clause.id for clause in own] + [clause.id for clause in theirs if clause.id not in known]
        mine = {clause.id: clause for clause in own}
        rows = [(self._write(mine.get(name)), self._write(beside.get(name))) for name in order]
        rows = [row for row in rows if row != ((), ())]
        if rows:
            columns = tuple((Text(_NAMES.get(read_primary(language), language)),) for language in self.languages)
            table = TableNode(columns, tuple(rows), languages=self.languages)
            yield replace(_make_clause(f"{section.id}.together", (), section.language, section.citation), table=table)
        for clause in (*own, *theirs):
            if clause.table is not None:
                name = f"{clause.id}.table" if clause in own else f"{clause.id}.other-table"
                made = _make_clause(name, (), clause.language, clause.citation)
                yield replace(made, table=clause.table)
        for clause in (*own, *theirs):
            if clause.pictures:
                name = f"{clause.id}.picture" if clause in own else f"{clause.id}.other-picture"
                yield replace(_make_clause(name, (), clause.language, clause.citation), pictures=clause.pictures)

    def _write(self, clause: ClauseNode | None) -> Cell:
        if clause is None:
            return ()
        words: list[Inline] = []
        if clause.number or clause.style == "bullet":
            words.append(Text(f"{clause.number or '•'} "))
        if clause.term:
            words.append(Strong((Text(f"{clause.term}: "),)))
        return (*words, *self._loosen(clause.words)) if clause.words or clause.term else ()

    def _loosen(self, words: Iterable[Inline]) -> tuple[Inline, ...]:
        """Give words without links to clauses, which have no place of their own beside each other."""
        loose: list[Inline] = []
        for inline in words:
            if isinstance(inline, Link) and inline.href.startswith("#") and inline.href[1:] not in self.kept:
                loose += self._loosen(inline.children)
            elif isinstance(inline, NoteMark):
                loose.append(Shifted("above", (Text(inline.number),)))  # the note stands beside its other language too
            elif isinstance(inline, WRAPPERS):
                loose.append(replace(inline, children=self._loosen(inline.children)))
            else:
                loose.append(inline)
        return tuple(loose)


def _make_clause(name: str, words: tuple[Inline, ...], language: str, citation: str) -> ClauseNode:
    return ClauseNode(name, "statement", "", "none", citation, words, language=language)


def _walk(clauses: Iterable[ClauseNode]) -> Iterator[ClauseNode]:
    for clause in clauses:
        yield clause
        yield from _walk(clause.clauses)
