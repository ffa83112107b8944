"""The first pass: paragraphs become blocks; soft line breaks and layout tables are taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policykit.intake.block import FileBlock
from policykit.intake.paragraph import GridCell, Paragraph, Run, split_words
from policykit.intake.recognise.labels import BULLET, BULLETS, looks_labelled
from policykit.intake.recognise.versions import tells_version

_FINAL = tuple(".:;!?")
_LABEL_CELL = re.compile(
    r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Za-z]|[ivxlcIVXLC]+)[.)]?\)?|[•·●▪■◦○‣–—*o\uf0b7\uf0a7-]"
)
_MOSTLY = 0.9
_MOST_COLUMNS = 20
_MOST_ROWS = 2000


def make_blocks(paragraphs: Iterable[Paragraph]) -> list[FileBlock]:
    """Give the blocks of a file in reading order."""
    blocks = (block for paragraph in paragraphs for block in _split_paragraph(paragraph))
    return [block for block in blocks if block.rows or split_words(block.text)]


def _split_paragraph(paragraph: Paragraph) -> Iterator[FileBlock]:
    if paragraph.rows:
        yield from _split_table(paragraph)
    elif "\n" not in paragraph.text or paragraph.heading is not None:
        yield _make_block(paragraph)
    else:
        for position, part in enumerate(_split_breaks(paragraph)):
            if position:
                part = replace(part, label="", typed_label="", marks=())
            yield _make_block(part)


def _make_block(paragraph: Paragraph) -> FileBlock:
    own = paragraph.typed_label
    label = paragraph.label or (BULLET if own and own in BULLETS else own)
    return FileBlock(
        paragraph, paragraph.text, paragraph.runs, label, own, doubts=list(paragraph.doubts), rows=paragraph.rows
    )


def _split_breaks(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Give the parts between soft line breaks; a break inside a sentence is none."""
    lines = paragraph.text.split("\n")
    start = end = 0
    position = 0
    for number, line in enumerate(lines):
        after = lines[number + 1].strip() if number + 1 < len(lines) else ""
        end = position + len(line)
        position = end + 1
        parts = (
            line.rstrip().endswith(_FINAL)
            or looks_labelled(after)
            or paragraph.centred
            or not line.strip()
            or tells_version(after)
        )
        if number + 1 == len(lines) or (parts and after):
            piece = paragraph.text[start:end]
            if piece.strip():
                inner = len(piece) - len(piece.lstrip())
                runs = cut_runs(paragraph.runs, start + inner, start + len(piece.rstrip()))
                yield replace(paragraph, text=piece.strip(), runs=runs)
            start = position


def cut_runs(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """Give the runs of the words from `start` to `end`."""
    found: list[Run] = []
    at = 0
    for run in runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append(replace(run, text=piece))
        at += len(run.text)
    return tuple(found)


def _split_table(table: Paragraph) -> Iterator[FileBlock]:
    """Give a table as one block, or the paragraphs of a table that only arranges them on the page."""
    rows = table.rows
    widths = {sum(cell.columns for cell in row) for row in rows}
    width = max(widths)
    filled = [row for row in rows if any(cell.text.strip() for cell in row)]
    single = all(sum(bool(cell.text.strip()) for cell in row) <= 1 for row in filled)
    if width == 1 or (single and width <= 3) or width > _MOST_COLUMNS or len(rows) > _MOST_ROWS:
        for row in rows:
            for cell in row:
                yield from _split_cell(cell, table)
    elif width == 2 and _has_label_column(filled):
        for row in filled:
            yield from _split_labelled(row, table)
    else:
        yield _make_block(table)


def _split_cell(cell: GridCell, table: Paragraph) -> Iterator[FileBlock]:
    for paragraph in cell.paragraphs:
        yield from _split_paragraph(replace(paragraph, table_key=table.place))


def _has_label_column(rows: list[tuple[GridCell, ...]]) -> bool:
    """Tell whether the first of two columns holds nothing but numbers, and the second the words."""
    if not rows:
        return False
    first = [row[0].text.strip() for row in rows if row]
    labels = sum(1 for text in first if not text or _LABEL_CELL.fullmatch(text))
    lone = all(len(row) == 2 for row in rows)
    some = sum(1 for text in first if text) if len(rows) > 1 else sum(map(_is_sure_label, first))
    return lone and labels >= _MOSTLY * len(rows) and some >= 1 and _holds_sentences(rows)


def _is_sure_label(text: str) -> bool:
    """Tell whether the one cell of a table surely holds a number: `1.2`, `(a)`, and not a lone letter or word."""
    return bool(re.fullmatch(r"\(?(?:\d+(?:\.\d+)*|[A-Za-z])[.)]|\d+(?:\.\d+)+", text))


def _holds_sentences(rows: list[tuple[GridCell, ...]]) -> bool:
    return sum(len(row[1].text.split()) for row in rows) >= 3 * len(rows)


def _split_labelled(row: tuple[GridCell, ...], table: Paragraph) -> Iterator[FileBlock]:
    head, *paragraphs = row
    automatic = next((paragraph.label for paragraph in head.paragraphs if paragraph.label), "")
    typed = " ".join(paragraph.text for paragraph in head.paragraphs).strip()
    blocks = [block for cell in paragraphs for block in _split_cell(cell, table)]
    for position, block in enumerate(blocks):
        if position == 0 and (typed or automatic):
            block.label, block.typed = typed or automatic, typed
            block.source = replace(block.source, left=0.0, first=0.0)
        yield block
    if not blocks and typed:
        yield FileBlock(replace(head.paragraphs[0], table_key=table.place), typed)
