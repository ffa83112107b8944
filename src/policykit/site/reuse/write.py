"""Records as JSON, and their schemas."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from policykit.model.describe import describe_fields
from policykit.render.json.shape import close_schema
from policykit.site.reuse.records import PolicyData, PolicyTimeline, SiteIndex

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = 1
"""The version of each shape: it changes when a reader of the old one would go wrong."""
_NAMES: dict[type, str] = {SiteIndex: "site-index", PolicyData: "site-policy", PolicyTimeline: "site-timeline"}

Record = SiteIndex | PolicyData | PolicyTimeline


def write_record(record: Record) -> bytes:
    """Give a record as JSON that its schema describes: indented by two, LF, ending in a line feed."""
    data = {"$schema": _schema_id(type(record)), "format": FORMAT, **msgspec.to_builtins(record)}
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "replace")


def index_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of `index.json`."""
    return _make_schema(SiteIndex)


def policy_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of `policy.json`."""
    return _make_schema(PolicyData)


def timeline_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of `timeline.json`."""
    return _make_schema(PolicyTimeline)


def _make_schema(kind: type) -> dict[str, Any]:
    from policykit.site.reuse import records

    body = _adapter(kind).json_schema(mode="serialization")
    for name, shape in [(kind.__name__, body), *body.get("$defs", {}).items()]:
        about = describe_fields(getattr(records, name))
        for key, words in about.items():
            shape["properties"][key]["description"] = words
    properties = {"$schema": {"const": _schema_id(kind)}, "format": {"const": FORMAT}, **body["properties"]}
    return close_schema(_schema_id(kind), kind.__doc__ or "", properties, body.get("$defs", {}))


def _schema_id(kind: type) -> str:
    return f"https://policykit.example/schemas/{_NAMES[kind]}.schema.json"


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
