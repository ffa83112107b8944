"""Carrying out amendments: the old version and the orders give the new version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TypeVar

from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.faults import AMENDMENT_PLACE, AMENDMENT_WORDS, FaultList, refuse
from policykit.compare.amendments.orders import (
    CombineClauses,
    DivideClause,
    InsertClause,
    InsertWords,
    Instruction,
    MoveClause,
    NameClause,
    NewClause,
    OmitClause,
    OmitWords,
    PlaceClause,
    SubstituteText,
    SubstituteWords,
    WordOrder,
    name_places,
)

_Order = TypeVar("_Order")


def apply_instructions(old: Sequence[Unit], instructions: Sequence[Instruction]) -> tuple[Unit, ...]:
    """Carry out instructions on the units of the old version and give the units of the new one.

    Texts, order, ids and paths are exact. A unit that stays keeps its number, citation and payload as they were; a
    new one has none: who numbers documents numbers the result. Raises PolicykitError (`amendment-place`,
    `amendment-words`) with each order that does not fit the old version, at its line.
    """
    return _Version(old).amend(instructions)


class _Version:
    """A version while it is amended: its units by the names of their places, and the order of the names."""

    def __init__(self, old: Sequence[Unit]) -> None:
        places = name_places(old)
        self.units = dict(zip(places, old, strict=True))
        self.next: dict[str | None, str | None] = dict(zip((None, *places), (*places, None), strict=True))
        self.before: dict[str, str | None] = dict(zip(places, (None, *places), strict=False))
        self.placed: set[str] = set()
        self.faults = FaultList()

    def amend(self, orders: Sequence[Instruction]) -> tuple[Unit, ...]:
        self._change_units(orders)
        for kind in (MoveClause, CombineClauses, OmitClause):
            self._carry_out(_select(orders, kind), self._clear)
        self._carry_out(orders, self._place)
        self.faults.report()
        return tuple(self._read())

    def _carry_out(self, orders: Sequence[Instruction], step: Callable[[Instruction], None]) -> None:
        """Take one step of each order that has had no fault so far."""
        for order in orders:
            if not self.faults.has(order):
                with self.faults.of(order):
                    step(order)

    def _change_units(self, orders: Sequence[Instruction]) -> None:
        self._carry_out(orders, self._change_unit)
        by_place: dict[str, list[WordOrder]] = {}
        for order in orders:
            if isinstance(order, WordOrder) and not self.faults.has(order):
                by_place.setdefault(order.at, []).append(order)
        for place, words in by_place.items():
            unit = self.units[place]
            self.units[place] = replace(unit, text=_amend_text(unit.text, words, self.faults))

    def _change_unit(self, order: Instruction) -> None:
        """Change the unit that an order names, all but its words; that it exists holds for orders on words too."""
        match order:
            case SubstituteWords() | OmitWords() | InsertWords() | SubstituteText():
                self._find(order.at)
            case NameClause():
                self.units[order.at] = replace(self._find(order.at), id=order.id)
            case PlaceClause():
                self.units[order.at] = replace(self._find(order.at), path=order.path)
                self.placed.add(order.at)
            case DivideClause():
                self.units[order.at] = replace(self._find(order.at), text=order.text)
            case CombineClauses():
                self.units[order.at[0]] = replace(self._find(order.at[0]), text=order.text)

    def _clear(self, order: Instruction) -> None:
        """Take from their places the units that an order moves, omits, or makes part of another."""
        match order:
            case MoveClause():
                self._take_out(order.at)
            case OmitClause():
                self._drop(order.at)
            case CombineClauses():
                for place in order.at[1:]:
                    self._drop(place)

    def _place(self, order: Instruction) -> None:
        if isinstance(order, MoveClause):
            self._put(order.at, order.after)
            if order.after is not None and order.at not in self.placed:
                self.units[order.at] = replace(self._find(order.at), path=self._find(order.after).path)
        elif isinstance(order, InsertClause):
            self._introduce(order.clause, order.after)
        elif isinstance(order, DivideClause):
            after = order.at
            for clause in order.others:
                self._introduce(clause, after)
                after = clause.name

    def _introduce(self, clause: NewClause, after: str | None) -> None:
        if clause.name in self.units:
            raise refuse(AMENDMENT_PLACE, f"`{clause.name}` is made twice")
        path = clause.path
        if path is None:
            path = self._find(after).path if after is not None else ()
        self._put(clause.name, after)
        self.units[clause.name] = Unit(clause.id, "", clause.text, path)

    def _find(self, place: str) -> Unit:
        if place not in self.units:
            raise refuse(AMENDMENT_PLACE, f"there is no `{place}` in the version to amend")
        return self.units[place]

    def _take_out(self, place: str) -> None:
        self._find(place)
        if place not in self.before:
            raise refuse(AMENDMENT_PLACE, f"`{place}` is moved or omitted twice")
        before, after = self.before.pop(place), self.next.pop(place)
        self.next[before] = after
        if after is not None:
            self.before[after] = before

    def _drop(self, place: str) -> None:
        self._take_out(place)
        del self.units[place]

    def _put(self, place: str, after: str | None) -> None:
        if after not in self.next:
            raise refuse(AMENDMENT_PLACE, f"`{place}` is placed after `{after}`, which is moved, omitted or not there")
        following = self.next[after]
        self.next[after], self.next[place] = place, following
        self.before[place] = after
        if following is not None:
            self.before[following] = place

    def _read(self) -> list[Unit]:
        units, place = [], self.next[None]
        while place is not None:
            units.append(self.units[place])
            place = self.next[place]
        return units


def amend_text(text: str, orders: Sequence[WordOrder]) -> str:
    """Carry out orders on the words of one clause, all against the text as it was.

    Raises PolicykitError (`amendment-words`) for words that do not stand in the text exactly once, and for orders
    that touch the same words.
    """
    faults = FaultList()
    amended = _amend_text(text, orders, faults)
    faults.report()
    return amended


def _amend_text(text: str, orders: Sequence[WordOrder], faults: FaultList) -> str:
    whole = [order for order in orders if isinstance(order, SubstituteText)]
    if whole:
        if len(orders) > 1:
            message = f"the whole text of `{whole[0].at}` is replaced, so no other amendment can change its words"
            faults.add(whole[0], refuse(AMENDMENT_WORDS, message))
        return whole[0].text
    located: list[tuple[int, int, str, WordOrder]] = []
    for order in orders:
        with faults.of(order):
            located.append((*_locate(text, order), order))
    parts, at = [], 0
    for start, end, words, order in sorted(located, key=itemgetter(0, 1, 2)):
        if start < at:
            faults.add(order, refuse(AMENDMENT_WORDS, f"two orders touch the same words of `{order.at}`"))
            continue
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])


def _locate(text: str, order: WordOrder) -> tuple[int, int, str]:
    """Give where in the text an order takes effect, and the words it puts there."""
    if isinstance(order, InsertWords):
        if order.where in ("beginning", "end"):
            place = 0 if order.where == "beginning" else len(text)
        else:
            start = _find_once(text, order.anchor, order.at)
            place = start + (len(order.anchor) if order.where == "after" else 0)
        return place, place, order.new
    assert isinstance(order, SubstituteWords | OmitWords)
    start = _find_once(text, order.old, order.at)
    return start, start + len(order.old), order.new if isinstance(order, SubstituteWords) else ""


def _find_once(text: str, words: str, at: str) -> int:
    start = text.find(words)
    if start < 0 or not words:
        raise refuse(AMENDMENT_WORDS, f"`{words}` is not in `{at}`")
    if text.find(words, start + 1) >= 0:
        raise refuse(AMENDMENT_WORDS, f"`{words}` is in `{at}` more than once")
    return start


def _select(orders: Sequence[Instruction], kind: type[_Order]) -> list[_Order]:
    return [order for order in orders if isinstance(order, kind)]
