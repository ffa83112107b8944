"""Every field of the schema and the one kind of change that it belongs to; and what is said when it differs.

The table is complete: a field that a later format adds has to be entered here before anything is compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from policykit.compare.versions.changes import FieldChange, FieldKind, Weight
from policykit.errors import with_article
from policykit.model.picture import Picture
from policykit.model.policy import Citation, Clause, Note, Numbering, Section, Version
from policykit.model.rule import NumberDecision, Reading, Rule, WordsDecision, YesNoDecision
from policykit.model.table import MergedCell, Table

FIELDS: dict[type[BaseModel], dict[str, FieldKind]] = {
    Version: {
        "format": "front",
        "title": "front",
        "subtitle": "front",
        "kind": "front",
        "version": "front",
        "language": "front",
        "parallel": "front",
        "policy_number": "front",
        "owner": "front",
        "committee": "front",
        "applies_to": "force",
        "numbering": "numbering",
        "legislation": "front",
        "related": "front",
        "template_source": "origin",
        "notes": "notes",
        "sections": "structure",
    },
    Section: {
        "id": "name",
        "heading": "words",
        "number": "numbering",
        "appendix": "numbering",
        "numbering": "numbering",
        "language": "subject",
        "applies_to": "force",
        "notes": "notes",
        "clauses": "structure",
        "sections": "structure",
    },
    Clause: {
        "id": "name",
        "kind": "force",
        "topic": "subject",
        "also_topics": "subject",
        "text": "words",
        "term": "words",
        "table": "table",
        "picture": "picture",
        "model": "origin",
        "with_": "origin",
        "number": "numbering",
        "numbering": "numbering",
        "language": "subject",
        "notes": "notes",
        "rules": "rules",
        "no_rule": "rules",
        "clauses": "structure",
        "footnotes": "structure",
        "closing": "structure",
    },
    Table: {"caption": "table", "columns": "table", "rows": "table", "row_headers": "table"},
    Picture: {"file": "picture", "alt": "picture", "caption": "picture"},
    MergedCell: {"text": "table", "columns": "table", "rows": "table"},
    Numbering: {
        "sections": "numbering",
        "clauses": "numbering",
        "lists": "numbering",
        "sections_as": "numbering",
        "clauses_as": "numbering",
        "lists_as": "numbering",
        "appendices": "numbering",
        "appendices_as": "numbering",
        "sections_run_on": "numbering",
        "clauses_run_on": "numbering",
    },
    Note: {"kind": "notes", "text": "notes", "quote": "notes"},
    Citation: {"as_written": "front", "title": "front", "uri": "front", "note": "front"},
    Rule: {
        "id": "rules",
        "modality": "rules",
        "bearer": "rules",
        "record": "rules",
        "when": "rules",
        "unless": "rules",
        "require": "rules",
        "forbid": "rules",
        "permit": "rules",
        "rests_on": "rules",
        "yields": "rules",
        "notwithstanding": "rules",
        "decisions": "rules",
        "reading": "rules",
    },
    Reading: {
        "by": "rules",
        "date": "rules",
        "status": "rules",
        "authority": "rules",
        "note": "rules",
        "interpretation": "rules",
    },
    YesNoDecision: {"question": "rules", "type": "rules"},
    NumberDecision: {"question": "rules", "type": "rules", "unit": "rules", "minimum": "rules", "maximum": "rules"},
    WordsDecision: {"question": "rules", "type": "rules", "of": "rules"},
}
"""The kind of change of each field of each class that a version file can hold."""

WEIGHTS: dict[FieldKind, Weight] = {
    "words": "editorial",  # where the words as read are the same: their spelling in the file only
    "structure": "wording",
    "table": "wording",
    "picture": "reach",
    "numbering": "wording",
    "force": "normative",
    "rules": "normative",
    "subject": "editorial",
    "notes": "editorial",
    "origin": "editorial",
    "name": "editorial",
    "front": "wording",
}
"""How much a change of each kind weighs, where nothing else says more."""

COMPARED_ELSEWHERE: frozenset[FieldKind] = frozenset({"structure", "table", "picture"})
"""The kinds that have a comparison of their own: alignment, and the comparison of tables and of pictures."""

_EDITORIAL_OF_RULES = frozenset({"rests_on", "reading"})
_PLAIN_NAMES = {
    "applies_to": "who it binds",
    "also_topics": "further topics",
    "with_": "the values put into the model clause",
    "no_rule": "why no rule rests on it",
    "kind": "the kind",
    "id": "the name",
    "numbering": "the style of numbering",
    "sections_as": "how section numbers are formatted",
    "policy_number": "the policy number",
    "template_source": "the template it was made from",
    "legislation": "the law referred to",
    "related": "policies to be read with this one",
}


_MANY = frozenset({"also_topics", "with_", "related", "notes", "columns", "rows"})
"""Fields of which a sentence speaks as of several."""


def compare_fields(old: BaseModel, new: BaseModel, *, skip: frozenset[str] = frozenset()) -> Iterator[FieldChange]:
    """Give a change for every field that differs between two objects of one class; rules and notes one by one.

    Left out are the fields that are compared elsewhere, and those in `skip`.
    """
    for name, kind in FIELDS[type(old)].items():
        before, after = getattr(old, name), getattr(new, name)
        if before == after or kind in COMPARED_ELSEWHERE or name in skip:
            continue
        if name == "rules":
            yield from _compare_rules(before, after)
        elif name == "notes":
            yield from _compare_notes(before, after)
        else:
            yield describe_field(kind, name, before, after)


def describe_field(kind: FieldKind, name: str, old: Any, new: Any) -> FieldChange:
    """Give the change of one field with its sentence."""
    before, after = show_value(old), show_value(new)
    again = name == "applies_to" and sorted(old) == sorted(new)
    weight = "editorial" if again else WEIGHTS[kind]
    return FieldChange(kind, name.removesuffix("_"), before, after, weight, _say(kind, name, old, new))


def _say(kind: FieldKind, name: str, old: Any, new: Any) -> str:
    before, after = show_value(old), show_value(new)
    if name == "applies_to":
        return say_binding(old, new)
    if kind == "words":
        return "the wording is unchanged; only its spelling in the file differs"
    named = _PLAIN_NAMES.get(name, f"the {name.replace('_', ' ').strip()}")
    if name == "kind" and kind == "force":
        return f"{with_article(before)} became {with_article(after)}"
    if not before:
        return f"{named} {'are' if name in _MANY else 'is'} now given: “{after}”"
    if not after:
        past = "are no longer given; they were" if name in _MANY else "is no longer given; it was"
        return f"{named} {past} “{before}”"
    return f"{named} changed from “{before}” to “{after}”"


def say_binding(old: Sequence[str], new: Sequence[str]) -> str:
    """Give the sentence for a change of who is bound by a text."""
    come = [role for role in new if role not in old]
    gone = [role for role in old if role not in new]
    parts = []
    if come:
        parts.append(f"now also binds: {', '.join(come)}" if old else f"now binds only: {', '.join(come)}")
    if gone:
        parts.append(f"no longer binds: {', '.join(gone)}" if new else f"no longer names who it binds ({_list(gone)})")
    return "; ".join(parts) or "the same roles are listed in a different order"


def _list(words: Sequence[str]) -> str:
    return ", ".join(words)


def _compare_rules(old: Sequence[Rule], new: Sequence[Rule]) -> Iterator[FieldChange]:
    before, after = {rule.id: rule for rule in old}, {rule.id: rule for rule in new}
    for name, rule in before.items():
        if name not in after:
            yield _rule_change(show_value(rule), "", f"the machine-checkable rule `{name}` was removed")
    for name, rule in after.items():
        if name not in before:
            yield _rule_change("", show_value(rule), f"the machine-checkable rule `{name}` was added")
        elif before[name] != rule:
            yield _compare_rule(before[name], rule)
    if list(before) != list(after) and before == after:
        yield FieldChange("rules", "rules", "", "", "editorial", "the rules are in a different order")


def _compare_rule(old: Rule, new: Rule) -> FieldChange:
    names = [name for name in FIELDS[Rule] if getattr(old, name) != getattr(new, name)]
    shown = [name for name in names if name not in _EDITORIAL_OF_RULES]
    parts = [f"{name}: {_say_swap(getattr(old, name), getattr(new, name))}" for name in shown]
    line = f"the machine-checkable rule `{new.id}` changed, {'; '.join(parts)}"
    if not shown:
        line = f"what is recorded of the reading behind the rule `{new.id}` changed"
    weight: Weight = "normative" if shown else "editorial"
    return FieldChange("rules", "rules", show_value(old), show_value(new), weight, line)


def _rule_change(old: str, new: str, line: str) -> FieldChange:
    return FieldChange("rules", "rules", old, new, "normative", line)


def _compare_notes(old: Sequence[Note], new: Sequence[Note]) -> Iterator[FieldChange]:
    gone = [note for note in old if note not in new]
    come = [note for note in new if note not in old]
    for before, after in zip(gone, come, strict=False):
        yield _note_change(before.text, after.text, "an editors’ note changed")
    for note in gone[len(come) :]:
        yield _note_change(note.text, "", "an editors’ note was removed")
    for note in come[len(gone) :]:
        yield _note_change("", note.text, "an editors’ note was added")
    if not gone and not come:
        yield _note_change("", "", "the editors’ notes are in a different order")


def _note_change(old: str, new: str, line: str) -> FieldChange:
    return FieldChange("notes", "notes", old, new, "editorial", line)


def _say_swap(old: Any, new: Any) -> str:
    """Tell what became of a value; of a list, only the lines that differ."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        gone, come = tuple(item for item in old if item not in new), tuple(item for item in new if item not in old)
        old, new = (gone, come) if gone or come else (old, new)
    return f"{_show_side(old)} became {_show_side(new)}"


def _show_side(value: Any) -> str:
    return f"“{show_value(value)}”" if show_value(value) else "nothing"


def show_value(value: Any) -> str:
    """Give a value as a reader may see it: words as they are, lists with semicolons, objects as their YAML keys."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, BaseModel):
        data = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return "; ".join(f"{key}: {_show_plain(item)}" for key, item in data.items())
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {show_value(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(show_value(item) for item in value)
    return str(value)


def _show_plain(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
