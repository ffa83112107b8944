"""A document as Markdown: CommonMark with pipe tables, to be read in a Git host or as it stands.

There is no block of YAML at the top: readers that do not know it print it as a heading. What it would say is on
the cover and in the last line. There is no raw HTML, hence no anchors for clauses. Printed numbers stay what they are:
a list whose numbers CommonMark would print alike is a list, any other number is part of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from policykit.document.past import PastTold, tell_past
from policykit.document.tree import Block, ClauseNode, Document, Imprint, Line, Part, SectionNode, TableNode
from policykit.model.policy import Note
from policykit.render.arrange import (
    CHANGE_WORDS,
    ContentsItem,
    Fate,
    ListRun,
    arrange_clauses,
    arrange_contents,
    arrange_rows,
    change_label,
    find_fate,
    list_footnotes,
    printed_number,
    say_note,
    say_past,
)
from policykit.render.markdown.words import escape_start, escape_text, write_cell, write_words
from policykit.wording.phrases.languages import PhraseTable
from policykit.wording.printable import replace_unprintable

_COUNTED = re.compile(r"(\d{1,9})([.)])")


def render_markdown(document: Document, *, notes: bool = False) -> str:
    """Give the document as CommonMark with pipe tables, ending in a line feed.

    With `notes` the editors' notes stand as quotations below what they speak of. In a redline, words between `{++` and
    `++}` are inserted, between `{--` and `--}` deleted, between `{>>` and `<<}` moved here.
    """
    phrases = document.imprint.phrases
    past = tell_past(document.history, phrases) if document.history else None
    blocks = [*_write_opening(document), *([f"> {escape_text(past.opening)}"] if past else [])]
    writer = _MarkdownWriter(notes, phrases, past)
    for section in document.sections:
        blocks += writer.write_section(section, 2, None)
    for node, fate in list_footnotes(document):
        words = _words("", change_label(node), _mark(fate, write_words(node.words, one_line=True)))
        blocks.append(f"[^{node.number}]: {words}")
        blocks += writer.write_past(node.id)
    if past is not None and past.lost:
        blocks += [f"## {escape_text(past.heading)}", *(escape_text(say_past(*lost)) for lost in past.lost)]
    if notes and document.notes:
        blocks += [f"## {phrases.say('page.notes')}", *_write_notes(document.notes, phrases)]
    blocks += _write_parts(document.end)
    if not document.imprint.is_paper:
        blocks += ["---", _write_colophon(document.imprint)]
    text = "\n\n".join(block for block in blocks if block) + "\n"
    return replace_unprintable(text)


class _MarkdownWriter:
    """Writes sections and clauses, each as a list of blocks that a blank line parts."""

    def __init__(self, notes: bool, phrases: PhraseTable, past: PastTold | None) -> None:
        self.notes = notes
        self.phrases = phrases
        self.past = past

    def write_section(self, node: SectionNode, level: int, above: Fate) -> list[str]:
        fate = find_fate(node, above)
        blocks = []
        headed = bool(node.heading or node.number)
        if headed or node.change is not None:
            words = _words("", change_label(node), _mark(fate, write_words(node.heading, one_line=True)))
            blocks.append(" ".join(filter(None, ("#" * min(level, 6), escape_text(node.number), words))))
        blocks += [*self.write_past(node.id), *self._write_notes(node.notes)]
        blocks += self.write_clauses(node.clauses, fate, nested=False)
        for section in node.sections:
            blocks += self.write_section(section, level + headed, fate)
        return blocks

    def write_clauses(self, clauses: Sequence[ClauseNode], above: Fate, *, nested: bool) -> list[str]:
        blocks = []
        sign = ""
        counted = False
        for run in arrange_clauses(clauses):
            counted = _counts_on(run) and not counted  # two lists of numbers side by side would read as one
            if run.kind in {"paragraphs", "definitions"} or (run.kind == "numbers" and not counted and not nested):
                for node in run.clauses:
                    blocks += self._write_paragraph(node, above)
                sign = ""
                continue
            sign = "*" if sign == "-" else "-"  # another sign begins another list
            items = [self._write_item(node, above, sign, counted) for node in run.clauses]
            loose = any("\n\n" in item for item in items)
            blocks.append(("\n\n" if loose else "\n").join(items))
        return blocks

    def _write_paragraph(self, node: ClauseNode, above: Fate) -> list[str]:
        fate = find_fate(node, above)
        return [self._write_words(node, fate, printed_number(node)), *self._write_below(node, fate)]

    def _write_item(self, node: ClauseNode, above: Fate, sign: str, counted: bool) -> str:
        fate = find_fate(node, above)
        number = printed_number(node)
        marker = number if counted else sign
        words = self._write_words(node, fate, "" if counted else number)
        below = self._write_below(node, fate)
        close = bool(below) and all(block.startswith(("- ", "* ", "1. ")) for block in below)
        item = ("\n" if close else "\n\n").join(block for block in [words, *below] if block)
        return f"{marker} {_indent(item, len(marker) + 1)}"

    def _write_words(self, node: ClauseNode, fate: Fate, number: str) -> str:
        term = "" if node.term is None else f"**{escape_text(node.term)}**"
        return _words(
            number, change_label(node), _mark(fate, "\\\n".join(filter(None, (term, write_words(node.words)))))
        )

    def _write_below(self, node: ClauseNode, fate: Fate) -> list[str]:
        blocks = _write_table(node.table) if node.table is not None else []
        for picture in node.pictures:
            words = escape_text(self.phrases.say("page.picture", words=picture.alt))
            blocks.append(_words("", CHANGE_WORDS[picture.change] if picture.change else "", f"\\[{words}\\]"))
            blocks += [f"**{escape_text(picture.caption)}**"] if picture.caption else []
        blocks += [*self.write_past(node.id), *self._write_notes(node.notes)]
        return [*blocks, *self.write_clauses(node.clauses, fate, nested=True)]

    def write_past(self, name: str) -> list[str]:
        """Give since when a part reads as it does, and what it said before, as one quotation."""
        line = self.past.lines.get(name) if self.past is not None else None
        if line is None:
            return []
        told = [line.since, *(say_past(place, words) for place, words in line.before)]
        return ["\n>\n".join(f"> {escape_text(words)}" for words in told)]

    def _write_notes(self, notes: Sequence[Note]) -> list[str]:
        return list(_write_notes(notes, self.phrases)) if self.notes else []


def _write_opening(document: Document) -> Iterator[str]:
    imprint = document.imprint
    if imprint.status != "adopted":
        yield f"> **{escape_text(imprint.status_line)}**"
    if document.summary is not None:
        yield f"> {escape_start(escape_text(document.summary))}"
        yield (
            "> Words that were added look {++like this++}, and words that were deleted {--like this--}. "
            "A part that changed says so in square brackets."
        )
    if not any(isinstance(part, Line) and part.role == "title" for part in document.cover):
        yield f"# {escape_text(imprint.title)}"
    yield from _write_parts(document.cover)


def _write_parts(parts: Sequence[Part]) -> Iterator[str]:
    for role, run in groupby(parts, key=lambda part: part.role):
        lines = []
        for part in run:
            if isinstance(part, Line):
                lines.append(_write_line(part))
            else:
                yield from _write_block(part)
        words = "\\\n".join(lines)
        yield f"# {' '.join(lines)}" if role == "title" else f"**{words}**" if role == "council" and lines else words


def _write_line(line: Line) -> str:
    words = write_cell(line.words)
    return f"{escape_start(escape_text(line.label))} {words}" if line.label else words


def _write_block(block: Block) -> Iterator[str]:
    if block.heading:
        yield f"## {escape_text(block.heading)}"
    if block.entries:
        yield "\n".join(_write_contents(arrange_contents(block.entries), ""))
    if block.table is not None:
        yield from _write_table(block.table)


def _write_contents(items: Sequence[ContentsItem], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_words(item.entry.number, '', escape_text(item.entry.heading))}"
        yield from _write_contents(item.items, indent + "  ")


def _write_table(table: TableNode) -> list[str]:
    width = table.width
    head = [write_cell(cell) for cell in table.columns]
    rows = [head + [""] * (width - len(head)), ["---"] * width]
    for row in arrange_rows(table):
        cells = []
        for cell in row:
            words = write_cell(cell.content)
            cells += [f"**{words}**" if cell.heads and words else words, *[""] * (cell.columns - 1)]
        rows.append(cells)
    lines = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    caption = " ".join(
        filter(None, (CHANGE_WORDS[table.change] + ":" if table.change else "", escape_text(table.caption or "")))
    )
    return [f"**{caption}**", lines] if caption else [lines]


def _write_notes(notes: Sequence[Note], phrases: PhraseTable) -> Iterator[str]:
    for note in notes:
        quote = f"“{escape_text(note.quote)}” " if note.quote else ""
        yield f"> {say_note(note.kind, phrases)} {quote}{escape_text(note.text)}"


def _write_colophon(imprint: Imprint) -> str:
    phrases = imprint.phrases
    named = phrases.say("page.version_of", title=imprint.policy, version=imprint.version)
    sealed = phrases.say("page.fingerprint", sum=imprint.text_sha256) if imprint.text_sha256 else ""
    return escape_text(f"{imprint.status_line}. {named}. {sealed}".rstrip())


def _words(number: str, label: str, words: str) -> str:
    """Put number, change and words on one line, with what must be escaped at its start."""
    label = f"**\\[{escape_text(label)}\\]**" if label else ""
    first = escape_start(escape_text(number)) if number else ""
    return " ".join(filter(None, (first, label, words)))


def _mark(fate: Fate, words: str) -> str:
    if fate is None or not words:
        return words
    return f"{{--{words}--}}" if fate == "gone" else f"{{++{words}++}}"


def _counts_on(run: ListRun) -> bool:
    """Tell whether CommonMark would print the numbers of this list as they are."""
    numbers = [_COUNTED.fullmatch(printed_number(clause)) for clause in run.clauses]
    first = numbers[0]
    if first is None or first[1].startswith("0"):
        return False
    return all(
        number is not None and number[1] == str(int(first[1]) + position) and number[2] == first[2]
        for position, number in enumerate(numbers)
    )


def _indent(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n")
