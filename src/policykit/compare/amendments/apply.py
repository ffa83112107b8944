"""Carrying out amendments: the old version and the amendments give the new version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from typing import TypeVar

from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.amendment import (
    Amendment,
    CombineClauses,
    DivideClause,
    InsertClause,
    InsertWords,
    MoveClause,
    NameClause,
    NewClause,
    OmitClause,
    OmitWords,
    PlaceClause,
    SubstituteText,
    SubstituteWords,
    WordAmendment,
    name_places,
)
from policykit.compare.amendments.faults import AMENDMENT_PLACE, AMENDMENT_WORDS, FaultList, refuse
from policykit.wording.forms import find_words

_Amendment = TypeVar("_Amendment")


def amend_units(old: Sequence[Unit], amendments: Sequence[Amendment]) -> tuple[Unit, ...]:
    """Carry out amendments on the units of the old version and give the units of the new one.

    Texts, order, ids and paths are exact. A unit that stays keeps its number, citation and payload as they were; a
    new one has none: who numbers documents numbers the result. Raises PolicykitError (`amendment-place`,
    `amendment-words`) with each amendment that does not fit the old version, at its line.
    """
    return _Version(old).amend(amendments)


class _Version:
    """A version while it is amended: its units by the names of their places, and the order of the names."""

    def __init__(self, old: Sequence[Unit]) -> None:
        places = name_places(old)
        self.units = dict(zip(places, old, strict=True))
        self.next: dict[str | None, str | None] = dict(zip((None, *places), (*places, None), strict=True))
        self.before: dict[str, str | None] = dict(zip(places, (None, *places), strict=False))
        self.placed: set[str] = set()
        self.faults = FaultList()

    def amend(self, amendments: Sequence[Amendment]) -> tuple[Unit, ...]:
        self._change_units(amendments)
        for kind in (MoveClause, CombineClauses, OmitClause):
            self._carry_out(_select(amendments, kind), self._clear)
        self._carry_out(amendments, self._place)
        self.faults.report()
        return tuple(self._read())

    def _carry_out(self, amendments: Sequence[Amendment], step: Callable[[Amendment], None]) -> None:
        """Take one step of each amendment that has had no fault so far."""
        for amendment in amendments:
            if not self.faults.has(amendment):
                with self.faults.of(amendment):
                    step(amendment)

    def _change_units(self, amendments: Sequence[Amendment]) -> None:
        self._carry_out(amendments, self._change_unit)
        by_place: dict[str, list[WordAmendment]] = {}
        for amendment in amendments:
            if isinstance(amendment, WordAmendment) and not self.faults.has(amendment):
                by_place.setdefault(amendment.at, []).append(amendment)
        for place, words in by_place.items():
            unit = self.units[place]
            self.units[place] = replace(unit, text=_amend_text(unit.text, words, self.faults))

    def _change_unit(self, amendment: Amendment) -> None:
        """Change the unit that an amendment names, all but its words; also for those on words, it must exist."""
        match amendment:
            case SubstituteWords() | OmitWords() | InsertWords() | SubstituteText():
                self._find(amendment.at)
            case NameClause():
                self.units[amendment.at] = replace(self._find(amendment.at), id=amendment.id)
            case PlaceClause():
                self.units[amendment.at] = replace(self._find(amendment.at), path=amendment.path)
                self.placed.add(amendment.at)
            case DivideClause():
                self.units[amendment.at] = replace(self._find(amendment.at), text=amendment.text)
            case CombineClauses():
                self.units[amendment.at[0]] = replace(self._find(amendment.at[0]), text=amendment.text)

    def _clear(self, amendment: Amendment) -> None:
        """Take from their places the units that an amendment moves, omits, or makes part of another."""
        match amendment:
            case MoveClause():
                self._take_out(amendment.at)
            case OmitClause():
                self._drop(amendment.at)
            case CombineClauses():
                for place in amendment.at[1:]:
                    self._drop(place)

    def _place(self, amendment: Amendment) -> None:
        if isinstance(amendment, MoveClause):
            self._put(amendment.at, amendment.after)
            if amendment.after is not None and amendment.at not in self.placed:
                self.units[amendment.at] = replace(self._find(amendment.at), path=self._find(amendment.after).path)
        elif isinstance(amendment, InsertClause):
            self._introduce(amendment.clause, amendment.after)
        elif isinstance(amendment, DivideClause):
            after = amendment.at
            for clause in amendment.others:
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


def amend_text(text: str, amendments: Sequence[WordAmendment]) -> str:
    """Carry out amendments on the words of one clause, all against the text as it was.

    Raises PolicykitError (`amendment-words`) for words that are not in the text exactly once, and for amendments
    that touch the same words.
    """
    faults = FaultList()
    amended = _amend_text(text, amendments, faults)
    faults.report()
    return amended


def _amend_text(text: str, amendments: Sequence[WordAmendment], faults: FaultList) -> str:
    whole = [amendment for amendment in amendments if isinstance(amendment, SubstituteText)]
    if whole:
        if len(amendments) > 1:
            message = f"the whole text of `{whole[0].at}` is replaced, so no other amendment can change its words"
            faults.add(whole[0], refuse(AMENDMENT_WORDS, message))
        return whole[0].text
    located: list[tuple[int, int, str, WordAmendment]] = []
    for amendment in amendments:
        with faults.of(amendment):
            located.append((*_locate(text, amendment), amendment))
    parts, at = [], 0
    for start, end, words, amendment in sorted(located, key=itemgetter(0, 1, 2)):
        if start < at:
            faults.add(amendment, refuse(AMENDMENT_WORDS, f"two amendments touch the same words of `{amendment.at}`"))
            continue
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])


def _locate(text: str, amendment: WordAmendment) -> tuple[int, int, str]:
    """Give where in the text an amendment takes effect, and the words it puts there."""
    if isinstance(amendment, InsertWords):
        if amendment.where in ("beginning", "end"):
            place = 0 if amendment.where == "beginning" else len(text)
        else:
            start, end = _find_once(text, amendment.anchor, amendment.at)
            place = end if amendment.where == "after" else start
        return place, place, amendment.new
    assert isinstance(amendment, SubstituteWords | OmitWords)
    start, end = _find_once(text, amendment.old, amendment.at)
    return start, end, amendment.new if isinstance(amendment, SubstituteWords) else ""


def _find_once(text: str, words: str, at: str) -> tuple[int, int]:
    """Give where words are in a text, in whatever form their characters are written there."""
    places = list(islice(find_words(text, words), 2))
    if not places:
        raise refuse(AMENDMENT_WORDS, f"`{words}` is not in `{at}`")
    if len(places) > 1:
        raise refuse(AMENDMENT_WORDS, f"`{words}` is in `{at}` more than once")
    return places[0]


def _select(amendments: Sequence[Amendment], kind: type[_Amendment]) -> list[_Amendment]:
    return [amendment for amendment in amendments if isinstance(amendment, kind)]
