"""The body of a Word file: paragraphs with their labels, tables, text boxes, content controls and footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from policykit.intake.docx.names import W, find_val, read_number, read_toggle
from policykit.intake.docx.numbers import Label, NumberCounter
from policykit.intake.docx.runs import Piece, RunReader, WordLine, WordPart, list_left_out, make_runs
from policykit.intake.docx.styles import Shape
from policykit.intake.docx.symbols import raise_number
from policykit.intake.paragraph import GridCell, LeftOut, Paragraph

_MOST = 0.9
"""The share of letters that makes a paragraph bold."""
_WRAPPERS = frozenset(f"{W}{name}" for name in ("customXml", "ins", "moveTo", "smartTag"))
_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))


@dataclass(slots=True)
class BodyReader:
    """Reads the blocks of one part after the other."""

    story: WordPart
    counter: NumberCounter
    find_note: Callable[[str, str], Element | None]
    """Gives the content of a footnote by the name of its reference and its number."""
    left_out: list[LeftOut] = field(default_factory=list)
    count: int = 0
    held: list[Piece] = field(default_factory=list)
    """Words before a paragraph mark that was deleted: the next paragraph goes on with them."""

    def read(self, blocks: Element, *, contents: bool = False) -> Iterator[Paragraph]:
        """Give the paragraphs and tables of a body, a cell, a box or a note."""
        for node in blocks:
            if node.tag == f"{W}p":
                yield from self._read_paragraph(node, contents=contents)
            elif node.tag == f"{W}tbl":
                yield from self._read_table(node)
            elif node.tag == f"{W}sdt":
                inner = node.find(f"{W}sdtContent")
                if inner is not None:
                    yield from self.read(inner, contents=contents or _is_contents(node))
            elif node.tag in _WRAPPERS:
                yield from self.read(node, contents=contents)
            elif node.tag in _GONE:
                self._leave_out(node)

    def _leave_out(self, node: Element) -> None:
        text = " ".join(part.text or "" for part in node.iter() if part.tag in (f"{W}t", f"{W}delText"))
        if text.strip():
            self.left_out.append(LeftOut(text, "deleted", f"after paragraph {self.count}"))

    def _read_paragraph(self, node: Element, *, contents: bool) -> Iterator[Paragraph]:
        properties = node.find(f"{W}pPr")
        shape = self.story.styles.shape_paragraph(properties)
        in_contents = contents or shape.contents or self.story.in_contents
        line = RunReader(self.story).read(node)
        in_contents = in_contents or self.story.in_contents
        self.count += 1
        place = f"paragraph {self.count}"
        self.left_out += list_left_out(line, place)
        pieces, self.held = [*self.held, *line.kept()], []
        if _loses_its_mark(properties):
            self.held = pieces
        elif any(piece.text.strip() for piece in pieces):
            label = self._count(shape)
            yield self._make_paragraph(line, pieces, shape, label, place, contents=in_contents)
        yield from self._read_beside(line)

    def _read_beside(self, line: WordLine) -> Iterator[Paragraph]:
        """Give what is fixed to a paragraph: text boxes, and the notes at its words."""
        for box in line.boxes:
            for paragraph in list(self.read(box)):
                yield replace(paragraph, beside=True)
        for kind, key, number in line.notes:
            note = self.find_note(kind, key)
            if note is None:
                continue
            for position, paragraph in enumerate(list(self.read(note))):
                yield _as_footnote(paragraph, raise_number(number) if position == 0 else "")

    def leave_unseen(self, notes: Mapping[str, Mapping[str, Element]]) -> None:
        """Leave out the footnotes that no word of the text has: Word does not print them."""
        for kind, entries in notes.items():
            for key, note in entries.items():
                if (kind, key) not in self.story.notes:
                    text = " ".join(paragraph.text for paragraph in self.read(note))
                    self.left_out += [LeftOut(text, "hidden", "a note without a mark")] if text else []

    def _count(self, shape: Shape) -> Label | None:
        if shape.number is None or shape.number == "0":
            return None
        return self.counter.count(shape.number, shape.level or 0)

    def _make_paragraph(
        self, line: WordLine, pieces: list[Piece], shape: Shape, label: Label | None, place: str, *, contents: bool
    ) -> Paragraph:
        pieces = _trim(pieces)
        letters = [(sum(map(str.isalnum, piece.text)), piece.dress) for piece in pieces]
        total = sum(count for count, _ in letters) or 1

        def most(told: Callable[[Piece], bool]) -> bool:
            return sum(sum(map(str.isalnum, p.text)) for p in pieces if told(p)) >= _MOST * total

        runs = make_runs(pieces)
        left = shape.left if shape.left is not None else (label.left if label else None)
        first = shape.first if shape.first is not None else (-label.hanging if label else 0.0)
        dressed = any(run.bold or run.italic or run.href for run in runs)
        return Paragraph(
            "".join(piece.text for piece in pieces),
            place,
            label=label.text if label else "",
            level=label.level if label else 0,
            list_key=label.key if label else "",
            heading=shape.heading,
            style=shape.style,
            role="contents" if contents else "body",
            bold=most(lambda piece: piece.dress.bold),
            underlined=most(lambda piece: piece.dress.underlined and not piece.href),
            italic=most(lambda piece: piece.dress.italic),
            capitals=most(lambda piece: piece.dress.capitals),
            size=max(letters, key=lambda pair: pair[0])[1].size if letters else 0.0,
            centred=shape.centred,
            left=left or 0.0,
            first=first,
            gap=shape.before / 12,
            runs=runs if dressed else (),
            marks=tuple(line.marks),
        )

    def _read_table(self, node: Element) -> Iterator[Paragraph]:
        self.count += 1
        place = f"table after paragraph {self.count - 1}"
        rows = list(self._read_rows(node))
        if any(cell.text.strip() for row in rows for cell in row):
            yield Paragraph("", place, rows=tuple(rows))

    def _read_rows(self, table: Element) -> Iterator[tuple[GridCell, ...]]:
        """Give the rows; a cell that goes on the one above it adds a row to that, and is not given."""
        open_cells: dict[int, list[int]] = {}
        built: list[list[tuple[int, GridCell]]] = []
        for row in _find_rows(table):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._leave_out(row)
                continue
            head = bool(read_toggle(properties, "tblHeader"))
            at = read_number(find_val(properties, "gridBefore")) or 0
            cells: list[tuple[int, GridCell]] = []
            for cell in _find_cells(row):
                span, joined = _read_span(cell)
                paragraphs = tuple(self.read(cell))
                above = open_cells.get(at)
                if joined == "continue" and above is not None and not paragraphs:
                    at_row, at_cell = above
                    start, old = built[at_row][at_cell]
                    built[at_row][at_cell] = (start, GridCell(old.paragraphs, old.columns, old.rows + 1, old.head))
                else:
                    cells.append((at, GridCell(paragraphs, span, 1, head)))
                    open_cells.pop(at, None)
                    if joined:
                        open_cells[at] = [len(built), len(cells) - 1]
                at += span
            built.append(cells)
        for cells in built:
            yield tuple(cell for _, cell in cells)


def _find_rows(table: Element) -> Iterator[Element]:
    for node in table:
        if node.tag == f"{W}tr":
            yield node
        elif node.tag == f"{W}sdt":
            content = node.find(f"{W}sdtContent")
            yield from () if content is None else _find_rows(content)
        elif node.tag in _WRAPPERS:
            yield from _find_rows(node)


def _find_cells(row: Element) -> Iterator[Element]:
    for node in row:
        if node.tag == f"{W}tc":
            yield node
        elif node.tag == f"{W}sdt":
            content = node.find(f"{W}sdtContent")
            yield from () if content is None else _find_cells(content)
        elif node.tag in _WRAPPERS:
            yield from _find_cells(node)


def _read_span(cell: Element) -> tuple[int, str]:
    """Give over how many columns a cell reaches, and whether it begins (`restart`) or goes on (`continue`) below."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, ""
    joined = properties.find(f"{W}vMerge")
    going = "" if joined is None else joined.get(f"{W}val", "continue")
    return max(read_number(find_val(properties, "gridSpan")) or 1, 1), going


def _is_contents(node: Element) -> bool:
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(f"{W}val", "").lower()


def _loses_its_mark(properties: Element | None) -> bool:
    marks = None if properties is None else properties.find(f"{W}rPr")
    return marks is not None and any(marks.find(tag) is not None for tag in _GONE)


def _trim(pieces: list[Piece]) -> list[Piece]:
    """Take spaces and line ends off both ends of a paragraph."""
    pieces = list(pieces)
    while pieces and not pieces[0].text.strip():
        pieces.pop(0)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    if pieces:
        first = pieces[0]
        pieces[0] = Piece(first.text.lstrip(), first.dress, first.href)
        last = pieces[-1]
        pieces[-1] = Piece(last.text.rstrip(), last.dress, last.href)
    return pieces


def _as_footnote(paragraph: Paragraph, label: str) -> Paragraph:
    return replace(paragraph, label=label, role="footnote", heading=None)
