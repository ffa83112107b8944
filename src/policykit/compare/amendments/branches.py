"""Whole branches: a section with all it holds goes or moves by one amendment instead of one for each clause.

`Omit the whole of section 3.` and `Move the whole of section 2 to the beginning.` mean the amendments on the heading
and on everything below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.amendment import Amendment, MoveClause, OmitClause, PlaceClause, name_places

_WHOLE = "the whole of "
_HEADING = "the heading of "


def gather_branches(old: Sequence[Unit], amendments: Sequence[Amendment]) -> tuple[Amendment, ...]:
    """Give the amendments with one for each branch that goes or moves as a whole, in place of those on its parts."""
    branches = _list_branches(old)
    omitted = {amendment.at for amendment in amendments if isinstance(amendment, OmitClause)}
    moved = {amendment.at: amendment.after for amendment in amendments if isinstance(amendment, MoveClause)}
    placed = {amendment.at: amendment.path for amendment in amendments if isinstance(amendment, PlaceClause)}
    paths = dict(zip(name_places(old), (unit.path for unit in old), strict=True))
    gathered: dict[str, str] = {}
    done: set[str] = set()
    for head, parts in branches.items():
        if head in done or _name_branch(head) is None:
            continue
        follows = zip(parts, (head, *parts), strict=False)
        goes = head in omitted and omitted.issuperset(parts)
        moves = head in moved and all(moved.get(part, "") == before for part, before in follows)
        if goes or (moves and _keeps_shape(parts, paths, placed)):
            gathered[head] = str(_name_branch(head))
            done.update(parts)
    return tuple(
        _rename(amendment, gathered)
        for amendment in amendments
        if not (isinstance(amendment, OmitClause | MoveClause | PlaceClause) and amendment.at in done)
    )


def _keeps_shape(
    parts: Sequence[str], paths: Mapping[str, tuple[str, ...]], placed: Mapping[str, tuple[str, ...]]
) -> bool:
    """Say whether each part of a branch, moved to after the one before, is under what it stood under."""
    path: tuple[str, ...] | None = None  # what is first below a head stands elsewhere than the head
    for part in parts:
        path = placed.get(part, path)
        if path != paths[part]:
            return False
    return True


def spread_branches(old: Sequence[Unit], amendments: Sequence[Amendment]) -> tuple[Amendment, ...]:
    """Give the amendments with those on each part of a branch in place of the one on the whole."""
    branches = _list_branches(old)
    heads = {name: head for head in branches if (name := _name_branch(head)) is not None}
    paths = dict(zip(name_places(old), (unit.path for unit in old), strict=True))
    spread: list[Amendment] = []
    for amendment in amendments:
        if not isinstance(amendment, OmitClause | MoveClause) or amendment.at not in heads:
            spread.append(amendment)
            continue
        head = heads[amendment.at]
        parts = branches[head]
        if isinstance(amendment, OmitClause):
            spread += [OmitClause(place, source=amendment.source) for place in (head, *parts)]
            continue
        spread.append(MoveClause(head, amendment.after, source=amendment.source))
        for part, before in zip(parts, (head, *parts), strict=False):
            spread += [
                MoveClause(part, before, source=amendment.source),
                PlaceClause(part, paths[part], source=amendment.source),
            ]
    return tuple(spread)


def _list_branches(old: Sequence[Unit]) -> dict[str, tuple[str, ...]]:
    """Give the name of each unit that has others below it, with their names in order."""
    places = name_places(old)
    branches: dict[str, tuple[str, ...]] = {}
    for position, unit in enumerate(old):
        branch = (*unit.path, unit.id)
        end = position + 1
        while end < len(old) and old[end].path[: len(branch)] == branch:
            end += 1
        if end > position + 1:
            branches[places[position]] = places[position + 1 : end]
    return branches


def _name_branch(head: str) -> str | None:
    """Give the name of a branch by that of its head; None for one that is called by its position only."""
    if head.endswith("clause of the old version"):
        return None
    return f"{_WHOLE}{head.removeprefix(_HEADING)}"


def _rename(amendment: Amendment, names: dict[str, str]) -> Amendment:
    if isinstance(amendment, OmitClause) and amendment.at in names:
        return OmitClause(names[amendment.at])
    if isinstance(amendment, MoveClause) and amendment.at in names:
        return MoveClause(names[amendment.at], amendment.after)
    return amendment
