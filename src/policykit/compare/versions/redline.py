"""A redline: one document that shows two, with what went and what came marked, for every renderer.

The tree is the new version's. What went stands where it stood: after the neighbour that it followed. What moved stands
at both ends, whole at the old one, with its edits marked at the new one. So whoever keeps the nodes and words that are
not `deleted` and not `moved_from` has the new text, and whoever keeps those that are not `inserted` and not `moved_to`
has the old.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from policykit.compare.alignment.entries import Entry, list_entries
from policykit.compare.versions.changes import Changes, Row
from policykit.compare.versions.forms import write_alike
from policykit.compare.versions.pictures import mark_pictures
from policykit.compare.versions.tables import mark_table
from policykit.compare.words.marks import mark_words
from policykit.document.tree import Blank, Change, ClauseNode, Document, Line, MoveEnd, Part, SectionNode
from policykit.wording.numbers import count_noun

Node = TypeVar("Node", SectionNode, ClauseNode)


def redline(old: Document, new: Document, changes: Changes) -> Document:
    """Give the new document with the changes from the old one marked in its nodes and words.

    `changes` are those that `compare_documents` or `compare_versions` gave for these two.
    """
    old, new = write_alike(old, new)
    builder = _Redline(old, new, changes)
    return replace(
        new,
        cover=_mark_cover(old.cover, new.cover),
        sections=builder.merge_sections(old.sections, new.sections),
        summary=sum_up(changes),
        edition=None,
    )


def sum_up(changes: Changes) -> str:
    """Give the comparison in one line: `Version 2 compared with version 1: 12 changes, 5 of them …`."""
    counts = changes.count_kinds()
    total, normative = changes.count, changes.normative_count
    told = count_noun(total, "change") if total else "no change"
    if normative:
        told += (
            f", {normative} of which {'changes' if normative == 1 else 'change'} what is asked, who is asked, or when"
        )
    if changes.to_read:
        reach = "it reaches" if len(changes.to_read) == 1 else "they reach"
        told += f", {len(changes.to_read)} to read for how far {reach}"
    if changes.unexamined:
        told += (
            f", {len(changes.unexamined)} not examined for what they ask: the text is in {changes.unexamined_languages}"
        )
    kinds = [
        f"{counts[kind]} {kind}" for kind in ("edited", "moved", "split", "merged", "added", "removed") if counts[kind]
    ]
    parts = f" ({', '.join(kinds)})" if kinds else ""
    beside = f"; {counts['renumbered']} only renumbered" if counts["renumbered"] else ""
    return f"Version {changes.new.version} compared with version {changes.old.version}: {told}{parts}{beside}."


class _Redline:
    """One redline in the making: which old node is which new one."""

    def __init__(self, old: Document, new: Document, changes: Changes) -> None:
        self.old = {entry.node.id: entry for entry in list_entries(old)}
        self.new = {entry.node.id: entry for entry in list_entries(new)}
        self.of_old = {place.id: row for row in changes.rows for place in row.old}
        self.of_new = {place.id: row for row in changes.rows for place in row.new}
        self.partner = {row.old[0].id: row.new[0].id for row in changes.rows if row.old and row.new}
        self.reverse = {b: a for a, b in self.partner.items()}
        self.pairs = {old: number for number, old in enumerate(self.partner, 1)}
        """The number of each pair of nodes, by the id of the old one; it becomes that of the move if the pair moved."""

    def merge_sections(
        self, old: Sequence[SectionNode], new: Sequence[SectionNode], *, with_gone: bool = True
    ) -> tuple[SectionNode, ...]:
        """Give both lists of sections as one."""
        merged: list[SectionNode] = []
        for before, after in self._pair_up(old, new, with_gone=with_gone):
            if after is not None:
                merged.append(self._mark_section(after, before, with_gone=with_gone))
            elif before is not None:
                merged.append(self._leave(before))
        return tuple(merged)

    def merge_clauses(
        self, old: Sequence[ClauseNode], new: Sequence[ClauseNode], *, with_gone: bool = True
    ) -> tuple[ClauseNode, ...]:
        """Give both lists of clauses as one."""
        merged: list[ClauseNode] = []
        for before, after in self._pair_up(old, new, with_gone=with_gone):
            if after is not None:
                merged.append(self._mark_clause(after, before, with_gone=with_gone))
            elif before is not None:
                merged.append(self._leave(before))
        return tuple(merged)

    def _pair_up(
        self, old: Sequence[Node], new: Sequence[Node], *, with_gone: bool
    ) -> Iterable[tuple[Node | None, Node | None]]:
        """Give what went as (old, None), what came as (None, new) and what stayed as (old, new), in reading order."""
        at = {node.id: position for position, node in enumerate(old)}
        stayed = [at.get(self.reverse.get(node.id, ""), -1) for node in new]
        stayed = [
            place if place >= 0 and self._stays(old[place].id, node.id) else -1
            for place, node in zip(stayed, new, strict=True)
        ]
        ends = iter([place for place in stayed if place >= 0])
        start, end = 0, next(ends, len(old))
        # What went is before what came in its place.
        yield from ((before, None) for before in old[start:end] if with_gone)
        for place, node in zip(stayed, new, strict=True):
            if place < 0:
                yield None, node
                continue
            yield old[place], node
            start, end = place + 1, next(ends, len(old))
            yield from ((before, None) for before in old[start:end] if with_gone)

    def _stays(self, old: str, new: str) -> bool:
        """Say whether a pair is shown as one node, in its place."""
        before, after = self.old[old], self.new[new]
        if self.of_old[old].moved or isinstance(before.node, SectionNode) != isinstance(after.node, SectionNode):
            return False
        return not isinstance(before.node, ClauseNode) or before.node.term == cast(ClauseNode, after.node).term

    def _leave(self, node: Node) -> Node:
        """Give an old node that is not where it was, with all that stood under it."""
        row = self.of_old[node.id]
        moved = bool(row.new) and row.old[0].id == node.id and row.old[0].citation != row.new[0].citation
        return replace(
            node,
            change="moved_from" if moved else "deleted",
            change_note=self._note_away(row),
            move=MoveEnd(self.pairs[node.id], row.new[0].citation) if moved else None,
        )

    def _find_origin(self, new: str, change: Change | None) -> MoveEnd | None:
        """Give the other end of a new node that moved."""
        if change != "moved_to":
            return None
        row = self.of_new[new]
        return MoveEnd(self.pairs[row.old[0].id], row.old[0].citation)

    def _note_away(self, row: Row) -> str | None:
        if not row.new:
            return None
        target = row.new[0].citation
        if row.kind == "merged":
            return f"merged into {target}"
        return f"moved to {target}" if row.moved or row.old[0].citation != target else "replaced"

    def _mark_section(self, node: SectionNode, stayed: SectionNode | None, *, with_gone: bool) -> SectionNode:
        change, note = self._tell(node.id, stayed=stayed is not None)
        before = stayed or (self._find_old(node.id, SectionNode) if change == "moved_to" else None)
        with_gone = with_gone and stayed is not None  # else it stands struck out at the old place
        if before is None:
            return replace(
                node,
                change=change,
                change_note=note,
                move=self._find_origin(node.id, change),
                clauses=self.merge_clauses((), node.clauses, with_gone=False),
                sections=self.merge_sections((), node.sections, with_gone=False),
            )
        return replace(
            node,
            heading=mark_words(before.heading, node.heading),
            clauses=self.merge_clauses(before.clauses, node.clauses, with_gone=with_gone),
            sections=self.merge_sections(before.sections, node.sections, with_gone=with_gone),
            change=change,
            change_note=note,
            move=self._find_origin(node.id, change),
            old_number=None if stayed is None else stayed.number,
        )

    def _mark_clause(self, node: ClauseNode, stayed: ClauseNode | None, *, with_gone: bool) -> ClauseNode:
        change, note = self._tell(node.id, stayed=stayed is not None)
        before = stayed or (self._find_old(node.id, ClauseNode) if change == "moved_to" else None)
        with_gone = with_gone and stayed is not None
        if before is None:
            return replace(
                node,
                change=change,
                change_note=note,
                move=self._find_origin(node.id, change),
                clauses=self.merge_clauses((), node.clauses, with_gone=False),
            )
        return replace(
            node,
            words=mark_words(before.words, node.words),
            table=mark_table(before.table, node.table),
            pictures=mark_pictures(before.pictures, node.pictures),
            clauses=self.merge_clauses(before.clauses, node.clauses, with_gone=with_gone),
            change=change,
            change_note=note,
            move=self._find_origin(node.id, change),
            old_number=None if stayed is None else "" if stayed.style == "bullet" else stayed.number,
        )

    def _find_old(self, new: str, kind: type[Node]) -> Node | None:
        """Give the old node of a new one that stands elsewhere."""
        entry: Entry | None = self.old.get(self.reverse.get(new, ""))
        if entry is None or not isinstance(entry.node, kind):
            return None
        return entry.node

    def _tell(self, new: str, *, stayed: bool) -> tuple[Change | None, str | None]:
        """Give what is said of a new node."""
        row = self.of_new[new]
        first = row.old and row.new[0].id == new
        was = " and ".join(place.citation for place in row.old)
        if not row.old:
            return "inserted", None
        if not first:
            return "inserted", f"split from {was}"
        if not stayed:
            if was == row.new[0].citation:
                return "inserted", "in place of what is struck out"
            return "moved_to", f"moved from {was}" + (", and changed" if row.is_edited else "")
        return ("edited", _say_edited(row)) if row.is_change and row.weight != "editorial" else (None, None)


def _say_edited(row: Row) -> str | None:
    if row.kind == "split":
        return f"split into {' and '.join(place.citation for place in row.new)}"
    if row.kind == "merged":
        return f"merged from {' and '.join(place.citation for place in row.old)}"
    told = [field.line for field in row.fields if field.weight == "normative" and field.kind == "force"]
    if row.part == "heading" and row.words:
        told.insert(0, "heading changed")
    return "; ".join(told) or None


def _mark_cover(old: Sequence[Part], new: Sequence[Part]) -> tuple[Part, ...]:
    """Mark title and subtitle; the rest of the cover follows from the register and is the new version's."""
    parts: list[Part] = []
    for part in new:
        twin = next((p for p in old if isinstance(p, Line) and p.role == part.role), None)
        if isinstance(part, Line) and part.role in ("title", "subtitle") and not isinstance(part.words, Blank):
            before = twin.words if twin is not None and not isinstance(twin.words, Blank) else ()
            part = replace(part, words=mark_words(before, part.words))
        parts.append(part)
    return tuple(parts)
