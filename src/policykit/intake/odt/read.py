"""An OpenDocument text as a Manuscript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from policykit.intake.archive import open_archive, scan_xml
from policykit.intake.codes import DOCUMENT_DAMAGED, DOCUMENT_EMPTY, DOCUMENT_LOCKED, refuse_document
from policykit.intake.docx.symbols import raise_number
from policykit.intake.odt.lists import ListPlace, OdtCounter
from policykit.intake.odt.styles import DRAW, FO, OFFICE, STYLE, TABLE, TEXT, XLINK, OdtStyles, read_length
from policykit.intake.paragraph import GridCell, LeftOut, Manuscript, Paragraph, Run, split_words

_HIDDEN = frozenset(
    f"{TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")
)
_GROUPS = frozenset(f"{TEXT}{name}" for name in ("section", "index-body", "list-header", "index-title"))
_DRAWINGS = "frame g a custom-shape rect ellipse circle line polyline polygon path connector caption"
_SHAPES = frozenset(f"{DRAW}{name}" for name in _DRAWINGS.split())
_CONTENTS = frozenset(f"{TEXT}{name}" for name in ("table-of-content", "illustration-index", "alphabetical-index"))


def read_odt(name: str, content: bytes) -> Manuscript:
    """Read an OpenDocument text (.odt). Raises PolicykitError for what is none, damaged, locked or without words."""
    archive = open_archive(name, content, "an OpenDocument text")
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise refuse_document(DOCUMENT_LOCKED, name, "is protected by a password")
    root = archive.parse("content.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise refuse_document(DOCUMENT_DAMAGED, name, "has no text part, so it is no OpenDocument text")
    template = archive.parse("styles.xml")
    styles = OdtStyles()
    styles.add(template)
    styles.add(root)
    reader = _OdtReader(styles, OdtCounter(styles))
    paragraphs = tuple(reader.read(body))
    furniture = list(_read_furniture(template, styles))
    words = [word for part in ("content.xml", "styles.xml") for word in _list_words(name, part, archive.read(part))]
    if not words:
        raise refuse_document(DOCUMENT_EMPTY, name, "holds no words; it may hold pictures of pages")
    return Manuscript("OpenDocument", paragraphs, (*furniture, *reader.left_out), tuple(words))


def _read_furniture(template: Element | None, styles: OdtStyles) -> Iterator[LeftOut]:
    for node in () if template is None else template.iter():
        kind = node.tag.removeprefix(STYLE).partition("-")[0]
        if kind in ("header", "footer") and node.tag.startswith(STYLE) and "properties" not in node.tag:
            for paragraph in _OdtReader(styles, OdtCounter(styles)).read(node):
                text = "\n".join(cell.text for row in paragraph.rows for cell in row) or paragraph.text
                yield LeftOut(text, "header" if kind == "header" else "footer", kind)


@dataclass(slots=True)
class _Gathered:
    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[int, Element]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    """How many characters there are of each size."""
    underlined: int = 0
    """How many of the letters are underlined, but for those of links."""


@dataclass(slots=True)
class _OdtReader:
    styles: OdtStyles
    counter: OdtCounter
    left_out: list[LeftOut] = field(default_factory=list)
    count: int = 0
    notes: int = 0
    label: str = ""
    """The label that the next paragraph takes."""

    def read(self, parent: Element, place: ListPlace | None = None, *, contents: bool = False) -> Iterator[Paragraph]:
        """Give the paragraphs and tables of a body, an item, a cell, a box or a note."""
        for node in parent:
            if node.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._read_paragraph(node, place, contents=contents)
            elif node.tag == f"{TEXT}list":
                yield from self._read_list(node, place, contents=contents)
            elif node.tag == f"{TABLE}table":
                self.count += 1
                rows = tuple(self._read_rows(node))
                if any(cell.text.strip() for row in rows for cell in row):
                    yield Paragraph("", f"table after paragraph {self.count - 1}", rows=rows)
            elif node.tag in _CONTENTS:
                yield from self.read(node, place, contents=True)
            elif node.tag in _GROUPS:
                yield from self.read(node, place, contents=contents)
            elif node.tag == f"{TEXT}tracked-changes":
                self._leave_deleted(node)
            elif node.tag in _SHAPES:
                for box in _find_boxes(node):
                    yield from (replace(found, beside=True) for found in list(self.read(box)))

    def _leave_deleted(self, node: Element) -> None:
        for deletion in node.iter(f"{TEXT}deletion"):
            text = " ".join(" ".join(part.itertext()) for part in deletion if part.tag.startswith(TEXT))
            if text.strip():
                self.left_out.append(LeftOut(text, "deleted", "a tracked change"))

    def _read_list(self, node: Element, outer: ListPlace | None, *, contents: bool) -> Iterator[Paragraph]:
        place = self.counter.open_list(node, outer)
        for item in node:
            if item.tag == f"{TEXT}list-header":
                yield from self.read(item, replace(place, style=""), contents=contents)
                continue
            first = next((child for child in item if child.tag in (f"{TEXT}p", f"{TEXT}h")), None)
            if first is not None and _has_words(first):
                self.label = self.counter.count_item(place, item.get(f"{TEXT}start-value"))
            yield from self.read(item, place, contents=contents)
            self.label = ""

    def _read_paragraph(self, node: Element, place: ListPlace | None, *, contents: bool) -> Iterator[Paragraph]:
        self.count += 1
        name = node.get(f"{TEXT}style-name", "")
        gathered = _Gathered()
        self._gather(node, (name,), "", gathered)
        label, self.label = self.label, ""
        text = "".join(run.text for run in gathered.runs)
        if text.strip():
            heading = self._find_heading(node, name)
            if node.tag == f"{TEXT}h" and not label and place is None:
                label = self.counter.count_heading(heading or 1)
            yield self._make_paragraph(gathered, name, label, heading, place, contents=contents)
        for box in gathered.boxes:
            yield from (replace(found, beside=True) for found in list(self.read(box)))
        for number, note in gathered.notes:
            for position, found in enumerate(list(self.read(note))):
                yield replace(found, label="" if position else raise_number(number), role="footnote", heading=None)

    def _find_heading(self, node: Element, name: str) -> int | None:
        names = self.styles.names(name)
        if "title" in names:
            return 0
        level = node.get(f"{TEXT}outline-level") if node.tag == f"{TEXT}h" else None
        level = level or self.styles.find_attribute(name, f"{STYLE}default-outline-level")
        return int(level) if level and level.isdigit() else None

    def _make_paragraph(
        self,
        gathered: _Gathered,
        name: str,
        label: str,
        heading: int | None,
        place: ListPlace | None,
        *,
        contents: bool,
    ) -> Paragraph:
        runs = _trim(gathered.runs)
        text = "".join(run.text for run in runs)
        names = self.styles.names(name)
        letters = sum(map(str.isalnum, text)) or 1
        depth = place.level if place is not None else 0
        return Paragraph(
            text,
            f"paragraph {self.count}",
            label=label,
            level=max(depth - 1, 0),
            list_key=place.style if place is not None and label else "",
            heading=heading,
            style=names[0] if names else "",
            role="contents" if contents or any(own.startswith("contents ") for own in names) else "body",
            bold=sum(sum(map(str.isalnum, run.text)) for run in runs if run.bold) >= 0.9 * letters,
            italic=sum(sum(map(str.isalnum, run.text)) for run in runs if run.italic) >= 0.9 * letters,
            underlined=gathered.underlined >= 0.9 * letters,
            capitals=self.styles.find(name, "text", f"{FO}text-transform") == "uppercase",
            size=gathered.sizes.most_common(1)[0][0],
            centred=self.styles.find(name, "paragraph", f"{FO}text-align") == "center",
            left=read_length(self.styles.find(name, "paragraph", f"{FO}margin-left")) + 18.0 * depth,
            first=read_length(self.styles.find(name, "paragraph", f"{FO}text-indent")),
            runs=tuple(runs) if any(run.bold or run.italic or run.href for run in runs) else (),
            marks=tuple(gathered.marks),
        )

    def _look(self, styles: tuple[str, ...], key: str) -> str | None:
        """Give a property of letters as the innermost of these styles says it; None where none does."""
        found = (self.styles.find(style, "text", key) for style in styles)
        return next((value for value in found if value is not None), None)

    def _add_words(self, words: str, styles: tuple[str, ...], href: str, gathered: _Gathered) -> None:
        bold = self._look(styles, f"{FO}font-weight") in ("bold", "700", "800", "900")
        italic = self._look(styles, f"{FO}font-style") in ("italic", "oblique")
        gathered.runs.append(Run(words, bold, italic, href))
        gathered.sizes[read_length(self._look(styles, f"{FO}font-size"))] += len(words.strip())
        if self._look(styles, f"{STYLE}text-underline-style") not in (None, "none") and not href:
            gathered.underlined += sum(map(str.isalnum, words))

    def _gather(self, node: Element, styles: tuple[str, ...], href: str, gathered: _Gathered) -> None:
        """Gather the words of a paragraph; `styles` are those that say how letters look, the innermost first."""

        def add(words: str | None) -> None:
            if words:
                self._add_words(words, styles, href, gathered)

        add(_collapse(node.text))
        for child in node:
            name = child.tag.rpartition("}")[2]
            if name == "s":
                add(" " * min(int(child.get(f"{TEXT}c", "1") or 1), 1000))
            elif name == "tab":
                add("\t")
            elif name == "line-break":
                add("\n")
            elif name == "note":
                self._gather_note(child, gathered)
            elif name in ("bookmark", "bookmark-start"):
                gathered.marks.append(child.get(f"{TEXT}name", ""))
            elif name == "annotation":
                self._leave_comment(child)
            elif child.tag in _SHAPES:
                gathered.boxes += _find_boxes(child)
            elif child.tag.startswith(TEXT) and child.tag not in _HIDDEN:
                inner = child.get(f"{TEXT}style-name", "") if name == "span" else ""
                target = child.get(f"{XLINK}href", "") if name == "a" else href
                self._gather(child, (inner, *styles) if inner in self.styles.nodes else styles, target, gathered)
            add(_collapse(child.tail))

    def _gather_note(self, node: Element, gathered: _Gathered) -> None:
        body = node.find(f"{TEXT}note-body")
        self.notes += 1
        gathered.runs.append(Run(raise_number(self.notes)))
        if body is not None:
            gathered.notes.append((self.notes, body))

    def _leave_comment(self, node: Element) -> None:
        text = " ".join(" ".join(part.itertext()) for part in node if part.tag.startswith(TEXT))
        self.left_out.append(LeftOut(text, "comment", f"paragraph {self.count}"))

    def _read_rows(self, table: Element) -> Iterator[tuple[GridCell, ...]]:
        for node in table:
            if node.tag == f"{TABLE}table-row":
                yield tuple(self._read_cells(node, head=False))
            elif node.tag == f"{TABLE}table-header-rows":
                yield from (tuple(self._read_cells(row, head=True)) for row in node.findall(f"{TABLE}table-row"))
            elif node.tag in (f"{TABLE}table-rows", f"{TABLE}table-row-group"):
                yield from self._read_rows(node)

    def _read_cells(self, row: Element, *, head: bool) -> Iterator[GridCell]:
        for cell in row.findall(f"{TABLE}table-cell"):
            span, rows = (cell.get(f"{TABLE}number-{kind}-spanned", "1") for kind in ("columns", "rows"))
            paragraphs = tuple(self.read(cell))
            yield GridCell(paragraphs, int(span), int(rows), head)


def _find_boxes(node: Element) -> list[Element]:
    """Give what holds paragraphs in a drawing: boxes of text, and shapes with words on them; none within another."""
    if node.tag == f"{DRAW}text-box" or node.find(f"{TEXT}p") is not None:
        return [node]
    return [box for child in node for box in _find_boxes(child)]


def _has_words(node: Element) -> bool:
    return bool("".join(node.itertext()).strip())


def _collapse(text: str | None) -> str:
    """Give text with each run of white space as one space, as OpenDocument means it."""
    if not text:
        return ""
    start = " " if text[0].isspace() else ""
    end = " " if text[-1].isspace() and text.strip() else ""
    return f"{start}{' '.join(text.split())}{end}"


def _trim(runs: list[Run]) -> list[Run]:
    runs = list(runs)
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return runs


def _list_words(name: str, part: str, content: bytes | None) -> list[str]:
    """Give the words of one part straight from its XML: the second path of the word promise."""
    collector = _WordCollector()
    if content is not None:
        scan_xml(name, part, content, collector.start, collector.end, collector.text)
    return split_words(" ".join(["".join(collector.pieces), *collector.apart]))


_APART = frozenset({"note-body", "annotation", *(name.removeprefix(DRAW) for name in _SHAPES if name != f"{DRAW}a")})


class _WordCollector:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.apart: list[str] = []
        self.stack: list[list[str]] = []
        self.depth = 0
        self.silent = 0
        self.notes = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        if self.silent or tag in ("note-citation", "creator", "date", "desc", "title", "initials"):
            self.silent += 1
        elif tag == "note":
            self.notes += 1
            self.pieces.append(raise_number(self.notes))
        elif tag in _APART:
            self.stack.append(self.pieces)
            self.pieces = []
        elif tag in ("p", "h"):
            self.depth += 1
            self.pieces.append(" ")
        elif tag in ("s", "tab", "line-break"):
            self.pieces.append(" ")

    def end(self, tag: str) -> None:
        if self.silent:
            self.silent -= 1
        elif tag in ("p", "h"):
            self.depth -= 1
            self.pieces.append(" ")
        elif tag in _APART:
            self.apart.append("".join(self.pieces))
            self.pieces = self.stack.pop()

    def text(self, words: str) -> None:
        if self.depth and not self.silent:
            self.pieces.append(words)
