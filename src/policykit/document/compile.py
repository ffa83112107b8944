"""Policy to document: numbered, resolved, with cover and end, and still free of any medium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from policykit.document.front import (
    Values,
    block_values,
    build_contents,
    build_history,
    build_parts,
    build_version_block,
    fill_template,
    name_substitutes,
    shorten_unknown,
    status_line,
)
from policykit.document.furniture import Furniture, localise_council, make_furniture
from policykit.document.tree import (
    Blank,
    ClauseNode,
    Document,
    Imprint,
    LifeEvent,
    Line,
    Part,
    PictureNode,
    SectionNode,
    TableNode,
)
from policykit.edition.edition import Edition
from policykit.model.markdown import parse_text
from policykit.model.model_clause import ModelClause
from policykit.model.parameters import text_parameters
from policykit.model.picture import Picture
from policykit.model.policy import Clause, Section, closing_id, footnote_id
from policykit.model.table import Covered, Table, write_items
from policykit.model.text import ELSEWHERE, Inline, Link, NoteMark, Parameter, Reference, Text, plain_text
from policykit.model.word_tree import replace_leaves


@dataclass(frozen=True, slots=True)
class Compilation:
    """A document in the making; each pass gives a copy that knows more."""

    edition: Edition
    sections: tuple[SectionNode, ...] = ()
    furniture: Furniture | None = None
    values: Values = field(default_factory=dict)
    cover: tuple[Part, ...] = ()
    end: tuple[Part, ...] = ()


def compile_document(edition: Edition) -> Document:
    """Compile an edition: the version that `find_edition` gave.

    The document of a version depends on nothing that happens to later versions, and that of a sealed one on nothing
    that changes in the council's data, the model clauses or the numbering.
    """
    work = Compilation(edition.printable())
    for make in PASSES:
        work = make(work)
    return replace(_finish(work), edition=edition, origin=edition)


def _build_sections(work: Compilation) -> Compilation:
    return replace(work, sections=_SectionBuilder(work.edition).build(work.edition.version.sections, level=1))


def _build_values(work: Compilation) -> Compilation:
    around = make_furniture(work.edition.council, find_language(work.edition))
    values = block_values(work.edition.state, around.council, around.block_phrases)
    return replace(work, furniture=around, values=values)


def _build_front(work: Compilation) -> Compilation:
    edition, around = work.edition, work.furniture
    assert around is not None, "the pass before this one makes it"
    council = around.council
    style = council.house_style
    levels, main = style.contents_levels, find_language(edition)
    draft, told = edition.state.approval is None, any(state.events for state in edition.states)
    blocks: dict[str, Callable[[], tuple[Part, ...]]] = {
        "version_block": lambda: shorten_unknown(
            build_version_block(council, work.values, around.block_mark), draft=draft
        ),
        "history": lambda: shorten_unknown(
            (build_history(council, edition.states, around.history_phrases, around.history_mark),) if told else (),
            draft=draft,
        ),
        "contents": lambda: (
            build_contents(work.sections, style.contents_heading, levels, around.contents_mark, main),
        ),
    }
    cover = build_parts(style.cover, edition.version, council, work.values, blocks, around.council_mark)
    end = build_parts(style.end, edition.version, council, work.values, blocks, around.council_mark)
    notes = name_substitutes(edition.print_as, around.phrases, around.phrases_mark)
    footer = _fill_footer(work)
    own = (Line("footer", (Text(footer),), language=around.council_mark),) if footer else ()
    return replace(work, cover=cover, end=(*end, *notes, *own))


PASSES: tuple[Callable[[Compilation], Compilation], ...] = (
    _build_sections,
    _build_values,
    _build_front,  # last: the contents list the sections
)


def _finish(work: Compilation) -> Document:
    edition, around = work.edition, work.furniture
    assert around is not None, "a pass has made it"
    version, council, state = edition.version, around.council, edition.state
    imprint = Imprint(
        council_id=council.id,
        council=council.name,
        policy=edition.policy.name,
        version=version.version,
        title=version.title,
        subtitle=version.subtitle,
        kind=version.kind,
        language=find_language(edition),
        status=state.status,
        status_line=status_line(state, council, around.phrases),
        accent=council.brand.accent,
        link=council.brand.link,
        applies_to=tuple(version.applies_to),
        approval_reference=state.approval.reference if state.approval else None,
        adopted=state.approval.date if state.approval else None,
        next_review=state.next_review,
        life=tuple(LifeEvent(each.event, each.date, each.body, each.reference) for each in state.events),
        text_sha256=edition.text_sha256,
        council_language=around.council_mark,
        page_footer=_fill_footer(work),
    )
    return Document(imprint, work.cover, work.sections, work.end, version.notes)


def _fill_footer(work: Compilation) -> str:
    """Give the council's own line at the foot of the pages; nothing for one without."""
    assert work.furniture is not None, "a pass makes it"
    words = fill_template(work.furniture.council.house_style.page_footer or "", work.values)
    return "" if isinstance(words, Blank) else plain_text(words)


def find_language(edition: Edition) -> str:
    """Give the language of an edition (BCP 47): its own, else its council's."""
    return edition.version.language or edition.council.language


class _SectionBuilder:
    """Turns sections and clauses into nodes, with every reference and parameter resolved."""

    def __init__(self, edition: Edition) -> None:
        self.numbers = edition.numbers
        self.models = edition.models
        self.pictures = edition.pictures
        self.elsewhere = edition.elsewhere
        self.language = find_language(edition)
        self.parameters = text_parameters(localise_council(edition.council, self.language), edition.version)

    def build(self, sections: tuple[Section, ...], level: int, language: str = "") -> tuple[SectionNode, ...]:
        return tuple(self._section(section, level, language or self.language) for section in sections)

    def _section(self, section: Section, level: int, around: str) -> SectionNode:
        numbered = self.numbers[section.id]
        language = section.language or around
        return SectionNode(
            id=section.id,
            number=numbered.number,
            heading=self.resolve(section.heading) if section.heading else (),
            level=level,
            citation=numbered.citation,
            clauses=self._clauses(section.clauses, language),
            sections=self.build(section.sections, level + 1, language),
            notes=section.notes,
            appendix=section.appendix,
            language=language,
        )

    def _clauses(self, clauses: tuple[Clause, ...], language: str) -> tuple[ClauseNode, ...]:
        return tuple(self._clause(clause, clause.language or language) for clause in clauses)

    def _clause(self, clause: Clause, language: str) -> ClauseNode:
        numbered = self.numbers[clause.id]
        model = self.models[clause.model] if clause.model else None
        return ClauseNode(
            id=clause.id,
            kind=clause.kind,
            number=numbered.number,
            style=numbered.style,
            citation=numbered.citation,
            words=self._words(clause, model),
            term=clause.term,
            topic=clause.topic,
            also_topics=tuple(clause.also_topics),
            table=self._table(clause.table, clause.id) if clause.table else None,
            pictures=self._pictures(clause.picture),
            notes=clause.notes,
            model=clause.model,
            clauses=(
                *self._clauses(clause.clauses, language),
                *self._closing(clause, language),
                *self._footnotes(clause, language),
            ),
            language=language,
        )

    def _closing(self, clause: Clause, language: str) -> tuple[ClauseNode, ...]:
        """Give the words after a list as a paragraph below its last item: so every medium prints and compares them."""
        if clause.closing is None:
            return ()
        numbered = self.numbers[closing_id(clause.id)]
        return (
            ClauseNode(
                id=closing_id(clause.id),
                kind=clause.kind,
                number=numbered.number,
                style=numbered.style,
                citation=numbered.citation,
                words=self.resolve(clause.closing, clause=clause.id),
                topic=clause.topic,
                also_topics=tuple(clause.also_topics),
                language=language,
            ),
        )

    def _footnotes(self, clause: Clause, language: str) -> Iterator[ClauseNode]:
        for name, text in clause.footnotes.items():
            own = footnote_id(clause.id, name)
            numbered = self.numbers.get(own)
            if numbered is not None:
                number, citation = numbered.number, numbered.citation
                words = self.resolve(text)
                node = ClauseNode(own, clause.kind, number, "none", citation, words, footnote=True)
                yield replace(node, language=language)

    def _words(self, clause: Clause, model: ModelClause | None) -> tuple[Inline, ...]:
        if clause.text is not None:
            return self.resolve(clause.text, clause=clause.id)
        return self.resolve(model.text, clause.with_) if model is not None else ()

    def _table(self, table: Table, clause: str) -> TableNode:
        return TableNode(
            columns=tuple(self.resolve(column) for column in table.columns),
            rows=tuple(
                tuple(
                    cell if isinstance(cell, Covered) else self.resolve(write_items(cell), clause=clause)
                    for cell in row
                )
                for row in table.lay_out()
            ),
            caption=table.caption,
            row_headers=table.row_headers,
        )

    def _pictures(self, picture: Picture | None) -> tuple[PictureNode, ...]:
        file = self.pictures.get(picture.file) if picture is not None else None
        if picture is None or file is None:
            return ()
        size = file.media, file.width, file.height
        return (PictureNode(picture.file, picture.alt, picture.caption, *size, file.content),)

    def resolve(self, text: str, given: dict[str, str] | None = None, clause: str = "") -> tuple[Inline, ...]:
        """Read a text and put numbers for its references and notes, and values for its parameters."""
        inlines = parse_text(text).inlines
        if "{" not in text and "[^" not in text:
            return inlines

        def change(node: Reference | Parameter | NoteMark) -> Inline:
            if isinstance(node, NoteMark):
                own = footnote_id(clause, node.target)
                return NoteMark(own, self.numbers[own].number) if own in self.numbers else Text(f"[^{node.target}]")
            if isinstance(node, Reference) and node.policy:
                return Link(f"{ELSEWHERE}{node.target}", (Text(self.elsewhere[node.target]),))
            if isinstance(node, Reference):
                return Link(f"#{node.target}", (Text(self.numbers[node.target].label),))
            value = (given or {}).get(node.name) or self.parameters[node.name]
            assert value is not None, "the checks of texts refuse a parameter without value"
            return Text(value)

        return replace_leaves(inlines, change)
