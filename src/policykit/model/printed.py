"""Every text that a document prints, found from the schema: the fields marked `Printed`, in the order of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, get_args

from policykit.model.base import Model, NotPrinted, Printed, TextReading
from policykit.model.policy import Path

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class PrintedText:
    """One text that a document prints."""

    path: Path
    """Where it is in its file."""
    text: str
    """The text as it is typed."""
    printed: Printed
    """What it is, and how its characters are read."""


@dataclass(frozen=True, slots=True)
class _PathStep:
    """One field that holds printed texts, itself or further down."""

    name: str
    key: str
    """The field's name in YAML."""
    printed: Printed | None
    """For a field of text, its mark; None for one that holds models."""


def walk_texts(model: Model, path: Path = ()) -> Iterator[PrintedText]:
    """Give every text of a model that a document prints, each with its path below `path`; empty ones are left out."""
    for step in _list_steps(type(model)):
        value = getattr(model, step.name)
        if not value:
            continue
        here = (*path, step.key)
        if step.printed is None:
            yield from _walk_models(value, here)
        elif isinstance(value, str):
            yield PrintedText(here, value, step.printed)
        else:
            yield from _walk_strings(value, here, step.printed)


def _walk_models(value: Any, path: Path) -> Iterator[PrintedText]:
    if isinstance(value, Model):
        yield from walk_texts(value, path)
        return
    for step, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _walk_models(item, (*path, step))


def _walk_strings(value: Any, path: Path, printed: Printed) -> Iterator[PrintedText]:
    if isinstance(value, Model):
        yield from walk_texts(value, path)
        return
    if isinstance(value, str):
        if value:
            yield PrintedText(path, value, printed)
        return
    for step, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _walk_strings(item, (*path, step), printed)


def replace_texts(model: M, change: Callable[[str], str], reading: TextReading | None = None) -> M:
    """Give a model with each printed text as `change` gives it; what is not printed, or not of this reading, stays."""
    changed = {
        step.name: _replace(value, change, reading, step.printed)
        for step in _list_steps(type(model))
        if (value := getattr(model, step.name))
    }
    return model.model_copy(update=changed)


def _replace(value: Any, change: Callable[[str], str], reading: TextReading | None, mark: Printed | None) -> Any:
    if isinstance(value, str):
        return change(value) if reading is None or (mark is not None and mark.reading == reading) else value
    if isinstance(value, Model):
        return replace_texts(value, change, reading)
    if isinstance(value, dict):
        return {key: _replace(item, change, reading, mark) for key, item in value.items()}
    return tuple(_replace(item, change, reading, mark) for item in value)


@cache
def _list_steps(kind: type[Model]) -> tuple[_PathStep, ...]:
    """Give the fields of a class that lead to printed texts, those of a lower rank first."""
    steps: list[_PathStep] = []
    for name, info in kind.model_fields.items():
        mark = next((mark for mark in info.metadata if isinstance(mark, Printed)), None)
        if mark is not None or any(_prints(below, frozenset()) for below in find_models(info.annotation)):
            steps.append(_PathStep(name, info.alias or name, mark))
    return tuple(sorted(steps, key=lambda step: step.printed.rank if step.printed else 0))


def _prints(kind: type[Model], above: frozenset[type[Model]]) -> bool:
    """Tell whether a class has a printed field, itself or further down."""
    if kind in above:
        return False
    return any(
        any(isinstance(mark, Printed) for mark in info.metadata)
        or any(_prints(below, above | {kind}) for below in find_models(info.annotation))
        for info in kind.model_fields.values()
    )


def find_models(annotation: Any) -> Iterator[type[Model]]:
    """Give the model classes that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
        return
    for argument in get_args(annotation):
        yield from find_models(argument)


def find_mark(kind: type[Model], name: str) -> Printed | NotPrinted | None:
    """Give what a field is marked as: printed, or not printed and why; None where nothing says."""
    for mark in kind.model_fields[name].metadata:
        if isinstance(mark, (Printed, NotPrinted)):
            return mark
    return NotPrinted(kind.unprinted) if kind.unprinted else None
