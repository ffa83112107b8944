"""What is said when a field of a version differs, and how much it weighs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.compare_documents.cases import compile_case
from tests.rules.small import make_rule

from policykit.compare.versions.compare import compare_documents
from policykit.compare.versions.fields import compare_fields, say_binding
from policykit.model.policy import Clause, Section, Version

CLAUSE = {"id": "s.a", "kind": "statement", "text": "Words."}
VERSION = {
    "format": 1,
    "title": "Notices",
    "kind": "policy",
    "version": "1",
    "sections": [{"id": "s", "clauses": [CLAUSE]}],
}


def tell(model: type[Version | Section | Clause], whole: dict[str, Any], old: Any, new: Any) -> list[str]:
    before, after = (
        model.model_validate({**whole, **{k: v for k, v in changed.items() if v is not None}}) for changed in (old, new)
    )
    return [f"{change.kind}, {change.weight}: {change.line}" for change in compare_fields(before, after)]


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        ("title", "Notices", "Boards", "front, wording: the title changed from “Notices” to “Boards”"),
        ("subtitle", None, "Where", "front, wording: the subtitle is now given: “Where”"),
        ("subtitle", "Where", None, "front, wording: the subtitle is no longer given; it was “Where”"),
        ("kind", "policy", "guidance", "front, wording: the kind changed from “policy” to “guidance”"),
        ("policy_number", "7", "8", "front, wording: the policy number changed from “7” to “8”"),
        ("language", None, "cy", "front, wording: the language is now given: “cy”"),
        ("owner", "Clerk", "Mayor", "front, wording: the owner changed from “Clerk” to “Mayor”"),
        (
            "legislation",
            [{"as_written": "the Act"}],
            [{"as_written": "the Order"}],
            "front, wording: the law referred to changed from “as_written: the Act” to “as_written: the Order”",
        ),
        (
            "related",
            ["leek/posts"],
            ["leek/posts", "leek/signs"],
            "front, wording: policies to be read with this one changed from “leek/posts” to “leek/posts; leek/signs”",
        ),
        ("template_source", None, "NALC", "origin, editorial: the template it was made from is now given: “NALC”"),
        (
            "numbering",
            {"sections": "decimal"},
            {"sections": "legal"},
            "numbering, wording: the style of numbering changed from “sections: decimal” to “sections: legal”",
        ),
        ("applies_to", ["officer"], ["officer", "guest"], "force, normative: now also binds: guest"),
        (
            "applies_to",
            ["officer", "guest"],
            ["guest", "officer"],
            "force, editorial: the same roles are listed in a different order",
        ),
        (
            "related",
            None,
            ["leek/posts"],
            "front, wording: policies to be read with this one are now given: “leek/posts”",
        ),
        (
            "related",
            ["leek/posts"],
            None,
            "front, wording: policies to be read with this one are no longer given; they were “leek/posts”",
        ),
    ],
)
def test_fields_of_a_version(field: str, old: Any, new: Any, said: str) -> None:
    assert tell(Version, VERSION, {field: old}, {field: new}) == [said]


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        ("id", "s.a", "s.b", "name, editorial: the name changed from “s.a” to “s.b”"),
        ("kind", "statement", "obligation", "force, normative: a statement became an obligation"),
        ("kind", "obligation", "permission", "force, normative: an obligation became a permission"),
        ("topic", "posts", "signs", "subject, editorial: the topic changed from “posts” to “signs”"),
        (
            "also_topics",
            ["posts"],
            ["posts", "signs"],
            "subject, editorial: further topics changed from “posts” to “posts; signs”",
        ),
        ("number", "1", "2", "numbering, wording: the number changed from “1” to “2”"),
        ("no_rule", None, "definition", "rules, normative: why no rule rests on it is now given: “definition”"),
        (
            "text",
            "Words.",
            "Words. ",
            "words, editorial: the wording is unchanged; only its spelling in the file differs",
        ),
    ],
)
def test_fields_of_a_clause(field: str, old: Any, new: Any, said: str) -> None:
    assert tell(Clause, CLAUSE, {field: old}, {field: new}) == [said]


def test_the_values_put_into_a_model_clause() -> None:
    made = {"id": "s.a", "kind": "statement", "model": "m/words"}
    assert tell(Clause, made, {"with": {"who": "Clerk"}}, {"with": {"who": "Mayor"}}) == [
        "origin, editorial: the values put into the model clause changed from “who: Clerk” to “who: Mayor”"
    ]


def test_whether_a_section_is_an_appendix() -> None:
    section = {"id": "s", "heading": "H", "clauses": [CLAUSE]}
    assert tell(Section, section, {}, {"appendix": True}) == ["numbering, wording: the appendix is now given: “yes”"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (["officer"], ["officer", "guest", "mayor"], "now also binds: guest, mayor"),
        (["officer", "guest"], ["officer"], "no longer binds: guest"),
        (["officer"], ["guest"], "now also binds: guest; no longer binds: officer"),
        ([], ["officer", "guest"], "now binds only: officer, guest"),
        (["officer", "guest"], [], "no longer names who it binds (officer, guest)"),
        (["officer", "guest"], ["guest", "officer"], "the same roles are listed in a different order"),
    ],
)
def test_whom_a_text_binds(old: list[str], new: list[str], said: str) -> None:
    assert say_binding(old, new) == said


ONE, TWO = make_rule(id="one"), make_rule(id="two", require="not rude")
DRAFT = {"by": "a reader", "on": "2026-01-01", "status": "draft", "note": "why"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([ONE], [ONE, TWO], ["normative: the machine-checkable rule `two` was added"]),
        ([ONE, TWO], [TWO], ["normative: the machine-checkable rule `one` was removed"]),
        (
            [ONE],
            [TWO],
            [
                "normative: the machine-checkable rule `one` was removed",
                "normative: the machine-checkable rule `two` was added",
            ],
        ),
        ([ONE, TWO], [TWO, ONE], ["editorial: the rules are in a different order"]),
        (
            [ONE],
            [make_rule(id="one", require="links is at least 1")],
            ["normative: the machine-checkable rule `one` changed, require: “rude” became “links is at least 1”"],
        ),
        (
            [ONE],
            [make_rule(id="one", reading=DRAFT)],
            ["editorial: what is recorded of the reading behind the rule `one` changed"],
        ),
        (
            [ONE],
            [make_rule(id="one", rests_on=["decides"])],
            ["editorial: what is recorded of the reading behind the rule `one` changed"],
        ),
    ],
)
def test_rules(old: list[Any], new: list[Any], said: list[str]) -> None:
    bare = Clause.model_validate(CLAUSE)
    before, after = (bare.model_copy(update={"rules": tuple(rules)}) for rules in (old, new))
    assert [f"{change.weight}: {change.line}" for change in compare_fields(before, after)] == said


NOTE, OTHER, MORE = ({"kind": "drafting", "text": f"{name} slip."} for name in ("One", "Another", "A third"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([], [NOTE], [("", "One slip.", "an editors’ note was added")]),
        ([NOTE], [], [("One slip.", "", "an editors’ note was removed")]),
        ([NOTE], [OTHER], [("One slip.", "Another slip.", "an editors’ note changed")]),
        (
            [NOTE, OTHER],
            [MORE],
            [
                ("One slip.", "A third slip.", "an editors’ note changed"),
                ("Another slip.", "", "an editors’ note was removed"),
            ],
        ),
        (
            [MORE],
            [NOTE, OTHER],
            [
                ("A third slip.", "One slip.", "an editors’ note changed"),
                ("", "Another slip.", "an editors’ note was added"),
            ],
        ),
        ([NOTE, OTHER], [OTHER, NOTE], [("", "", "the editors’ notes are in a different order")]),
    ],
)
def test_notes(old: list[Any], new: list[Any], said: list[tuple[str, str, str]]) -> None:
    before, after = (Clause.model_validate({**CLAUSE, "notes": notes}) for notes in (old, new))
    found = list(compare_fields(before, after))
    assert [(change.old, change.new, change.line) for change in found] == said
    assert {(change.kind, change.weight) for change in found} == {("notes", "editorial")}


def test_what_is_compared_elsewhere_or_left_out_is_not_told() -> None:
    table = {"columns": ["A"], "rows": [["1"]]}
    assert tell(Clause, CLAUSE, {}, {"table": table}) == []
    before, after = (Clause.model_validate({**CLAUSE, "topic": topic}) for topic in ("posts", "signs"))
    assert list(compare_fields(before, after, skip=frozenset({"topic"}))) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {}, []),
        ({}, {"kind": "obligation"}, ["force: a statement became an obligation"]),
        ({"topic": "posts"}, {"topic": "signs"}, ["subject: the topic changed from “posts” to “signs”"]),
        (
            {"also_topics": ["posts"]},
            {"also_topics": ["signs"]},
            ["subject: further topics changed from “posts” to “signs”"],
        ),
        (
            {"notes": [NOTE]},
            {"notes": [OTHER]},
            [
                (
                    "notes: the notes changed from “kind: drafting; text: One slip.” "
                    "to “kind: drafting; text: Another slip.”"
                )
            ],
        ),
        ({"notes": [NOTE]}, {"notes": [NOTE]}, []),
        ({}, {"id": "s.b"}, ["name: the name changed from “s.a” to “s.b”"]),
        ({"no_rule": "definition"}, {}, []),  # a document does not hold it
    ],
)
def test_two_documents_without_the_files_they_were_made_from(old: Any, new: Any, said: list[str]) -> None:
    versions = (
        Version.model_validate({**VERSION, "sections": [{"id": "s", "clauses": [{**CLAUSE, **changed}]}]})
        for changed in (old, new)
    )
    case = compile_case(*versions)
    alone = [replace(document, edition=None) for document in (case.old, case.new)]
    for use_ids in (True, False):
        rows = compare_documents(*alone, use_ids=use_ids).rows
        told = [f"{field.kind}: {field.line}" for row in rows for field in row.fields]
        assert told == [line for line in said if use_ids or not line.startswith("name")]
