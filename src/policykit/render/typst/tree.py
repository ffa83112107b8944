"""The structure tree of a PDF by Typst, put right where a screen reader would stumble (ISO 32000-1, 14.8.4).

Typst has no heads of rows, sets a list within a list beside its item, and lays a contents without first level into a
second one; links are said as “Section, page 2”. Each is put right in the objects of the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policykit.render.typst.file import PdfFile, write_text

_ELEMENT = re.compile(rb"\A<</Type/StructElem/S/(\w+)/P (\d+) 0 R", re.DOTALL)
_KIDS = re.compile(rb"/K\[(.*)\]((?:/Pg \d+ 0 R)?)>>\Z", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_OBJECT_REFERENCE = re.compile(rb"<</Type/OBJR/Pg \d+ 0 R/Obj (\d+) 0 R>>")
_CONTENTS = re.compile(rb"/Contents(?:\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\)|<[0-9A-F]*>)>>\Z", re.DOTALL)
_SCOPED = re.compile(rb"/Headers\[[^\]]*\]")


@dataclass(slots=True)
class CellHeads:
    """What a cell of a table's body is: the scope of what it heads, if it heads cells, and which cells head it."""

    scope: Literal["", "Row", "Column"]
    heads: list[tuple[int, int]] = field(default_factory=list)
    """Each by its row in the body and its position among the cells of that row, from 0."""


@dataclass(slots=True)
class TableHeads:
    """What the cells of a table's body are, row by row."""

    rows: list[list[CellHeads]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SpokenLink:
    """A link of the page: what is said of it, and its role in HTML."""

    words: str
    role: str = ""


def mend_tree(file: PdfFile, tables: Sequence[TableHeads], links: Sequence[SpokenLink]) -> None:
    """Put the tree of `file` right; `tables` and `links` are in the order of the page."""
    tree = _Tree(file)
    elements = list(tree.walk(tree.top))
    for number, role in elements:
        if role == b"L":
            tree.move_nested_lists(number)
        elif role == b"TOC":
            tree.join_contents(number)
    found = [number for number, role in elements if role == b"Table"]
    if len(found) == len(tables):
        for position, (number, heads) in enumerate(zip(found, tables, strict=True), start=1):
            tree.head_rows(number, heads, position)
    spoken = [number for number, role in elements if role == b"Link"]
    if len(spoken) == len(links):
        for number, link in zip(spoken, links, strict=True):
            tree.name_link(number, link.words)
            if link.role == "doc-backlink":
                tree.make_note(number)


class _Tree:
    def __init__(self, file: PdfFile) -> None:
        self.file = file
        root = next(n for n, content in file.objects.items() if content.startswith(b"<</Type/StructTreeRoot"))
        self.root = root
        tops = _REFERENCE.findall(re.search(rb"/K\[([^\]]*)\]", file.objects[root])[1])  # type: ignore[index]
        self.top = int(tops[0])

    def role(self, number: int) -> bytes:
        found = _ELEMENT.match(self.file.objects[number])
        return found[1] if found else b""

    def kids(self, number: int) -> list[int]:
        """Give the elements directly within one."""
        found = _KIDS.search(self.file.objects[number])
        if found is None:
            return []
        return [int(n) for n in _REFERENCE.findall(_OBJECT_REFERENCE.sub(b"", found[1]))]

    def walk(self, number: int) -> Iterator[tuple[int, bytes]]:
        """Give each element below one with its role, in reading order."""
        for kid in self.kids(number):
            role = self.role(kid)
            yield kid, role
            yield from self.walk(kid)

    def walk_rows(self, number: int) -> Iterator[int]:
        """Give the rows of a table, without those of a table in one of its cells."""
        for kid in self.kids(number):
            if self.role(kid) == b"TR":
                yield kid
            elif self.role(kid) != b"Table":
                yield from self.walk_rows(kid)

    def set_kids(self, number: int, kids: Sequence[int], *, after: bytes = b"") -> None:
        """Give an element other elements as its content, behind the words that it holds itself (`after`)."""
        content = self.file.objects[number]
        found = _KIDS.search(content)
        listed = b" ".join([*([after] if after else []), *(b"%d 0 R" % kid for kid in kids)])
        if found is None:
            self.file.objects[number] = content[:-2] + b"/K[" + listed + b"]>>"
        else:
            self.file.objects[number] = content[: found.start()] + b"/K[" + listed + b"]" + found[2] + b">>"
        for kid in kids:
            self.file.objects[kid] = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % number, self.file.objects[kid], count=1)

    def move_nested_lists(self, number: int) -> None:
        """Move each list that is beside the items of another into the body of the item before it."""
        kids = self.kids(number)
        if all(self.role(kid) == b"LI" for kid in kids):
            return
        items = [kid for kid in kids if self.role(kid) == b"LI"]
        for position, kid in enumerate(kids):
            before = [item for item in kids[:position] if item in items]
            if kid in items or not before:
                continue
            body = self.kids(before[-1])[-1]
            found = _KIDS.search(self.file.objects[body])
            own = found[1] if found else b""
            self.set_kids(body, [kid], after=own)
        self.set_kids(number, items if items[:1] == kids[:1] or items else kids)

    def join_contents(self, number: int) -> None:
        """Take the only level of a contents for its first."""
        kids = self.kids(number)
        while len(kids) == 1 and self.role(kids[0]) == b"TOC":
            kids = self.kids(kids[0])
        self.set_kids(number, kids)

    def head_rows(self, number: int, heads: TableHeads, position: int) -> None:
        """Make each cell of the body that heads others a heading, and say so of the cells that it heads."""
        rows = list(self.walk_rows(number))
        bodies = [row for row in rows if any(self.role(cell) == b"TD" for cell in self.kids(row))]
        if len(bodies) != len(heads.rows):
            return
        for line, (row, described) in enumerate(zip(bodies, heads.rows, strict=True)):
            for place, (cell, told) in enumerate(zip(self.kids(row), described, strict=True)):
                if told.scope:
                    self._head(cell, b"R%dx%dx%d" % (position, line, place), told.scope.encode())
                names = b"".join(b"(R%dx%dx%d)" % (position, *head) for head in told.heads)
                content = self.file.objects[cell]
                self.file.objects[cell] = content.replace(b"/Headers[", b"/Headers[" + names, 1)

    def _head(self, cell: int, name: bytes, scope: bytes) -> None:
        """Make a cell one that heads others."""
        content = self.file.objects[cell].replace(b"/S/TD/", b"/S/TH/", 1)
        if _SCOPED.search(content):
            content = _SCOPED.sub(lambda match: b"/Scope/" + scope + match[0], content, count=1)
        else:
            content = re.sub(rb"(/P \d+ 0 R)", rb"\1/A[<</O/Table/Scope/%s/Headers[]>>]" % scope, content, count=1)
        self.file.objects[cell] = re.sub(rb"(/P \d+ 0 R)", rb"\1/ID(%s)" % name, content, count=1)
        self._name(name, cell)

    def _name(self, name: bytes, number: int) -> None:
        """List an element's name in the tree of names, which is kept in order."""
        root = self.file.objects[self.root]
        listed = re.search(rb"/IDTree<</Names\[(.*?)\]>>", root, re.DOTALL)
        names = dict(re.findall(rb"\(([^)]*)\)(\d+ 0 R)", listed[1])) if listed else {}
        names[name] = b"%d 0 R" % number
        written = b"/IDTree<</Names[%s]>>" % b"".join(b"(%s)%s" % pair for pair in sorted(names.items()))
        if listed:
            self.file.objects[self.root] = root[: listed.start()] + written + root[listed.end() :]
        else:
            self.file.objects[self.root] = root[:-2] + written + b">>"

    def make_note(self, link: int) -> None:
        """Make a note of the paragraph that holds the link back to the note's mark."""
        number = link
        while self.role(number) != b"P":
            found = _ELEMENT.match(self.file.objects[number])
            if found is None:
                return
            number = int(found[2])
        name = b"N%d" % number
        content = self.file.objects[number].replace(b"/S/P/", b"/S/Note/", 1)
        self.file.objects[number] = re.sub(rb"(/P \d+ 0 R)", rb"\1/ID(%s)" % name, content, count=1)
        self._name(name, number)

    def name_link(self, number: int, words: str) -> None:
        """Let a link be said as its own words."""
        said = b"/Contents" + write_text(words) + b">>"
        for annotation in _OBJECT_REFERENCE.findall(self.file.objects[number]):
            place = int(annotation)
            self.file.objects[place] = _CONTENTS.sub(lambda _: said, self.file.objects[place], count=1)
