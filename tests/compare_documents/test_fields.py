"""Every field of the schema is compared, and belongs to one kind of change."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from tests.compare_documents.cases import LIBRARY, compile_case, make_policy
from tests.render.furnished import read_pictures

from policykit.compare.versions.changes import Changes
from policykit.compare.versions.compare import compare_versions
from policykit.compare.versions.fields import FIELDS
from policykit.edition.edition import find_edition
from policykit.model.policy import Version

Path = tuple[str | int, ...]


def list_models(kind: Any) -> Iterator[type[BaseModel]]:
    """Give every class of the schema that a type can hold."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    elif get_origin(kind) is not Literal:
        for inner in get_args(kind):
            yield from list_models(inner)


def reach_models() -> set[type[BaseModel]]:
    """Give every class that a version file can hold, as the schema itself tells."""
    found: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [Version]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [inner for field in model.model_fields.values() for inner in list_models(field.annotation)]
    return found


def test_every_field_of_every_class_has_its_kind() -> None:
    assert {model.__name__: list(model.model_fields) for model in sorted(reach_models(), key=str)} == {
        model.__name__: list(fields) for model, fields in sorted(FIELDS.items(), key=lambda item: str(item[0]))
    }


RULE = {
    "id": "a.rule",
    "modality": "may",
    "bearer": ["officer"],
    "record": "post",
    "when": "is_post",
    "permit": "is_shared",
    "rests_on": ["may share"],
    "notwithstanding": ["b.rule"],
    "decisions": {
        "a_choice": {"type": "yes_no", "question": "Which?"},
        "limit_days": {"type": "number", "question": "How many?", "unit": "days", "minimum": 1, "maximum": 9},
        "posters": {"type": "words", "question": "Whose?", "of": "role"},
    },
    "reading": {"by": "a clerk", "date": "2026-01-02", "status": "draft", "note": "n", "interpretation": "corrected"},
}
_BOTH = [{"text": "Both", "columns": 2}]
_ROWS = [["Hall", "£5"], ["Room", "£3"], _BOTH]
BASE: dict[str, Any] = {
    "format": 1,
    "title": "Notices",
    "kind": "policy",
    "version": "1",
    "numbering": {"sections": "decimal", "sections_as": "#.", "clauses": "legal", "clauses_as": "#"},
    "legislation": [{"as_written": "the Act"}],
    "sections": [
        {
            "id": "a",
            "heading": "Boards",
            "clauses": [
                {"id": "a.one", "kind": "obligation", "text": "Officers may share posts.", "rules": [RULE]},
                {"id": "a.two", "kind": "definition", "term": "Post", "text": "a message[^n]",
                 "footnotes": {"n": "Any."}},
                {
                    "id": "a.three",
                    "kind": "statement",
                    "table": {"caption": "Fees", "columns": ["Use", "Fee"], "rows": _ROWS},
                    "notes": [{"kind": "drafting", "text": "A note.", "quote": "Hall"}],
                },
                {"id": "a.four", "kind": "statement", "text": "A list:", "clauses": [
                    {"id": "a.four.x", "kind": "statement", "text": "first"},
                    {"id": "a.four.y", "kind": "statement", "text": "second"},
                ]},
                {"id": "a.five", "kind": "statement", "model": "m/words", "text": "Words.", "with": {"who": "us"}},
                {"id": "a.six", "kind": "statement", "text": "The site:", "picture": {
                    "file": "plan.png", "alt": "The gate is in the west.", "caption": "The site"}},
            ],
            "sections": [{"id": "a.sub", "heading": "Below", "clauses": []}],
        },
        {"id": "b", "heading": "Doors", "clauses": [{"id": "b.one", "kind": "statement", "text": "Closed at six."}]},
    ],
}  # fmt: skip
ONE, TWO, THREE, FOUR = (("sections", 0, "clauses", k) for k in range(4))
PLAN = ("sections", 0, "clauses", 5, "picture")
THE_RULE = (*ONE, "rules", 0)
DAYS, CHOICE, ROLES = ((*THE_RULE, "decisions", name) for name in ("limit_days", "a_choice", "posters"))

EDITS: dict[str, tuple[Path, Any]] = {
    "Version.title": (("title",), "Boards"),
    "Version.subtitle": (("subtitle",), "(new)"),
    "Version.kind": (("kind",), "protocol"),
    "Version.version": (("version",), "2"),
    "Version.language": (("language",), "cy"),
    "Version.parallel": (("parallel",), "hysbysiadau@1"),
    "Version.policy_number": (("policy_number",), "P7"),
    "Version.owner": (("owner",), "The clerk"),
    "Version.committee": (("committee",), "fap"),
    "Version.applies_to": (("applies_to",), ["officer"]),
    "Version.numbering": (("numbering", "lists"), "roman"),
    "Version.legislation": (("legislation",), []),
    "Version.related": (("related",), ["The code"]),
    "Version.template_source": (("template_source",), "NALC"),
    "Version.notes": (("notes",), [{"kind": "source", "text": "From a PDF."}]),
    "Version.sections": (("sections", 1), None),
    "Section.id": (("sections", 1, "id"), "doors"),
    "Section.heading": (("sections", 1, "heading"), "Doors and gates"),
    "Section.number": (("sections", 1, "number"), "2A"),
    "Section.appendix": (("sections", 1, "appendix"), True),
    "Section.language": (("sections", 1, "language"), "cy"),
    "Clause.language": (("sections", 1, "clauses", 0, "language"), "cy"),
    "Section.numbering": (("sections", 0, "numbering"), {"lists": "roman"}),
    "Section.applies_to": (("sections", 1, "applies_to"), ["officer"]),
    "Section.notes": (("sections", 1, "notes"), [{"kind": "drafting", "text": "A note."}]),
    "Section.clauses": (("sections", 1, "clauses", 0), None),
    "Section.sections": (("sections", 0, "sections", 0), None),
    "Clause.id": ((*TWO, "id"), "a.deux"),
    "Clause.kind": ((*ONE, "kind"), "permission"),
    "Clause.topic": ((*ONE, "topic"), "messaging"),
    "Clause.also_topics": ((*ONE, "also_topics"), ["messaging"]),
    "Clause.text": ((*FOUR, "text"), "A longer list:"),
    "Clause.term": ((*TWO, "term"), "Message"),
    "Clause.table": ((*THREE, "table", "rows", 0, 1), "£6"),
    "Clause.model": (("sections", 0, "clauses", 4, "model"), "m/other"),
    "Clause.with_": (("sections", 0, "clauses", 4, "with", "who"), "them"),
    "Clause.number": ((*FOUR, "number"), "Z."),
    "Clause.closing": ((*FOUR, "closing"), "and nothing else."),
    "Clause.footnotes": ((*TWO, "footnotes", "n"), "Every one."),
    "Clause.numbering": ((*FOUR, "numbering"), {"lists": "roman"}),
    "Clause.notes": ((*ONE, "notes"), [{"kind": "drafting", "text": "A note."}]),
    "Clause.rules": ((*ONE, "rules"), None),
    "Clause.no_rule": ((*FOUR, "no_rule"), "statement"),
    "Clause.clauses": ((*FOUR, "clauses", 1), None),
    "Clause.picture": ((*THREE, "picture"), {"file": "plan.png", "alt": "A plan."}),
    "Picture.file": ((*PLAN, "file"), "other.png"),
    "Picture.alt": ((*PLAN, "alt"), "The gate is in the east."),
    "Picture.caption": ((*PLAN, "caption"), "The halls"),
    "Table.caption": ((*THREE, "table", "caption"), "Prices"),
    "Table.columns": ((*THREE, "table", "columns", 1), "Price"),
    "Table.rows": ((*THREE, "table", "rows"), []),
    "Table.row_headers": ((*THREE, "table", "row_headers"), True),
    "MergedCell.text": ((*THREE, "table", "rows", 2, 0, "text"), "All"),
    "MergedCell.columns": ((*THREE, "table", "rows", 2), [{"text": "Both", "columns": 1}, ""]),
    "MergedCell.rows": ((*THREE, "table", "rows"), [["Hall", {"text": "£5", "rows": 2}], ["Room"], _BOTH]),
    "Numbering.sections": (("numbering", "sections"), "alpha"),
    "Numbering.clauses": (("numbering", "clauses"), "alpha"),
    "Numbering.lists": (("numbering", "lists"), "alpha"),
    "Numbering.sections_as": (("numbering", "sections_as"), "(#)"),
    "Numbering.clauses_as": (("numbering", "clauses_as"), "(#)"),
    "Numbering.lists_as": (("numbering", "lists_as"), "(#)"),
    "Numbering.appendices": (("numbering", "appendices"), "roman"),
    "Numbering.appendices_as": (("numbering", "appendices_as"), "Schedule #"),
    "Numbering.sections_run_on": (("numbering", "sections_run_on"), True),
    "Numbering.clauses_run_on": (("numbering", "clauses_run_on"), True),
    "Note.kind": ((*THREE, "notes", 0, "kind"), "source"),
    "Note.text": ((*THREE, "notes", 0, "text"), "Another."),
    "Note.quote": ((*THREE, "notes", 0, "quote"), "£5"),
    "Citation.as_written": (("legislation", 0, "as_written"), "that Act"),
    "Citation.title": (("legislation", 0, "title"), "Notices Act 1990"),
    "Citation.uri": (("legislation", 0, "uri"), "http://www.legislation.gov.uk/id/ukpga/1990/1"),
    "Citation.note": (("legislation", 0, "note"), "no year"),
    "Rule.id": ((*THE_RULE, "id"), "a.other"),
    "Rule.modality": (THE_RULE, {**{k: v for k, v in RULE.items() if k not in ("permit", "notwithstanding")},
                                 "modality": "must", "require": "is_shared"}),
    "Rule.bearer": ((*THE_RULE, "bearer"), ["councillor"]),
    "Rule.record": ((*THE_RULE, "record"), "account"),
    "Rule.when": ((*THE_RULE, "when"), "is_reshare"),
    "Rule.unless": ((*THE_RULE, "unless"), "is_private"),
    "Rule.require": (THE_RULE, {**{k: v for k, v in RULE.items() if k not in ("permit", "notwithstanding")},
                                "modality": "should", "require": "is_shared"}),
    "Rule.forbid": (THE_RULE, {**{k: v for k, v in RULE.items() if k not in ("permit", "notwithstanding")},
                               "modality": "must_not", "forbid": "is_shared"}),
    "Rule.permit": ((*THE_RULE, "permit"), "is_liked"),
    "Rule.rests_on": ((*THE_RULE, "rests_on"), ["may share posts"]),
    "Rule.yields": (THE_RULE, {**{k: v for k, v in RULE.items() if k != "notwithstanding"}, "yields": True}),
    "Rule.notwithstanding": ((*THE_RULE, "notwithstanding"), ["c.rule"]),
    "Rule.decisions": ((*THE_RULE, "decisions"), {}),
    "Rule.reading": ((*THE_RULE, "reading"), {"by": "two clerks", "date": "2026-01-02", "status": "draft"}),
    "Reading.by": ((*THE_RULE, "reading", "by"), "two clerks"),
    "Reading.date": ((*THE_RULE, "reading", "date"), "2026-01-03"),
    "Reading.status": ((*THE_RULE, "reading", "status"), "confirmed"),
    "Reading.authority": ((*THE_RULE, "reading"),
                          {"by": "two clerks", "date": "2026-01-03", "status": "confirmed", "authority": "the Clerk"}),
    "Reading.note": ((*THE_RULE, "reading", "note"), "m"),
    "Reading.interpretation": ((*THE_RULE, "reading", "interpretation"), "literal"),
    "YesNoDecision.question": ((*CHOICE, "question"), "Which one?"),
    "YesNoDecision.type": (CHOICE, {"type": "words", "question": "Which?", "of": "role"}),
    "NumberDecision.question": ((*DAYS, "question"), "How many days?"),
    "NumberDecision.type": (DAYS, {"type": "yes_no", "question": "How many?"}),
    "NumberDecision.unit": ((*DAYS, "unit"), "weeks"),
    "NumberDecision.minimum": ((*DAYS, "minimum"), 2),
    "NumberDecision.maximum": ((*DAYS, "maximum"), 8),
    "WordsDecision.question": ((*ROLES, "question"), "Whose then?"),
    "WordsDecision.type": (ROLES, {"type": "yes_no", "question": "Whose?"}),
    "WordsDecision.of": ((*ROLES, "of"), "member"),
}  # fmt: skip
"""For each field an edit that changes it: where, and to what (None takes it away)."""
ALONE = {"Version.format"}
"""Fields with one possible value."""


def test_every_field_has_an_edit() -> None:
    fields = {f"{model.__name__}.{name}" for model in reach_models() for name in model.model_fields}
    assert fields - set(EDITS) == ALONE
    assert set(EDITS) <= fields


@pytest.mark.parametrize("name", EDITS)
def test_a_change_of_each_field_is_one_change_of_its_kind(name: str) -> None:
    old, new = Version.model_validate(BASE), Version.model_validate(edit(*EDITS[name]))
    assert old != new
    assert find_kinds(compile_case(old, new, pictures=read_pictures()).changes) == {find_kind(name)}


def edit(path: Path, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(BASE)
    node: Any = data
    for step in path[:-1]:
        node = node.setdefault(step, {}) if isinstance(node, dict) else node[step]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return data


def find_kind(name: str) -> str:
    model, _, field = name.partition(".")
    if name == "Clause.footnotes":
        return "words"  # a note has words of its own, which are compared as those of a clause
    (fields,) = [fields for owner, fields in FIELDS.items() if owner.__name__ == model]
    return fields[field]


def find_kinds(changes: Changes) -> set[str]:
    """Give the kinds of change that were found; numbers that follow from elsewhere are none."""
    kinds: set[str] = {field.kind for field in changes.details}
    kinds |= {field.kind for field in changes.follows if field.field.casefold() == "version"}
    for row in changes.rows:
        kinds |= {field.kind for field in row.fields}
        kinds |= {"words"} if row.words and row.kind != "renumbered" else set()
        kinds |= {"table"} if row.table and row.old and row.new else set()
        kinds |= {"structure"} if row.kind in ("added", "removed", "moved", "split", "merged") else set()
    return kinds


def test_a_label_alone_counts_as_no_change() -> None:
    old, new = Version.model_validate(BASE), Version.model_validate({**BASE, "version": "2"})
    changes = compile_case(old, new).changes
    assert (changes.count, changes.is_empty) == (0, False)
    edition = find_edition(LIBRARY, make_policy(old), "1")
    assert edition.version == old
    assert compare_versions(edition, find_edition(LIBRARY, make_policy(old), "1")).is_empty


def test_what_stands_beside_the_words_is_compared_also_after_the_closing_words_of_a_list() -> None:
    listed = {"id": "a", "kind": "statement", "text": "These:", "closing": "and no others.", "clauses": [
        {"id": "a.one", "kind": "statement", "text": "One thing."},
    ]}  # fmt: skip
    last = {"id": "b", "kind": "statement", "text": "The last words.", "no_rule": "statement"}
    old, new = (
        Version.model_validate({**BASE, "sections": [{"id": "s", "clauses": [listed, {**last, **changed}]}]})
        for changed in ({}, {"no_rule": "aspiration"})
    )
    (row,) = compile_case(old, new).changes.changed
    assert (row.place.id, [field.field for field in row.fields]) == ("b", ["no_rule"])
