"""Which amendments are voted on together: one item for each paragraph, for a new section, for one name throughout.

What prints no other words (ids, rules, notes, how a file is laid out) is not voted on: it is the clerk's, and is done
whatever is carried, as far as it can be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from policykit.compare.amendments.amendable import list_amendable
from policykit.compare.amendments.amendment import (
    Amendment,
    CombineClauses,
    DivideClause,
    InsertClause,
    MoveClause,
    NameClause,
    NewClause,
    OmitClause,
    PlaceClause,
    SubstituteWords,
    match_places,
    name_places,
)
from policykit.compare.amendments.apply import amend_units
from policykit.compare.amendments.branches import spread_branches
from policykit.compare.amendments.build import DOCUMENT, PART
from policykit.compare.amendments.table_amendment import TableAmendment
from policykit.compare.amendments.version import AmendmentList, name_made
from policykit.compare.motions.needs import find_needs
from policykit.compare.motions.throughout import find_throughout
from policykit.model.policy import Version

CLERICAL = ""
"""The item of what is not voted on."""
FRONT = DOCUMENT
"""The item of the title and what is below it."""
PRINTED = frozenset({"term", "number", "picture", "model", "with"})
"""The fields of a clause that readers see, beside its words and its table."""
PRINTED_FRONT = frozenset({"title", "subtitle"})
"""The fields of a version that readers see."""


@dataclass(frozen=True, slots=True)
class MotionItem:
    """One amendment that is moved, seconded and voted on by itself."""

    number: int
    """As printed, from 1."""
    key: str
    """What it is about: a place of the old version, `+` and the id of what is new, or the words that change."""
    amendments: tuple[Amendment, ...]
    tables: tuple[TableAmendment, ...]
    annex: Mapping[str, Mapping[str, Any]]
    """What is beside the words, by the id that each clause has in the new version."""
    needs: tuple[int, ...] = ()
    """The items without which it cannot be carried."""


@dataclass(frozen=True, slots=True)
class MotionPlan:
    """The amendments of a list, dealt out to the items that are voted on."""

    items: tuple[MotionItem, ...]
    listed: AmendmentList
    """The whole list, each amendment on a branch spread over its parts, and each new place said in full."""
    owners: Mapping[int, str]
    """The item of each amendment on words and places, by its position in the list."""
    origins: Mapping[str, str]
    """The place in the old version of each clause that stays, by its id in the new one."""
    leavers: Mapping[str, int]
    """The item that takes a clause out, by the id that the clause has in the old version."""
    added: int
    """How many amendments were added to the list, to say in full where parts are."""


def plan_motion(old: Version, listed: AmendmentList) -> MotionPlan:
    """Deal the amendments of a list out to items. Raises PolicykitError where the list does not fit the version."""
    return _ItemDealer(old, listed).plan()


class _ItemDealer:
    """One plan in the making."""

    def __init__(self, old: Version, listed: AmendmentList) -> None:
        self.units = list_amendable(old)
        self.places = name_places(self.units)
        self.index = {place: position for position, place in enumerate(self.places)}
        spread = spread_branches(self.units, match_places(self.units, listed.clauses))
        self.names = name_made(self.units, spread)
        self.ids = {name: new for name, new in self.names.items() if name in self.index}
        self.paths = {str(unit.id): unit.path for unit in amend_units(self.units, spread)}
        placed = {each.at for each in spread if isinstance(each, PlaceClause)}
        said = [each for amendment in spread for each in self._say_path(amendment, placed)]
        kept = tuple(self._keep_paths())
        said += self._say_kept_paths(placed, {each.at: each.path for each in kept})
        self.amendments: tuple[Amendment, ...] = (*kept, *said)
        self.first = len(kept)
        self.listed = replace(listed, clauses=self.amendments, tables=match_places(self.units, listed.tables))
        self.places_of = {str(unit.id): place for unit, place in zip(self.units, self.places, strict=True)}
        self.origins = {new: place for place, new in self.ids.items()}
        self.omitted = {each.at for each in self.amendments if isinstance(each, OmitClause)}
        self.moved = {each.at for each in self.amendments if isinstance(each, MoveClause)}
        self.makers: dict[str, str] = {}

    def plan(self) -> MotionPlan:
        for amendment in self.amendments:
            for clause in list_made(amendment):
                self.makers[str(clause.id)] = self._own_new(amendment, clause)
        owners = {
            at: self._own(amendment) if at >= self.first else CLERICAL for at, amendment in enumerate(self.amendments)
        }
        for key, positions in find_throughout(self.units, self.places, self.amendments).items():
            owners |= dict.fromkeys(positions, key)
        tables = {at: self._own_table(amendment) for at, amendment in enumerate(self.listed.tables)}
        keys = set(owners.values()) | set(tables.values()) | set(self.makers.values())
        annex = self._own_annex(keys, owners)
        ordered = sorted((keys | set(annex)) - {CLERICAL}, key=lambda key: self._order(key, owners))
        items = tuple(
            MotionItem(
                number,
                key,
                tuple(each for at, each in enumerate(self.amendments) if owners[at] == key),
                tuple(each for at, each in enumerate(self.listed.tables) if tables[at] == key),
                annex.get(key, {}),
            )
            for number, key in enumerate(ordered, start=1)
        )
        parents = {name: path[-1] if path else "" for name, path in self.paths.items()}
        needs = find_needs(self.units, items, self.makers, self.ids, parents)
        items = tuple(replace(item, needs=needs[item.number]) for item in items)
        takers = {place: item.number for item in items for each in item.amendments for place in list_taken(each)}
        leavers = {str(self.units[self.index[place]].id): number for place, number in takers.items()}
        return MotionPlan(items, self.listed, owners, self.origins, leavers, self.first)

    def _say_path(self, amendment: Amendment, placed: set[str]) -> Iterator[Amendment]:
        """Give an amendment that says in full under what it puts a clause, whatever comes before it."""
        if isinstance(amendment, InsertClause):
            yield replace(amendment, clause=self._full(amendment.clause))
        elif isinstance(amendment, DivideClause):
            yield replace(amendment, others=tuple(map(self._full, amendment.others)))
        else:
            yield amendment
        if isinstance(amendment, MoveClause) and amendment.at not in placed:
            yield PlaceClause(amendment.at, self.paths[self.ids[amendment.at]], source=amendment.source)

    def _keep_paths(self) -> Iterator[PlaceClause]:
        """Say where each part is, by the new names of what it is under: it stays there, if what leads it away falls."""
        renamed = {str(self.units[self.index[place]].id): new for place, new in self.ids.items()}
        for unit, place in zip(self.units, self.places, strict=True):
            path = tuple(renamed.get(name, name) for name in unit.path)
            if path != unit.path:
                yield PlaceClause(place, path)

    def _say_kept_paths(self, placed: set[str], kept: Mapping[str, tuple[str, ...]]) -> Iterator[PlaceClause]:
        """Say where a part is that keeps its path in ids, although another part now has the id of what it is under."""
        for place, path in kept.items():
            if place in self.ids and place not in placed and self.paths[self.ids[place]] != path:
                yield PlaceClause(place, self.paths[self.ids[place]])

    def _full(self, clause: NewClause) -> NewClause:
        return replace(clause, path=self.paths[str(clause.id)])

    def _own_new(self, amendment: Amendment, clause: NewClause) -> str:
        """Give the item of what is new: that of the new heading or clause above it, if there is one."""
        above = clause.path[-1] if clause.path else ""
        if above in self.makers:
            return self.makers[above]
        return amendment.at if isinstance(amendment, DivideClause) else f"+{clause.id}"

    def _own(self, amendment: Amendment) -> str:
        match amendment:
            case NameClause():
                return CLERICAL
            case InsertClause(_, clause):
                return self.makers[str(clause.id)]
            case OmitClause(at):
                return self._climb(at, self.omitted)
            case MoveClause(at):
                return self._own_move(at)
            case PlaceClause(at):
                return self._own_place(at)
            case CombineClauses(places):
                return places[0]
            case _:
                return amendment.at

    def _climb(self, at: str, within: set[str]) -> str:
        """Give the topmost place above that goes the same way."""
        path = self.units[self.index[at]].path
        above = self.places_of.get(path[-1], "") if path else ""
        return self._climb(above, within) if above in within else at

    def _own_move(self, at: str) -> str:
        """Give the item of a move: that of what it is under, if it moves along with it."""
        above = self._above(at)
        if above in self.moved and self.ids.get(above) == self._new_above(at):
            return self._own_move(above)
        return at

    def _own_place(self, at: str) -> str:
        """Give the item of a clause that comes under something else without being moved by itself."""
        above, new_above = self._above(at), self._new_above(at)
        if at in self.moved:
            return self._own_move(at)
        if new_above in self.makers:
            return self.makers[new_above]
        if above in self.omitted:
            return self._climb(above, self.omitted)
        return CLERICAL if above and self.ids.get(above) == new_above else at

    def _above(self, at: str) -> str:
        path = self.units[self.index[at]].path
        return self.places_of.get(path[-1], "") if path else ""

    def _new_above(self, at: str) -> str:
        path = self.paths.get(self.ids.get(at, ""), ())
        return path[-1] if path else ""

    def _own_table(self, amendment: TableAmendment) -> str:
        name = self.names.get(amendment.at, "")
        return self.makers.get(name, amendment.at)

    def _own_annex(self, keys: set[str], owners: Mapping[int, str]) -> dict[str, dict[str, dict[str, Any]]]:
        """Deal out what is beside the words: with the words of its clause, or by itself where readers see it."""
        words = {each.at: owners[at] for at, each in enumerate(self.amendments) if isinstance(each, SubstituteWords)}
        dealt: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for name, fields in self.listed.annex.items():
            if name == DOCUMENT:
                for front, key in ((True, FRONT), (False, CLERICAL)):
                    if some := {each: value for each, value in fields.items() if (each in PRINTED_FRONT) is front}:
                        dealt[key][name] = some
                continue
            place = self.origins.get(name, "")
            if name in self.makers:
                key = self.makers[name]
            elif place in keys or {PART, *PRINTED} & fields.keys():
                key = place
            else:
                key = words.get(place, CLERICAL)
            dealt[key][name] = dict(fields)
        return dealt

    def _order(self, key: str, owners: Mapping[int, str]) -> tuple[int, int, int, str]:
        """Order items as the old version is read; first the title, then what changes throughout."""
        if key == FRONT:
            return -2, 0, 0, ""
        if key in self.index:
            return self.index[key], 0, 0, ""
        first = min((at for at, owner in owners.items() if owner == key), default=0)
        amendment = self.amendments[first]
        if not isinstance(amendment, InsertClause):
            return -1, first, 0, key
        return self._resolve(amendment.after), 1, first, key

    def _resolve(self, after: str | None) -> int:
        """Give the position in the old version after which something is put."""
        seen = {
            clause.name: each.after if isinstance(each, InsertClause) else getattr(each, "at", None)
            for each in self.amendments
            for clause in list_made(each)
        }
        while after in seen:
            after = seen[after]
        return -1 if after is None else self.index.get(str(after), len(self.units))


def list_taken(amendment: Amendment) -> tuple[str, ...]:
    """Give the places that an amendment takes out of the text."""
    if isinstance(amendment, OmitClause):
        return (amendment.at,)
    return amendment.at[1:] if isinstance(amendment, CombineClauses) else ()


def list_made(amendment: Amendment) -> Iterator[NewClause]:
    """Give the clauses that an amendment brings into the text."""
    if isinstance(amendment, InsertClause):
        yield amendment.clause
    elif isinstance(amendment, DivideClause):
        yield from amendment.others
