"""Cells of numbers and days: every way in which those that are compared can lie to each other and to fixed values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from policykit.analysis.diagram import TooLargeError
from policykit.analysis.theory import ZERO, Edge, bound, find_nearest_values, find_values
from policykit.model.fact import DateFact, Fact, NumberFact
from policykit.rules.ir import Compare, FactPlus, Value

Made = tuple[dict[str, Value], tuple[bool | None, ...], int]
"""Values of the facts that are known, what each test says, and how many of them are out of the ordinary."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """A test as a question of how far one variable exceeds another, or nought."""

    left: str
    right: str
    op: str
    than: int

    def ask(self, distance: int) -> bool:
        order = (distance > self.than) - (distance < self.than)
        return order in {"lt": (-1,), "le": (-1, 0), "gt": (1,), "ge": (0, 1), "eq": (0,), "ne": (-1, 1)}[self.op]


def list_group_cells(
    names: Sequence[str], tests: Sequence[Compare], facts: Mapping[str, Fact], *, unknown: bool, most: int
) -> list[Made]:
    """Give every way in which numbers or days can lie to each other and to fixed values, as tests tell them apart.

    With `unknown`, each may be unknown, as long as a number of days between two known days is known. Raises
    TooLargeError beyond `most` ways.
    """
    given = [name for name in names if not _sources(facts[name], names)]
    made: list[Made] = []
    for known in _list_known(given, names, facts, unknown=unknown):
        made += _list_ways(known, names, tests, facts, most)
        if len(made) > most:
            raise TooLargeError
    best: dict[tuple[frozenset[str], tuple[bool | None, ...]], Made] = {}
    for way in made:
        key = (frozenset(way[0]), way[1])
        if key not in best or way[2] < best[key][2]:
            best[key] = way
    return list(best.values())


def _sources(fact: Fact, names: Sequence[str]) -> tuple[str, str] | None:
    """Give the start and the end of which a fact is the days between, where both are among the names."""
    derivation = fact.derivation
    if derivation is None or derivation.by != "days_between" or not set(derivation.of) <= set(names):
        return None
    start, end = derivation.of
    return start, end


def _list_known(
    given: Sequence[str], names: Sequence[str], facts: Mapping[str, Fact], *, unknown: bool
) -> Iterator[frozenset[str]]:
    """Give the sets of variables whose values are chosen freely; what follows from them is not among them."""
    loose = [name for name in names if name not in given]
    if not unknown:
        yield frozenset(given)
        return
    if len(names) > 10:
        raise TooLargeError
    for size in range(len(names), -1, -1):
        for chosen in combinations(names, size):
            known = frozenset(chosen)
            if all(not set(_sources(facts[name], names) or ()) <= known for name in loose if name in known):
                yield known


def _list_ways(
    known: frozenset[str], names: Sequence[str], tests: Sequence[Compare], facts: Mapping[str, Fact], most: int
) -> Iterator[Made]:
    variables = sorted(known)
    gaps = [_read(test, known, names, facts) for test in tests]
    edges: list[Edge] = [edge for name in variables for edge in bound(name, *_bounds(facts[name]))]
    derived = {
        name: pair
        for name in names
        if name not in known and (pair := _sources(facts[name], names)) and set(pair) <= known
    }
    for name, (start, end) in derived.items():
        low, high = _bounds(facts[name])
        edges += [(end, start, high), (start, end, -low)]
    terms = sorted({(gap.left, gap.right) for gap in gaps if isinstance(gap, _Gap)})
    wanted = {name: value for name in variables if (value := _ordinary(facts[name])) is not None}
    away = sum(_ordinary(facts[name]) is not None for name in names if name not in known and name not in derived)
    budget = [most]
    for way in _walk_terms(variables, edges, terms, gaps, budget):
        found = find_nearest_values(variables, way, wanted)
        assert found is not None
        numbers, missed = found
        truth = tuple(
            gap if not isinstance(gap, _Gap) else gap.ask(numbers.get(gap.left, 0) - numbers.get(gap.right, 0))
            for gap in gaps
        )
        values = {name: _value(facts[name], number) for name, number in numbers.items()}
        values |= {name: numbers[end] - numbers[start] for name, (start, end) in derived.items()}
        yield values, truth, missed + away


def _walk_terms(
    variables: Sequence[str],
    edges: Sequence[Edge],
    terms: Sequence[tuple[str, str]],
    gaps: Iterable[_Gap | bool | None],
    budget: list[int],
) -> Iterator[Sequence[Edge]]:
    """Give the constraints of every combination of intervals of the differences that can be."""
    if not terms:
        budget[0] -= 1
        if budget[0] < 0:
            raise TooLargeError
        yield edges
        return
    (left, right), *rest = terms
    cuts = sorted(
        {cut for gap in gaps if isinstance(gap, _Gap) and (gap.left, gap.right) == (left, right) for cut in _cut(gap)}
    )
    starts: list[int | None] = [None, *cuts]
    for low, following in zip(starts, [*cuts, None], strict=True):
        more: list[Edge] = [*edges]
        if low is not None:
            more.append((right, left, -low))
        if following is not None:
            more.append((left, right, following - 1))
        if find_values(variables, more) is not None:
            yield from _walk_terms(variables, more, rest, gaps, budget)


def _cut(gap: _Gap) -> tuple[int, ...]:
    """Give the values at which the answer to a question changes: the first of each new stretch."""
    match gap.op:
        case "lt" | "ge":
            return (gap.than,)
        case "le" | "gt":
            return (gap.than + 1,)
    return (gap.than, gap.than + 1)


def _read(test: Compare, known: frozenset[str], names: Sequence[str], facts: Mapping[str, Fact]) -> _Gap | bool | None:
    """Give a test as a question of a difference; or as settled, None if it is unknown."""
    if isinstance(test.right, FactPlus):
        left, right, than = test.fact, test.right.fact, test.right.plus_days
        if any(name not in known and set(_sources(facts[name], names) or (ZERO,)) <= known for name in (left, right)):
            raise TooLargeError  # three variables in one test are no difference: the question ends undecided
        if not {left, right} <= known:
            return None
        if not isinstance(facts[left], DateFact):
            than = 0
        if left == right:
            return _Gap(left, right, test.op, than).ask(0)
        if left > right:
            return _Gap(left, right, test.op, than)
        return _Gap(right, left, _TURNED[test.op], -than)
    than = test.right.toordinal() if isinstance(test.right, date) else test.right
    if test.fact in known:
        return _Gap(test.fact, ZERO, test.op, than)
    pair = _sources(facts[test.fact], names)
    if pair is None or not set(pair) <= known:
        return None
    start, end = pair
    if start == end:
        return _Gap(end, start, test.op, than).ask(0)
    return _Gap(end, start, test.op, than) if end > start else _Gap(start, end, _TURNED[test.op], -than)


_TURNED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}


def _bounds(fact: Fact) -> tuple[int, int]:
    match fact:
        case DateFact(earliest=first, latest=last):
            return first.toordinal(), last.toordinal()
        case NumberFact(minimum=low, maximum=high):
            return low, high
    raise TypeError(fact)


def _ordinary(fact: Fact) -> int | None:
    match fact.ordinary:
        case date() as day:
            return day.toordinal()
        case bool():
            return None
        case int() as number:
            return number
    return None


def _value(fact: Fact, number: int) -> Value:
    return date.fromordinal(number) if isinstance(fact, DateFact) else number
