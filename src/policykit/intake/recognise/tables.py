"""The pass over tables: what is a table of the policy, and what of it the schema cannot say yet."""

from __future__ import annotations

from policykit.intake.block import FileBlock


def join_captions(blocks: list[FileBlock]) -> list[FileBlock]:
    """Give the blocks with a caption as part of its table, and a term as part of its definition, by their styles."""
    kept: list[FileBlock] = []
    waiting: FileBlock | None = None
    for block in blocks:
        if waiting is not None:
            caption = waiting.source.style == "caption" and bool(block.rows)
            term = waiting.source.style == "definition term" and block.source.style == "definition text"
            if caption:
                block.caption = waiting.text
            elif term:
                block.term, block.label, block.typed = waiting.text, waiting.label, waiting.typed
                block.readings = waiting.readings
            else:
                kept.append(waiting)
            waiting = None
        if block.source.style in ("caption", "definition term") and not block.rows and block.kind == "clause":
            waiting = block
        else:
            kept.append(block)
    return kept if waiting is None else [*kept, waiting]


def settle_tables(blocks: list[FileBlock]) -> None:
    """Note of each table where its shape is read from little, or where merged cells are shown apart."""
    for block in blocks:
        if block.source.role == "footnote":
            block.kind = "footnote"
            block.doubt(
                "footnote",
                "printed as a paragraph of its own, at the end of its section",
                "a note at the foot of the page",
                "leave it, or put its words into the clause",
                2.0,
            )
        if not block.rows or block.kind != "clause":
            continue
        block.kind = "clause"
        if any(cell.columns > 1 or cell.rows > 1 for row in block.rows for cell in row):
            block.doubt(
                "merged-cells",
                "cells that span several columns or rows are put in the first of them, and the others are empty",
                "one cell over all of them",
                "look at the table, and repeat the words where a reader needs them",
                0.5,
            )
        if not _has_head(block):
            block.doubt(
                "table-head",
                "its first row is taken for the headings of its columns",
                "a row like the others",
                "write the headings under `columns:`, and its first row under `rows:`",
                0.5,
            )


def _has_head(block: FileBlock) -> bool:
    first, rest = block.rows[0], block.rows[1:]
    if any(cell.head for cell in first):
        return True
    bold = all(cell.bold for cell in first if cell.text.strip())
    return bold and not all(cell.bold for row in rest for cell in row if cell.text.strip())
