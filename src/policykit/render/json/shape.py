"""The shape of a document in JSON, read off the types of the tree: one reading for the writer and for the schema."""

from __future__ import annotations

import inspect
import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeGuard, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter

from policykit.model.dates import PartialDate
from policykit.model.describe import describe_fields, make_model_schema
from policykit.model.text import Inline

SCHEMA_ID = "https://policykit.example/schemas/document.schema.json"
"""The id of the schema; a document names it under `$schema`."""

INLINES: Any = tuple[Inline, ...]
"""The type of words in the tree."""

_PLAIN = {str: "string", bool: "boolean", int: "integer", type(None): "null"}


@cache
def read_fields(record: type) -> dict[str, Any]:
    """Give the fields of a dataclass in order, each with its type, but for what is no part of its value."""
    types_of = get_type_hints(record)
    return {each.name: types_of[each.name] for each in fields(record) if each.compare}


def is_record(kind: Any) -> TypeGuard[type]:
    """Say whether values of this type are objects in JSON; a date is a string."""
    return is_dataclass(kind) and kind is not PartialDate


def read_options(kind: Any) -> tuple[Any, ...]:
    """Give the types of a union, or nothing for another type."""
    return get_args(kind) if get_origin(kind) in {Union, types.UnionType} else ()


def read_tag(option: Any, options: tuple[Any, ...]) -> str | None:
    """Give the `type` that tells this record from the others of a union; None where it is alone."""
    if not is_record(option) or len([other for other in options if other is not type(None)]) == 1:
        return None
    return option.__name__.removesuffix("Node").lower()


def describe_document(document: type, version: int, further: dict[str, type]) -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a document, of all that it holds, and of what it may hold `further`."""
    definitions: dict[str, Any] = {}
    body = _describe_record(document, None, definitions)
    properties = {
        "$schema": {"const": SCHEMA_ID, "description": "The schema of this file."},
        "format": {"const": version, "description": "The version of this shape."},
        **body["properties"],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "A policy, ready to be read",
        **body,
        "properties": properties | {name: _describe(kind, definitions) for name, kind in further.items()},
        "required": list(properties),
        "$defs": dict(sorted(definitions.items())),
    }


def close_schema(schema_id: str, title: str, properties: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of an object that has all these properties and no others."""
    for definition in definitions.values():
        if "properties" not in definition:  # a list of words
            continue
        definition["required"] = list(definition["properties"])
        definition["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_id,
        "title": title,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": definitions,
    }


def _describe(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind == INLINES:
        return _refer("Words", definitions, _describe_words)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _describe(get_args(kind)[0], definitions)}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    options = read_options(kind)
    if options:
        return {"anyOf": [_describe_option(option, options, definitions) for option in options]}
    if kind is PartialDate:
        return _refer("PartialDate", definitions, lambda _: TypeAdapter(PartialDate).json_schema(mode="serialization"))
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    return _describe_option(kind, (kind,), definitions)


def _describe_option(option: Any, options: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(option, type) and issubclass(option, BaseModel):
        return _refer(option.__name__, definitions, lambda _: make_model_schema(option, "serialization"))
    if not is_record(option):
        return _describe(option, definitions)
    tag = read_tag(option, options)
    return _refer(option.__name__, definitions, lambda known: _describe_record(option, tag, known))


def _refer(name: str, definitions: dict[str, Any], describe: Any) -> dict[str, Any]:
    """Give a reference to a definition, which is made when it is first referred to."""
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = describe(definitions)
    return {"$ref": f"#/$defs/{name}"}


def _describe_record(record: type, tag: str | None, definitions: dict[str, Any]) -> dict[str, Any]:
    remarks = describe_fields(record)
    properties: dict[str, Any] = {} if tag is None else {"type": {"const": tag}}
    for name, kind in read_fields(record).items():
        described = _describe(kind, definitions)
        properties[name] = {**described, "description": remarks[name]} if name in remarks else described
    return {
        "description": inspect.cleandoc(record.__doc__ or ""),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _describe_words(definitions: dict[str, Any]) -> dict[str, Any]:
    inline = {"anyOf": [_describe_option(option, read_options(Inline), definitions) for option in read_options(Inline)]}
    return {
        "description": "Words with their emphasis and links.",
        "type": "object",
        "properties": {
            "text": {"type": "string", "description": "The words alone, in a redline with both the old and the new."},
            "inlines": {"type": "array", "items": inline, "description": "Where they hold more than plain words."},
        },
        "required": ["text"],
        "additionalProperties": False,
    }
