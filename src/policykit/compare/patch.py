"""A difference as data that can be carried out: forwards, and, because it keeps what went, backwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from policykit.compare.units import Alignment, Unit
from policykit.errors import Code, PolicykitError, Severity

PATCH_MISFIT = Code(
    "patch-misfit",
    Severity.ERROR,
    "A difference is applied to a version that it was not made from.",
    "Apply it to the version it was made from, or compare the versions again.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """Units of the old version, and the units of the new one that stand for them.

    `old` and `new` are their positions. `before` and `after` are the units themselves, without payload; both are
    empty if the one unit passed over as it was.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    before: tuple[Unit, ...] = ()
    after: tuple[Unit, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether one unit passed over with nothing of it changed (its position may have)."""
        return not (self.before or self.after)


@dataclass(frozen=True, slots=True)
class Patch:
    """All rows of a difference, in the order of the new version, removed units last; and both sizes."""

    rows: tuple[Row, ...]
    old_size: int
    new_size: int

    @property
    def is_empty(self) -> bool:
        """Whether the two versions are the same, unit for unit."""
        return all(row.is_kept and row.old == row.new for row in self.rows)

    def reverse(self) -> Patch:
        """Give the patch that leads back."""
        rows = [Row(row.new, row.old, row.after, row.before) for row in self.rows]
        return Patch(_sort_rows(rows), self.new_size, self.old_size)


def make_patch(old: Sequence[Unit], new: Sequence[Unit], alignment: Alignment) -> Patch:
    """Give the difference between two versions under an alignment of them."""
    rows = []
    for match in alignment.matches:
        before, after = tuple(_strip(old[i]) for i in match.old), tuple(_strip(new[j]) for j in match.new)
        rows.append(Row(match.old, match.new) if before == after else Row(match.old, match.new, before, after))
    rows += [Row((i,), (), (_strip(old[i]),), ()) for i in alignment.removed]
    rows += [Row((), (j,), (), (_strip(new[j]),)) for j in alignment.added]
    return Patch(_sort_rows(rows), len(old), len(new))


def apply_patch(old: Sequence[Unit], patch: Patch) -> tuple[Unit, ...]:
    """Give the new version: `apply_patch(old, make_patch(old, new, alignment)) == new`.

    A unit that passed over as it was keeps its payload. Raises PolicykitError (`patch-misfit`) if `old` is not the
    version that the patch was made from.
    """
    if len(old) != patch.old_size:
        raise _misfit(f"the patch is for {patch.old_size} units, the version has {len(old)}")
    made: dict[int, Unit] = {}
    for row in patch.rows:
        for i, unit in zip(row.old, row.before, strict=False):
            if old[i] != unit:
                raise _misfit(f"unit {i + 1} of the version is not the one that the patch changes")
        made.update(zip(row.new, (old[row.old[0]],) if row.is_kept else row.after, strict=True))
    return tuple(made[j] for j in range(patch.new_size))


def write_patch(patch: Patch) -> dict[str, Any]:
    """Give a patch as plain data (dicts, lists, strings, numbers), fit for JSON."""
    rows = [
        {"old": list(row.old), "new": list(row.new), "before": [_write_unit(unit) for unit in row.before],
         "after": [_write_unit(unit) for unit in row.after]}
        for row in patch.rows
    ]  # fmt: skip
    return {"old_size": patch.old_size, "new_size": patch.new_size, "rows": rows}


def read_patch(data: Mapping[str, Any]) -> Patch:
    """Give the patch that `write_patch` gave as plain data."""
    rows = (
        Row(tuple(row["old"]), tuple(row["new"]), *(tuple(_read_unit(unit) for unit in row[side])
                                                     for side in ("before", "after")))
        for row in data["rows"]
    )  # fmt: skip
    return Patch(tuple(rows), data["old_size"], data["new_size"])


def _write_unit(unit: Unit) -> dict[str, Any]:
    return {"id": unit.id, "number": unit.number, "text": unit.text, "path": list(unit.path), "citation": unit.citation}


def _read_unit(data: Mapping[str, Any]) -> Unit:
    return Unit(data["id"], data["number"], data["text"], tuple(data["path"]), data["citation"])


def _sort_rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (not row.new, row.new, row.old)))


def _strip(unit: Unit) -> Unit:
    return replace(unit, payload=None) if unit.payload is not None else unit


def _misfit(message: str) -> PolicykitError:
    return PolicykitError(PATCH_MISFIT.at(None, message))
