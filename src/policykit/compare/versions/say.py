"""What became of a clause or heading, in one plain sentence that names each change once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policykit.compare.versions.changes import FieldChange, Row
from policykit.compare.words.diff import Segment
from policykit.compare.words.force import ForceChange, find_markers
from policykit.compare.words.languages import find_vocabulary
from policykit.compare.words.places import LONGEST_LINE, name_places
from policykit.compare.words.proof.plain import drop_unseen
from policykit.model.force.languages import say_unexamined
from policykit.model.policy import BINDING_KINDS

_WORD = re.compile(r"\w+")


def say_row(row: Row) -> str:
    """Give the change in one plain sentence."""
    if row.kind == "unchanged":
        return ""
    parts = [_say_kind(row)]
    if row.kind not in ("added", "removed"):
        parts += [field.line for field in row.fields if field.weight == "normative" and not _is_said(field, row)]
        parts += [field.line for field in row.fields if field.field == "lead_in" and field.weight != "normative"]
        parts += [row.table.line] if row.table else []
        parts += [field.line for field in row.fields if field.kind == "picture" and row.words]
        parts += [row.words_line] if row.words_line else ["only a name changed, as it did throughout"] * row.renamed
        if len(parts) == 1 and not row.words:
            parts += list(dict.fromkeys(field.line for field in row.fields if field.kind != "name"))
    else:
        parts += ["with a table"] if row.table else []
        parts += [field.line for field in row.fields if field.kind == "picture"]
        parts += [say_unexamined(row.unexamined)] if row.unexamined else []
    line = "; ".join(part for part in parts if part)
    return line[:1].upper() + line[1:]


def _is_said(field: FieldChange, row: Row) -> bool:
    """Say whether the words themselves have told what a declared kind or a rule says again."""
    if field.field == "kind":
        return any(change.kind == "modal" for change in row.force)
    return field.kind == "rules" and bool(row.force)


def say_words(
    segments: Sequence[Segment], force: Sequence[ForceChange], unexamined: str = "", *, apart: bool = False
) -> str:
    """Give what changed in words, place by place; `unexamined` is their language where it is not known.

    Of words that were rewritten (`apart`) only the changes of force are named where all places would be too many.
    """
    before, after = ("".join(s.text for s in segments if s.op != op) for op in ("insert", "delete"))
    if before == after:
        return ""
    if drop_unseen(before).split() == drop_unseen(after).split():
        return "only spaces or invisible characters"
    if _WORD.findall(before.casefold()) == _WORD.findall(after.casefold()):
        return "punctuation or capital letters only"
    told = name_places(segments, force)
    if apart and len(told.split()) > LONGEST_LINE // 2:
        told = "; ".join(("rewritten: read both", *(change.line for change in force)))
    return f"{told}; {say_unexamined(unexamined)}" if unexamined else told


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
    if kind in BINDING_KINDS or find_vocabulary(row.place.language) is None:
        return str(kind or "clause")
    markers = find_markers(row.place.text, language=row.place.language)
    forces = list(dict.fromkeys(marker.force for marker in markers if marker.force))
    return " and ".join(forces) or str(kind or "clause")
