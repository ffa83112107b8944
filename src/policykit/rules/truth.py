"""When a condition holds of a record: the definition that every other engine is tested against.

Three values: True, False and None for "cannot be known from this record". Unknown is never taken for false. `and` is
false if any part is false, `or` is true if any part is true, whatever is unknown beside it (strong Kleene logic).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from policykit.rules.ir import All, Any, Atom, Compare, Condition, FactPlus, Has, In, Is, Not, Open, Value, atom_facts

Facts = Mapping[str, Value | None]
"""The known facts of one record. A fact that is absent, or None, is unknown."""


def truth(condition: Condition, facts: Facts) -> bool | None:
    """Say whether a condition holds of a record: True, False, or None if that cannot be known."""
    match condition:
        case All(of):
            parts = [truth(part, facts) for part in of]
            return False if False in parts else None if None in parts else True
        case Any(of):
            parts = [truth(part, facts) for part in of]
            return True if True in parts else None if None in parts else False
        case Not(of):
            inner = truth(of, facts)
            return None if inner is None else not inner
        case Open():
            return None
        case _:
            if any(facts.get(fact) is None for fact in atom_facts(condition)):
                return None
            return holds(condition, facts)


def holds(atom: Atom, facts: Facts) -> bool:
    """Say whether an atom holds, all its facts being known."""
    value = facts[atom.fact]
    match atom:
        case Is(_, wanted):
            return value is wanted
        case In(op, _, values):
            return (value in values) == (op == "in")
        case Has(op, _, members):
            assert isinstance(value, frozenset)
            shared = len(value.intersection(members))
            if op in ("has_any", "has_none"):
                return (shared > 0) == (op == "has_any")
            return (shared == len(members)) == (op == "has_all")
        case Compare(op, _, right):
            other = right
            if isinstance(right, FactPlus):
                known = facts[right.fact]
                assert isinstance(known, int | date)
                other = known + timedelta(days=right.plus_days) if isinstance(known, date) else known
            return compare(op, value, other)


def compare(op: str, left: object, right: object) -> bool:
    """Compare two numbers or two dates."""
    if isinstance(left, date) and isinstance(right, date):
        left, right = left.toordinal(), right.toordinal()
    assert isinstance(left, int)
    assert isinstance(right, int)
    order = (left > right) - (left < right)
    return order in {"lt": (-1,), "le": (-1, 0), "gt": (1,), "ge": (0, 1), "eq": (0,), "ne": (-1, 1)}[op]
