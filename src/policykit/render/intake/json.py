"""The report of an import as JSON for machines, in a shape that a published schema describes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from policykit.intake.report import ImportReport
from policykit.render.json.shape import close_schema

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_ID = "urn:policykit:schema:import:1"
"""The id of the schema; the JSON names it under `$schema`."""
FORMAT = 1
"""The version of the shape: it changes when a reader of the old one would go wrong."""


def imports_to_json(reports: Sequence[ImportReport]) -> str:
    """Give reports as JSON that `import_schema` describes: indented by two, LF, ending in a line feed."""
    files = [_adapter().dump_python(report, mode="json") for report in reports]
    text = json.dumps({"$schema": SCHEMA_ID, "format": FORMAT, "files": files}, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def import_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `imports_to_json` writes, made from the types of the report."""
    body = _adapter().json_schema(mode="serialization")
    defs = body.pop("$defs")
    properties = {
        "$schema": {"const": SCHEMA_ID},
        "format": {"const": FORMAT},
        "files": {"type": "array", "items": {"$ref": "#/$defs/ImportReport"}},
    }
    return close_schema(
        SCHEMA_ID, "What was imported from files that others wrote", properties, {**defs, "ImportReport": body}
    )


@cache
def _adapter() -> TypeAdapter[ImportReport]:
    from pydantic import TypeAdapter

    return TypeAdapter(ImportReport)
