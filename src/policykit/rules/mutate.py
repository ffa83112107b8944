"""Broken copies of a rule: each differs in one condition, so that a scenario has to notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from policykit.model.fact import DateFact, Fact
from policykit.rules.ir import (
    FALSE,
    TRUE,
    All,
    Any,
    Compare,
    Condition,
    FactPlus,
    Has,
    HasOp,
    In,
    Is,
    LoweredRule,
    Not,
    Open,
    complement,
)

Dates: TypeAlias = frozenset[str]
"""The names of the facts that are dates: only these can be moved by days."""

PARTS = ("scope", "when", "unless", "test")
_STRICTER = {"le": "lt", "lt": "le", "ge": "gt", "gt": "ge"}
_OTHER_SET_TEST: dict[HasOp, HasOp] = {
    "has_any": "has_all",
    "has_all": "has_any",
    "has_none": "lacks_any",
}
"""No line of the condition language says `lacks_any`: it only comes of another test that is broken."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule broken in one place. `change` names the place and the change, the same whatever the council decided."""

    rule: LoweredRule
    change: str


def break_rule(rule: LoweredRule, facts: Mapping[str, Fact]) -> Iterator[Mutant]:
    """Give every rule that differs from `rule` by one change to one condition; `facts` are those of its record.

    The scope is broken as a whole only: which roles it holds is said once for the policy, not by each rule.
    """
    dates = frozenset(name for name, fact in facts.items() if isinstance(fact, DateFact))
    for part in PARTS:
        whole: Condition = getattr(rule, part)
        for changed, what in _break(whole, dates) if part != "scope" else _break_whole(whole):
            if changed != whole:
                yield Mutant(replace(rule, **{part: changed}), f"{part}: {what}")  # type: ignore[arg-type]


def _break(condition: Condition, dates: Dates) -> Iterator[tuple[Condition, str]]:
    match condition:
        case All(of):
            yield from _break_parts(of, All, dates)
            if len(of) > 1:
                yield Any(of), "`and` becomes `or`"
        case Any(of):
            yield from _break_parts(of, Any, dates)
            if len(of) > 1:
                yield All(of), "`or` becomes `and`"
        case Not(of):
            yield of, "`not` is dropped"
            for changed, what in _break(of, dates):
                yield Not(changed), what
        case Open():
            return
        case _:
            yield from _break_atom(condition, dates)


def _break_parts(
    of: tuple[Condition, ...], make: Callable[[tuple[Condition, ...]], Condition], dates: Dates
) -> Iterator[tuple[Condition, str]]:
    for place, part in enumerate(of):
        if len(of) > 1:
            yield make(of[:place] + of[place + 1 :]), f"part {place + 1} is dropped"
        for changed, what in _break(part, dates):
            yield make((*of[:place], changed, *of[place + 1 :])), f"part {place + 1}: {what}"


def _break_whole(condition: Condition) -> Iterator[tuple[Condition, str]]:
    if isinstance(condition, Is | In | Has | Compare):
        yield complement(condition), f"`{condition.fact}` is turned round"
        yield TRUE, f"the test of `{condition.fact}` always holds"
        yield FALSE, f"the test of `{condition.fact}` never holds"


def _break_atom(atom: Is | In | Has | Compare, dates: Dates) -> Iterator[tuple[Condition, str]]:
    yield from _break_whole(atom)
    match atom:
        case In(_, fact, values) | Has(_, fact, values) if len(values) > 1:
            for value in values:
                yield replace(atom, values=tuple(v for v in values if v != value)), f"`{fact}` loses `{value}`"
    match atom:
        case Has(op, fact, values) if len(values) > 1:
            yield Has(_OTHER_SET_TEST[op], fact, values), f"`{fact}`: any becomes all, or all any"
        case Compare(op, fact, right):
            if op in _STRICTER:
                yield Compare(_STRICTER[op], fact, right), f"`{fact}`: the boundary changes sides"  # type: ignore[arg-type]
            for step in (-1, 1) if fact in dates or not isinstance(right, FactPlus) else ():
                yield Compare(op, fact, _move(right, step)), f"`{fact}`: the boundary moves by {step:+d}"


def _move(right: FactPlus | int | date, step: int) -> FactPlus | int | date:
    match right:
        case FactPlus(fact, plus_days):
            return FactPlus(fact, plus_days + step)
        case date():
            return right + timedelta(days=step)
        case _:
            return right + step
