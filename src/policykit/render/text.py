"""A document as plain text for a terminal: lines of a given width, hanging numbers, tables drawn with spaces."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from policykit.document.past import PastTold, tell_past
from policykit.document.tree import (
    Blank,
    Block,
    Cell,
    ClauseNode,
    Document,
    Line,
    Part,
    PictureNode,
    SectionNode,
    TableNode,
)
from policykit.model.policy import Note
from policykit.model.table import Covered
from policykit.model.text import Emphasis, Inline, Link, Marked, NoteMark, Shifted, Strong, plain_text
from policykit.render.arrange import (
    Fate,
    arrange_clauses,
    arrange_rows,
    change_label,
    find_fate,
    list_footnotes,
    printed_number,
    say_note,
    say_past,
)
from policykit.wording.phrases.languages import PhraseTable
from policykit.wording.printable import replace_unprintable

MIN_WIDTH = 40
"""Narrower lines than this are not written."""

_MARKS = {"deleted": ("[-", "-]"), "moved_from": ("[-", "-]"), "moved": ("[>", "<]"), "moved_to": ("[>", "<]")}
_ADDED = ("[+", "+]")
_GAP = "  "


def render_text(document: Document, width: int = 80, *, notes: bool = False) -> str:
    """Give the document as plain text, ending in a line feed.

    Args:
        document: what to write; in a redline `[+…+]` is inserted, `[-…-]` deleted and `[>…<]` moved here.
        width: the length of a line in characters; 40 at least.
        notes: whether the editors' notes are printed.
    """
    phrases = document.imprint.phrases
    past = tell_past(document.history, phrases) if document.history else None
    writer = _TextWriter(max(width, MIN_WIDTH), notes, phrases, past)
    writer.write_opening(document)
    for section in document.sections:
        writer.write_section(section, None)
    footnotes = list_footnotes(document)
    if footnotes:
        writer.write_heading(writer.phrases.say("page.footnotes"), "-")
    for node, fate in footnotes:
        words = " ".join(filter(None, (_bracket(change_label(node)), _mark(fate, _write_words(node.words)))))
        writer.write_block(f"[{node.number}] {words}", "", " " * (len(node.number) + 3))
        writer.write_past(node.id, " " * (len(node.number) + 3))
    writer.write_lost()
    if notes and document.notes:
        writer.write_heading(writer.phrases.say("page.notes"), "-")
        writer.write_notes(document.notes, "")
    writer.write_parts(document.end)
    text = "\n".join(writer.lines).strip("\n") + "\n"
    # What a terminal could take for a command is not handed to it.
    return replace_unprintable(text)


class _TextWriter:
    """Collects the lines of one document."""

    def __init__(self, width: int, notes: bool, phrases: PhraseTable, past: PastTold | None) -> None:
        self.phrases = phrases
        self.width = width
        self.notes = notes
        self.past = past
        self.lines: list[str] = []

    def write_opening(self, document: Document) -> None:
        if document.imprint.status != "adopted":
            self.write_block(f"*** {document.imprint.status_line} ***")
        if document.summary is not None:
            self.write_block(document.summary)
            self.write_block(
                "Words that were added look [+like this+], and words that were deleted [-like this-]. "
                "A part that changed says so in square brackets."
            )
        if not any(isinstance(part, Line) and part.role == "title" for part in document.cover):
            self.write_heading(document.imprint.title, "=")
        self.write_parts(document.cover)
        if self.past is not None:
            self.write_block(self.past.opening)

    def write_parts(self, parts: Sequence[Part]) -> None:
        for part in parts:
            if isinstance(part, Block):
                self.write_cover_block(part)
                continue
            words = " ".join(filter(None, (part.label, _write_cell(part.words))))
            if part.role == "title":
                self.write_heading(words, "=")
            else:
                self.write_lines(words)
        self.end_block()

    def write_cover_block(self, block: Block) -> None:
        if block.heading:
            self.write_heading(block.heading, "-")
        for entry in block.entries:
            indent = _GAP * (entry.level - 1)
            self.write_lines(" ".join(filter(None, (entry.number, entry.heading))), indent, indent + _GAP)
        if block.table is not None:
            self.write_table(block.table, "")

    def write_section(self, node: SectionNode, above: Fate) -> None:
        fate = find_fate(node, above)
        words = _mark(fate, _write_words(node.heading).replace("\n", " "))
        heading = " ".join(filter(None, (node.number, _bracket(change_label(node)), words)))
        if heading:
            self.write_heading(heading, "-" if node.level == 1 else "")
        self.write_past(node.id, "")
        self.write_notes(node.notes, "")
        self.write_clauses(node.clauses, "", fate)
        for section in node.sections:
            self.write_section(section, fate)

    def write_clauses(self, clauses: Sequence[ClauseNode], indent: str, above: Fate) -> None:
        for run in arrange_clauses(clauses):
            for node in run.clauses:
                self.write_clause(node, indent, above, "•" if run.kind == "bullets" else printed_number(node))

    def write_clause(self, node: ClauseNode, indent: str, above: Fate, mark: str) -> None:
        fate = find_fate(node, above)
        words = "\n".join(filter(None, (node.term, _write_words(node.words))))
        words = " ".join(filter(None, (_bracket(change_label(node)), _mark(fate, words))))
        hanging = indent + " " * (len(mark) + 1 if mark else 0)
        if len(hanging) > self.width // 2:
            hanging = indent
        if mark or words:
            self.write_block(f"{mark} {words}".strip(), indent, hanging)
        if node.table is not None:
            self.write_table(node.table, hanging)
        for picture in node.pictures:
            self.write_picture(picture, hanging)
        self.write_past(node.id, hanging)
        self.write_notes(node.notes, hanging)
        self.write_clauses(node.clauses, hanging, fate)

    def write_picture(self, picture: PictureNode, indent: str) -> None:
        """Write what a picture says, which is all that plain text can show of it."""
        self.end_block()
        words = _bracket(self.phrases.say("page.picture", words=picture.alt))
        self.write_lines(" ".join(filter(None, (_bracket(picture.change or ""), words))), indent, indent)
        self.write_lines(picture.caption or "", indent, indent)
        self.end_block()

    def write_table(self, table: TableNode, indent: str) -> None:
        self.end_block()
        if table.caption or table.change:
            self.write_lines(" ".join(filter(None, (_bracket(table.change or ""), table.caption))), indent, indent)
        rows = [[(_write_cell(cell), 1) for cell in table.columns]] if table.columns else []
        rows += [[(_write_cell(cell.content), cell.columns) for cell in row] for row in arrange_rows(table)]
        widths = _share_width(rows, table.width, self.width - len(indent))
        for number, cells in enumerate(rows):
            self.lines += [indent + line for line in _draw_row(cells, widths)]
            if number == 0 and table.columns:
                self.lines.append(indent + _GAP.join("-" * width for width in widths))
        self.lines.append("")

    def write_past(self, name: str, indent: str) -> None:
        """Write since when a part reads as it does, and what it said before."""
        line = self.past.lines.get(name) if self.past is not None else None
        if line is not None:
            self.write_block(line.since, f"{indent}| ", f"{indent}| ")
            for place, words in line.before:
                self.lines.pop()  # one block: no empty line within it
                self.write_block(say_past(place, words), f"{indent}| ", f"{indent}| ")

    def write_lost(self) -> None:
        """Write what is no longer in the text."""
        if self.past is not None and self.past.lost:
            self.write_heading(self.past.heading, "-")
            for place, words in self.past.lost:
                self.write_block(say_past(place, words))

    def write_notes(self, notes: Sequence[Note], indent: str) -> None:
        for note in notes if self.notes else ():
            quote = f"“{note.quote}” " if note.quote else ""
            self.write_block(f"{say_note(note.kind, self.phrases)} {quote}{note.text}", f"{indent}| ", f"{indent}| ")

    def write_heading(self, words: str, rule: str) -> None:
        self.end_block()
        start = len(self.lines)
        self.write_lines(words)
        if rule:
            self.lines.append(rule * max(len(line) for line in self.lines[start:]))
        self.lines.append("")

    def write_block(self, words: str, first: str = "", rest: str = "") -> None:
        self.write_lines(words, first, rest)
        self.lines.append("")

    def write_lines(self, words: str, first: str = "", rest: str = "") -> None:
        for number, paragraph in enumerate(words.split("\n")):
            self.lines += textwrap.wrap(
                paragraph,
                self.width,
                initial_indent=rest if number else first,
                subsequent_indent=rest,
                break_on_hyphens=False,
            )

    def end_block(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


def _write_words(inlines: Sequence[Inline]) -> str:
    parts = []
    for inline in inlines:
        match inline:
            case Marked(change, children):
                start, end = _MARKS.get(change, _ADDED)
                parts.append(f"{start}{_write_words(children)}{end}")
            case Strong(children) | Emphasis(children) | Link(_, children):
                parts.append(_write_words(children))
            case Shifted(to, children):
                parts.append(_write_shifted(to, plain_text(children)))
            case NoteMark(_, number):
                parts.append(f"[{number}]")
            case _:
                parts.append(plain_text((inline,)))
    return "".join(parts)


_DIGITS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"), str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def _write_shifted(to: str, words: str) -> str:
    """Give words above or below the line: digits as such, letters (as of 31st) as they are."""
    shifted = words.translate(_DIGITS[to == "below"])
    return shifted if not any(character in words for character in shifted) else words


def _write_cell(cell: Cell) -> str:
    if isinstance(cell, Covered):
        return ""
    return cell.printed if isinstance(cell, Blank) else _write_words(cell)


def _mark(fate: Fate, words: str) -> str:
    if fate is None or not words:
        return words
    start, end = _MARKS["deleted"] if fate == "gone" else _ADDED
    return f"{start}{words}{end}"


def _bracket(words: str) -> str:
    return f"[{words}]" if words else ""


_WideCell = tuple[str, int]
"""The words of a cell, and how many columns it fills."""


def _share_width(rows: Sequence[Sequence[_WideCell]], columns: int, width: int) -> list[int]:
    """Give each column the width of its longest cell, and take from the widest until the row fits."""
    widths = [1] * columns
    for row in rows:
        column = 0
        for words, filled in row:
            if filled == 1:
                widths[column] = max(widths[column], *(len(line) for line in words.split("\n")))
            column += filled
    spare = max(columns, width - len(_GAP) * (columns - 1))
    while sum(widths) > spare:
        widest = widths.index(max(widths))
        second = max([1, *(each for place, each in enumerate(widths) if place != widest)])
        widths[widest] -= max(1, min(sum(widths) - spare, widths[widest] - second))
    # A cell over several columns that needs more room than they have takes what is left of the line.
    for row in rows:
        column = 0
        for words, filled in row:
            if filled > 1:
                wanted = max(len(line) for line in words.split("\n"))
                room = sum(widths[column : column + filled]) + len(_GAP) * (filled - 1)
                widths[column + filled - 1] += max(0, min(wanted - room, spare - sum(widths)))
            column += filled
    return widths


def _wrap_lines(cell: str, width: int) -> list[str]:
    """Give the lines of a cell, each break of its own kept; what goes on after a bullet is set in below its words."""
    lines: list[str] = []
    for line in cell.split("\n"):
        hanging = "  " if line.startswith("• ") and width > 4 else ""
        lines += textwrap.wrap(line, width, subsequent_indent=hanging) or [""]
    return lines


def _draw_row(cells: Sequence[_WideCell], widths: Sequence[int]) -> Iterator[str]:
    """Give the lines of a row; a cell over several columns runs on over the gaps between them."""
    used: list[int] = []
    at = 0
    for _, filled in cells:
        used.append(sum(widths[at : at + filled]) + len(_GAP) * (filled - 1))
        at += filled
    columns = [_wrap_lines(words, each) for (words, _), each in zip(cells, used, strict=True)]
    for number in range(max(len(column) for column in columns)):
        line = _GAP.join(
            (column[number] if number < len(column) else "").ljust(each)
            for column, each in zip(columns, used, strict=True)
        )
        yield line.rstrip()
