"""What an edit comes down to: fields that are put or taken, and items that are put, taken or moved in lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from policykit.model.policy import Path


@dataclass(frozen=True, slots=True)
class PutField:
    """The item at `path`, or the rule of one, has `value` under `key` from now on; None takes the key away."""

    path: Path
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class PutItem:
    """The list at `path` has a further item, so that it is at `position`."""

    path: Path
    position: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TakeItem:
    """The list at `path` no longer has the item at `position`; one that would be empty goes with its key."""

    path: Path
    position: int


@dataclass(frozen=True, slots=True)
class ShiftItem:
    """An item leaves the list at `path` and is at `to_position` of the list `to` afterwards.

    `to` is its path once the item has left; `data` is the item, for a layout that does not let its lines move.
    """

    path: Path
    position: int
    to: Path
    to_position: int
    data: Mapping[str, Any]


Step: TypeAlias = PutField | PutItem | TakeItem | ShiftItem


def find_common(steps: tuple[Step, ...]) -> Path:
    """Give the path of the nearest item in which all steps are, the empty path for the document."""
    paths = [path for step in steps for path in _owners(step)]
    common = paths[0]
    for path in paths[1:]:
        same = 0
        while same < min(len(common), len(path)) and common[same] == path[same]:
            same += 1
        common = common[:same]
    return common[: len(common) - len(common) % 2]


def _owners(step: Step) -> tuple[Path, ...]:
    match step:
        case PutField(path, _, _):  # of a rule, its clause
            return (path[: path.index("rules")] if "rules" in path else path,)
        case ShiftItem(path, _, to, _, _):
            return path[:-1], to[:-1]
        case PutItem(path, _, _) | TakeItem(path, _):
            return (path[:-1],)
