"""What a model class expects where: the part of a location that is a path in the data, and the keys known there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel

from policykit.model.base import OLD_KEYS
from policykit.model.describe import describe_fields
from policykit.model.policy import Path


def find_path(location: tuple[int | str, ...], data: object) -> Path:
    """Give the part of pydantic's location that is a path in the data.

    Pydantic puts the names of union arms in between; of all ways to leave some out, the longest path is right.
    """
    if not location:
        return ()
    step, rest = location[0], location[1:]
    skipped = find_path(rest, data)
    if isinstance(data, Mapping):
        step = step if step in data else OLD_KEYS.get(str(step), step)  # a file may call a key as it was called once
    if isinstance(data, Mapping) and step in data:
        return max((step, *find_path(rest, data[step])), skipped, key=len)
    if isinstance(data, (tuple, list)) and isinstance(step, int) and step < len(data):
        return max((step, *find_path(rest, data[step])), skipped, key=len)
    return skipped


def find_value(path: Path, data: Any) -> Any:
    """Give the value at a path of the data. Raises KeyError or IndexError where there is none."""
    for step in path:
        data = data[step]
    return data


def _models_at(kind: type[BaseModel], path: Path, data: object) -> list[type[BaseModel]]:
    """Find the model classes that can describe the mapping at `path`: of a union, the arm that the data names."""
    current: list[Any] = [kind]
    for step in path:
        data = find_value((step,), data)
        if isinstance(step, str):
            found = [found for model in current for found in _below(model, step)]
            # Without a field of that name, the step is a key of a plain mapping, whose values the class describes.
            current = found or current
        current = _arms_named(current, data)
    return current


def _below(model: type[BaseModel], step: str) -> list[type[BaseModel]]:
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    return _models_in(fields[step].annotation) if step in fields else []


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]


def _arms_named(models: list[type[BaseModel]], data: object) -> list[type[BaseModel]]:
    if not isinstance(data, Mapping):
        return models
    named = [
        model
        for model in models
        for name, info in model.model_fields.items()
        if data.get(info.alias or name) in get_args(info.annotation) and len(get_args(info.annotation)) == 1
    ]
    return named or models


def list_keys(kind: type[BaseModel], path: Path, data: object) -> list[str]:
    """Give the keys that the mapping at a path can have."""
    keys = [info.alias or name for model in _models_at(kind, path, data) for name, info in model.model_fields.items()]
    return list(dict.fromkeys(keys))


def describe_key(kind: type[BaseModel], path: Path, key: str, data: object) -> str:
    """Give what a key of the mapping at a path is for, as the end of a sentence; empty where nothing says."""
    for model in _models_at(kind, path, data):
        for name, info in model.model_fields.items():
            if (info.alias or name) == key and (about := describe_fields(model).get(name)):
                first = about.split(". ")[0].rstrip(".")
                return f": {first[0].lower()}{first[1:]}"
    return ""
