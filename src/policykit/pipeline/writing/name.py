"""What an edit leaves open is filled in: the id of what is new, from its first words, and what a new clause does."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.intake.emit.ids import IdBook
from policykit.intake.emit.kinds import propose_kind
from policykit.model.edit import Edit, InsertItem, SplitClause, list_ids
from policykit.model.markdown import parse_text
from policykit.model.policy import Clause, ClauseKind, Section, Version, closing_id
from policykit.model.text import plain_text
from policykit.source.yaml_edit.faults import refuse_edit
from policykit.source.yaml_edit.lower import find_item

_LONGEST = 90
"""How long the id of a section may be to begin that of a clause."""


def name_edit(version: Version, edit: Edit, others: Iterable[Version] = ()) -> Edit:
    """Give an edit with the ids and kinds of what is new.

    An id that a clause of the `others`, earlier versions, has is not given again: it would seem to be the same clause.
    Raises PolicykitError (`edit-impossible`) for a place that there is not.
    """
    if isinstance(edit, InsertItem) and (edit.id is None or (edit.part == "clause" and edit.kind is None)):
        return _name_insert(version, edit, others)
    if isinstance(edit, SplitClause) and edit.new is None:
        path, clause = find_item(version, edit.id)
        section = _section_of(version, path)
        new = _open_book(version, others).name_clause(section, _plain(edit.second))
        kind = edit.kind
        if kind is None and isinstance(clause, Clause) and clause.kind == "definition":
            kind = propose_kind(_plain(edit.second), "", version.language or "en")[0]
        return edit.model_copy(update={"new": new, "kind": kind})
    return edit


def _name_insert(version: Version, edit: InsertItem, others: Iterable[Version]) -> InsertItem:
    words = _plain(edit.words)
    if edit.part == "section":
        return edit.model_copy(update={"id": _open_book(version, others).name_section(words)})
    if not edit.spot.id:
        raise refuse_edit("a clause is in a section")
    path, beside = find_item(version, edit.spot.id)
    inside = edit.spot.where in ("first", "last")
    above = beside if inside else _item_at(version, path[:-2])
    lead_in = _plain(above.text or "") if isinstance(above, Clause) else ""
    kind: ClauseKind = edit.kind or propose_kind(words, lead_in, version.language or "en")[0]
    if kind == "definition" and edit.kind is None:
        kind = "statement"
    name = edit.id or _open_book(version, others).name_clause(_section_of(version, path), words)
    return edit.model_copy(update={"id": name, "kind": kind})


def _open_book(version: Version, others: Iterable[Version]) -> IdBook:
    taken = {name for each in (version, *others) for name in list_ids(each)}
    closings = {closing_id(clause.id) for _, clause in version.walk_clauses() if clause.closing is not None}
    return IdBook(taken | closings)


def _section_of(version: Version, path: tuple[str | int, ...]) -> str:
    """Give the id of the section that a path is in, short enough to begin the id of a clause."""
    depth = max(at for at, step in enumerate(path) if step == "sections")
    section = _item_at(version, path[: depth + 2])
    return section.id[:_LONGEST].rstrip(".-_") if isinstance(section, Section) else "clause"


def _item_at(version: Version, path: tuple[str | int, ...]) -> Version | Section | Clause:
    item: Version | Section | Clause = version
    for key, position in zip(path[::2], path[1::2], strict=True):
        item = getattr(item, str(key))[position]
    return item


def _plain(text: str) -> str:
    return plain_text(parse_text(text).inlines)
