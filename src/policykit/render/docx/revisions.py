"""Tracked changes in Word's terms: which node is inserted, deleted or moved, and the elements that say so.

Accepting every change gives the new text, rejecting every change the old one. A move is a pair of ranges with one
name (`w:moveFromRangeStart`, `w:moveToRangeStart`); a node whose other end is not marked is inserted or deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from xml.sax.saxutils import quoteattr

from policykit.document.tree import ClauseNode, Document, SectionNode
from policykit.render.docx.xml import write_text

Mark = Literal["ins", "del", "moveFrom", "moveTo"]
Tracks = tuple[Mark, ...]
"""The marks around one stretch of words, outermost first; none for words that are in both texts."""

Node = SectionNode | ClauseNode

_NO_DAY = date(1980, 1, 1)
"""The range of a move must bear a date, which no one is shown."""


@dataclass(slots=True)
class Revisions:
    """Gives each mark its number, with one author and one date, and keeps the comments."""

    author: str
    dated: date | None
    moves: dict[int, str]
    """The name of the move of each node that has one, by the identity of the node."""
    used: bool = False
    count: int = 0
    comments: list[str] = field(default_factory=list)

    def next_id(self) -> int:
        """Give a number that no bookmark and no mark has."""
        self.count += 1
        return self.count

    def attributes(self) -> str:
        """Give the attributes of one mark: its number, author and, where there is one, its date."""
        self.used = True
        stamp = f' w:date="{self.dated.isoformat()}T00:00:00Z"' if self.dated is not None else ""
        return f'w:id="{self.next_id()}" w:author={quoteattr(self.author)}{stamp}'

    def wrap(self, tracks: Tracks, runs: str) -> str:
        """Give runs within their marks."""
        for mark in reversed(tracks):
            runs = f"<w:{mark} {self.attributes()}>{runs}</w:{mark}>"
        return runs

    def mark_end(self, mark: Mark | None) -> str:
        """Give the mark of the end of a paragraph, which says what becomes of the paragraph itself."""
        return "" if mark is None else f"<w:{mark} {self.attributes()}/>"

    def mark_row(self, mark: Mark | None) -> str:
        """Give the mark of a row of a table; Word knows no moved rows."""
        return "" if mark is None else f"<w:{as_plain(mark)} {self.attributes()}/>"

    def open_move(self, node: Node, mark: Mark | None) -> tuple[str, str]:
        """Give the two ends of the range that a moved node fills; nothing for any other node."""
        name = self.moves.get(id(node))
        if name is None or mark not in ("moveFrom", "moveTo"):
            return "", ""
        number, day = self.next_id(), self.dated or _NO_DAY
        who = f'w:author={quoteattr(self.author)} w:date="{day.isoformat()}T00:00:00Z"'
        start = f'<w:{mark}RangeStart w:id="{number}" {who} w:name="{name}"/>'
        return start, f'<w:{mark}RangeEnd w:id="{number}"/>'

    def comment(self, words: str, runs: str, mark: Mark | None) -> str:
        """Give runs with a comment that says `words` beside them."""
        number = len(self.comments)
        stamp = f' w:date="{self.dated.isoformat()}T00:00:00Z"' if self.dated is not None else ""
        who = f'w:author={quoteattr(self.author)}{stamp} w:initials="policykit"'
        self.comments.append(
            f'<w:comment w:id="{number}" {who}><w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
            f"<w:r>{write_text(words)}</w:r></w:p></w:comment>"
        )
        reference = (
            f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>'
            f"{self.wrap((mark,) if mark else (), reference)}"
        )


def start_revisions(document: Document, author: str, dated: date | None) -> Revisions:
    """Give the revisions of a document, the two ends of each move under one name.

    A clause that became a heading, or a heading that became a clause, is no move to Word: it is deleted and inserted.
    """
    away = dict(_walk_moved(document.sections, "moved_from"))
    moves: dict[int, str] = {}
    for pair, node in _walk_moved(document.sections, "moved_to"):
        twin = away.get(pair)
        if twin is not None and type(twin) is type(node):
            moves[id(twin)] = moves[id(node)] = f"move{len(moves) // 2 + 1}"
    return Revisions(author, dated, moves)


def _walk_moved(nodes: tuple[Node, ...], change: str) -> Iterator[tuple[int, Node]]:
    """Give the outermost nodes with this change and the number of their move: what moves within them is part of it."""
    for node in nodes:
        if node.change == change and node.move is not None:
            yield node.move.pair, node
            continue
        if node.change in ("inserted", "deleted", "moved_from", "moved_to"):
            continue
        yield from _walk_moved(node.clauses, change)
        if isinstance(node, SectionNode):
            yield from _walk_moved(node.sections, change)


def find_mark(node: Node, above: Mark | None, revisions: Revisions) -> Mark | None:
    """Give the mark of a node from its change and from the mark of the node above it."""
    if above in ("del", "moveFrom"):
        return above
    match node.change:
        case "deleted" | "moved_from":
            return "moveFrom" if above is None and id(node) in revisions.moves else "del"
        case "inserted":
            return "ins"
        case "moved_to":
            return above or ("moveTo" if id(node) in revisions.moves else "ins")
        case _:
            return above


def is_gone(mark: Mark | None) -> bool:
    """Tell whether what bears this mark is not in the new text."""
    return mark in ("del", "moveFrom")


def as_plain(mark: Mark) -> Mark:
    """Give the mark as one of insertion or deletion."""
    return "del" if is_gone(mark) else "ins"


def add_change(above: Mark | None, change: str) -> Tracks:
    """Give the marks of words that a comparison marked (`change`), within a node that is marked `above`."""
    gone = change in ("deleted", "moved_from")
    if above is None:
        return ("del",) if gone else ("ins",)
    if is_gone(above):
        return (above,) if gone else ("ins", "del")
    return ("ins", "del") if gone else ("ins",)
