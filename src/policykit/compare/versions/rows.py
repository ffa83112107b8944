"""One clause or heading, or several that belong together, become a row: the kind of change, its weight, its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policykit.compare.alignment.entries import Entry, read_unnumbered
from policykit.compare.alignment.units import Match
from policykit.compare.versions.changes import FieldChange, Row, RowKind, TableChange, Weight
from policykit.compare.versions.tables import compare_tables
from policykit.compare.words.diff import Segment, diff_words
from policykit.compare.words.force import compare_force, find_markers
from policykit.compare.words.languages import find_vocabulary
from policykit.compare.words.marks import tidy_words
from policykit.document.tree import ClauseNode, SectionNode, TableNode
from policykit.model.force.kinds import read_primary
from policykit.model.force.languages import say_unexamined
from policykit.model.policy import Clause

_QUOTED = re.compile("“[^”]*”")
_WORD = re.compile(r"\w+")
_BINDING = frozenset({"obligation", "prohibition", "permission", "recommendation"})


def describe_pair(old: Sequence[Entry], new: Sequence[Entry], match: Match, *, moved: bool, follows: bool) -> Row:
    """Give the row of what was paired. `follows`: the words differ only in what their references print."""
    before, after = " ".join(e.text for e in old), " ".join(e.text for e in new)
    differ = before != after
    diff = diff_words(before, after)
    table = _compare_tables(old, new)
    dress = not differ and len(old) == len(new) and _words_of(old[0]) != _words_of(new[0])
    kind = _name_kind(old, new, moved=moved, edited=not follows and (differ or table is not None or dress))
    heading = isinstance(new[0].node, SectionNode)
    asked = [" ".join(read_unnumbered(entry) for entry in side) for side in (old, new)]
    language, unknown = _find_language(old, new)
    binds = differ and not follows and not heading  # a heading binds nobody
    force = compare_force(*asked, language=language) if binds and not unknown else ()
    # A table holds data: fees, limits, who does what.
    weight: Weight = "normative" if force or table else "unexamined" if binds and unknown else "wording"
    row = Row(
        kind,
        weight,
        "heading" if heading else "clause",
        tuple(entry.place() for entry in old),
        tuple(entry.place() for entry in new),
        moved,
        diff.segments if differ else (),
        differ and diff.stands_apart,
        table,
        force,
        _note_dress() if dress else (),
        match.evidence,
        match.score,
        unexamined=unknown if binds else "",
    )
    return replace(row, line=say_row(row))


def _find_language(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[str, str]:
    """Give the language of what was paired, and what to say of it where its words of force are not known."""
    languages = list(dict.fromkeys(entry.node.language or "en" for entry in (*old, *new)))
    primary = {read_primary(language) for language in languages}
    known = len(primary) == 1 and find_vocabulary(languages[0]) is not None
    return languages[0], "" if known else " and ".join(languages)


def _note_dress() -> tuple[FieldChange, ...]:
    line = "emphasis, a link or a line break changed; the words did not"
    return (FieldChange("words", "text", "", "", "wording", line),)


def add_fields(row: Row, fields: Sequence[FieldChange]) -> Row:
    """Give the row with the changes of what stands beside its words, which may make it a heavier one."""
    if not fields:
        return row
    every = (*row.fields, *fields)
    told = [field for field in every if field.kind != "name"]
    if not told:
        return replace(row, fields=every)  # another id is data of the editors, and no change of the text
    weights = {field.weight for field in told}
    kind = row.kind
    if kind in ("unchanged", "renumbered"):
        kind = "renumbered" if all(field.kind == "numbering" for field in told) else "edited"
    weight: Weight = row.weight
    if "normative" in weights:
        weight = "normative"
    elif weights == {"editorial"} and not row.words and not row.table and not row.moved and kind == "edited":
        weight = "editorial"
    changed = replace(row, kind=kind, weight=weight, fields=every)
    return replace(changed, line=say_row(changed))


def describe_one_sided(kind: RowKind, entry: Entry) -> Row:
    """Give the row of what was added or removed (`kind`)."""
    node = entry.node
    clause = isinstance(node, ClauseNode)
    language, unknown = _find_language([entry], [])
    binding = isinstance(node, ClauseNode) and (
        node.kind in _BINDING
        or (not unknown and any(marker.kind == "modal" for marker in find_markers(entry.text, language=language)))
        or (isinstance(entry.source, Clause) and bool(entry.source.rules))
    )
    unexamined = unknown if clause and not binding else ""
    place = (entry.place(),)
    added = kind == "added"
    row = Row(
        kind,
        "normative" if binding else "unexamined" if unexamined else "wording",
        "clause" if clause else "heading",
        () if added else place,
        place if added else (),
        table=_one_table(node, added=added),
        unexamined=unexamined,
    )
    return replace(row, line=say_row(row))


def _one_table(node: object, *, added: bool) -> TableChange | None:
    table = node.table if isinstance(node, ClauseNode) else None
    return compare_tables(None, table) if added else compare_tables(table, None)


def _words_of(entry: Entry) -> object:
    node = entry.node
    return tidy_words(node.words if isinstance(node, ClauseNode) else node.heading)


def _name_kind(old: Sequence[Entry], new: Sequence[Entry], *, moved: bool, edited: bool) -> RowKind:
    if len(new) > 1:
        return "split"
    if len(old) > 1:
        return "merged"
    if moved:
        return "moved"
    if edited:
        return "edited"
    before, after = old[0].place(), new[0].place()
    # Where a heading has no number, citations quote it: another heading is no other number.
    sites = [(place.number, _QUOTED.sub("", place.citation), place.text) for place in (before, after)]
    return "unchanged" if sites[0] == sites[1] else "renumbered"


def _compare_tables(old: Sequence[Entry], new: Sequence[Entry]) -> TableChange | None:
    tables = [next((t for e in side if (t := _table(e)) is not None), None) for side in (old, new)]
    return compare_tables(*tables)


def _table(entry: Entry) -> TableNode | None:
    return entry.node.table if isinstance(entry.node, ClauseNode) else None


def say_row(row: Row) -> str:
    """Give the change in one plain sentence."""
    if row.kind == "unchanged":
        return ""
    parts = [_say_kind(row)]
    if row.kind not in ("added", "removed"):
        parts += [change.line for change in row.force]
        parts += [field.line for field in row.fields if field.weight == "normative" and not _is_said(field, row)]
        parts += [row.table.line] if row.table else []
        if (
            row.words
            and row.weight in ("wording", "unexamined")
            and row.part == "clause"
            and row.kind in ("edited", "moved")
        ):
            parts.append(_say_words(row))
        if len(parts) == 1 and not row.words:
            parts += list(dict.fromkeys(field.line for field in row.fields if field.kind != "name"))
    else:
        parts += ["with a table"] if row.table else []
        parts += [say_unexamined(row.unexamined)] if row.unexamined else []
    line = "; ".join(part for part in parts if part)
    return line[:1].upper() + line[1:]


def _is_said(field: FieldChange, row: Row) -> bool:
    """Say whether the words themselves have told what a declared kind or a rule says again."""
    if field.field == "kind":
        return any(change.kind == "modal" for change in row.force)
    return field.kind == "rules" and bool(row.force)


_UNSEEN = re.compile(r"[\u00ad\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069]+")
"""Soft hyphens, joiners and marks of direction."""


def _say_words(row: Row) -> str:
    before, after = ("".join(s.text for s in row.words if s.op != op) for op in ("insert", "delete"))
    if _UNSEEN.sub("", before).split() == _UNSEEN.sub("", after).split():
        return "only spaces or invisible characters"
    if _WORD.findall(before.casefold()) == _WORD.findall(after.casefold()):
        return "punctuation or capital letters only"
    if row.unexamined:
        told = "rewritten" if row.apart else _say_few(row.words) or "reworded"
        return f"{told}; {say_unexamined(row.unexamined)}"
    if row.apart:
        return "rewritten; no change to must, may, numbers or dates was found"
    return f"{_say_few(row.words) or 'reworded'}; no word of force changed"


_FEW, _SHORT = 2, 8
"""As many places, of as many words each, are told in the line; more are seen in the text."""


def _say_few(segments: Sequence[Segment]) -> str | None:
    """Give what became of the words where that is short to say: “published” became “published or shared”."""
    places: list[tuple[str, str]] = []
    for before, segment in zip((None, *segments), segments, strict=False):
        words = " ".join(segment.text.split())
        if segment.op == "delete":
            places.append((words, ""))
        elif segment.op == "insert" and before is not None and before.op == "delete":
            places[-1] = (places[-1][0], words)
        elif segment.op == "insert":
            places.append(("", words))
    if len(places) > _FEW or any(len(side.split()) > _SHORT for place in places for side in place):
        return None
    if not all(old or new for old, new in places):
        return None
    return "; ".join(_say_place(*place) for place in places)


def _say_place(old: str, new: str) -> str:
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{new}” was added" if new else f"“{old}” was removed"


def _say_kind(row: Row) -> str:
    old, new = (" and ".join(place.citation for place in side) for side in (row.old, row.new))
    match row.kind:
        case "added":
            return f"new {_say_what(row)}"
        case "removed":
            return f"{_say_what(row)} removed"
        case "moved":
            return f"moved from {old} to {new}" if old != new else f"moved; its number is {new} again"
        case "split":
            return f"split: {old} became {new}"
        case "merged":
            return f"merged: {old} became {new}"
        case "renumbered":
            return f"now {new}, was {old}" if old != new else _say_renumbered(row)
        case _:
            return "heading changed" if row.part == "heading" and row.words else ""


def _say_renumbered(row: Row) -> str:
    before, after = row.old[0].number, row.new[0].number
    if before != after:
        return f"now numbered {after or 'without a number'}, was {before or 'without a number'}"
    return "a reference in it follows a new number" if row.words else "another style of numbering"


def _say_what(row: Row) -> str:
    if row.part == "heading":
        return "heading"
    kind = row.place.kind
    if kind in _BINDING or find_vocabulary(row.place.language) is None:
        return str(kind or "clause")
    markers = find_markers(row.place.text, language=row.place.language)
    return next((marker.force for marker in markers if marker.force), str(kind or "clause"))
