"""A council comparison as JSON for machines, in a shape that a published schema describes."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from policykit.compare.councils.matrix import Matrix
from policykit.render.json.shape import close_schema

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_ID = "urn:policykit:schema:matrix:1"
"""The id of the schema; the JSON names it under `$schema`."""
FORMAT = 1
"""The version of the shape: it changes when a reader of the old one would go wrong."""


def matrix_to_json(matrix: Matrix) -> str:
    """Give the matrix as JSON that `matrix_schema` describes: indented by two, LF, ending in a line feed."""
    data = {"$schema": SCHEMA_ID, "format": FORMAT, **_adapter().dump_python(matrix, mode="json")}
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def matrix_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `matrix_to_json` writes, made from the types of the matrix."""
    body = _adapter().json_schema(mode="serialization")
    properties = {"$schema": {"const": SCHEMA_ID}, "format": {"const": FORMAT}, **body["properties"]}
    return close_schema(
        SCHEMA_ID,
        "What councils say on each topic, and how their clauses relate to each other",
        properties,
        body["$defs"],
    )


@cache
def _adapter() -> TypeAdapter[Matrix]:
    from pydantic import TypeAdapter

    return TypeAdapter(Matrix)
