"""The runs of one paragraph of Word: words with their dress, fields, notes, symbols, deletions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policykit.intake.docx.names import MATH, R, W, val
from policykit.intake.docx.styles import Dress, Styles
from policykit.intake.docx.symbols import TICKED, UNTICKED, raise_number, read_symbol
from policykit.intake.paragraph import LeftOut, Run

_ADDRESS = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)')
_THROUGH = frozenset(
    f"{W}{name}"
    for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "ins", "moveTo", "del", "moveFrom", "dir", "bdo")
)
_GONE = (f"{W}del", f"{W}moveFrom")
_MARK = f"{W}bookmarkStart"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one run, and whether they are words of the policy."""

    text: str
    dress: Dress
    href: str = ""
    gone: bool = False
    """Whether a tracked change deletes them."""


@dataclass(slots=True)
class OpenField:
    """A field that is open: what it was told to do."""

    instruction: str = ""
    shows: bool = False
    """Whether its result has begun."""


@dataclass(slots=True)
class WordPart:
    """What runs through a whole part: open fields, and the notes that were met."""

    styles: Styles
    addresses: dict[str, str]
    fields: list[OpenField] = field(default_factory=list)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    pictures: int = 0

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(open_field.instruction.strip().upper().startswith("TOC") for open_field in self.fields)


@dataclass(slots=True)
class WordLine:
    """What was gathered of one paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def kept(self) -> list[Piece]:
        """Give the pieces that are words of the policy."""
        return [piece for piece in self.pieces if not piece.gone and not piece.dress.hidden]


class RunReader:
    """Reads the runs of paragraphs, one after the other."""

    def __init__(self, story: WordPart) -> None:
        self.story = story

    def read(self, paragraph: Element) -> WordLine:
        """Give what is in a paragraph."""
        line = WordLine()
        dress = self.story.styles.dress_paragraph(paragraph.find(f"{W}pPr"))
        self._read_children(paragraph, line, dress, "", gone=False)
        return line

    def _read_children(self, parent: Element, line: WordLine, dress: Dress, href: str, *, gone: bool) -> None:
        for node in parent:
            tag = node.tag
            if tag in (f"{W}r", f"{MATH}r"):
                self._read_run(node, line, dress, href, gone=gone)
            elif tag == _MARK:
                line.marks.append(node.get(f"{W}name", ""))
            elif (inside := _find_inside(node)) is not None:
                target = self.story.addresses.get(node.get(f"{R}id", ""), "") if tag == f"{W}hyperlink" else ""
                self._read_children(inside, line, dress, target or href, gone=gone or tag in _GONE)

    def _read_run(self, run: Element, line: WordLine, around: Dress, href: str, *, gone: bool) -> None:
        dress = self.story.styles.dress_run(around, run.find(f"{W}rPr"))

        def add(text: str) -> None:
            if text:
                line.pieces.append(Piece(text, dress, href or self._field_address(), gone))

        self._read_content(run, line, add)

    def _read_content(self, run: Element, line: WordLine, add: Callable[[str], None]) -> None:
        for node in run:
            name = node.tag.rpartition("}")[2]
            if name == "t" or name == "delText":
                add(node.text or "")
            elif name in ("tab", "ptab"):
                add("\t")
            elif name in ("br", "cr"):
                add("\n")
            elif name == "noBreakHyphen":
                add("\u2011")
            elif name == "sym":
                add(read_symbol(node.get(f"{W}font", ""), node.get(f"{W}char", "")))
            elif name in ("footnoteReference", "endnoteReference"):
                key = (name, node.get(f"{W}id", ""))
                number = self.story.notes.setdefault(key, len(self.story.notes) + 1)
                line.notes.append((*key, number))
                add(raise_number(number))
            elif name in ("fldChar", "instrText"):
                self._read_field(node, name, add)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._read_drawing(node, line)

    def _read_field(self, node: Element, name: str, add: Callable[[str], None]) -> None:
        fields = self.story.fields
        if name == "instrText":
            if fields and not fields[-1].shows:
                fields[-1].instruction += node.text or ""
            return
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            fields.append(OpenField())
        elif kind == "separate" and fields:
            fields[-1].shows = True
        elif kind == "end" and fields:
            fields.pop()
        if (box := node.find(f"{W}ffData/{W}checkBox")) is not None:
            checked = box.find(f"{W}checked")
            ticked = checked is not None and val(checked, "1") not in ("0", "false", "off")
            add(TICKED if ticked else UNTICKED)

    def _field_address(self) -> str:
        for open_field in reversed(self.story.fields):
            found = _ADDRESS.match(open_field.instruction.strip())
            if found and "\\l" not in open_field.instruction:
                return found[1]
        return ""

    def _read_drawing(self, node: Element, line: WordLine) -> None:
        if node.tag.endswith("}AlternateContent"):
            chosen = next((child for child in node if child.tag.endswith("}Choice")), None)
            if chosen is None:
                return
            node = chosen
        boxes = list(_outermost_boxes(node))
        line.boxes += boxes
        if not boxes:
            self.story.pictures += 1


def _find_inside(node: Element) -> Element | None:
    """Give the element whose children are in the paragraph too; None for one that holds no words of it."""
    if node.tag in _THROUGH or node.tag.startswith(MATH):
        return node
    if node.tag == f"{W}sdt":
        return node.find(f"{W}sdtContent")
    if node.tag.endswith("}AlternateContent"):
        return next((child for child in node if child.tag.endswith("}Choice")), None)
    return None


def _outermost_boxes(node: Element) -> list[Element]:
    found: list[Element] = []
    for child in node:
        if child.tag == f"{W}txbxContent":
            found.append(child)
        elif not child.tag.endswith("}Fallback"):
            found += _outermost_boxes(child)
    return found


def make_runs(pieces: list[Piece]) -> tuple[Run, ...]:
    """Give pieces as runs, those of one dress joined."""
    runs: list[Run] = []
    for piece in pieces:
        run = Run(piece.text, piece.dress.bold, piece.dress.italic, piece.href)
        if runs and (runs[-1].bold, runs[-1].italic, runs[-1].href) == (run.bold, run.italic, run.href):
            run = Run(runs.pop().text + run.text, run.bold, run.italic, run.href)
        runs.append(run)
    return tuple(runs)


def list_left_out(line: WordLine, place: str) -> list[LeftOut]:
    """Give the words of a paragraph that were deleted or are hidden."""
    found: list[LeftOut] = []
    for piece in line.pieces:
        if piece.gone:
            found.append(LeftOut(piece.text, "deleted", place))
        elif piece.dress.hidden:
            found.append(LeftOut(piece.text, "hidden", place))
    return found
