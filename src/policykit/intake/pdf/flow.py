"""The text of pages that declare no structure: regions, grids, lines, paragraphs, over the ends of pages."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.intake.paragraph import LeftOut, Paragraph
from policykit.intake.pdf.columns import find_columns
from policykit.intake.pdf.furniture import split_furniture
from policykit.intake.pdf.glyphs import DrawnBox, PdfSheet
from policykit.intake.pdf.grids import PdfGrid, find_grids
from policykit.intake.pdf.hyphens import LineJoiner
from policykit.intake.pdf.lines import PdfLine, PdfWord, find_underlines, make_lines
from policykit.intake.pdf.paragraphs import (
    PageShape,
    find_margin,
    gather_paragraphs,
    make_paragraph,
    measure_shape,
)
from policykit.intake.pdf.tables import join_tables, make_table

_BULLET_REACH = 32.0
_SHIFT = 3.0

Shapes = dict[tuple[int, int], PageShape]
Gridded = list[tuple[PdfGrid, list[PdfWord]]]


def read_flow(
    sheets: list[PdfSheet], words: list[list[PdfWord]], joiner: LineJoiner
) -> tuple[list[Paragraph], list[LeftOut]]:
    """Give the paragraphs and tables of pages by where their words stand, and the furniture that was left out."""
    grids: list[Gridded] = []
    pages: list[list[PdfLine]] = []
    for sheet, own in zip(sheets, words, strict=True):
        free, gridded = _take_grids(sheet, own)
        find_columns(free)
        lines = make_lines(free, sheet.number)
        find_bullets(lines, sheet.bullets)
        find_underlines(lines, sheet.rules)
        pages.append(lines)
        grids.append(gridded)
    pages, left = split_furniture(sheets, pages)
    return list(_make_all(sheets, pages, grids, joiner)), left


def _take_grids(sheet: PdfSheet, words: list[PdfWord]) -> tuple[list[PdfWord], Gridded]:
    """Give the words outside all ruled tables, and each table with its words."""
    gridded: Gridded = []
    free = words
    for grid in find_grids(sheet):
        own = [word for word in free if grid.holds(word)]
        if own and (len(grid.columns) > 2 or len(grid.rows) > 2):
            gridded.append((grid, own))
            free = [word for word in free if not grid.holds(word)]
    return free, gridded


def find_bullets(lines: list[PdfLine], boxes: list[DrawnBox]) -> None:
    """Note before which lines of a page a small box is drawn, as browsers draw their bullets."""
    for line in lines:
        line.bullet = any(
            0 < line.left - box.right < _BULLET_REACH and 0 < line.base - (box.top + box.bottom) / 2 < 0.8 * line.size
            for box in boxes
        )


def measure_shapes(pages: list[list[PdfLine]]) -> Shapes:
    """Give what is usual in each column of each page; a page of few lines takes after the others."""
    shapes: Shapes = {}
    for lines in pages:
        for region in {line.region for line in lines}:
            own = [line for line in lines if line.region == region]
            shapes[own[0].page, region] = measure_shape(own)
    whole = [shape for (_, region), shape in shapes.items() if region == 0]
    if not whole:
        return shapes
    right = max(shape.right for shape in whole)
    margin = find_margin([line for lines in pages for line in lines if line.region == 0])
    spaced = sum(shape.spaced for shape in whole) > 0.5 * len(whole)
    leadings = sorted(shape.leading for shape in whole)
    usual = leadings[len(leadings) // 2]
    for lines in pages:
        single = len({line.region for line in lines}) == 1
        if single and lines:
            key = (lines[0].page, lines[0].region)
            few = len(lines) < 12
            shapes[key] = PageShape(
                right if few or right - shapes[key].right < 40 else shapes[key].right,
                margin if few or not _is_shifted(lines, margin, shapes[key], right) else shapes[key].margin,
                usual if few else shapes[key].leading,
                usual,
                spaced or shapes[key].spaced,
            )
    return shapes


def _is_shifted(lines: list[PdfLine], margin: float, shape: PageShape, right: float) -> bool:
    """Tell whether all of a page stands further left or right than the others, as with mirrored margins."""
    left = min(line.left for line in lines)
    return (
        left < margin - _SHIFT or abs((shape.margin - margin) - (shape.right - right)) < _SHIFT < shape.margin - margin
    )


def _make_all(
    sheets: list[PdfSheet], pages: list[list[PdfLine]], grids: list[Gridded], joiner: LineJoiner
) -> Iterator[Paragraph]:
    shapes = measure_shapes(pages)
    waiting: list[PdfLine] = []
    table: Paragraph | None = None
    for sheet, lines, gridded in zip(sheets, pages, grids, strict=True):
        for item in _order(lines, gridded):
            if isinstance(item, PdfLine):
                if table is not None:
                    yield table
                    table = None
                waiting.append(item)
                continue
            yield from _make_run(waiting, shapes, joiner)
            waiting = []
            new = make_table(*item, sheet.number, joiner)
            joined = join_tables(table, new, joiner) if table is not None else None
            if table is not None and joined is None:
                yield table
            table = joined or new
    yield from _make_run(waiting, shapes, joiner)
    if table is not None:
        yield table


def _order(lines: list[PdfLine], gridded: Gridded) -> Iterator[PdfLine | tuple[PdfGrid, list[PdfWord]]]:
    """Give the lines and tables of a page in reading order: a table before the first line that is below it."""
    tables = list(gridded)
    for line in lines:
        while tables and tables[0][0].rows[0] < line.base and _beside(tables[0][0], line):
            yield tables.pop(0)
        yield line
    yield from tables


def _beside(grid: PdfGrid, line: PdfLine) -> bool:
    return grid.columns[0] < line.right and line.left < grid.columns[-1]


def _make_run(lines: list[PdfLine], shapes: Shapes, joiner: LineJoiner) -> Iterator[Paragraph]:
    for own in gather_paragraphs(lines, shapes):
        yield make_paragraph(own, joiner, shapes[own[0].page, own[0].region])
