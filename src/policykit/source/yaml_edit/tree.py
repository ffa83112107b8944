"""Steps carried out on the model: what is touched is opened into plain fields, and all else stays the same object."""

from __future__ import annotations

from typing import Any

from policykit.model.base import Model
from policykit.model.policy import Clause, Path, Section, Version
from policykit.source.yaml_edit.steps import PutField, PutItem, ShiftItem, Step, TakeItem

_LISTS = ("clauses", "sections")
_KINDS: dict[str, type[Clause | Section]] = {"clauses": Clause, "sections": Section}


class OpenTree:
    """A version of which some items are open: plain fields in place of a model."""

    def __init__(self, version: Version) -> None:
        self._root = _open(version)

    def carry_out(self, step: Step) -> None:
        """Carry out one step."""
        match step:
            case PutField(path, key, None):
                self._find(path).pop(key, None)
            case PutField(path, key, value):
                self._find(path)[key] = value
            case PutItem(path, position, data):
                self._insert(path, position, dict(data))
            case TakeItem(path, position):
                self._take(path, position)
            case ShiftItem(path, position, to, to_position, _):
                self._insert(to, to_position, self._take(path, position))

    def close(self) -> Version:
        """Give the version; raises pydantic.ValidationError where the fields make none."""
        return Version.model_validate(_close(self._root))

    def _find(self, path: Path) -> dict[str, Any]:
        item = self._root
        for key, step in zip(path[::2], path[1::2], strict=True):
            position = int(step)
            items = item[str(key)] = list(item[str(key)])
            if isinstance(items[position], Model):
                items[position] = _open(items[position])
            item = items[position]
        return item

    def _insert(self, path: Path, position: int, item: Any) -> None:
        owner, key = self._find(path[:-1]), str(path[-1])
        owner[key] = [*owner.get(key, ())[:position], item, *owner.get(key, ())[position:]]

    def _take(self, path: Path, position: int) -> Any:
        owner, key = self._find(path[:-1]), str(path[-1])
        items = list(owner[key])
        taken = items.pop(position)
        owner[key] = items
        if not items:
            del owner[key]
        return taken


def _open(model: Model) -> dict[str, Any]:
    names = type(model).model_fields
    return {names[name].alias or name: getattr(model, name) for name in model.model_fields_set}


def _close(item: dict[str, Any]) -> dict[str, Any]:
    closed = dict(item)
    for key in _LISTS:
        if key in closed:
            kind = _KINDS[key]
            closed[key] = [
                kind.model_validate(_close(each)) if isinstance(each, dict) else each for each in closed[key]
            ]
    return closed
