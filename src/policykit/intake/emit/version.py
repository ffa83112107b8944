"""A recognised file as the plain data of a version, which `source.yaml_write` writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policykit.intake.block import FileBlock
from policykit.intake.emit.ids import IdBook
from policykit.intake.emit.kinds import propose_kind
from policykit.intake.emit.language import find_language
from policykit.intake.emit.notes import NoteBook, gather_notes
from policykit.intake.emit.numbering import BULLETS, WRITTEN_OUT, Counting, bare_number, choose_counting
from policykit.intake.emit.texts import settle_spaces, write_text
from policykit.intake.paragraph import GridCell
from policykit.intake.recognise.run import Recognised
from policykit.intake.table_head import find_table_head
from policykit.model.policy import ClauseKind, PolicyKind

_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Emitted:
    """The data of a version, and which of its parts came from which block."""

    data: dict[str, Any]
    homes: dict[str, FileBlock]
    """The block of each section and clause, by id; an opening part without a heading has none."""
    labels: dict[str, str]
    """The label that each section and clause has in the file, by id."""


def emit_version(recognised: Recognised, label: str, title: str, *, written_out: bool = False) -> Emitted:
    """Give what was recognised as a version.

    Args:
        recognised: what was recognised.
        label: the label of the version: `1`.
        title: the title where the file has none.
        written_out: whether every number is written out, and none is left to counting.
    """
    language = find_language((block.text for block in recognised.blocks), recognised.manuscript.language)
    writer = _Writer(written_out, language or "en", gather_notes(recognised.blocks))
    found = settle_line(recognised.title.text) if recognised.title else title
    data: dict[str, Any] = {"format": 1, "title": found}
    if recognised.subtitle is not None:
        data["subtitle"] = settle_line(recognised.subtitle.text)
    data["kind"] = _find_kind(found)
    data["version"] = label
    if language:
        data["language"] = language
    counting = writer.count_sections(list(recognised.sections), "")
    data["numbering"] = {
        "sections": counting.style,
        "clauses": "none",
        "lists": "bullet",
        **({"sections_as": counting.dress} if counting.dress else {}),
    }
    data["sections"] = [writer.write_section(block, counting) for block in recognised.sections]
    return Emitted(data, writer.homes, writer.labels)


def settle_line(text: str) -> str:
    """Give words as one line of inline CommonMark, as titles and headings are."""
    return write_text(" ".join(settle_spaces(text).split()))[:1000]


def _find_kind(title: str) -> PolicyKind:
    lower = title.lower()
    words: dict[str, PolicyKind] = {
        "policy": "policy",
        "polisi": "policy",
        "protocol": "protocol",
        "procedure": "procedure",
        "gweithdrefn": "procedure",
        "guidance": "guidance",
        "canllaw": "guidance",
    }
    return next((kind for word, kind in words.items() if word in lower), "policy")


@dataclass(slots=True)
class _Writer:
    written_out: bool
    language: str
    notes: NoteBook
    ids: IdBook = field(default_factory=IdBook)
    homes: dict[str, FileBlock] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def count_sections(self, blocks: list[FileBlock], above: str) -> Counting:
        """Give how sibling sections are counted: an opening part and appendices count for nothing."""
        counted = [block for block in blocks if block.text and not block.appendix]
        if self.written_out or not counted:
            return WRITTEN_OUT
        counting = choose_counting(counted, above, "#")
        return WRITTEN_OUT if counting == BULLETS else counting

    def write_section(self, block: FileBlock, counting: Counting) -> dict[str, Any]:
        """Give one section with all that is in it."""
        own = self.ids.name_section(block.text or block.label)
        entry: dict[str, Any] = {"id": own}
        if block.label:
            self.labels[own] = block.label
            if counting == WRITTEN_OUT or block.appendix:
                entry["number"] = settle_line(block.label)
        if block.text or block.label:
            entry["heading"] = settle_line(block.text or block.label)
            self.homes[own] = block
        if block.label and not block.text:
            entry.pop("number", None)
            self.labels[own] = ""
        if block.appendix:
            entry["appendix"] = True
        clauses = [child for child in block.children if child.kind != "heading" and not self.notes.is_placed(child)]
        sections = [child for child in block.children if child.kind == "heading"]
        number = _path(block)
        numbering: dict[str, str] = {}
        clause_counting = self._count(clauses, number)
        numbering |= _name(clause_counting, "clauses", "none")
        section_counting = self.count_sections(sections, number)
        if sections:
            numbering |= _name(section_counting, "sections", "none")
        if numbering:
            entry["numbering"] = numbering
        if clauses:
            entry["clauses"] = [self._write_clause(c, own, clause_counting, _Lists(), number, "") for c in clauses]
        if sections:
            entry["sections"] = [self.write_section(child, section_counting) for child in sections]
        return entry

    def _count(self, blocks: list[FileBlock], above: str) -> Counting:
        return WRITTEN_OUT if self.written_out or not blocks else choose_counting(blocks, above)

    def _write_clause(
        self, block: FileBlock, section: str, counting: Counting, lists: _Lists, number: str, lead_in: str
    ) -> dict[str, Any]:
        text = write_text(block.text, block.runs, bold=block.source.bold)
        own = self.ids.name_clause(
            section, block.term or block.text or block.caption or " ".join(c.text for row in block.rows for c in row)
        )
        kind = self._propose_kind(block, lead_in)
        self.homes[own] = block
        entry: dict[str, Any] = {"id": own, "kind": "definition" if block.term else kind}
        printed = _BULLET if block.readings and block.readings[0].style == "bullet" else settle_line(block.label)
        if block.label and text:
            self.labels[own] = printed
            if counting == WRITTEN_OUT:
                entry["number"] = printed
        if block.term:
            entry["term"] = settle_line(block.term)
        if text or not block.rows:
            entry["text"] = text or printed
        if block.rows:
            entry["table"] = write_table(block.rows, block.caption)
        self._add_notes(entry)
        inner = number
        if block.readings and block.readings[0].style == "path" and counting.style == "legal":
            inner = ".".join(map(str, block.readings[0].path))
        elif block.readings:
            inner = ""
        if block.children:
            child_counting = self._count(block.children, inner if counting.style == "legal" else "")
            named = lists.name(child_counting)
            if named:
                entry["numbering"] = named
            entry["clauses"] = [
                self._write_clause(child, section, child_counting, _Lists(child_counting), inner, block.text)
                for child in block.children
            ]
        return entry

    def _propose_kind(self, block: FileBlock, lead_in: str) -> ClauseKind:
        if block.kind == "footnote":
            _doubt_note(block)
        if block.rows:
            return "statement"
        kind, sure = propose_kind(block.text, lead_in, self.language)
        block.kind_is_sure = block.kind_is_sure and sure
        return kind

    def _add_notes(self, entry: dict[str, Any]) -> None:
        """Put the footnotes of a clause where the marks in its words and cells call them."""
        mark = self.notes.mark
        texts = [entry.get("text", "")]
        if "table" in entry:
            texts += [cell if isinstance(cell, str) else cell["text"] for row in entry["table"]["rows"] for cell in row]
        called = self.notes.take(texts)
        if not called:
            return
        entry["footnotes"] = called
        if "text" in entry:
            entry["text"] = mark(entry["text"])
        for row in entry.get("table", {}).get("rows", ()):
            row[:] = [mark(cell) if isinstance(cell, str) else {**cell, "text": mark(cell["text"])} for cell in row]


@dataclass(frozen=True, slots=True)
class _Lists:
    """The numbering of lists that is handed down."""

    counting: Counting = BULLETS

    def name(self, counting: Counting) -> dict[str, str]:
        """Give the keys that make the lists below a clause count so; none where they do already."""
        return {} if counting == self.counting else _name(counting, "lists", "")


def _doubt_note(block: FileBlock) -> None:
    """A note whose place in the words was not found is a paragraph, which is said once."""
    if not any(doubt.code == "footnote" for doubt in block.doubts):
        block.doubt(
            "footnote",
            "printed as a paragraph of its own, at the end of its section",
            "a note at the foot of the page",
            "write it under `footnotes:` of its clause, and its mark `[^1]` into the words",
            2.0,
        )


def _name(counting: Counting, key: str, usual: str) -> dict[str, str]:
    if counting.style == usual and counting.dress is None:
        return {}
    return {key: counting.style, **({f"{key}_as": counting.dress} if counting.dress else {})}


def _path(block: FileBlock) -> str:
    """Give the number that 1.1 styles inside a section continue."""
    if not block.readings or block.readings[0].style not in ("decimal", "path"):
        return ""
    reading = block.readings[0]
    return ".".join(map(str, reading.path)) if reading.path else bare_number(block.label)


def write_table(rows: tuple[tuple[GridCell, ...], ...], caption: str = "") -> dict[str, Any]:
    """Give a table: its first row as the headings where it is one, and merged cells as such."""
    width = max(sum(cell.columns for cell in row) for row in rows)
    table: dict[str, Any] = {"caption": settle_line(caption)} if caption else {}
    if find_table_head(rows) != "none":
        head = [text for cell in rows[0] for text in (_write_cell(cell), *[""] * (cell.columns - 1))]
        table["columns"] = (head + [""] * width)[:width]
        rows = rows[1:]
    filled: dict[int, int] = {}
    table["rows"] = []
    for at, row in enumerate(rows):
        cells = [_merge_cell(cell, len(rows) - at) for cell in row]
        used = filled.pop(at, 0) + sum(cell.columns for cell in row)
        for cell in row:
            for below in range(at + 1, min(at + cell.rows, len(rows))):
                filled[below] = filled.get(below, 0) + cell.columns
        table["rows"].append([*cells, *[""] * (width - used)])
    if rows and all(row[0].bold and row[0].text.strip() for row in rows if row) and width > 1:
        table["row_headers"] = True
    return table


def _merge_cell(cell: GridCell, left: int) -> str | dict[str, Any]:
    """Give a cell, with what it fills where that is more than one place; `left` is how many rows there are."""
    spans = {"columns": cell.columns, "rows": min(cell.rows, left)}
    merged = {name: count for name, count in spans.items() if count > 1}
    return {"text": _write_cell(cell), **merged} if merged else _write_cell(cell)


def _write_cell(cell: GridCell) -> str:
    text = write_text(cell.text)
    return re.sub(r"\s*\n\s*", "\n", text)[:5000]


def walk_entries(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give every section and clause of a version's data, in document order."""
    found: list[Mapping[str, Any]] = []
    for section in data.get("sections", ()):
        found += [section, *_walk_clauses(section), *walk_entries(section)]
    return found


def _walk_clauses(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for clause in entry.get("clauses", ()):
        found += [clause, *_walk_clauses(clause)]
    return found
