"""Word files for tests, made with python-docx; and what importing one gives, in short."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from docx import Document

from policykit.intake.block import FileBlock
from policykit.intake.imported import Imported, import_content


def make_docx(write: Callable[[Any], None]) -> bytes:
    """Give the bytes of a Word file that `write` fills."""
    document = Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def import_docx(write: Callable[[Any], None]) -> Imported:
    return import_content("leave.docx", make_docx(write))


def outline(imported: Imported) -> list[str]:
    """Give each section and clause as a line: `# 1 Leave`, `  1.1 Officers may …`."""
    lines: list[str] = []

    def add(blocks: tuple[FileBlock, ...] | list[FileBlock], depth: int) -> None:
        for block in blocks:
            words = " | ".join(cell.text for row in block.rows for cell in row) or block.text
            if block.kind == "heading" and not block.text:  # an opening part without a heading
                add(block.children, depth)
                continue
            sign = "#" * block.level + " " if block.kind == "heading" else ""
            lines.append(f"{'  ' * depth}{sign}{block.label} {words}".rstrip().replace("  #", "#"))
            add(block.children, depth if block.kind == "heading" else depth + 1)

    add(imported.recognised.sections, 0)
    return [line.strip() if line.strip().startswith("#") else line for line in lines]
