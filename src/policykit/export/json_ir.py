"""Rules as JSON: the whole meaning, for programs with an engine of their own; see `schemas/rules.schema.json`."""

from __future__ import annotations

from typing import Any

from policykit.export.target import Export, export_header, json_text
from policykit.model.describe import make_model_schema
from policykit.model.fact import ChoiceFact, DateFact, NumberFact, SetFact, YesNoFact
from policykit.model.rule import Interpretation, Modality, ReadingStatus
from policykit.rules.ir import Ruleset
from policykit.rules.ir_json import PHRASING, ruleset_to_data

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WORD: dict[str, Any] = {"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}


def to_json(ruleset: Ruleset) -> Export:
    """Give `rules.json`."""
    return Export("json", {"rules.json": json_text({**export_header(ruleset, "json"), **ruleset_to_data(ruleset)})})


def rules_schema() -> dict[str, Any]:
    """Give the JSON Schema of `rules.json`."""
    schema = _closed(
        {
            "target": {"const": "json"},
            "policykit": TEXT,
            "format": {"const": 1},
            "council": TEXT,
            "policy": TEXT,
            "version": TEXT,
            "text_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "records": {"type": "object", "additionalProperties": {"$ref": "#/$defs/record"}},
            "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}},
            "decisions": {"type": "object", "additionalProperties": {"$ref": "#/$defs/decision"}},
        }
    )
    return {
        "$schema": DIALECT,
        "title": "The rules of one version of a policy",
        "description": "What each means: docs of policykit, “The meaning of a rule”.",
        **schema,
        "$defs": {
            "condition": _condition_schema(),
            "fact": _fact_schema(),
            "record": _closed(
                {
                    "label": TEXT,
                    "actor": {"type": ["string", "null"]},
                    "facts": {"type": "object", "additionalProperties": {"$ref": "#/$defs/fact"}},
                }
            ),
            "decision": _closed(
                {
                    "question": TEXT,
                    "value": {"type": ["boolean", "integer", "array", "null"], "items": WORD},
                    "minute": {"type": ["string", "null"]},
                }
            ),
            "rule": _rule_schema(),
        },
    }


def _rule_schema() -> dict[str, Any]:
    condition = {"$ref": "#/$defs/condition"}
    return _closed(
        {
            "id": TEXT,
            "record": WORD,
            "modality": {"enum": [modality.value for modality in Modality]},
            "severity": {"enum": ["error", "warning", "note"]},
            "clause": TEXT,
            "citation": TEXT,
            "quotes": {**TEXTS, "minItems": 1},
            "status": {"enum": [status.value for status in ReadingStatus]},
            "interpretation": {"enum": [interpretation.value for interpretation in Interpretation]},
            "bearer": {"type": "array", "items": WORD},
            "scope": condition,
            "when": condition,
            "unless": condition,
            "effect": {"enum": ["require", "forbid", "permit"]},
            "test": condition,
            "stands_against": TEXTS,
            "facts": {"type": "array", "items": WORD},
            "decisions": {"type": "array", "items": WORD},
        }
    )


def _condition_schema() -> dict[str, Any]:
    words = {"type": "array", "items": WORD, "minItems": 1, "uniqueItems": True}
    parts = {"type": "array", "items": {"$ref": "#/$defs/condition"}}
    right = {
        "anyOf": [
            _closed({"fact": WORD, "plus_days": {"type": "integer"}}),
            _closed({"date": {"type": "string", "format": "date"}}),
            _closed({"number": {"type": "integer"}}),
        ]
    }
    ops: dict[str, tuple[dict[str, Any], list[str]]] = {
        "is": ({"fact": WORD, "value": {"type": "boolean"}}, ["is"]),
        "words": ({"fact": WORD, "values": words}, ["in", "not_in", "has_any", "has_all", "has_none", "lacks_any"]),
        "compare": ({"fact": WORD, "right": right}, ["lt", "le", "gt", "ge", "eq", "ne"]),
        "open": ({"decision": WORD, "test": {"type": "string"}}, ["open"]),
        "group": ({"of": parts}, ["all", "any"]),
        "not": ({"of": {"$ref": "#/$defs/condition"}}, ["not"]),
    }
    return {"oneOf": [_closed({"op": {"enum": names}, **keys}) for keys, names in ops.values()]}


def _fact_schema() -> dict[str, Any]:
    kinds: list[dict[str, Any]] = []
    for model in (YesNoFact, ChoiceFact, SetFact, NumberFact, DateFact):
        found = make_model_schema(model, "serialization", "#/$defs/fact/$defs/{model}")
        found.pop("$defs", None)
        found["properties"] = {key: value for key, value in found["properties"].items() if key not in PHRASING}
        found["required"] = [key for key in found["properties"] if key not in ("ordinary", "derivation", "implies")]
        kinds.append(found)
    shared = make_model_schema(YesNoFact, "serialization", "#/$defs/fact/$defs/{model}")
    read = {name: found for name, found in shared["$defs"].items() if name != "YesNoWords"}
    return {"oneOf": kinds, "$defs": read}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
