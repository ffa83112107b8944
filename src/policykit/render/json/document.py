"""A document as JSON: the whole tree in one declared shape, for programs that show, search or check policies.

Keys are in the order in which the tree declares them, and every key is always there. Words are an object: `text`
holds them as a reader sees them, and `inlines` is added where they hold more than plain words. Where a place can hold
several kinds of node, `type` says which one it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from policykit.document.past import TextHistory
from policykit.document.tree import Document
from policykit.model.dates import PartialDate
from policykit.model.text import Text, plain_text
from policykit.render.json.shape import (
    INLINES,
    SCHEMA_ID,
    describe_document,
    is_record,
    read_fields,
    read_options,
    read_tag,
)

FORMAT = 1
"""The version of the shape: it changes when a reader of the old one would go wrong."""

_Encoder = Callable[[Any], Any]


def render_json(document: Document) -> str:
    """Give the document as JSON that `document_schema` describes: indented by two, LF, ending in a line feed.

    A document that carries its history ends in `history`, the one key that is not always there. Letters stand as they
    are, not as escapes; what UTF-8 cannot hold becomes a question mark.
    """
    content = {"$schema": SCHEMA_ID, "format": FORMAT, **_encoder(Document)(document)}
    if document.history is not None:
        content["history"] = _encoder(TextHistory)(document.history)
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def document_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `render_json` writes, made from the tree's types and docstrings."""
    return describe_document(Document, FORMAT, {"history": TextHistory})


@cache
def _encoder(kind: Any) -> _Encoder:
    """Give the function that turns a value of this type into plain JSON values."""
    if kind == INLINES:
        return _encode_words
    if get_origin(kind) is tuple:
        return _encode_many(get_args(kind)[0])
    if options := read_options(kind):
        return _encode_union(options)
    if kind is PartialDate:
        return str
    if is_record(kind):
        return _encode_record(kind, None)
    return _encode_plain


def _encode_plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def _encode_many(item: Any) -> _Encoder:
    def encode(values: Any) -> Any:
        each = _encoder(item) if values else _encode_plain
        return [each(value) for value in values]

    return encode


def _encode_record(record: type, tag: str | None) -> _Encoder:
    fields = read_fields(record)
    start = {} if tag is None else {"type": tag}

    def encode(value: Any) -> Any:
        return start | {name: _encoder(kind)(getattr(value, name)) for name, kind in fields.items()}

    return encode


def _encode_union(options: tuple[Any, ...]) -> _Encoder:
    """Records are told apart by their class; what is left is None, a plain value or words."""
    records: dict[Any, _Encoder] = {
        option: _encode_record(option, read_tag(option, options)) for option in options if is_record(option)
    }
    if PartialDate in options:
        records[PartialDate] = str
    rest = _encode_words if INLINES in options else _encode_plain
    return lambda value: records.get(type(value), rest)(value)


def _encode_words(words: Any) -> Any:
    plain = {"text": plain_text(words)}
    if all(isinstance(inline, Text) for inline in words):
        return plain
    each = _encoder(get_args(INLINES)[0])
    return {**plain, "inlines": [each(inline) for inline in words]}
