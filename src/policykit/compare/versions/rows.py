"""One clause or heading, or several that belong together, become a row: the kind of change, its weight, its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policykit.compare.alignment.entries import Entry, Place, read_unnumbered
from policykit.compare.alignment.units import Match
from policykit.compare.versions.changes import (
    WEIGHTS_IN_ORDER,
    FieldChange,
    Row,
    RowKind,
    TableChange,
    Weight,
)
from policykit.compare.versions.pictures import compare_pictures
from policykit.compare.versions.renames import Rename
from policykit.compare.versions.say import say_row, say_words
from policykit.compare.versions.tables import compare_tables
from policykit.compare.words.diff import diff_words
from policykit.compare.words.force import ForceChange, compare_force, find_markers
from policykit.compare.words.languages import find_vocabulary
from policykit.compare.words.marks import tidy_words
from policykit.compare.words.proof.judge import judge_words
from policykit.compare.words.proof.plain import mask_idle
from policykit.document.tree import ClauseNode, SectionNode, TableNode
from policykit.model.force.kinds import read_primary
from policykit.model.policy import BINDING_KINDS, Clause
from policykit.wording.references import mask_typed_references

_QUOTED = re.compile("“[^”]*”")
_WORD = re.compile(r"\w+")
LEAD = 60
"""How many characters of the words before a list are quoted."""


def describe_pair(
    old: Sequence[Entry],
    new: Sequence[Entry],
    match: Match,
    *,
    moved: bool,
    follows: bool,
    renames: Sequence[Rename] = (),
) -> Row:
    """Give the row of what was paired.

    `follows`: the words differ only in what their references print. `renames`: the names that changed throughout.
    """
    before, after = " ".join(e.text for e in old), " ".join(e.text for e in new)
    diff = diff_words(before, after)
    table = _compare_tables(old, new)
    dress = before == after and len(old) == len(new) and _differ_in_dress(old[0], new[0])
    edited = not follows and (before != after or table is not None or dress)
    places = tuple(entry.place() for entry in old), tuple(entry.place() for entry in new)
    kind = _name_kind(*places, moved=moved, edited=edited)
    row = Row(
        kind,
        "normative" if table else "wording",  # a table holds data: fees, limits, who does what
        "heading" if isinstance(new[0].node, SectionNode) else "clause",
        *places,
        moved,
        diff.segments if before != after else (),
        before != after and diff.stands_apart,
        table,
        (),
        _note_dress() if dress else (),
        match.evidence,
        match.score,
    )
    if before != after and not follows:
        row = _judge_words(row, old, new, [rename for rename in renames if rename.apply(before) != before])
    return row if kind == "unchanged" else replace(row, line=say_row(row))


def _judge_words(row: Row, old: Sequence[Entry], new: Sequence[Entry], renames: Sequence[Rename]) -> Row:
    """Give the row with what the change of its words weighs, the changes of force in it, and its places named."""
    language, unknown = _find_language(old, new)
    asked = [mask_typed_references(" ".join(read_unnumbered(entry) for entry in side)) for side in (old, new)]
    segments = row.words
    if renames:
        words = ["".join(segment.text for segment in row.words if segment.op != op) for op in ("insert", "delete")]
        for rename in renames:
            asked[0], words[0] = rename.apply(asked[0]), rename.apply(words[0])
        segments = diff_words(*words).segments
    binds = row.part == "clause"  # a heading binds nobody
    weight: Weight = "unexamined" if binds else "reach"
    force: tuple[ForceChange, ...] = ()
    if not unknown:
        weight, force = _weigh_words(asked[0], asked[1], language, binds=binds)
    weights: list[Weight] = [row.weight, weight, *(rename.weight for rename in renames)]
    return replace(
        row,
        weight=min(weights, key=WEIGHTS_IN_ORDER.index),
        force=force,
        words_line=say_words(segments, force, unknown if binds else "", apart=row.apart),
        renamed=bool(renames) and all(segment.op == "equal" for segment in segments) and row.table is None,
        unexamined=unknown if binds and row.weight != "normative" else "",
    )


def _weigh_words(old: str, new: str, language: str, *, binds: bool) -> tuple[Weight, tuple[ForceChange, ...]]:
    """Give what a change of words weighs, and its changes of force: it counts until it is proved to be wording only."""
    if read_primary(language) == "en":
        judged = judge_words(old, new)
        old, new = mask_idle(old), mask_idle(new)
    else:
        judged = "wording" if _WORD.findall(old.casefold()) == _WORD.findall(new.casefold()) else "reach"
    if judged == "wording" or not binds:
        return judged if judged == "wording" else "reach", ()
    force = compare_force(old, new, language=language)
    return "normative" if force or judged == "asks" else "reach", force


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
    """Give the row with the changes of what is beside its words, which may make it a heavier one."""
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
    elif "reach" in weights and weight not in ("normative", "unexamined"):
        weight = "reach"
    elif "reach" in weights:
        weight = min(row.weight, "reach", key=WEIGHTS_IN_ORDER.index)
    elif weights == {"editorial"} and not row.words and not row.table and not row.moved and kind == "edited":
        weight = "editorial"
    changed = replace(row, kind=kind, weight=weight, fields=every)
    return replace(changed, line=say_row(changed))


def describe_lead(before: Entry | None, after: Entry | None) -> FieldChange:
    """Give the change of an item that now completes other words: it asks what those and it ask together."""
    old, new = (" ".join(entry.text.split()) if entry else "" for entry in (before, after))
    weight: Weight = "reach"
    if before and after and old != new:
        language, unknown = _find_language([before], [after])
        if not unknown and _weigh_words(old, new, language, binds=True)[0] == "normative":
            weight = "normative"
    if not new:
        line = f"no longer an item under “{_shorten(old)}”"
    elif not old:
        line = f"now an item under “{_shorten(new)}”"
    else:
        line = f"now under “{_shorten(new)}”, was under “{_shorten(old)}”"
    return FieldChange("structure", "lead_in", old, new, weight, line)


def _shorten(text: str) -> str:
    """Give the first words of a text."""
    return text if len(text) <= LEAD else f"{text[:LEAD].rpartition(' ')[0]} …"


def describe_one_sided(kind: RowKind, entry: Entry) -> Row:
    """Give the row of what was added or removed (`kind`)."""
    node = entry.node
    clause = isinstance(node, ClauseNode)
    language, unknown = _find_language([entry], [])
    binding = isinstance(node, ClauseNode) and (
        node.kind in BINDING_KINDS
        or (not unknown and any(marker.kind == "modal" for marker in find_markers(entry.text, language=language)))
        or (isinstance(entry.source, Clause) and bool(entry.source.rules))
    )
    unexamined = unknown if clause and not binding else ""
    place = (entry.place(),)
    added = kind == "added"
    row = Row(
        kind,
        "normative" if binding else "unexamined" if unexamined else "reach" if clause else "wording",
        "clause" if clause else "heading",
        () if added else place,
        place if added else (),
        table=_one_table(node, added=added),
        fields=_one_picture(node, added=added),
        unexamined=unexamined,
    )
    return replace(row, line=say_row(row))


def _one_table(node: object, *, added: bool) -> TableChange | None:
    table = node.table if isinstance(node, ClauseNode) else None
    return compare_tables(None, table) if added else compare_tables(table, None)


def _one_picture(node: object, *, added: bool) -> tuple[FieldChange, ...]:
    pictures = node.pictures if isinstance(node, ClauseNode) else ()
    return compare_pictures((), pictures) if added else compare_pictures(pictures, ())


def _differ_in_dress(old: Entry, new: Entry) -> bool:
    """Say whether words that read the same differ in emphasis, links or line breaks."""
    before, after = (e.node.words if isinstance(e.node, ClauseNode) else e.node.heading for e in (old, new))
    return before != after and tidy_words(before) != tidy_words(after)


def _name_kind(old: Sequence[Place], new: Sequence[Place], *, moved: bool, edited: bool) -> RowKind:
    if len(new) > 1:
        return "split"
    if len(old) > 1:
        return "merged"
    if moved:
        return "moved"
    if edited:
        return "edited"
    before, after = old[0], new[0]
    if (before.number, before.text) != (after.number, after.text):
        return "renumbered"
    # Where a heading has no number, citations quote it: another heading is no other number.
    same = before.citation == after.citation or _QUOTED.sub("", before.citation) == _QUOTED.sub("", after.citation)
    return "unchanged" if same else "renumbered"


def _compare_tables(old: Sequence[Entry], new: Sequence[Entry]) -> TableChange | None:
    tables = [next((t for e in side if (t := _table(e)) is not None), None) for side in (old, new)]
    return compare_tables(*tables)


def _table(entry: Entry) -> TableNode | None:
    return entry.node.table if isinstance(entry.node, ClauseNode) else None
