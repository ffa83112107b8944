"""Facts cut into cells: two values are in one cell where no test at hand tells them apart.

An axis is one fact, or a group of numbers and days that some test compares with each other; its cells are all that
can be of it, each with values that show it and what every test says there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policykit.analysis.dates import list_group_cells
from policykit.analysis.diagram import TooLargeError
from policykit.model.fact import ChoiceFact, DateFact, Fact, NumberFact, RoleFact, SetFact, YesNoFact
from policykit.rules.evaluate import Facts, holds
from policykit.rules.ir import Atom, Compare, Has, Open, Value, atom_facts

MOST_CELLS = 20_000
"""The most cells of one axis; beyond them a question ends undecided."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Values that no test at hand tells apart, told by one of each fact; a fact that is absent is unknown."""

    values: Facts
    truth: tuple[bool | None, ...]
    """What each test of the axis says here; None where a fact that it reads is unknown."""
    cost: int
    """How many facts have another value here than in an ordinary case; one without an ordinary value costs nothing."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One fact, or facts that are compared with each other, and all that can be of them."""

    facts: tuple[str, ...]
    tests: tuple[Atom | Open, ...]
    cells: tuple[Cell, ...]
    """The ordinary ones last, so that of two plainest situations the one found is that with the first fact unusual."""


def find_ordinary(fact: Fact) -> Value | None:
    """Give the value of a fact in an ordinary case, or None where none is declared."""
    ordinary = fact.ordinary
    return frozenset(ordinary) if isinstance(ordinary, tuple) else ordinary


def choose_value(fact: Fact, roles: Sequence[str]) -> Value:
    """Give the ordinary value of a fact, or one that is always the same where none is declared."""
    ordinary = find_ordinary(fact)
    if ordinary is not None:
        return ordinary
    match fact:
        case YesNoFact():
            return False
        case ChoiceFact(values=values):
            return values[0]
        case RoleFact():
            return roles[0]
        case SetFact():
            return frozenset()
        case NumberFact(minimum=low):
            return low
        case DateFact(earliest=first):
            return first


def cut_axes(
    tests: Iterable[Atom | Open], facts: Mapping[str, Fact], roles: Sequence[str], *, unknown: bool
) -> tuple[Axis, ...]:
    """Give the axes that tests make of the facts of a record, in order of name.

    With `unknown` each fact may be unknown too. An open point is an axis of its own: settled so that its test holds, or
    so that it does not. Raises TooLargeError where an axis would have too many cells.
    """
    found = tuple(dict.fromkeys(tests))
    atoms = [test for test in found if not isinstance(test, Open)]
    axes = []
    for names in _group(atoms, facts):
        mine = tuple(atom for atom in atoms if atom_facts(atom)[0] in names)
        axes.append(_cut_axis(names, mine, facts, roles, unknown=unknown))
    points = sorted((test for test in found if isinstance(test, Open)), key=lambda point: (point.decision, point.test))
    ways = (Cell({}, (False,), 0), Cell({}, (True,), 0))
    return (*axes, *(Axis((), (point,), ways) for point in points))


def _group(atoms: Iterable[Atom], facts: Mapping[str, Fact]) -> list[tuple[str, ...]]:
    """Give the facts that atoms read, those that are compared together; sources of a difference of days with it."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        leader.setdefault(name, name)
        while leader[name] != name:
            name = leader[name]
        return name

    for atom in atoms:
        first, *others = atom_facts(atom)
        names = [first, *others]
        for name in names:
            derivation = facts[name].derivation
            if derivation and derivation.by == "days_between" and not others:
                names += derivation.of
        roots = sorted({find(name) for name in names})
        for root in roots[1:]:
            leader[root] = roots[0]
    groups: dict[str, list[str]] = {}
    for name in sorted(leader):
        groups.setdefault(find(name), []).append(name)
    return sorted(tuple(names) for names in groups.values())


def _cut_axis(
    names: tuple[str, ...],
    tests: tuple[Atom, ...],
    facts: Mapping[str, Fact],
    roles: Sequence[str],
    *,
    unknown: bool,
) -> Axis:
    fact = facts[names[0]]
    if len(names) > 1 or isinstance(fact, NumberFact | DateFact):
        compares = tuple(test for test in tests if isinstance(test, Compare))
        made = list_group_cells(names, compares, facts, unknown=unknown, most=MOST_CELLS)
        cells = [Cell(values, truth, cost) for values, truth, cost in made]
    else:
        cells = _list_plain_cells(names[0], fact, tests, roles)
        if unknown:
            cost = int(find_ordinary(fact) is not None)
            cells.append(Cell({}, (None,) * len(tests), cost))
    return Axis(names, tests, tuple(sorted(cells, key=lambda cell: -cell.cost)))


def _list_plain_cells(name: str, fact: Fact, tests: tuple[Atom, ...], roles: Sequence[str]) -> list[Cell]:
    ordinary = find_ordinary(fact)
    values: Iterable[Value]
    match fact:
        case SetFact(members=members):
            return _list_set_cells(name, members, ordinary, tests)
        case ChoiceFact(values=words):
            values = words
        case RoleFact():
            values = roles
        case _:
            values = (False, True)
    found: dict[tuple[bool | None, ...], Cell] = {}
    for value in values:
        truth = tuple(holds(test, {name: value}) for test in tests)
        cost = int(ordinary is not None and value != ordinary)
        if truth not in found or cost < found[truth].cost:
            found[truth] = Cell({name: value}, truth, cost)
    return list(found.values())


def _list_set_cells(name: str, members: Sequence[str], ordinary: Value | None, tests: tuple[Atom, ...]) -> list[Cell]:
    """Walk the members, keeping for each state of the tests the set nearest to the ordinary one."""
    usual = ordinary if isinstance(ordinary, frozenset) else frozenset[str]()
    wanted = [frozenset(test.values) if isinstance(test, Has) else frozenset[str]() for test in tests]
    states: dict[tuple[tuple[bool, bool], ...], tuple[int, frozenset[str]]]
    states = {tuple((False, True) for _ in tests): (0, frozenset())}
    for member in sorted(members):
        following: dict[tuple[tuple[bool, bool], ...], tuple[int, frozenset[str]]] = {}
        for state, (distance, chosen) in states.items():
            for inside in (member in usual, member not in usual):
                after = tuple(
                    (some or inside, every and inside) if member in words else (some, every)
                    for (some, every), words in zip(state, wanted, strict=True)
                )
                option = (distance + (inside != (member in usual)), chosen | {member} if inside else chosen)
                if after not in following or option[0] < following[after][0]:
                    following[after] = option
        if len(following) > MOST_CELLS:
            raise TooLargeError
        states = following
    found: dict[tuple[bool | None, ...], Cell] = {}
    for _, chosen in sorted(states.values(), key=lambda option: (option[0], sorted(option[1]))):
        truth = tuple(holds(test, {name: chosen}) for test in tests)
        found.setdefault(truth, Cell({name: chosen}, truth, int(ordinary is not None and chosen != ordinary)))
    return list(found.values())
