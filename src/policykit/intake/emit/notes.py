"""Footnotes: the note at the foot of a page belongs to the clause whose words have its mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from policykit.intake.block import FileBlock
from policykit.intake.emit.texts import write_text

_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(slots=True)
class NoteBook:
    """The footnotes of a file, by the number of their mark."""

    notes: dict[str, list[FileBlock]] = field(default_factory=dict)
    """The paragraphs of each note that has a place."""

    def is_placed(self, block: FileBlock) -> bool:
        """Tell whether a paragraph belongs to a note that a clause has."""
        return any(block is part for parts in self.notes.values() for part in parts)

    def take(self, texts: Iterable[str]) -> dict[str, str]:
        """Give the notes that these words, as they are written, have marks for."""
        marks = [mark.translate(_LOWERED) for text in texts for mark in _MARK.findall(text)]
        return {mark: "\n".join(_write(part) for part in self.notes[mark]) for mark in marks if mark in self.notes}

    def mark(self, text: str) -> str:
        """Give words with a mark of CommonMark in place of each raised number that has a note."""
        return _MARK.sub(lambda found: self._mark_one(found[0]), text)

    def _mark_one(self, raised: str) -> str:
        name = raised.translate(_LOWERED)
        return f"[^{name}]" if name in self.notes else raised


def drop_marks(text: str) -> str:
    """Give words without the raised numbers in them."""
    return _MARK.sub("", text)


def gather_notes(blocks: Iterable[FileBlock]) -> NoteBook:
    """Give the footnotes of a file whose marks stand in its clauses, once each and counted from 1; else none.

    Numbers run through a document of ours, so a file that counts on every page anew keeps its notes as paragraphs.
    """
    blocks = list(blocks)
    notes: dict[str, list[FileBlock]] = {}
    last: list[FileBlock] | None = None
    for block in blocks:
        if block.kind != "footnote":
            continue
        name = block.label.strip().translate(_LOWERED)
        if name:
            last = notes.setdefault(name, [])
            if last:
                return NoteBook()
        if last is None:
            return NoteBook()
        last.append(block)
    marks = [mark for block in blocks if block.kind == "clause" for mark in _list_marks(block)]
    found = [mark for mark in marks if mark in notes]
    ordered = found == [str(number) for number in range(1, len(found) + 1)] and len(found) == len(notes)
    return NoteBook(notes) if ordered else NoteBook()


def _list_marks(block: FileBlock) -> Iterator[str]:
    for text in (block.text, *(cell.text for row in block.rows for cell in row)):
        yield from (mark.translate(_LOWERED) for mark in _MARK.findall(text))


def _write(block: FileBlock) -> str:
    return write_text(block.text, block.runs, bold=block.source.bold)
