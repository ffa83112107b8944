"""The habits of offices: how one text is written as a Word file, and which labels it then prints."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from benchmarks.importing.texts import Part, Truth

Labels = Callable[[Part, int, str], str]
"""Gives the label of a part from its place among its siblings and the label above it."""
Write = Callable[[Any, Part], None]


def label_legal(part: Part, count: int, above: str) -> str:
    """`1.`, `1.1`, `(a)`; sub-headings count on with the clauses."""
    if part.kind == "heading" and part.level == 1:
        return f"{count}."
    return f"{above.rstrip('.')}.{count}" if part.level == 1 or part.kind == "heading" else f"({chr(96 + count)})"


def label_none(part: Part, _count: int, _above: str) -> str:
    """No numbers at all; items are bullets."""
    return "•" if part.kind == "clause" and part.level == 2 else ""


def label_bracket(part: Part, count: int, _above: str) -> str:
    """`1)` for clauses in each section, `i.` for items."""
    roman = ("i", "ii", "iii", "iv", "v", "vi")
    if part.kind == "heading":
        return ""
    return f"{count})" if part.level == 1 else f"{roman[count - 1]}."


def label_letters(part: Part, count: int, _above: str) -> str:
    """`A.` for sections, `1.` for clauses, `a)` for items."""
    if part.kind == "heading":
        return f"{chr(64 + count)}." if part.level == 1 else ""
    return f"{count}." if part.level == 1 else f"{chr(96 + count)})"


def set_labels(truth: Truth, labels: Labels) -> Truth:
    """Give a text with the labels of one habit."""
    truth = copy.deepcopy(truth)

    def walk(parts: list[Part], above: str) -> None:
        count = 0
        counted = {"heading": 0, "clause": 0}
        for part in parts:
            counted[part.kind] += 1
            count = sum(counted.values()) if labels is label_legal else counted[part.kind]
            part.label = labels(part, count, above)
            walk(part.parts, part.label or above)

    walk(truth.sections, "")
    return truth


def add_typed(document: Any, part: Part, sign: str = "\t") -> Any:
    """Add a paragraph with its label typed before the words, set in as far as it is deep."""
    paragraph = document.add_paragraph(f"{part.label}{sign}{part.text}" if part.label else part.text)
    if part.kind == "clause" and part.level == 2:
        paragraph.paragraph_format.left_indent = Pt(36)
    return paragraph


def write_bold(document: Any, part: Part) -> None:
    for run in add_typed(document, part).runs:
        run.bold = part.kind == "heading"
        if part.kind == "heading" and part.level == 1 and not part.label:
            run.font.size = Pt(14)  # without numbers, nothing else tells a section from a part of one


def write_styled(document: Any, part: Part) -> None:
    if part.kind == "heading":
        document.add_heading(f"{part.label} {part.text}".strip(), part.level)
    elif part.label == "•":
        document.add_paragraph(part.text, style="List Bullet")
    else:
        add_typed(document, part)


def write_capitals(document: Any, part: Part) -> None:
    words = part.text.upper() if part.kind == "heading" and part.level == 1 else part.text
    paragraph = document.add_paragraph(f"{part.label}\t{words}" if part.label else words)
    for run in paragraph.runs:
        run.bold = part.kind == "heading" and part.level == 2


def write_underlined(document: Any, part: Part) -> None:
    for run in add_typed(document, part, " ").runs:
        run.underline = part.kind == "heading"


def write_large(document: Any, part: Part) -> None:
    for run in add_typed(document, part).runs:
        run.font.size = Pt({1: 16, 2: 13}[part.level]) if part.kind == "heading" else Pt(11)


def write_bullet_o(document: Any, part: Part) -> None:
    shown = copy.copy(part)
    shown.label = "o" if part.label == "•" else part.label
    for run in add_typed(document, shown, " ").runs:
        run.bold = part.kind == "heading"
        if part.kind == "heading" and part.level == 1:
            run.font.size = Pt(14)


def write_table(document: Any, part: Part) -> None:
    """Numbers and words in two columns of a table without lines."""
    if part.kind == "heading":
        write_bold(document, part)
        return
    last = document.element.body[-2] if len(document.element.body) > 1 else None
    if last is not None and last.tag == qn("w:tbl"):
        cells = document.tables[-1].add_row().cells
    else:
        cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = part.label, part.text


def write_breaks(document: Any, part: Part) -> None:
    """Items on new lines of the paragraph that leads in to them, not in paragraphs of their own."""
    if part.kind == "heading" or part.level == 1:
        write_bold(document, part)
        return
    run = document.paragraphs[-1].add_run()
    run.add_break(WD_BREAK.LINE)
    run.add_text(f"{part.label} {part.text}")


def write_numbered(document: Any, part: Part) -> None:
    """Word's own numbers, linked to heading styles."""
    level = part.label.rstrip(".").count(".") if part.label[0].isdigit() else 3
    style = f"Heading {part.level}" if part.kind == "heading" else None
    properties = document.add_paragraph(part.text, style=style)._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no lists
    entry = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", 77)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        entry.append(child)
    properties.append(entry)


def _prepare_list(document: Any) -> None:
    root = document.part.numbering_part.element
    abstract, num, link = (OxmlElement(tag) for tag in ("w:abstractNum", "w:num", "w:abstractNumId"))
    abstract.set(qn("w:abstractNumId"), "77")
    for at, (kind, text) in enumerate(
        (("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("lowerLetter", "(%4)"))
    ):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(at))
        for tag, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    root.insert(0, abstract)
    num.set(qn("w:numId"), "77")
    link.set(qn("w:val"), "77")
    num.append(link)
    root.append(num)


HABITS: dict[str, tuple[Labels, Write, bool]] = {
    "typed numbers, bold headings": (label_legal, write_bold, True),
    "Word's numbers, heading styles": (label_legal, write_numbered, True),
    "heading styles, bullets": (label_none, write_styled, True),
    "bold headings, bullets typed": (label_none, write_bold, False),
    "capitals for headings": (label_legal, write_capitals, False),
    "underlined headings": (label_legal, write_underlined, False),
    "larger headings": (label_legal, write_large, False),
    "numbers in a column of a table": (label_legal, write_table, False),
    "lists by line breaks": (label_legal, write_breaks, False),
    "o for a bullet": (label_none, write_bullet_o, False),
    "1) and i.": (label_bracket, write_bold, False),
    "A. and 1. and a)": (label_letters, write_bold, False),
}
"""Each habit: its labels, how it is written, and whether the recogniser was run with it while it was being written."""


def write_habit(truth: Truth, habit: str) -> tuple[Truth, bytes]:
    """Give a text with the labels of a habit, and the Word file of it."""
    labels, write, _ = HABITS[habit]
    truth = set_labels(truth, labels)
    document = Document()
    if write is write_numbered:
        _prepare_list(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(truth.title)
    run.bold, run.font.size = True, Pt(18)
    for part in truth.walk():
        write(document, part)
    buffer = io.BytesIO()
    document.save(buffer)
    return truth, buffer.getvalue()
