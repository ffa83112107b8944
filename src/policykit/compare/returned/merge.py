"""What several people made of one version, as one: what only one changed is taken, what two changed is shown."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from policykit.compare.amendments.amendable import Data
from policykit.compare.amendments.version import Amended
from policykit.compare.returned.carry import Carried, read_cells

_BRANCHES = ("clauses", "sections")
_TOP = ""


@dataclass(frozen=True, slots=True)
class EditConflict:
    """A section or clause that two people want to read differently."""

    id: str
    base: str
    """Its words in the version they both began from."""
    wanted: tuple[tuple[str, str], ...]
    """Who wants which words; no words where it is to go."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One version made of several files, and what they do not agree on."""

    carried: Carried
    conflicts: tuple[EditConflict, ...]


def merge_carried(base: Data, sides: Sequence[tuple[str, Carried]]) -> Merged:
    """Merge files over the version they were made from.

    Args:
        base: the version as plain data.
        sides: who sent each file, and the version that it gives.

    Each clause that one file alone changed, left out, moved or put in is taken from it; so is what several files
    changed in the same way. Where they differ, the clause keeps the words of the base.
    """
    merger = _Merger(base, [(who, carried.amended.data) for who, carried in sides])
    data = merger.merge()
    first = sides[0][1]
    remarks = [f"{who}: {remark}" for who, carried in sides for remark in carried.remarks]
    remarks += [f"not settled: {_tell(conflict)}" for conflict in merger.conflicts]
    known = {node["id"] for node, _ in _walk(base)}
    kept = [node["id"] for node, _ in _walk(data) if node["id"] in known]
    carried = replace(
        first,
        amended=Amended(data, {own: own for own in kept}),
        remarks=tuple(dict.fromkeys(remarks)),
        kept=len(kept),
        new=sum(1 for _ in _walk(data)) - len(kept),
    )
    return Merged(carried, tuple(merger.conflicts))


def _tell(conflict: EditConflict) -> str:
    told = "; ".join(f"{who} wants “{words}”" if words else f"{who} leaves it out" for who, words in conflict.wanted)
    return f"`{conflict.id}` says “{conflict.base}”; {told}; it keeps its words until that is settled"


@dataclass(slots=True)
class _Merger:
    base: Data
    sides: Sequence[tuple[str, Data]]
    conflicts: list[EditConflict] = field(default_factory=list)

    def merge(self) -> Data:
        """Give the merged version."""
        old = {node["id"]: node for node, _ in _walk(self.base)}
        found = [{node["id"]: node for node, _ in _walk(data)} for _, data in self.sides]
        data = {key: value for key, value in self.sides[0][1].items() if key not in _BRANCHES}
        for key in ("title", "subtitle"):
            data |= self._merge_field(key)
        settled: dict[str, Data] = {}
        for own, node in old.items():
            chosen = self._choose(own, node, [side.get(own) for side in found])
            if chosen is not None:
                settled[own] = _bare(chosen)
        for (who, _), side in zip(self.sides, found, strict=True):
            for own, node in side.items():
                if own not in old:
                    self._add_new(settled, own, node, who)
        return self._build(data, settled)

    def _merge_field(self, key: str) -> Data:
        before = self.base.get(key)
        changed = [(who, data.get(key)) for who, data in self.sides if data.get(key) != before]
        wanted = {value for _, value in changed}
        if len(wanted) > 1:
            listed = tuple((who, str(value or "")) for who, value in changed)
            self.conflicts.append(EditConflict(key, str(before or ""), listed))
        value = changed[0][1] if len(wanted) == 1 else before
        return {key: value} if value is not None else {}

    def _choose(self, own: str, node: Data, sides: Sequence[Data | None]) -> Data | None:
        """Give what becomes of one part of the base: None where it goes."""
        before = _bare(node)
        changed = [
            (who, side)
            for (who, _), side in zip(self.sides, sides, strict=True)
            if side is None or _bare(side) != before
        ]
        if not changed:
            return node
        first = changed[0][1]
        if all(_same(side, first) for _, side in changed[1:]):
            return first
        wanted = tuple((who, _words(side) if side is not None else "") for who, side in changed)
        self.conflicts.append(EditConflict(own, _words(node), wanted))
        return node

    def _add_new(self, settled: dict[str, Data], own: str, node: Data, who: str) -> None:
        """Take a new part; one that another file has word for word is the same, one of another text gets a new id."""
        twin = settled.get(own)
        if twin is None:
            settled[own] = _bare(node)
        elif _words(twin) != _words(node):
            count = 2
            while f"{own}-{count}" in settled:
                count += 1
            fresh = f"{own}-{count}"
            settled[fresh] = {**_bare(node), "id": fresh}
            self._rename(who, own, fresh)

    def _rename(self, who: str, own: str, fresh: str) -> None:
        data = next(data for name, data in self.sides if name == who)
        for node, _ in _walk(data):
            if node["id"] == own:
                node["id"] = fresh

    def _build(self, data: Data, settled: Mapping[str, Data]) -> Data:
        """Put the parts in order: that of the base, but where a file put something in or moved it."""
        orders = _list_orders(self.base)
        for _, side in self.sides:
            _weave(orders, _list_orders(self.base), _list_orders(side))
        placed: set[str] = set()

        def grow(parent: str, branch: str) -> list[Data]:
            made = []
            for own in orders.get((parent, branch), []):
                if own not in settled or own in placed:
                    continue
                placed.add(own)
                node = copy.deepcopy(settled[own])
                for inner in _BRANCHES:
                    if inside := grow(own, inner):
                        node[inner] = inside
                made.append(node)
            return made

        result = {**data, "sections": grow(_TOP, "sections")}
        assert placed == set(settled), "each part has its place"
        return result


Orders = dict[tuple[str, str], list[str]]
"""The ids that stand in each part, by its own id (empty for the document) and the list."""


def _weave(orders: Orders, before: Orders, side: Orders) -> None:
    """Bring what one file moved or put in into the order of all."""
    home = {own: place for place, ids in before.items() for own in ids}
    for place, ids in side.items():
        kept = [own for own in ids if home.get(own) == place]
        moved = kept != [own for own in before.get(place, []) if own in set(kept)]
        for at, own in enumerate(ids):
            if home.get(own) == place and not moved:
                continue
            for other in orders.values():
                if own in other:
                    other.remove(own)
            line = orders.setdefault(place, [])
            above = next((above for above in reversed(ids[:at]) if above in line), None)
            line.insert(line.index(above) + 1 if above is not None else 0, own)


def _list_orders(data: Data) -> Orders:
    orders: Orders = {}
    for node, place in _walk(data):
        orders.setdefault(place, []).append(str(node["id"]))
    return orders


def _walk(node: Data, parent: str = _TOP) -> Iterator[tuple[Data, tuple[str, str]]]:
    for branch in _BRANCHES:
        for child in cast("list[Data]", node.get(branch, [])):
            yield child, (parent, branch)
            yield from _walk(child, str(child["id"]))


def _bare(node: Data) -> Data:
    return {key: value for key, value in node.items() if key not in _BRANCHES}


def _same(first: Data | None, second: Data | None) -> bool:
    return (None if first is None else _bare(first)) == (None if second is None else _bare(second))


def _words(node: Data) -> str:
    table = node.get("table") or {}
    rows = " | ".join(read_cells(table))
    pieces = (node.get("heading"), node.get("term"), node.get("text"), rows, node.get("closing"))
    return " ".join(str(piece).strip() for piece in pieces if piece)
