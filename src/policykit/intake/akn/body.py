"""The body of an Akoma Ntoso file as paragraphs: headings with their depth, numbers, lists, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

from policykit.intake.akn.grid import settle_spans
from policykit.intake.akn.kinds import (
    HEADS,
    INLINE,
    MARKERS,
    NOTES,
    find_title,
    is_front,
    is_grid,
    is_outside,
    is_structure,
    join_blanks,
    show_marker,
)
from policykit.intake.akn.words import local
from policykit.intake.decode import drop_controls
from policykit.intake.paragraph import GridCell, Left, LeftOut, Paragraph, Run

_STEP = 18.0
"""How far each level of a list is set in, in points."""
_DEEPEST_HEADING = 9


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the elements around a word say of it."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    href: str = ""
    heading: int | None = None
    headings: int = 0
    """How many headings are above."""
    depth: int = 0
    """How many lists are around."""
    key: str = ""
    style: str = ""


@dataclass(slots=True)
class AknReader:
    """Reads the paragraphs of one document; with `whole`, what policykit prints around a text is left out."""

    whole: bool = False
    apart: bool = False
    """Whether this reads a part of another's words, such as a cell, whose notes are the other's."""
    title: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    pictures: int = 0
    count: int = 0
    notes: list[tuple[str, ET.Element]] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _label: str = ""
    _item: bool = False
    _title: ET.Element | None = None
    _marks: tuple[str, ...] = ()

    def read_document(self, root: ET.Element) -> Iterator[Paragraph]:
        """Give the paragraphs of all that is in a file."""
        self._title = find_title(root)
        if self._title is not None:
            self.title = " ".join("".join(self._title.itertext()).split())
        yield from self._read_children(root, _Setting())
        yield from self._end(_Setting())

    def _read_children(self, element: ET.Element, around: _Setting) -> Iterator[Paragraph]:
        self._add(element.text, around)
        for child in element:
            yield from self._read_child(child, around)
            self._add(child.tail, around)

    def _read_child(self, child: ET.Element, around: _Setting) -> Iterator[Paragraph]:
        tag = local(child)
        if tag == "meta":
            self._leave_out(child, "comment", only="note")
        elif is_outside(child):
            self._leave_out(child, "deleted" if tag == "del" else "comment")
        elif tag in NOTES:
            self._call_note(child)
            if tag == "noteRef":
                yield from self._read_children(child, around)
        elif tag in MARKERS:  # which should be empty
            self.pictures += tag == "img"
            self._runs.append(Run(" " if tag == "img" else "\n"))
            yield from self._read_children(child, around)
            self._runs += [Run("\n")] if len(child) or child.text else []
        elif tag in INLINE:
            yield from self._read_children(child, _dress(child, around))
        else:
            yield from self._end(around)
            yield from self._read_block(child, tag, around)

    def _read_block(self, element: ET.Element, tag: str, around: _Setting) -> Iterator[Paragraph]:
        if tag == "table" and is_grid(element):
            yield from self._read_table(element, around)
        elif tag == "toc":
            self._leave_out(element, "contents")
        elif self.whole and is_front(element):
            yield from self._read_own_front(element)
        elif is_structure(element):
            yield from self._read_structure(element, around)
        elif tag in HEADS:  # of a part that is none, or a heading between others
            level = min(around.headings + 1, _DEEPEST_HEADING)
            yield from self._read_whole(element, replace(around, heading=level))
        else:
            yield from self._read_flow(element, tag, around)

    def _read_flow(self, element: ET.Element, tag: str, around: _Setting) -> Iterator[Paragraph]:
        inside = around
        if tag == "li":
            self._item = True
            inside = replace(around, depth=around.depth + 1, key=around.key or f"list {self.count}")
        if self._title is not None and self._title in list(element):
            alone = self.title == " ".join("".join(element.itertext()).split())
            inside = replace(inside, heading=0 if alone else None)
        if element.get("class") == "subtitle" and self.whole:
            inside = replace(inside, style="subtitle")
        yield from self._read_whole(element, inside)

    def _read_whole(self, element: ET.Element, around: _Setting) -> Iterator[Paragraph]:
        yield from self._read_children(element, around)
        yield from self._end(around)

    def _read_structure(self, element: ET.Element, around: _Setting) -> Iterator[Paragraph]:
        """Read a part that can have a number and a heading; without a heading the number is that of its words."""
        mark = element.get("eId") or element.get("id") or ""
        self._marks += (mark,) if mark else ()
        level = min(around.headings + 1, _DEEPEST_HEADING)
        if any(local(each) in ("heading", "subheading") and "".join(_text_of(each)).strip() for each in element):
            inside = replace(around, headings=around.headings + 1, depth=0, key="", heading=None)
        else:
            inside = replace(
                around, depth=around.depth + 1, key=f"{around.key or 'list'}.{local(element)}", heading=None
            )
        own = ""
        self._add(element.text, inside)
        for child in element:
            if local(child) == "num":
                yield from self._end(inside)
                yield from self._flush_label(around)
                own = self._label = " ".join(self._read_number(child).split())
            elif local(child) in ("heading", "subheading"):
                yield from self._end(inside)
                yield from self._read_whole(child, replace(around, heading=level))
            else:
                yield from self._read_child(child, inside)
            self._add(child.tail, inside)
        yield from self._end(inside)
        if own and self._label == own:
            yield from self._flush_label(around)
        self._marks = tuple(each for each in self._marks if each != mark)

    def _read_number(self, element: ET.Element) -> str:
        """Give a number without the notes on it, which are kept."""
        return " ".join(GridCell(tuple(self._read_apart(element))).typed_text.split())

    def _read_apart(self, element: ET.Element) -> Iterator[Paragraph]:
        """Give what is in an element that is a whole of its own, such as a cell; its notes are called here."""
        inner = AknReader(apart=True, count=self.count, left_out=self.left_out, notes=self.notes)
        yield from inner._read_whole(element, _Setting())
        self.pictures += inner.pictures

    def _flush_label(self, around: _Setting) -> Iterator[Paragraph]:
        """Give a number that has neither heading nor words of its own as a heading."""
        label, self._label = self._label, ""
        if label:
            self._runs.append(Run(label))
        yield from self._end(replace(around, heading=min(around.headings + 1, _DEEPEST_HEADING)))

    def _read_own_front(self, element: ET.Element) -> Iterator[Paragraph]:
        """Read the title of what policykit prints around a text; the rest of it is no part of the text."""
        for line in element:
            if line.get("class") in ("title", "subtitle"):
                yield from self._read_flow(line, local(line), _Setting())
            else:
                self._leave_out(line, "contents" if line.get("name") == "contents" else "letterhead")

    def _call_note(self, element: ET.Element) -> None:
        mark = show_marker(element.get("marker", ""))
        self._runs += [Run(mark)] if mark else []
        if local(element) == "authorialNote":
            self.notes.append((mark, element))

    def _end(self, around: _Setting) -> Iterator[Paragraph]:
        """Give the paragraph that was gathered, if it has words, and the notes that it calls."""
        if self.apart and self._label:  # a cell has no numbers of its own
            self._runs.insert(0, Run(f"{self._label} "))
            self._label = ""
        runs, self._runs = join_blanks(self._runs), []
        text = "".join(run.text for run in runs)
        if text.strip():
            self.count += 1
            label, self._label = self._label, ""
            item, self._item = self._item and not label, False
            marks, self._marks = self._marks, ()
            letters = sum(map(str.isalnum, text)) or 1
            yield Paragraph(
                text,
                f"paragraph {self.count}",
                label="•" if item else "",
                typed_label=label,
                level=max(around.depth - 1, 0),
                list_key=around.key if label or item else "",
                heading=around.heading,
                style=around.style,
                bold=sum(sum(map(str.isalnum, run.text)) for run in runs if run.bold) >= 0.9 * letters,
                italic=sum(sum(map(str.isalnum, run.text)) for run in runs if run.italic) >= 0.9 * letters,
                left=_STEP * around.depth,
                runs=tuple(runs) if any(run.bold or run.italic or run.href for run in runs) else (),
                marks=marks,
            )
        yield from self._end_notes()

    def _end_notes(self) -> Iterator[Paragraph]:
        notes, self.notes = ([], self.notes) if self.apart else (self.notes, [])
        for mark, note in notes:
            inner = AknReader(count=self.count, left_out=self.left_out)
            paragraphs = list(inner.read_document(note))
            self.count = inner.count
            self.pictures += inner.pictures
            for position, paragraph in enumerate(paragraphs):
                yield replace(paragraph, label="" if position else mark, role="footnote", heading=None)

    def _read_table(self, table: ET.Element, around: _Setting) -> Iterator[Paragraph]:
        rows: list[tuple[GridCell, ...]] = []
        for part in _open_groups(table):
            if local(part) == "tr":
                rows.append(tuple(self._read_cell(cell) for cell in part))
            else:
                yield from self._read_whole(part, replace(around, style="caption"))
        if any(cell.text.strip() for row in rows for cell in row):
            self.count += 1
            marks, self._marks, self._label = self._marks, (), ""
            yield Paragraph("", f"table {self.count}", rows=settle_spans([row for row in rows if row]), marks=marks)
        yield from self._end_notes()

    def _read_cell(self, cell: ET.Element) -> GridCell:
        paragraphs = tuple(self._read_apart(cell))
        spans = [int(span) if (span := cell.get(key, "1")).isdigit() else 1 for key in ("colspan", "rowspan")]
        return GridCell(paragraphs, min(max(spans[0], 1), 20), min(max(spans[1], 1), 2000), local(cell) == "th")

    def _leave_out(self, element: ET.Element, reason: Left, only: str = "") -> None:
        parts = [each for each in element.iter() if local(each) == only] if only else [element]
        for part in parts:
            text = " ".join("".join(_text_of(part)).split())
            if text:
                self.left_out.append(
                    LeftOut(text, reason, f"after paragraph {self.count}" if self.count else "the head")
                )

    def _add(self, text: str | None, around: _Setting) -> None:
        if text:
            kept, left = drop_controls(text, f"paragraph {self.count + 1}")
            self.left_out += left
            self._runs.append(Run(kept, around.bold, around.italic, around.href))


def _open_groups(table: ET.Element) -> Iterator[ET.Element]:
    """Give the rows and captions of a table, also of one of HTML, whose rows are in groups."""
    for part in table:
        if local(part) in ("thead", "tbody", "tfoot"):
            yield from _open_groups(part)
        elif local(part) not in ("colgroup", "col"):
            yield part


def _dress(element: ET.Element, around: _Setting) -> _Setting:
    tag, href = local(element), element.get("href", "")
    return replace(
        around,
        bold=around.bold or tag == "b",
        italic=around.italic or tag == "i",
        underlined=around.underlined or tag == "u",
        href=href if tag in ("a", "ref") and "://" in href else around.href,
    )


def _text_of(element: ET.Element) -> Iterator[str]:
    """Give the words of an element, apart where a block or a break is between them."""
    if local(element) == "meta":
        return
    if local(element) in NOTES:
        yield f"{show_marker(element.get('marker', ''))} "
    yield element.text or ""
    for child in element:
        apart = " " if local(child) not in INLINE else ""
        yield apart
        yield from _text_of(child)
        yield apart
        yield child.tail or ""
