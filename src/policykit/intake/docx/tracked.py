"""The tracked changes of a Word file as a list that a person can go through, and a file with some of them rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from policykit.intake.archive import Archive, open_archive
from policykit.intake.docx.names import W
from policykit.intake.docx.read import find_main

Sort = Literal["ins", "del"]
_SORTS: dict[str, Sort] = {f"{W}ins": "ins", f"{W}moveTo": "ins", f"{W}del": "del", f"{W}moveFrom": "del"}
_OTHER = {"ins": f"{W}del", "del": f"{W}ins"}
_LEAST_MOVED = 4
"""So many words that go in one place and come in another were moved."""
_MOVES = (f"{W}moveFromRangeStart", f"{W}moveToRangeStart")
_MOVE_ENDS = (f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd")


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """One change that somebody made with “track changes” on: what a reader would accept or reject as one."""

    number: int
    """From 1, in the order of the file."""
    author: str
    day: str
    """The day on which it was made (2026-03-02); empty where the file does not say."""
    removed: str
    """The words that went."""
    added: str
    """The words that came."""
    bookmark: str
    """The bookmark of the clause it is in, the last that began before it; empty for none."""
    context: str
    """The words of the paragraph that it is in, before any change."""

    @property
    def words(self) -> str:
        """What it does, in short: `“should” became “must”`."""
        removed, added = (" ".join(text.split()) for text in (self.removed, self.added))
        if removed and added:
            return f"moved: “{removed}”" if removed == added else f"“{removed}” became “{added}”"
        if removed or added:
            return f"“{removed}” goes" if removed else f"“{added}” comes in"
        return "a paragraph is divided or joined, or a number or look is changed"


@dataclass(slots=True)
class _TrackedGroup:
    """Tracked elements that are one change."""

    author: str
    day: str
    bookmark: str
    paragraph: Element | None
    elements: list[tuple[Element, Element, Sort]] = field(default_factory=list)
    """Each with its parent."""
    removed: str = ""
    added: str = ""
    move: str = ""


def list_tracked(name: str, content: bytes) -> tuple[TrackedChange, ...]:
    """Give the tracked changes of a Word file. Raises PolicykitError as `read_docx` does."""
    archive = open_archive(name, content, "a Word file")
    root = archive.parse(find_main(archive))
    groups = _Walker().walk(root) if root is not None else []
    return tuple(
        TrackedChange(
            number, group.author, group.day, group.removed, group.added, group.bookmark, _read_before(group.paragraph)
        )
        for number, group in enumerate(groups, start=1)
    )


def reject_tracked(name: str, content: bytes, numbers: Iterable[int]) -> bytes:
    """Give a Word file in which the changes with these numbers are as if nobody had made them.

    Their insertions become deletions, and their deletions insertions, so that whoever accepts all has the words
    without them. The other changes are as they were.
    """
    rejected = set(numbers)
    if not rejected:
        return content
    archive = open_archive(name, content, "a Word file")
    main = find_main(archive)
    root = archive.parse(main)
    if root is None:
        return content
    for number, group in enumerate(_Walker().walk(root), start=1):
        if number in rejected:
            for element, parent, sort in group.elements:
                _turn_round(element, parent, sort)
    return _pack(archive, main, ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _turn_round(element: Element, parent: Element, sort: Sort) -> None:
    if element.tag == f"{W}pPrChange":
        before = element.find(f"{W}pPr")
        kept = [child for child in parent if child.tag in (f"{W}rPr", f"{W}sectPr")]
        for child in list(parent):
            parent.remove(child)
        parent.extend([*(before if before is not None else ()), *kept])
    else:
        element.tag = _OTHER[sort]


def _pack(archive: Archive, main: str, text: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for part in archive.parts:
            made.writestr(zipfile.ZipInfo(part), text if part == main else (archive.read(part) or b""))
    return buffer.getvalue()


class _Walker:
    """Goes through a body and gathers what was tracked; words that stand part one change from the next."""

    def __init__(self) -> None:
        self.groups: list[_TrackedGroup] = []
        self.open = False
        """Whether the last change may go on."""
        self.bookmark = ""
        self.paragraph: Element | None = None
        self.moves: dict[str, _TrackedGroup] = {}
        self.move = ""

    def walk(self, root: Element) -> list[_TrackedGroup]:
        """Give the changes below an element."""
        for child in root:
            self._visit(child, root, None)
        return _join_moves([group for group in self.groups if group.elements])

    def _visit(self, node: Element, parent: Element, inside: tuple[_TrackedGroup, Sort] | None) -> None:
        tag = node.tag
        if tag in _MOVES:
            self.move = node.get(f"{W}name", "")
        elif tag in _MOVE_ENDS:
            self.move = ""
        elif tag == f"{W}bookmarkStart" and node.get(f"{W}name", "").startswith("p_"):
            self.bookmark = node.get(f"{W}name", "")
        elif tag in _SORTS:
            sort = _SORTS[tag]
            group = self._join(node, parent, sort)
            for child in node:
                self._visit(child, node, (group, sort))
        elif tag in (f"{W}t", f"{W}delText"):
            self._read(node.text or "", inside)
        elif tag == f"{W}p":
            self._visit_paragraph(node, inside)
        elif tag == f"{W}tr":
            self._visit_row(node, inside)
        elif tag not in (f"{W}pPr", f"{W}trPr", f"{W}rPr"):
            for child in node:
                self._visit(child, node, inside)

    def _read(self, text: str, inside: tuple[_TrackedGroup, Sort] | None) -> None:
        if inside is None:
            self.open = self.open and not text.strip()
            return
        group, sort = inside
        if sort == "del":
            group.removed += text
        else:
            group.added += text

    def _visit_paragraph(self, node: Element, inside: tuple[_TrackedGroup, Sort] | None) -> None:
        outer, self.paragraph = self.paragraph, node
        properties = node.find(f"{W}pPr")
        changed = None if properties is None else properties.find(f"{W}pPrChange")
        if properties is not None and changed is not None:
            self._join(changed, properties, "ins")
        for child in node:
            self._visit(child, node, inside)
        marks = None if properties is None else properties.find(f"{W}rPr")
        for mark in list(marks) if marks is not None else ():
            if mark.tag in _SORTS and marks is not None:
                group = self._join(mark, marks, _SORTS[mark.tag])
                self._read("\n", (group, _SORTS[mark.tag]))
        self.paragraph = outer

    def _visit_row(self, node: Element, inside: tuple[_TrackedGroup, Sort] | None) -> None:
        properties = node.find(f"{W}trPr")
        for mark in list(properties) if properties is not None else ():
            if mark.tag in _SORTS and properties is not None:
                self._join(mark, properties, _SORTS[mark.tag])
        for child in node:
            self._visit(child, node, inside)

    def _join(self, element: Element, parent: Element, sort: Sort) -> _TrackedGroup:
        """Give the change that an element belongs to: the last one, the other end of its move, or a new one."""
        author, day = element.get(f"{W}author", ""), element.get(f"{W}date", "")[:10]
        last = self.groups[-1] if self.groups else None
        if self.move and self.move in self.moves:
            group = self.moves[self.move]
        elif self.open and last is not None and (last.author, last.day, last.move) == (author, day, self.move):
            group = last
        else:
            group = _TrackedGroup(author, day, self.bookmark, self.paragraph, move=self.move)
            self.groups.append(group)
        if self.move:
            self.moves[self.move] = group
        group.elements.append((element, parent, sort))
        self.open = True
        return group


def _join_moves(groups: list[_TrackedGroup]) -> list[_TrackedGroup]:
    """Give the changes, those joined that take words away in one place and put the same words in another."""
    joined: list[_TrackedGroup] = []
    for group in groups:
        twin = next((other for other in joined if _is_move(other, group)), None)
        if twin is None:
            joined.append(group)
        else:
            twin.elements += group.elements
            twin.removed, twin.added = twin.removed + group.removed, twin.added + group.added
    return joined


def _is_move(first: _TrackedGroup, second: _TrackedGroup) -> bool:
    away = first.removed.split() or second.removed.split()
    one_sided = not (first.removed and first.added) and not (second.removed and second.added)
    if not one_sided or len(away) < _LEAST_MOVED or first.author != second.author:
        return False
    return (first.removed.split(), first.added.split()) == (second.added.split(), second.removed.split())


def _read_before(paragraph: Element | None) -> str:
    """Give the words of a paragraph as they were before any change."""
    return "" if paragraph is None else "".join(_walk_before(paragraph))


def _walk_before(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag in (f"{W}ins", f"{W}moveTo"):
            continue
        if child.tag in (f"{W}t", f"{W}delText"):
            yield child.text or ""
        else:
            yield from _walk_before(child)
