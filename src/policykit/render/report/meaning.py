"""A comparison of meaning as plain text for a terminal, and as JSON in a shape that a published schema describes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from policykit.analysis.meaning import ForceMeaning, MeaningReport, RuleMeaning
from policykit.render.json.shape import close_schema

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_ID = "urn:policykit:schema:meaning:1"
"""The id of the schema; the JSON names it under `$schema`."""
FORMAT = 1
"""The version of the shape: it changes when a reader of the old one would go wrong."""
_WIDTH = 100
_FORCES = {"must": "What must or must not be done", "should": "What is advised", "may": "What is allowed"}


def render_meaning_text(report: MeaningReport) -> str:
    """Give who is bound, then for each kind of record what one side alone says, in lines of at most 100 characters."""
    lines = [f"{report.first} and {report.second}: what their rules ask of people", ""]
    for sentence in report.scope:
        lines += _write(sentence)
    for part in report.parts:
        title = part.label if part.party == "roles" else f"{part.label}, by the council as a body"
        lines += ["", title[:1].upper() + title[1:]]
        for force in part.forces:
            lines += _tell_force(report, force)
    for words in list_unread(report):
        lines += ["", *_write(words)]
    return "\n".join(lines) + "\n"


def list_unread(report: MeaningReport) -> Iterator[str]:
    """Say of each side for which clauses no rule was written."""
    for name, unread in ((report.first, report.first_unread), (report.second, report.second_unread)):
        if unread:
            yield f"Of {name} no rule was written for {', '.join(unread)}: nothing is said of them here."


def say_force(report: MeaningReport, force: ForceMeaning) -> str:
    """Say how two sides stand to each other in what must be done, is advised, or is allowed."""
    says = {
        "same": "both say the same",
        "first_asks_more": f"{report.first} says more",
        "second_asks_more": f"{report.second} says more",
        "differ": "each says something that the other does not",
        "not_decided": "not decided",
        "no_rule": f"{report.second if force.first else report.first} has no rule to compare",
    }[force.relation]
    return f"{_FORCES[force.force]}: {says}"


Told = tuple[str, tuple[str, ...]]
"""A sentence on one rule, and the remarks on it; the sentence is empty where remarks alone are to be told."""


def tell_rules(report: MeaningReport, force: ForceMeaning) -> tuple[Told, ...]:
    """Give what is said of each rule, once: two rules of one clause may say the same."""
    told = [_tell_rule(rule, report.second) for rule in force.first]
    told += [_tell_rule(rule, report.first) for rule in force.second]
    return tuple(dict.fromkeys(each for each in told if any(each)))


def _tell_rule(rule: RuleMeaning, there: str) -> Told:
    sentence = ""
    if rule.sentence:
        sentence = f"{rule.sentence}."
    elif rule.answer == "both":
        cites = ", ".join(rule.by_citations)
        same = f"{there} says as much ({cites})" if cites else "it asks nothing of those who are bound by both"
        sentence = f"{rule.citation}: {same}."
    return sentence, tuple(rule.remarks)


def _tell_force(report: MeaningReport, force: ForceMeaning) -> Iterator[str]:
    yield f"  {say_force(report, force)}"
    for sentence, remarks in tell_rules(report, force):
        yield from _write(sentence, "    - ", "      ")
        for remark in remarks:
            yield from _write(f"({remark})", "      ", "      ")


def _write(text: str, first: str = "", following: str = "") -> list[str]:
    return wrap(text, _WIDTH, initial_indent=first, subsequent_indent=following)


def meaning_to_json(report: MeaningReport) -> str:
    """Give the comparison as JSON that `meaning_schema` describes: indented by two, ending in a line feed."""
    data = {"$schema": SCHEMA_ID, "format": FORMAT, **_adapter().dump_python(report, mode="json")}
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def meaning_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `meaning_to_json` writes, made from the types of the comparison."""
    body = _adapter().json_schema(mode="serialization")
    properties = {"$schema": {"const": SCHEMA_ID}, "format": {"const": FORMAT}, **body["properties"]}
    return close_schema(SCHEMA_ID, "What the rules of two sides ask of people", properties, body["$defs"])


@cache
def _adapter() -> TypeAdapter[MeaningReport]:
    from pydantic import TypeAdapter

    return TypeAdapter(MeaningReport)
