"""The page of the YAML keys, from the schemas of the models."""

from __future__ import annotations

import re
from typing import Any

from scripts.reference.markdown import end_sentence, make_table

from policykit.pipeline.schemas import FILES, make_schema

START = """# The keys of the YAML files

Every key of every file, its type and what it means. Keys in **bold** must be there. An unknown key is an
error, and `policykit check` names the nearest one that there is. The same as JSON Schemas, for editors:
`policykit schema --out schemas`.

This page is made from the code. All keys stand on it, so that one search finds any.

"""


def write_keys() -> str:
    """Write the page of every key of every file."""
    parts = [START]
    rows = ([f"[{name}](#{name})", f"`{_find_place(name)}`"] for name in FILES)
    parts.append(make_table(("file", "where it stands"), rows))
    seen: set[str] = set()
    for name in FILES:
        schema = make_schema(name)
        about = str(schema.get("description", ""))
        parts.append(f"\n## {name}\n\n`{_find_place(name)}`. {_drop_name(about)}\n\n")
        parts.append(_write_object(schema))
        for inner, definition in schema.get("$defs", {}).items():
            if inner not in seen and "properties" in definition:
                seen.add(inner)
                about = end_sentence(str(definition.get("description", "")))
                parts.append(f"\n### {_title(inner)}\n\n{about}\n\n{_write_object(definition)}")
    return "".join(parts)


def _write_object(schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    rows = []
    for key, value in schema["properties"].items():
        name = f"**`{key}`**" if key in required else f"`{key}`"
        rows.append([name, _name_type(value), str(value.get("description", ""))])
    return make_table(("key", "type", "meaning"), rows)


def _name_type(schema: dict[str, Any]) -> str:
    """Say in a few words what a value may be."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return PLAIN_TYPES.get(name) or f"[{_title(name)}](#{_slug(name)})"
    for several in ("anyOf", "oneOf"):
        if several in schema:
            kinds = dict.fromkeys(_name_type(one) for one in schema[several] if one.get("type") != "null")
            return " or ".join(kinds)
    if "enum" in schema:
        return " · ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    return _name_plain(schema)


def _name_plain(schema: dict[str, Any]) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"list of {_name_type(schema.get('items', {}))}"
    if kind == "object":
        values: Any = schema.get("additionalProperties") or next(iter(schema.get("patternProperties", {}).values()), {})
        return f"names, each with {_name_type(values)}" if isinstance(values, dict) and values else "names with values"
    return {"string": "text", "integer": "whole number", "boolean": "`true` or `false`"}.get(str(kind), "any value")


PLAIN_TYPES = {
    "Modality": "`must` · `must_not` · `should` · `should_not` · `may`",
    "Interpretation": "`literal` · `corrected`",
    "ReadingStatus": "`draft` · `reviewed` · `confirmed` · `disputed`",
    "FactKind": "`circumstance` · `choice` · `judgement` · `derived`",
}
"""Types that are a choice of words, and have no keys of their own."""


def _title(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _slug(name: str) -> str:
    return _title(name).replace(" ", "-")


def _find_place(name: str) -> str:
    return FILES[name][1].partition(":")[0]


def _drop_name(about: str) -> str:
    """Drop the name of the file from the head of a description."""
    return end_sentence(about.partition("`: ")[2] or about)
