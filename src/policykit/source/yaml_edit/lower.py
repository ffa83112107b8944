"""An edit becomes steps: who is meant, whether it is as its author saw it, and what is put, taken and moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from policykit.model.edit import (
    Edit,
    EditField,
    EditFields,
    EditHeading,
    EditReading,
    EditSpot,
    EditText,
    InsertItem,
    JoinClauses,
    RelocateItem,
    RemoveItem,
    SplitClause,
    field_value,
    item_words,
)
from policykit.model.fingerprint import model_data
from policykit.model.policy import Clause, Path, Section, Version
from policykit.source.yaml_edit.faults import ConflictError, refuse_edit
from policykit.source.yaml_edit.parts import divide_fields, unite_fields
from policykit.source.yaml_edit.steps import PutField, PutItem, ShiftItem, Step, TakeItem

Item = Clause | Section
_KEPT = {
    Clause: frozenset({"id", "text", "clauses"}),
    Section: frozenset({"id", "heading", "clauses", "sections"}),
    Version: frozenset({"format", "version", "sections"}),
}
"""What no `EditField` changes: it has an edit of its own, or is the identity of what it belongs to."""


def lower_edit(version: Version, edit: Edit) -> tuple[Step, ...]:
    """Give the steps of an edit; none where it changes nothing.

    Ids and kinds are given (`None` is for `name_edit` to fill). Raises ConflictError where what is touched is not as
    the author saw it, and PolicykitError (`edit-impossible`) for what cannot be.
    """
    return _LOWER[type(edit)](version, edit)


def find_item(version: Version, id: str) -> tuple[Path, Item]:
    """Give the section or clause of an id, with its path. Raises PolicykitError where there is none, or two."""
    found = [(path, item) for path, item in _walk(version) if item.id == id]
    if len(found) > 1:
        raise refuse_edit(f"the id `{id}` is used twice", "give one of the two another id in the file first")
    if not found:
        raise refuse_edit(f"there is no clause or section `{id}`", "it may have been removed elsewhere")
    return found[0]


def _walk(version: Version) -> Iterator[tuple[Path, Item]]:
    yield from version.walk_sections()
    yield from version.walk_clauses()


def _find(version: Version, id: str, kind: type[Any], what: str, was: str | None) -> tuple[Path, Any]:
    try:
        path, item = find_item(version, id)
    except Exception:
        if was is not None and all(item.id != id for _, item in _walk(version)):
            raise ConflictError(id, was, None) from None
        raise
    if not isinstance(item, kind):
        raise refuse_edit(f"`{id}` is not a {what}")
    return path, item


def _edit_text(version: Version, edit: EditText) -> tuple[Step, ...]:
    path, clause = _find(version, edit.id, Clause, "clause", edit.was)
    _compare(edit.id, edit.was, clause.text)
    if (edit.words or None) == clause.text:
        return ()
    spare = clause.table is not None or clause.picture is not None or clause.model is not None
    return (PutField(path, "text", (edit.words or None) if spare else edit.words),)


def _edit_heading(version: Version, edit: EditHeading) -> tuple[Step, ...]:
    path, section = _find(version, edit.id, Section, "section", edit.was)
    _compare(edit.id, edit.was or None, section.heading)
    return () if (edit.words or None) == section.heading else (PutField(path, "heading", edit.words or None),)


def _edit_field(version: Version, edit: EditField) -> tuple[Step, ...]:
    path, item = ((), version) if not edit.id else find_item(version, edit.id)
    kept = _KEPT[type(item)]
    known = [info.alias or name for name, info in type(item).model_fields.items()]
    if edit.key not in known or edit.key in kept:
        raise refuse_edit(
            f"`{edit.key}` is no field that can be set", f"one of: {', '.join(k for k in known if k not in kept)}"
        )
    now = field_value(item, edit.key)
    if edit.value == now:
        return ()
    if edit.was != now:
        raise ConflictError(edit.id, edit.was, now, edit.key)
    return (PutField(path, edit.key, edit.value),)


def _edit_fields(version: Version, edit: EditFields) -> tuple[Step, ...]:
    path, clause = find_item(version, edit.id)
    if not isinstance(clause, Clause):
        raise refuse_edit(f"`{edit.id}` is not a clause", "only a clause has several fields changed at once")
    steps: list[Step] = []
    for key, value in edit.values.items():
        field = EditField(id=edit.id, key=key, was=edit.was.get(key), value=value)
        if key == "text":
            _compare(edit.id, cast("str | None", edit.was.get(key)), clause.text)
            steps += [PutField(path, key, value or None)] if (value or None) != clause.text else []
        else:
            steps += _edit_field(version, field)
    return tuple(steps)


def _edit_reading(version: Version, edit: EditReading) -> tuple[Step, ...]:
    path, clause = find_item(version, edit.id)
    rules = clause.rules if isinstance(clause, Clause) else ()
    at = next((at for at, rule in enumerate(rules) if rule.id == edit.rule), None)
    if at is None:
        raise refuse_edit(f"`{edit.id}` has no rule `{edit.rule}`", "it may have been removed elsewhere")
    now = rules[at].reading
    if now == edit.reading:
        return ()
    if now.status is not edit.was:
        raise ConflictError(edit.id, edit.was.value, now.status.value)
    return (PutField((*path, "rules", at), "reading", model_data(edit.reading)),)


def _insert(version: Version, edit: InsertItem) -> tuple[Step, ...]:
    assert edit.id is not None, "its id has been given"
    path, position = _find_spot(version, edit.spot, edit.part)
    data: dict[str, Any] = {"id": edit.id}
    if edit.part == "clause":
        data |= {"kind": edit.kind, "text": edit.words}
    elif edit.words:
        data["heading"] = edit.words
    return (PutItem(path, position, data),)


def _remove(version: Version, edit: RemoveItem) -> tuple[Step, ...]:
    path, item = _find(version, edit.id, object, "part", edit.was)
    _compare(edit.id, edit.was, item_words(item))
    return (TakeItem(path[:-1], int(path[-1])),)


def _relocate(version: Version, edit: RelocateItem) -> tuple[Step, ...]:
    path, item = find_item(version, edit.id)
    part = "clause" if isinstance(item, Clause) else "section"
    if edit.spot.id == edit.id:
        raise refuse_edit("nothing can be moved beside or into itself")
    to, position = _find_spot(version, edit.spot, part)
    if to[: len(path)] == path:
        raise refuse_edit("nothing can be moved into what is in it")
    source, at = path[:-1], int(path[-1])
    if to == source:
        position -= position > at
        if position == at:
            return ()
    return (ShiftItem(source, at, _after_taking(to, path), position, cast("dict[str, Any]", model_data(item))),)


def _after_taking(path: Path, taken: Path) -> Path:
    """Give the path that something has once the item at `taken` has left its list."""
    depth = len(taken) - 1
    if len(path) > depth and path[:depth] == taken[:-1] and int(path[depth]) > int(taken[-1]):
        return (*path[:depth], int(path[depth]) - 1, *path[depth + 1 :])
    return path


def _find_spot(version: Version, spot: EditSpot, part: str) -> tuple[Path, int]:
    """Give the list and the position in it that a spot means for a clause or a section."""
    key = f"{part}s"
    if spot.where in ("first", "last"):
        path: Path = ()
        owner: Version | Item = version
        if spot.id:
            path, owner = find_item(version, spot.id)
        if key == "sections" and isinstance(owner, Clause):
            raise refuse_edit("a section cannot be in a clause")
        if key == "clauses" and isinstance(owner, Version):
            raise refuse_edit("a clause is in a section")
        items = owner.clauses if key == "clauses" and not isinstance(owner, Version) else None
        count = len(items if items is not None else getattr(owner, "sections", ()))
        return (*path, key), 0 if spot.where == "first" else count
    path, _ = find_item(version, spot.id)
    if path[-2] != key:
        raise refuse_edit(f"`{spot.id}` is not a {part}, beside which a {part} can be")
    return path[:-1], int(path[-1]) + (spot.where == "after")


def _split(version: Version, edit: SplitClause) -> tuple[Step, ...]:
    assert edit.new is not None, "its id has been given"
    path, clause = _find(version, edit.id, Clause, "clause", edit.was)
    _compare(edit.id, edit.was, clause.text)
    if clause.model is not None:
        raise refuse_edit("the words of this clause are those of a model, and cannot be divided")
    own, other = divide_fields(clause, edit.first, edit.second)
    listed, position = path[:-1], int(path[-1]) + 1
    new = (*listed, position)
    data = {"id": edit.new, "kind": edit.kind or clause.kind, **other, "text": edit.second}
    closing = data.pop("closing", None)
    moved = [
        ShiftItem((*path, "clauses"), 0, (*new, "clauses"), at, cast("dict[str, Any]", model_data(child)))
        for at, child in enumerate(clause.clauses)
    ]
    steps: list[Step] = [PutField(path, key, value) for key, value in own.items()]
    steps += [PutItem(listed, position, data), *moved]
    return (*steps, *([PutField(new, "closing", closing)] if closing else []))


def _join(version: Version, edit: JoinClauses) -> tuple[Step, ...]:
    path, first = _find(version, edit.id, Clause, "clause", edit.was)
    beside, second = _find(version, edit.other, Clause, "clause", edit.was_other)
    _compare(edit.id, edit.was, first.text or "")
    _compare(edit.other, edit.was_other, second.text or "")
    if beside != (*path[:-1], int(path[-1]) + 1):
        raise refuse_edit("only clauses that follow each other can be made one", "move one of them first")
    fields = unite_fields(first, second)
    moved = [
        ShiftItem((*beside, "clauses"), 0, (*path, "clauses"), at, cast("dict[str, Any]", model_data(child)))
        for at, child in enumerate(second.clauses)
    ]
    closing = fields.pop("closing", None)
    steps: list[Step] = [PutField(path, "text", edit.words or None)]
    steps += [PutField(path, key, value) for key, value in fields.items()]
    steps += [*moved, *([PutField(path, "closing", closing)] if closing else [])]
    return (*steps, TakeItem(beside[:-1], int(beside[-1])))


def _compare(id: str, was: str | None, now: str | None) -> None:
    if was != now:
        raise ConflictError(id, was, now)


_LOWER: dict[type[Any], Callable[[Version, Any], tuple[Step, ...]]] = {
    EditText: _edit_text,
    EditHeading: _edit_heading,
    EditField: _edit_field,
    EditFields: _edit_fields,
    EditReading: _edit_reading,
    InsertItem: _insert,
    RemoveItem: _remove,
    RelocateItem: _relocate,
    SplitClause: _split,
    JoinClauses: _join,
}
