"""Witnesses as data that a program can read and play through its own engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from policykit.analysis.cells import find_ordinary
from policykit.analysis.cover import Witness
from policykit.model.fact import Fact
from policykit.rules.ir import Value

PlainValue: TypeAlias = bool | int | str | tuple[str, ...]
"""Yes or no, a whole number, a word or a day in ISO form, or words in order of name."""


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact of a witness."""

    name: str
    value: PlainValue
    said: bool
    """Whether it is one of the few that decide the rule by themselves."""
    unusual: bool
    """Whether an ordinary record has another value."""


@dataclass(frozen=True, slots=True)
class SettledPoint:
    """An open point that the witness takes as settled."""

    decision: str
    test: str
    holds: bool
    """Whether its test is taken to hold."""


@dataclass(frozen=True, slots=True)
class ShownWitness:
    """A record that shows a difference; every rule at hand was asked about it."""

    facts: tuple[ShownFact, ...]
    """Every fact that the rules read, in order of name; what is absent is not known."""
    unusual: int
    """How many facts are out of the ordinary: no record that shows the difference has fewer."""
    settled: tuple[SettledPoint, ...] = ()


def show_witness(witness: Witness, facts: Mapping[str, Fact]) -> ShownWitness:
    """Give a witness as data."""
    shown = []
    for name, value in witness.record.items():
        ordinary = find_ordinary(facts[name])
        unusual = ordinary is not None and value != ordinary
        shown.append(ShownFact(name, to_plain(value), name in witness.said, unusual))
    points = tuple(SettledPoint(point.decision, point.test, holds) for point, holds in witness.settled)
    return ShownWitness(tuple(shown), witness.unusual, points)


def to_plain(value: Value) -> PlainValue:
    """Give a value as JSON can hold it."""
    match value:
        case frozenset():
            return tuple(sorted(value))
        case date():
            return value.isoformat()
    return value
