"""Which amendments cannot be carried without which others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.amendment import (
    Amendment,
    CombineClauses,
    DivideClause,
    InsertClause,
    InsertWords,
    OmitClause,
    PlaceClause,
    SubstituteText,
    SubstituteWords,
    name_places,
)

if TYPE_CHECKING:
    from policykit.compare.motions.items import MotionItem

_REFERENCE = re.compile(r"\{ref:\s*([^}\s]+)\s*\}")


def find_needs(
    units: Sequence[Unit],
    items: Sequence[MotionItem],
    makers: Mapping[str, str],
    ids: Mapping[str, str],
    parents: Mapping[str, str],
) -> Mapping[int, tuple[int, ...]]:
    """Give for each item, by its number, the numbers of those that it cannot be carried without.

    An item needs the one that makes the heading which it puts something under, or the clause which it refers to. One
    that takes a clause out needs those that lead elsewhere what is below it, and what refers to it.

    Args:
        units: the old version.
        items: the items, numbered.
        makers: the item of each new clause, by its id.
        ids: the new id of each place that stays.
        parents: what each clause of the new version is under.
    """
    numbers = {item.key: item.number for item in items}
    by_place = {place: item.number for item in items for place in _list_changed(item)}
    placed = {each.at: item.number for item in items for each in item.amendments if isinstance(each, PlaceClause)}
    places = name_places(units)
    found: dict[int, tuple[int, ...]] = {}
    for item in items:
        wanted = {numbers[makers[name]] for name in _list_wanted(item, parents) if name in makers}
        taken = {each.at for each in item.amendments if isinstance(each, OmitClause)}
        taken |= {place for each in item.amendments if isinstance(each, CombineClauses) for place in each.at[1:]}
        names = {str(unit.id) for unit, place in zip(units, places, strict=True) if place in taken}
        for unit, place in zip(units, places, strict=True) if names else ():
            if place not in ids:
                wanted |= {by_place[place]} if place in by_place and _depends(unit, names) else set()
                continue
            if unit.path and unit.path[-1] in names and place in placed:
                wanted.add(placed[place])
            if place in by_place and names & set(_list_references(unit.text, unit.payload)):
                wanted.add(by_place[place])
        found[item.number] = tuple(sorted(wanted - {item.number}))
    return found


def _depends(unit: Unit, names: set[str]) -> bool:
    """Say whether what goes too is below something that goes, or refers to it."""
    return bool(names & {*unit.path[-1:], *_list_references(unit.text, unit.payload)})


def _list_changed(item: MotionItem) -> Iterator[str]:
    for each in item.amendments:
        if isinstance(each, CombineClauses):
            yield from each.at
        elif not isinstance(each, InsertClause):
            yield each.at


def _list_wanted(item: MotionItem, parents: Mapping[str, str]) -> Iterator[str]:
    """Give the ids of what an item puts something under, or refers to."""
    for each in item.amendments:
        if isinstance(each, InsertClause):
            yield parents.get(str(each.clause.id), "")
        elif isinstance(each, PlaceClause) and each.path:
            yield each.path[-1]
        for text in _list_texts(each):
            yield from _REFERENCE.findall(text)
    yield from _list_references("", dict(item.annex))
    for table in item.tables:
        yield from _REFERENCE.findall(str(table))


def _list_texts(amendment: Amendment) -> Iterator[str]:
    match amendment:
        case SubstituteWords() | InsertWords():
            yield amendment.new
        case SubstituteText() | CombineClauses():
            yield amendment.text
        case InsertClause(_, clause):
            yield clause.text
        case DivideClause(_, text, others):
            yield text
            yield from (clause.text for clause in others)


def _list_references(text: str, payload: Any) -> list[str]:
    return _REFERENCE.findall(text) + _REFERENCE.findall(json.dumps(payload, ensure_ascii=False, default=str))
