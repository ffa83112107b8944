"""Sections and clauses as paragraphs of Word."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.document.past import PastTold
from policykit.document.tree import ClauseNode, PictureNode, SectionNode, TableNode
from policykit.model.policy import Note
from policykit.render.arrange import printed_number, say_note, say_past
from policykit.render.docx.numbering import (
    BULLET_NUM,
    STYLED_LEVELS,
    bullet_style,
    continue_style,
    number_style,
)
from policykit.render.docx.plan import NodePlan, Plan
from policykit.render.docx.revisions import Mark, Node, as_plain, is_gone
from policykit.render.docx.runs import RunWriter, write_bookmark
from policykit.render.docx.tables import TableWriter
from policykit.render.docx.xml import write_paragraph

NO_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
"""Takes a paragraph out of the list that its style is in."""


_PICTURE_MARKS: dict[str, Mark] = {"inserted": "ins", "deleted": "del"}


class BodyWriter:
    """Writes one document's text, block by block."""

    def __init__(
        self, plan: Plan, words: RunWriter, language: str, *, notes: bool, past: PastTold | None = None
    ) -> None:
        self.plan = plan
        self.language = language
        self.words = words
        self.revisions = plan.revisions
        self.tables = TableWriter(words)
        self.with_notes = notes
        self.past = past
        self.blocks: list[str] = []
        self.waiting = ""
        """What the next paragraph begins with: bookmarks, and the beginning of what moved."""
        self.closing = ""
        """The ends of the bookmarks that the next paragraph or table closes."""
        self.after_table = False
        self.last_style = ""
        self.wants_room = False
        """Whether another part begins, so that the next paragraph stands a little apart."""

    def add_paragraph(self, style: str, runs: str, mark: Mark | None = None, *, properties: str = "") -> None:
        """Add a paragraph; right below a table or at the beginning of a part, with a little room above it."""
        if (self.after_table or self.wants_room) and not style.startswith(("Heading", "Title", "Caption")):
            properties = _add_spacing(properties)
        self.after_table = self.wants_room = False
        self.last_style = style
        content, self.waiting, self.closing = self.waiting + runs + self.closing, "", ""
        end = self.revisions.mark_end(mark)
        self.blocks.append(write_paragraph(style, content, properties=properties, end=end))

    def add_table(self, table: TableNode, name: str, mark: Mark | None = None, *, indent: int = 0) -> None:
        """Add a table below its caption. Two tables with nothing between them would become one in Word."""
        if table.caption:
            caption = self._caption_mark(table, mark)
            set_in = f'<w:ind w:left="{indent}"/>' if indent else ""
            runs = self.words.write_plain(table.caption, caption)
            self.add_paragraph("Caption", runs, caption, properties=set_in)
        elif self.after_table:
            self.blocks.append(write_paragraph("TableGap", ""))
        written = self.tables.write(table, table.caption or name, mark, indent=indent)
        self.blocks.append(self.waiting + written + self.closing)
        self.waiting = self.closing = ""
        self.after_table, self.last_style = True, "Table"

    def _caption_mark(self, table: TableNode, mark: Mark | None) -> Mark | None:
        if mark is not None or table.change not in ("inserted", "deleted"):
            return mark
        return "ins" if table.change == "inserted" else "del"

    def add_sections(self, nodes: Sequence[SectionNode]) -> None:
        """Add sections with all that is in them."""
        for node in nodes:
            with self.words.in_language(self._other_language(node)):
                self._add_section(node)

    def _other_language(self, node: Node) -> str:
        """Give the language of a node where it is not the document's."""
        return node.language if node.language != self.language else ""

    def _add_section(self, node: SectionNode) -> None:
        place = self.plan.at(node)
        end = self._begin(node, place.mark)
        if node.heading or node.number:
            self._add_heading(node, place)
        self.add_past(node.id)
        self.add_notes(node.notes, place.mark)
        self._add_clauses(node.clauses, 0)
        self.add_sections(node.sections)
        self._end(end)

    def _begin(self, node: Node, mark: Mark | None) -> str:
        """Put what marks the beginning of a node before its first paragraph, and give what marks its end."""
        if not is_gone(mark):
            start, end = write_bookmark(self.revisions.next_id(), self.words.bookmarks[node.id])
            self.waiting += start
            self.closing += end
        start, end = self.revisions.open_move(node, mark)
        self.waiting += start
        return end

    def _end(self, end: str) -> None:
        if end:
            self.blocks.append(self.waiting + self.closing + end)
            self.waiting = self.closing = ""

    def _add_heading(self, node: SectionNode, place: NodePlan) -> None:
        style = f"Heading{place.level + 1}"
        runs = self.words.write(node.heading, place.mark)
        if place.spot is not None:
            properties = _in_list(place.spot.num, place.spot.level)
        else:
            properties = NO_LIST + '<w:ind w:left="0" w:firstLine="0"/>'
            runs = self._type_number(node, node.number, " ", place.mark) + runs
        self.add_paragraph(style, self._comment(node, runs, place.mark), place.mark, properties=properties)

    def _comment(self, node: Node, runs: str, mark: Mark | None) -> str:
        note = node.change_note
        return self.revisions.comment(note[:1].upper() + note[1:], runs, mark) if note else runs

    def _add_clauses(self, nodes: Sequence[ClauseNode], left: int) -> None:
        """Add clauses; `left` is where the words of the item above them begin."""
        for node in nodes:
            if not node.footnote:
                with self.words.in_language(self._other_language(node)):
                    self._add_clause(node, left)

    def _add_clause(self, node: ClauseNode, left: int) -> None:
        place = self.plan.at(node)
        end = self._begin(node, place.mark)
        number = printed_number(node)
        is_item = bool(number) or node.style == "bullet"
        inner = self.plan.indent_of(place)[0] if is_item else left
        if node.term is not None:
            self._add_definition(node, place, number, left)
            inner = max(inner, left + 567)
        elif is_item or node.words:
            self._add_words(node, place, number, left)
        if node.table is not None:
            self.add_table(
                node.table, self.words.phrases.say("page.table", citation=node.citation), place.mark, indent=inner
            )
        for picture in node.pictures:
            self._add_picture(picture, place.mark, inner)
        self.add_past(node.id)
        self.add_notes(node.notes, place.mark)
        self._add_clauses(node.clauses, inner)
        self._end(end)

    def _add_picture(self, picture: PictureNode, above: Mark | None, indent: int) -> None:
        """Add a picture, and its caption below it; one that a redline marks is tracked like words."""
        mark = above or _PICTURE_MARKS.get(picture.change or "")
        set_in = f'<w:ind w:left="{indent}" w:firstLine="0"/>'
        runs = self.revisions.wrap((mark,) if mark else (), self.words.pictures.write(picture, indent))
        held = "<w:keepNext/>" if picture.caption else ""
        self.add_paragraph("BodyText", runs, mark, properties=held + set_in)
        if picture.caption:
            words = self.words.write_plain(picture.caption, mark)
            self.add_paragraph("Caption", words, mark, properties='<w:keepNext w:val="0"/>' + set_in)

    def _add_words(self, node: ClauseNode, place: NodePlan, number: str, left: int) -> None:
        runs = self._comment(node, self.words.write(node.words, place.mark), place.mark)
        leads = node.table is not None or bool(node.pictures) or any(not below.footnote for below in node.clauses)
        properties = "<w:keepNext/>" if leads else ""
        if number:
            style = number_style(place.level)
            dress, typed = self._number(node, place, number)
            properties, runs = properties + dress, typed + runs
        else:
            runs = self._type_number(node, "", "\t", place.mark) + runs
            style, indent = self._style_plain(node, place, left)
            properties += indent
        self.add_paragraph(style, runs, place.mark, properties=properties)

    def _style_plain(self, node: ClauseNode, place: NodePlan, left: int) -> tuple[str, str]:
        """Give the style of a bullet or a plain paragraph, and what else it needs to be set in."""
        if node.style == "bullet":
            return bullet_style(place.level), (
                _in_list(BULLET_NUM, place.level) if place.level >= STYLED_LEVELS else ""
            )
        if left:
            return continue_style(max(place.level - 1, 0)), f'<w:ind w:left="{left}" w:firstLine="0"/>'
        return "BodyText", ""

    def _number(self, node: ClauseNode, place: NodePlan, number: str) -> tuple[str, str]:
        """Give how a paragraph is numbered: by its list, or by what is typed before its words."""
        if place.spot is not None:
            return _in_list(place.spot.num, place.spot.level), ""
        left, hanging = self.plan.indent_of(place)
        dress = f'{NO_LIST}<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        return dress, self._type_number(node, number, "\t", place.mark)

    def _type_number(self, node: Node, number: str, gap: str, mark: Mark | None) -> str:
        """Give a number that is typed before the words; in a redline, one that changed is tracked like them."""
        if mark is not None or node.old_number in (None, number):
            return self.words.write_plain(f"{number}{gap}", mark) if number else ""
        old = self.words.write_plain(f"{node.old_number}{gap}", "del") if node.old_number else ""
        return old + (self.words.write_plain(f"{number}{gap}", "ins") if number else "")

    def _add_definition(self, node: ClauseNode, place: NodePlan, number: str, left: int) -> None:
        dress, typed = (
            self._number(node, place, number) if number else (f'<w:ind w:left="{left}" w:firstLine="0"/>', "")
        )
        runs = self._comment(node, self.words.write_plain(node.term or "", place.mark), place.mark)
        self.add_paragraph("DefinitionTerm", typed + runs, place.mark, properties=dress)
        if node.words:
            indent = max(self.plan.indent_of(place)[0] if number else 0, left + 567)
            words = self.words.write(node.words, place.mark)
            self.add_paragraph(
                "DefinitionText", words, place.mark, properties=f'<w:ind w:left="{indent}" w:firstLine="0"/>'
            )

    def add_past(self, name: str) -> None:
        """Add since when a part reads as it does, and what it said before, where that was asked for."""
        line = self.past.lines.get(name) if self.past is not None else None
        if line is not None:
            for words in (line.since, *(say_past(*before) for before in line.before)):
                self.add_paragraph("EditorsNote", self.words.write_plain(words))

    def add_notes(self, notes: Sequence[Note], mark: Mark | None = None) -> None:
        """Add the editors' notes, where they were asked for."""
        if not self.with_notes:
            return
        plain = None if mark is None else as_plain(mark)
        for note in notes:
            runs = self.words.write_plain(f"{say_note(note.kind, self.words.phrases)} ", plain, strong=True)
            runs += self.words.write_plain((f"“{note.quote}” " if note.quote else "") + note.text, plain)
            self.add_paragraph("EditorsNote", runs, plain)


def _in_list(num: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def _add_spacing(properties: str) -> str:
    """Put room above a paragraph among its properties, which have an order: before the indent."""
    before, indent, after = properties.partition("<w:ind ")
    return f'{before}<w:spacing w:before="200"/>{indent}{after}'
