"""The text that is voted on, as the hierarchy of `mainBody`: sections, paragraphs and points with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from policykit.document.tree import ClauseNode, PictureNode, SectionNode
from policykit.intake.akn.names import APPENDIX, BULLET, CAPTION, FROM_MODEL, MODEL, OPENING, PICTURE, ROLE, TERM, TOPIC
from policykit.model.policy import Note, closing_id
from policykit.model.text import NoteMark
from policykit.model.word_tree import walk_inlines
from policykit.render.akn.eids import EidBook, name_section
from policykit.render.akn.tables import write_table
from policykit.render.akn.words import WordWriter
from policykit.render.akn.xml import nest, write_empty, write_flow, write_text
from policykit.render.arrange import CHANGE_WORDS, Fate, change_label, find_fate


@dataclass(slots=True)
class HierarchyWriter:
    """Writes the sections of one document, and gathers what is only referred to in them."""

    writer: WordWriter
    eids: EidBook
    bound: Callable[[str], Iterable[str]]
    """Gives the roles that a section binds apart from those of the whole policy, by its id."""
    from_model: frozenset[str] = frozenset()
    """The ids of the clauses that have no words but those of a model clause."""
    notes: list[tuple[str, Note]] = field(default_factory=list)
    """The editors' remarks, each with the eId of what it is on."""
    terms: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)

    def write_section(self, node: SectionNode, around: str, above: Fate = None) -> list[str]:
        """Give a section with all that is in it; `around` is the language around it."""
        fate, own = find_fate(node, above), self.eids.find_own(node)
        tag = name_section(node)
        lines = self._write_number(node.number, fate)
        if node.heading or change_label(node):
            words = _mark(self.writer.write(node.heading), fate)
            lines.append(write_flow("heading", _label(node) + words))
        self._keep_notes(own, node.notes)
        for clause in node.clauses:
            lines += self._write_clause(clause, "paragraph", node.language or around, fate)
        for section in node.sections:
            lines += self.write_section(section, node.language or around, fate)
        attributes = {
            "name": (APPENDIX if node.appendix else OPENING) if tag == "hcontainer" else None,
            "eId": own,
            "wId": node.id,
            "refersTo": " ".join(f"#{ROLE}{role}" for role in self.bound(node.id)),
            "xml_lang": node.language if node.language != around else None,
        }
        return nest(tag, lines, **attributes)

    def _write_clause(self, node: ClauseNode, tag: str, around: str, above: Fate) -> list[str]:
        fate, own, language = find_fate(node, above), self.eids.find_own(node), node.language or around
        number = node.number or (BULLET if node.style == "bullet" else "")
        lines = self._write_number(number, fate)
        self._keep_notes(own, node.notes)
        blocks = list(self._write_blocks(node, own, fate))
        below = [clause for clause in node.clauses if not clause.footnote]
        ends = [clause for clause in below if clause.id == closing_id(node.id)]
        points = [clause for clause in below if clause not in ends]
        if points or ends:
            lines += nest("intro", blocks) if blocks else []
            for clause in points:
                lines += self._write_clause(clause, "point", language, fate)
            wraps = [write_flow("p", self._write_words(end, fate, node.id)) for end in ends]
            lines += nest("wrapUp", wraps, wId=ends[0].id) if ends else []
        else:
            lines += nest("content", blocks)
        attributes = {
            "eId": own,
            "wId": node.id,
            "class_": node.kind,
            "refersTo": " ".join(self._list_concepts(node)),
            "xml_lang": node.language if node.language != around else None,
        }
        return nest(tag, lines, **attributes)

    def _list_concepts(self, node: ClauseNode) -> Iterator[str]:
        for topic in (*([node.topic] if node.topic else []), *node.also_topics):
            yield f"#{TOPIC}{topic}"
        if node.model:
            self.models += [] if node.model in self.models else [node.model]
            yield f"#{MODEL}{self.models.index(node.model) + 1}"

    def _write_blocks(self, node: ClauseNode, own: str, fate: Fate) -> Iterator[str]:
        if node.term is not None:
            self.terms.append(node.term)
            words = _mark(write_flow("def", write_text(node.term), refersTo=f"#{TERM}-{len(self.terms)}"), fate)
            yield write_flow("p", words, class_=TERM)
        words = _label(node) + self._write_words(node, fate, node.id)
        table = list(write_table(node.table, self.writer, self.eids.name_inner(own, "table"))) if node.table else []
        left = "".join(self.writer.write_note(note) for note in self._find_uncalled(node))
        if words or left:
            yield write_flow("p", words + left, class_=FROM_MODEL if node.id in self.from_model else None)
        yield from table
        for picture in node.pictures:
            yield from _write_picture(picture)

    def _find_uncalled(self, node: ClauseNode) -> list[ClauseNode]:
        """Give the footnotes of a clause that no mark calls, as in a redline where its mark is gone."""
        ends = (inline for clause in node.clauses for inline in walk_inlines(clause.words))
        later = {inline.target for inline in ends if isinstance(inline, NoteMark)}
        return [
            note for note in node.clauses if note.footnote and note.id not in later and not self.writer.is_written(note)
        ]

    def _write_words(self, node: ClauseNode, fate: Fate, clause: str) -> str:
        return _mark(self.writer.write(node.words, clause), fate)

    def _write_number(self, number: str, fate: Fate) -> list[str]:
        return [write_flow("num", _mark(write_text(number), fate))] if number else []

    def _keep_notes(self, own: str, notes: Iterable[Note]) -> None:
        self.notes += [(own, note) for note in notes]


def _label(node: SectionNode | ClauseNode) -> str:
    """Give what a comparison says beside a node, as a remark that is no part of its words."""
    label = change_label(node)
    return write_flow("remark", write_text(f"[{label}] "), status="editorial") if label else ""


def _write_picture(picture: PictureNode) -> Iterator[str]:
    size = {"width": str(picture.width), "height": str(picture.height)}
    words = f"[{CHANGE_WORDS[picture.change]}] " if picture.change else ""
    label = write_flow("remark", write_text(words), status="editorial") if words else ""
    yield write_flow("p", label + write_empty("img", src=picture.address, alt=picture.alt, **size), class_=PICTURE)
    if picture.caption:
        yield write_flow("p", write_text(picture.caption), class_=CAPTION)


def _mark(words: str, fate: Fate) -> str:
    if fate is None or not words:
        return words
    return write_flow("del" if fate == "gone" else "ins", words)
