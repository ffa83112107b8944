"""Canonical JSON and its SHA-256: the fingerprint by which an adopted text is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from policykit.model.base import Model


def canonical_json(value: object) -> str:
    """Give the canonical JSON of plain data (RFC 8785), for text, whole numbers, yes/no, lists and mappings.

    The keys of a library are ASCII, so that sorting by code point is sorting by UTF-16 unit, as the RFC asks.
    Raises TypeError for anything else, floats among them.
    """
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def model_data(model: Model) -> object:
    """Give a model as plain data, every field that differs from its default, by the names of the YAML."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def fingerprint(model: Model, files: Mapping[str, str] = MappingProxyType({})) -> str:
    """Give the SHA-256 of a model's canonical JSON, in hexadecimal; with `files`, of theirs too, by their names.

    A field left out and one given as its default are the same, so that a newer policykit with further fields
    gives the same fingerprint for an old text.
    """
    data = model_data(model)
    return hash_text(canonical_json([data, dict(files)] if files else data))


def hash_text(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def chain_events(events: Iterable[Model]) -> tuple[str, ...]:
    """Give the fingerprint of each event, which covers the fingerprint of the event before it.

    That is the one that the event itself names (`previous_sha256`), so that a changed event breaks the chain at the
    event after it and nowhere else; an event that names none is taken to follow the one above it.
    """
    links: list[str] = []
    for event in events:
        data = model_data(event)
        assert isinstance(data, dict)
        if links:
            data.setdefault("previous_sha256", links[-1])
        links.append(hash_text(canonical_json(data)))
    return tuple(links)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("canonical JSON of a library holds no floating-point numbers")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise TypeError("the keys of a library are ASCII text")
            _refuse_floats(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_floats(item)
