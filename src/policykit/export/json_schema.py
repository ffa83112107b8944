"""The records that rules read, as JSON Schema 2020-12: to check a record before it is decided elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policykit.export.json_ir import DIALECT
from policykit.export.target import Export, export_header, fact_words, json_text
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import list_implications
from policykit.rules.ir import Ruleset


def to_json_schema(ruleset: Ruleset) -> Export:
    """Give `RECORD.schema.json` for each kind of record.

    Records are as people write them in JSON: ISO dates (the bounds are checked by their digits), sets as lists without
    repeats, unknown facts absent or null. What one fact implies of another is checked too, unless it is a judgement.
    """
    files = {}
    for record, facts in ruleset.records.items():
        properties = {name: _describe(fact, ruleset.roles) for name, fact in facts.facts.items()}
        schema = {
            "$schema": DIALECT,
            "$comment": "; ".join(f"{key} {value}" for key, value in export_header(ruleset, "json-schema").items()),
            "title": facts.label,
            "type": "object",
            "properties": {
                "record": {"const": record},
                "id": {"type": ["string", "integer"]},
                "judged": _judged_schema(),
                **properties,
            },
            "additionalProperties": False,
            **_describe_implications(facts.facts),
        }
        files[f"{record}.schema.json"] = json_text(schema)
    return Export("json-schema", files)


def _describe_implications(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Give what a fact that is given says of another: nothing but that, or that it is unknown."""
    told = []
    for each in list_implications(facts):
        if each.is_view:
            continue
        needs = {"not": {"const": None}} if each.needs is None else {"enum": [True, "yes"]}
        implied = {"enum": [True, "yes", None] if each.so else [False, "no", None]}
        told.append(
            {
                "if": {"properties": {each.fact: needs}, "required": [each.fact]},
                "then": {"properties": {each.other: implied}},
            }
        )
    return {"allOf": told} if told else {}


def _describe(fact: Fact, roles: Sequence[str]) -> dict[str, Any]:
    return {"title": fact.label, "description": fact.question, **_type_of(fact, roles)}


def _type_of(fact: Fact, roles: Sequence[str]) -> dict[str, Any]:
    match fact:
        case YesNoFact():
            return {"enum": [True, False, "yes", "no", None]}
        case NumberFact(minimum=low, maximum=high):
            return {"type": ["integer", "null"], "minimum": low, "maximum": high}
        case DateFact():
            first, last = fact.earliest.year, fact.latest.year
            bounds = {"formatMinimum": fact.earliest.isoformat(), "formatMaximum": fact.latest.isoformat()}
            return {"type": ["string", "null"], "format": "date", "pattern": _day_pattern(first, last), **bounds}
        case SetFact(members=members):
            return {"type": ["array", "null"], "items": {"enum": list(members)}, "uniqueItems": True}
        case _:
            return {"enum": [*fact_words(fact, roles), None]}


def _day_pattern(first: int, last: int) -> str:
    """Give a pattern of the days of whole years; checkers that know `formatMinimum` check the day as well."""
    years = "|".join(str(year) for year in range(first, last + 1))
    return f"^({years})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


def _judged_schema() -> dict[str, Any]:
    signature = {
        "type": "object",
        "properties": {"by": {"type": "string", "minLength": 1}, "on": {"type": "string", "format": "date"}},
        "required": ["by", "on"],
        "additionalProperties": False,
    }
    return {"type": "object", "additionalProperties": signature}
