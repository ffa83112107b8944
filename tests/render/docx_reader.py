"""Reads a .docx as Word does: counts its lists, accepts or rejects its changes, and tells what it holds in plain lines.

Written against ECMA-376 alone; it shares nothing with what writes the files.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree

Side = Literal["all", "accept", "reject"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CAME, _WENT = ("ins", "moveTo"), ("del", "moveFrom")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


@dataclass(frozen=True)
class Line:
    """A paragraph as it is read: in a table, `cell` says where."""

    style: str
    number: str
    text: str
    cell: tuple[int, int, int] | None = None


class Docx:
    """One file, with its changes shown, accepted or rejected."""

    def __init__(self, data: bytes, side: Side = "all") -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.parts: dict[str, Any] = {
            name: etree.fromstring(self.archive.read(name))
            for name in self.archive.namelist()
            if not name.startswith("word/media/")
        }
        self.body = self.parts["word/document.xml"].find(w("body"))
        if side != "all":
            _settle(self.body, gone=_WENT if side == "accept" else _CAME, kept=_CAME if side == "accept" else _WENT)
        self.numbers = _Numbers(self.parts["word/numbering.xml"], self.parts["word/styles.xml"])

    def lines(self) -> list[Line]:
        """Give the paragraphs in order, those of tables too; each is counted once."""
        self.numbers.restart()
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        tables = 0
        for block in _walk_blocks(self.body):
            if block.tag == w("p"):
                yield self._line(block, None)
            else:
                for row, one in enumerate(block.findall(w("tr"))):
                    for column, cell in enumerate(one.findall(w("tc"))):
                        for paragraph in cell.findall(w("p")):
                            yield self._line(paragraph, (tables, row, column))
                tables += 1

    def _line(self, paragraph: Any, cell: tuple[int, int, int] | None) -> Line:
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
        return Line(style, self.numbers.count(paragraph, style), read_text(paragraph), cell)

    def text(self) -> str:
        """Give the numbers and words of the whole body."""
        return "\n".join(f"{line.number} {line.text}".strip() for line in self.lines())


def read_text(element: Any) -> str:
    """Give the words of an element: those of runs, without what only fields say."""
    found = element.iter(w("t"), w("delText"), w("tab"), w("br"), w("drawing"))
    signs = {w("tab"): "\t", w("br"): "\n"}
    return "".join(
        f"[{next(node.iter(DESCRIBED)).get('descr')}]"
        if node.tag == w("drawing")
        else signs.get(node.tag, node.text or "")
        for node in found
        if node.getparent().tag == w("r")
    )


def _walk_blocks(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag == w("sdt"):
            yield from _walk_blocks(child.find(w("sdtContent")))


def _settle(body: Any, *, gone: tuple[str, ...], kept: tuple[str, ...]) -> None:
    """Take away what is gone and keep the rest without marks; a paragraph whose end is gone joins the next one."""
    joined = [
        p for p in body.iter(w("p")) if any(p.find(f"{w('pPr')}/{w('rPr')}/{w(name)}") is not None for name in gone)
    ]
    for row in [r for r in body.iter(w("tr")) if any(r.find(f"{w('trPr')}/{w(name)}") is not None for name in gone)]:
        row.getparent().remove(row)
    for table in list(body.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            table.getparent().remove(table)
    for name in gone:
        for mark in list(body.iter(w(name))):
            mark.getparent().remove(mark)
    for name in kept:
        for mark in list(body.iter(w(name))):
            parent, place = mark.getparent(), mark.getparent().index(mark)
            parent[place : place + 1] = list(mark)
    for paragraph in joined:
        _join_next(paragraph)


def _join_next(paragraph: Any) -> None:
    content = [child for child in paragraph if child.tag != w("pPr")]
    following = paragraph.getnext()
    while following is not None and following.tag not in (w("p"), w("tbl"), w("sdt")):
        following = following.getnext()
    if following is None or following.tag != w("p"):
        if not read_text(paragraph) and paragraph.getparent() is not None and paragraph.getparent().tag != w("tc"):
            paragraph.getparent().remove(paragraph)
        return
    at = 1 if following.find(w("pPr")) is not None else 0
    following[at:at] = content
    paragraph.getparent().remove(paragraph)


class _Numbers:
    """Word's counting: lists of one kind share their counts; a list may begin anew where it is first used."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self.kinds = {a.get(w("abstractNumId")): self._levels(a) for a in numbering.findall(w("abstractNum"))}
        self.nums: dict[str, tuple[str, dict[str, Any], dict[str, int]]] = {}
        for num in numbering.findall(w("num")):
            kind = num.find(w("abstractNumId")).get(w("val"))
            levels, starts = dict(self.kinds[kind]), {}
            for override in num.findall(w("lvlOverride")):
                level = override.get(w("ilvl"))
                if override.find(w("lvl")) is not None:
                    levels[level] = override.find(w("lvl"))
                if override.find(w("startOverride")) is not None:
                    starts[level] = int(override.find(w("startOverride")).get(w("val")))
            self.nums[num.get(w("numId"))] = kind, levels, starts
        self.styles = {s.get(w("styleId")): s.find(f"{w('pPr')}/{w('numPr')}") for s in styles.findall(w("style"))}
        self.restart()

    def _levels(self, parent: Any) -> dict[str, Any]:
        return {level.get(w("ilvl")): level for level in parent.findall(w("lvl"))}

    def restart(self) -> None:
        self.counts: dict[str, dict[int, int]] = {}
        self.used: set[tuple[str, str]] = set()

    def count(self, paragraph: Any, style: str) -> str:
        """Count a paragraph, and give what is printed before it."""
        found = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        found = self.styles.get(style) if found is None else found
        if found is None or found.find(w("numId")).get(w("val")) == "0":
            return ""
        num = found.find(w("numId")).get(w("val"))
        level = found.find(w("ilvl")).get(w("val")) if found.find(w("ilvl")) is not None else "0"
        kind, levels, starts = self.nums[num]
        counts, place = self.counts.setdefault(kind, {}), int(level)
        if level in starts and (num, level) not in self.used:
            counts[place] = starts[level]
        elif place in counts:
            counts[place] += 1
        else:
            counts[place] = int(levels[level].find(w("start")).get(w("val")))
        self.used.add((num, level))
        for below in [k for k in counts if k > place]:
            del counts[below]
        return self._print(levels, counts, level)

    def _print(self, levels: dict[str, Any], counts: dict[int, int], level: str) -> str:
        def show(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            one = levels[str(place)]
            count = counts.get(place, int(one.find(w("start")).get(w("val"))))
            return _show(one.find(w("numFmt")).get(w("val")), count)

        return re.sub(r"%(\d)", show, levels[level].find(w("lvlText")).get(w("val")))


def _show(kind: str, count: int) -> str:
    if kind == "decimal":
        return str(count)
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)  # Word: z, aa, bb
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        written = ""
        for value, numeral in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            written += numeral * (count // value)
            count %= value
        return written if kind == "lowerRoman" else written.upper()
    raise AssertionError(kind)


def describe_docx(data: bytes) -> str:
    """Tell what a file holds, paragraph by paragraph: what the goldens of Word documents are made of."""
    docx = Docx(data)
    core = docx.parts["docProps/core.xml"]
    told = [f"{etree.QName(fact).localname}: {fact.text}" for fact in core]
    told += [
        f"header: {_mark_up(docx.parts['word/header1.xml'])}",
        f"footer: {_mark_up(docx.parts['word/footer1.xml'])}",
    ]
    docx.numbers.restart()
    for block in _walk_blocks(docx.body):
        told += ["", *_tell_table(docx, block), ""] if block.tag == w("tbl") else [_tell_paragraph(docx, block)]
    comments = docx.parts.get("word/comments.xml")
    if comments is not None:
        told.append("")
        told += [f"comment {c.get(w('id'))} by {c.get(w('author'))}: {read_text(c)}" for c in comments]
    links = docx.parts["word/_rels/document.xml.rels"]
    told += ["", *(f"{one.get('Id')} -> {one.get('Target')}" for one in links if one.get("TargetMode"))]
    return "\n".join(told).strip() + "\n"


def _tell_table(docx: Docx, table: Any) -> Iterator[str]:
    properties = table.find(w("tblPr"))
    widths = [int(column.get(w("w"))) for column in table.find(w("tblGrid"))]
    assert sum(widths) == int(properties.find(w("tblW")).get(w("w")))
    yield f"TABLE “{properties.find(w('tblCaption')).get(w('val'))}”, {len(widths)} columns"
    for row in table.findall(w("tr")):
        told = [name for name in ("tblHeader", "ins", "del") if row.find(f"{w('trPr')}/{w(name)}") is not None]
        cells = []
        for cell in row.findall(w("tc")):
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            wide = f"({span.get(w('val'))} wide) " if span is not None else ""
            heads = "# " if cell.find(f"{w('p')}/{w('pPr')}/{w('pStyle')}").get(w("val")) == "TableHeading" else ""
            cells.append(heads + wide + "¶".join(_mark_up(p) for p in cell.findall(w("p"))))
        yield f"  | {' | '.join(cells)} |{' ' * bool(told)}{' '.join(told)}"


def _tell_paragraph(docx: Docx, paragraph: Any) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
    number = docx.numbers.count(paragraph, style)
    ends = [name for name in (*_CAME, *_WENT) if paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(name)}") is not None]
    marks = [mark.get(w("name")) for mark in paragraph.findall(w("bookmarkStart"))]
    after = "".join(f" ¶{end}" for end in ends) + "".join(f"  @{mark}" for mark in marks)
    return f"{style}{f' [{number}]' * bool(number)}: {_mark_up(paragraph)}{after}"


def _mark_up(element: Any) -> str:
    """Give the words of an element with its dress and marks around them."""
    parts = []
    for child in element:
        name = etree.QName(child).localname
        if name == "r":
            parts.append(_mark_up_run(child))
        elif name in (*_CAME, *_WENT):
            parts.append(f"{{{name}: {_mark_up(child)}}}")
        elif name == "hyperlink":
            parts.append(f"<{_mark_up(child)} -> {child.get(w('anchor')) or child.get(f'{{{R}}}id')}>")
        elif name.endswith(("RangeStart", "RangeEnd")) and name.startswith("move"):
            parts.append(f"⟨{name} {child.get(w('name')) or ''}⟩".replace(" ⟩", "⟩"))
        elif name == "commentRangeStart":
            parts.append("⟦")
        elif name == "commentRangeEnd":
            parts.append(f"⟧{child.get(w('id'))}")
        elif name == "p":
            parts.append(_mark_up(child))
    return "".join(parts)


def _mark_up_run(run: Any) -> str:
    code = run.find(w("instrText"))
    if code is not None:
        return f"«{code.text.strip()}»"
    text = read_text(run).replace("\n", "⏎").replace("\t", "⇥")
    properties = run.find(w("rPr"))
    names = {etree.QName(child).localname for child in properties} if properties is not None else set()
    return f"{'**' * ('b' in names)}{'*' * ('i' in names)}{text}{'*' * ('i' in names)}{'**' * ('b' in names)}"
