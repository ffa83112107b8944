"""Typed results as JSON, and their schemas.

Every result is an object that names its schema under `$schema` and the version of its shape under `format`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = 1
"""The version of each shape: it changes when a reader of the old one would go wrong."""

RESULTS: dict[str, tuple[str, str]] = {
    "check": ("faults", "CheckResult"),
    "decide": ("verdicts", "DecideResult"),
    "audit": ("verdicts", "AuditResult"),
    "test": ("verdicts", "TestResult"),
    "suggest": ("counterparts", "SuggestResult"),
    "amend": ("amending", "AmendResult"),
    "edit": ("editing", "EditResult"),
    "due": ("registers", "DueResult"),
    "history": ("registers", "History"),
    "verify": ("seals", "VerifyResult"),
    "corpus": ("corpora", "CorpusResult"),
}
"""The result of each verb, by the verb: the room beside this one that describes it, and its class."""

_DATA = {"verdict": ("verdicts", "VerdictData")}
"""What objects of Python give as data of the same shape."""


def write_result(verb: str, result: object) -> str:
    """Give the result of a verb as JSON that `result_schema` describes: indented by two, LF, ending in a line feed."""
    body = _adapter(verb).dump_python(result, mode="json")
    data = {"$schema": _schema_id(verb), "format": FORMAT, **body}
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def result_schema(verb: str) -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `write_result` writes. Raises KeyError for a verb without one."""
    from policykit.render.json.shape import close_schema

    body = _adapter(verb).json_schema(mode="serialization")
    properties = {
        "$schema": {"const": _schema_id(verb)},
        "format": {"const": FORMAT},
        **body["properties"],
    }
    records = {name: shape for name, shape in body.get("$defs", {}).items() if shape.get("type") == "object"}
    closed = close_schema(_schema_id(verb), _find_class(verb).__doc__ or verb, properties, records)
    return {**closed, "$defs": body.get("$defs", {})}


def verdict_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `Verdict.to_dict` gives."""
    return result_schema("verdict")


def _find_class(verb: str) -> type[Any]:
    room, name = (RESULTS | _DATA)[verb]
    found: type[Any] = getattr(import_module(f"policykit.pipeline.results.{room}"), name)
    return found


def _schema_id(verb: str) -> str:
    return f"https://policykit.example/schemas/{verb}.schema.json"


@cache
def _adapter(verb: str) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(_find_class(verb))
