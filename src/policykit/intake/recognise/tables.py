"""The pass over tables: what is a table of the policy, and which of its headings were guessed."""

from __future__ import annotations

from policykit.intake.block import FileBlock
from policykit.intake.table_head import find_table_head


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
    """Note of each table where its shape is read from little."""
    for block in blocks:
        if block.source.role == "footnote":
            block.kind = "footnote"
        if not block.rows or block.kind != "clause":
            continue
        block.kind = "clause"
        head = find_table_head(block.rows)
        if head == "guessed":
            block.doubt(
                "table-head",
                "its first row is taken for the headings of its columns",
                "a row like the others",
                "put that row under `rows:`, and leave out `columns:`",
                0.5,
            )
        elif head == "none":
            block.doubt(
                "table-head",
                "its columns have no headings",
                "the first row heads the columns",
                "put the first row under `columns:`",
                0.5,
            )
