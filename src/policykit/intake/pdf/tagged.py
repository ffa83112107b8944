"""The text of pages that declare their structure, where what they declare is true."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from policykit.intake.paragraph import GridCell, Paragraph
from policykit.intake.pdf.glyphs import PdfGlyph
from policykit.intake.pdf.hyphens import LineJoiner
from policykit.intake.pdf.lines import PdfLine, make_lines, make_words
from policykit.intake.pdf.paragraphs import PageShape, gather_paragraphs, make_paragraph
from policykit.intake.pdf.tags import Content, TagNode
from policykit.intake.recognise.labels import looks_labelled

_INLINE = frozenset(
    ("Span", "Link", "Reference", "Quote", "Em", "Strong", "Sub", "Code", "Annot", "BibEntry", "Form", "Ruby")
)
_HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
_WRAPPERS = frozenset({"NonStruct", "Private"})
"""Elements that say nothing: inside a paragraph they are words of it."""
_FOLLOWS_ON = frozenset({"P", "LBody", "Normal"})

Glyphs = Mapping[Content, list[PdfGlyph]]
Shapes = Mapping[int, PageShape]


@dataclass(frozen=True, slots=True)
class TagPlace:
    """Where in the structure a paragraph is."""

    kind: str = "P"
    level: int = 0
    list_key: str = ""
    contents: bool = False
    style: str = ""


@dataclass(slots=True)
class TaggedText:
    """One stretch of the structure that is a paragraph, as lines."""

    lines: list[PdfLine]
    place: TagPlace
    label: str = ""
    """The label that an element of its own holds."""
    rows: list[list[tuple[list[TaggedText], TagNode]]] = field(default_factory=list)
    """The cells of a table."""


class TagWalker:
    """Goes through the structure and gives its paragraphs and tables."""

    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.lists = 0

    def walk(self, node: TagNode, place: TagPlace) -> Iterator[TaggedText]:
        """Give what is in an element, in the order of the structure."""
        inline: list[Content] = []
        for part in node.parts:
            if not isinstance(part, TagNode):
                inline.append(part)
            elif _is_inline(part, node.kind):
                inline += part.walk_contents()
            else:
                yield from self._make_text(inline, place)
                inline = []
                yield from self._walk_block(part, place)
        yield from self._make_text(inline, place)

    def _walk_block(self, node: TagNode, place: TagPlace) -> Iterator[TaggedText]:
        if node.kind == "Table":
            yield from self._walk_table(node, place)
        elif node.kind == "L":
            self.lists += 1
            key = place.list_key or f"list {self.lists}"
            yield from self.walk(node, replace(place, level=place.level + bool(place.list_key), list_key=key))
        elif node.kind == "LI":
            yield from self._walk_item(node, place)
        elif node.kind in ("TOC", "TOCI"):
            yield from self.walk(node, replace(place, contents=True, kind=node.kind))
        elif node.kind == "Caption":
            yield from self.walk(node, replace(place, style="caption", kind="Caption"))
        elif node.kind == "Artifact":
            return
        else:
            yield from self.walk(node, replace(place, kind=node.kind))

    def _walk_item(self, node: TagNode, place: TagPlace) -> Iterator[TaggedText]:
        labels = [part for part in node.parts if isinstance(part, TagNode) and part.kind == "Lbl"]
        label = " ".join(word.text for part in labels for word in make_words(self._gather(list(part.walk_contents()))))
        rest = TagNode("LBody", [part for part in node.parts if not (isinstance(part, TagNode) and part.kind == "Lbl")])
        for at, text in enumerate(self.walk(rest, replace(place, kind="LBody"))):
            if at == 0 and label:
                if text.rows or text.label:
                    yield TaggedText([], place, label)
                else:
                    text.label = label
            yield text

    def _walk_table(self, node: TagNode, place: TagPlace) -> Iterator[TaggedText]:
        found = TaggedText([], replace(place, kind="Table"))
        for part in node.parts:
            if isinstance(part, TagNode) and part.kind == "Caption":
                yield from self._walk_block(part, place)
        for row in (inner for inner in _list_rows(node)):
            cells = [part for part in row.parts if isinstance(part, TagNode)]
            inner_place = TagPlace()
            found.rows.append([(list(self.walk(cell, inner_place)), cell) for cell in cells])
        if found.rows:
            yield found

    def _gather(self, contents: list[Content]) -> list[PdfGlyph]:
        return [glyph for content in contents for glyph in self.glyphs.get(content, ())]

    def _make_text(self, contents: list[Content], place: TagPlace) -> Iterator[TaggedText]:
        lines: list[PdfLine] = []
        for page in dict.fromkeys(page for page, _ in contents):
            glyphs = self._gather([content for content in contents if content[0] == page])
            if glyphs:
                lines += make_lines(make_words(sorted(glyphs, key=lambda glyph: glyph.number)), page)
        if lines:
            yield TaggedText(lines, place)


def _is_inline(node: TagNode, inside: str) -> bool:
    """Tell whether an element is a stretch of words of the paragraph that it is in."""
    wraps = inside in _FOLLOWS_ON or inside[:1] == "H" or inside in ("TD", "TH", "Caption", "Lbl", *_INLINE, *_WRAPPERS)
    kinds = _INLINE | _WRAPPERS if wraps else _INLINE
    return all(inner.kind in kinds for inner in node.walk_nodes())


def _list_rows(node: TagNode) -> Iterator[TagNode]:
    for part in node.parts:
        if isinstance(part, TagNode):
            if part.kind == "TR":
                yield part
            elif part.kind in ("THead", "TBody", "TFoot"):
                yield from _list_rows(part)


def walk_texts(texts: list[TaggedText]) -> Iterator[TaggedText]:
    """Give these and all that are in their cells."""
    for text in texts:
        yield text
        for row in text.rows:
            for inner, _ in row:
                yield from walk_texts(inner)


def is_honest(texts: list[TaggedText], shapes: Shapes) -> bool:
    """Tell whether what is declared agrees with what is seen: paragraphs are neither cut up nor run together."""
    blocks = [text for text in texts if text.lines]
    if not blocks:
        return False
    cut = 0
    for before, after in itertools.pairwise(blocks):
        both = before.place.kind in _FOLLOWS_ON and after.place.kind in _FOLLOWS_ON and not after.label
        if both and after.lines[0].text[:1].islower() and _touch(before.lines[-1], after.lines[0], shapes):
            cut += 1
    run_together = sum(1 for block in blocks if len(_split(block, shapes)) > 1)
    return cut <= max(2, 0.04 * len(blocks)) and run_together <= max(2, 0.1 * len(blocks))


def _touch(last: PdfLine, line: PdfLine, shapes: Shapes) -> bool:
    """Tell whether a line stands right below another, as the next of its paragraph does, and that one is full."""
    if last.page != line.page or last.text.rstrip().endswith((".", ":", ";")):
        return False
    shape = shapes[last.page]
    near = 0 < line.base - last.base < (shape.leading + 0.35) * max(line.size, 1.0)
    return near and last.right > shape.right - 0.2 * (shape.right - shape.margin)


def _split(text: TaggedText, shapes: Shapes) -> list[list[PdfLine]]:
    """Give the lines in parts, where one element surely holds several paragraphs."""
    parts: list[list[PdfLine]] = []
    for line in text.lines:
        last = parts[-1][-1] if parts else None
        shape = shapes[line.page]
        if last is None:
            parts.append([line])
            continue
        gap = line.page == last.page and line.base - last.base > (shape.leading + 0.75) * max(line.size, 1.0)
        labelled = looks_labelled(line.text) and last.text.rstrip().endswith((".", ":", ";"))
        if gap or labelled:
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def make_tagged(texts: list[TaggedText], shapes: Shapes, joiner: LineJoiner) -> Iterator[Paragraph]:
    """Give the paragraphs and tables of a structure."""
    for text in _join_broken(texts):
        if text.rows:
            yield _make_rows(text, shapes, joiner)
        elif not text.lines:
            yield Paragraph("", "", typed_label=text.label)
        else:
            for at, lines in enumerate(_split(text, shapes)):
                yield _make_one(text, lines, shapes, joiner, first=at == 0)


def _join_broken(texts: list[TaggedText]) -> list[TaggedText]:
    """Join a paragraph whose second part, on the next page, has an element of its own."""
    joined: list[TaggedText] = []
    for text in texts:
        last = joined[-1] if joined else None
        if (
            last is not None and last.lines and text.lines and not text.label and text.place == last.place
            and text.place.kind in _FOLLOWS_ON and text.lines[0].page == last.lines[-1].page + 1
            and text.lines[0].text[:1].islower() and not last.lines[-1].text.rstrip().endswith((".", ":", ";"))
        ):  # fmt: skip
            last.lines += text.lines
        else:
            joined.append(text)
    return joined


def _make_one(text: TaggedText, lines: list[PdfLine], shapes: Shapes, joiner: LineJoiner, *, first: bool) -> Paragraph:
    made = make_paragraph(lines, joiner, shapes[lines[0].page])
    kind = text.place.kind
    heading = 0 if kind == "Title" else int(kind[1]) if kind in _HEADINGS else None
    return replace(
        made,
        typed_label=text.label if first else "",
        heading=heading,
        style=text.place.style,
        level=text.place.level,
        list_key=text.place.list_key if text.label else "",
        role="contents" if text.place.contents else "footnote" if kind in ("Note", "FENote") else "body",
    )


def _make_rows(text: TaggedText, shapes: Shapes, joiner: LineJoiner) -> Paragraph:
    rows: list[tuple[GridCell, ...]] = []
    lines = [line for inner in walk_texts([text]) for line in inner.lines]
    for row in text.rows:
        head = bool(row) and all(cell.kind == "TH" for _, cell in row)
        rows.append(
            tuple(
                GridCell(tuple(_make_cell(inner, shapes, joiner)), cell.columns, cell.rows, head) for inner, cell in row
            )
        )
    page = lines[0].page if lines else 0
    place = f"page {page}, table {round(lines[0].base)} points from the top" if lines else "a table"
    return Paragraph("", place, page=page, rows=tuple(row for row in rows if row))


def _make_cell(texts: list[TaggedText], shapes: Shapes, joiner: LineJoiner) -> Iterator[Paragraph]:
    for text in texts:
        if text.rows:
            yield _make_rows(text, shapes, joiner)
            continue
        for at, lines in enumerate(_gather_cell(text, shapes)):
            yield _make_one(text, lines, shapes, joiner, first=at == 0)


def _gather_cell(text: TaggedText, shapes: Shapes) -> list[list[PdfLine]]:
    """Give the paragraphs of a cell, whose lines end where the cell does."""
    right = max(line.right for line in text.lines)
    left = min(line.left for line in text.lines)
    page = shapes[text.lines[0].page]
    own = {(line.page, 0): PageShape(right, left, page.leading) for line in text.lines}
    return list(gather_paragraphs(text.lines, own))
