"""Front matter: what is said of the document as a whole, on its cover and at its end."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.compare.alignment.entries import read_cell
from policykit.compare.versions.changes import FieldChange, FieldKind
from policykit.compare.versions.fields import compare_fields, describe_field
from policykit.document.tree import Block, Document

_NOT_CHANGES = frozenset({"version"})
"""The label is what tells two versions apart: it differs by its nature."""
_OF_THE_TEXT = frozenset({"title", "subtitle"})
"""The lines of the cover that the version itself holds, which are compared there."""

Fronts = tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]


def compare_front(old: Document, new: Document) -> Fronts:
    """Give the changes of the document as a whole, and apart from them what follows from register and label."""
    if old.edition is None or new.edition is None:
        details = list(_compare_imprints(old, new))
    else:
        details = list(compare_fields(old.edition.version, new.edition.version))
    lines = list(_compare_lines(dict(_list_lines(old)), dict(_list_lines(new))))
    beside = [field for field in details if field.field in _NOT_CHANGES]
    if old.imprint.status_line != new.imprint.status_line:
        beside.append(describe_field("front", "status", old.imprint.status_line, new.imprint.status_line))
    said = {line.field.casefold() for line in lines}
    follows = [*(field for field in beside if field.field not in said), *lines]
    return tuple(field for field in details if field.field not in _NOT_CHANGES), tuple(follows)


def _compare_imprints(old: Document, new: Document) -> Iterator[FieldChange]:
    for name in ("title", "subtitle", "kind", "version", "language", "applies_to"):
        before, after = getattr(old.imprint, name), getattr(new.imprint, name)
        if before != after:
            kind: FieldKind = "force" if name == "applies_to" else "front"
            yield describe_field(kind, name, before, after)
    if old.notes != new.notes:
        yield describe_field("notes", "notes", old.notes, new.notes)


def _list_lines(document: Document) -> Iterator[tuple[tuple[str, int], str]]:
    """Give what is on the cover and at the end, line by line; contents follow from the headings."""
    counts: dict[str, int] = {}
    for part in (*document.cover, *document.end):
        for label, words in _read_part(part):
            counts[label] = counts.get(label, 0) + 1
            yield (label, counts[label]), words


def _read_part(part: object) -> Iterator[tuple[str, str]]:
    if isinstance(part, Block):
        if part.table is not None:
            for row in part.table.rows:
                cells = [read_cell(cell) for cell in row]
                headed = part.table.row_headers and len(cells) > 1
                yield (cells[0], _join(cells[1:])) if headed else (part.role, _join(cells))
        return
    role, label, words = part.role, part.label, part.words  # type: ignore[attr-defined]
    if role not in _OF_THE_TEXT:
        yield label or role, read_cell(words)


def _join(cells: list[str]) -> str:
    return ", ".join(cell for cell in cells if cell)


def _compare_lines(old: dict[tuple[str, int], str], new: dict[tuple[str, int], str]) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, ""), new.get(key, "")
        if before != after:
            name = key[0].rstrip(":").replace("_", " ")
            name = f"{name[:1].upper()}{name[1:]}"
            if before and after:
                line = f"{name}: “{before}” became “{after}”"
            else:
                line = f"{name}: “{after}” is new" if after else f"{name}: “{before}” is no longer there"
            yield FieldChange("front", name, before, after, "editorial", line)
