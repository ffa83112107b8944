"""The changes as JSON for machines, in a shape that a published schema describes."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from policykit.analysis.impact import Impact
from policykit.compare.versions.changes import Changes
from policykit.render.json.shape import close_schema

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_ID = "https://policykit.example/schemas/changes.schema.json"
"""The id of the schema; the JSON names it under `$schema`."""
FORMAT = 1
"""The version of the shape: it changes when a reader of the old one would go wrong."""


def changes_to_json(changes: Changes, impact: Impact | None = None) -> str:
    """Give the changes as JSON that `changes_schema` describes: indented by two, LF, ending in a line feed."""
    counts: dict[str, int] = {"changes": changes.count, "normative": changes.normative_count}
    counts |= {"reach": len(changes.to_read), "unexamined": len(changes.unexamined), **_count(changes)}
    data = {"$schema": SCHEMA_ID, "format": FORMAT, "counts": counts, **_adapter().dump_python(changes, mode="json")}
    data["if_this_passes"] = None if impact is None else _impact_adapter().dump_python(impact, mode="json")
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def changes_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `changes_to_json` writes, made from the types of the changes."""
    body = _adapter().json_schema(mode="serialization")
    counts = ["changes", "normative", "reach", "unexamined", *_kinds(body)]
    properties = {
        "$schema": {"const": SCHEMA_ID},
        "format": {"const": FORMAT},
        "counts": {
            "type": "object",
            "description": "How many changes there are, by weight, and how many rows of each kind.",
            "properties": {name: {"type": "integer", "minimum": 0} for name in counts},
            "required": counts,
            "additionalProperties": False,
        },
        **body["properties"],
        "if_this_passes": {
            "anyOf": [{"$ref": "#/$defs/Impact"}, {"type": "null"}],
            "description": "What passing the new version would change for people; null where it was not asked for.",
        },
    }
    impact = _impact_adapter().json_schema(mode="serialization")
    body["$defs"] |= {**impact.pop("$defs"), "Impact": impact}
    return close_schema(SCHEMA_ID, "What changed between two versions of a policy", properties, body["$defs"])


def _count(changes: Changes) -> dict[str, int]:
    return {str(kind): count for kind, count in changes.count_kinds().items()}


def _kinds(body: dict[str, Any]) -> list[str]:
    kinds: list[str] = body["$defs"]["Row"]["properties"]["kind"]["enum"]
    return kinds


@cache
def _impact_adapter() -> TypeAdapter[Impact]:
    from pydantic import TypeAdapter

    return TypeAdapter(Impact)


@cache
def _adapter() -> TypeAdapter[Changes]:
    from pydantic import TypeAdapter

    return TypeAdapter(Changes)
