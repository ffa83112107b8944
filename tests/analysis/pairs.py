"""Random pairs of rules over facts so few and small that every record can be tried, and what trying them all says.

Nothing here knows how the analysis works: the oracle is the plain evaluator, asked of every record there is.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Any as AnyType

from policykit.analysis.ground import Ground
from policykit.errors import Severity
from policykit.model.fact import (
    ChoiceFact,
    DateFact,
    Derivation,
    Fact,
    FactKind,
    NumberFact,
    RoleFact,
    SetFact,
    YesNoFact,
)
from policykit.model.rule import Interpretation, Modality, ReadingStatus
from policykit.rules.contradictions import Implication
from policykit.rules.derive import derive_facts
from policykit.rules.evaluate import decide, truth
from policykit.rules.findings import Outcome
from policykit.rules.ir import (
    FALSE,
    TRUE,
    All,
    Any,
    Compare,
    CompareOp,
    Condition,
    FactPlus,
    Has,
    HasOp,
    In,
    Is,
    LoweredRule,
    Not,
    Open,
    Value,
    atom_facts,
    walk_atoms,
)

RECORD = "thing"
ROLES = ("clerk", "councillor", "guest")
FIRST, LAST = date(2026, 5, 1), date(2026, 5, 5)
MOST_RECORDS = 1_500
_ORDERS: tuple[CompareOp, ...] = ("lt", "le", "gt", "ge", "eq", "ne")
_SETS: tuple[HasOp, ...] = ("has_any", "has_all", "has_none", "lacks_any")
_POINTS = (
    Open("how_long", "days is at most {how_long}"),
    Open("how_long", "days is at least {how_long}"),
    Open("who", "{who}"),
)
_WAYS: tuple[Condition, ...] = (TRUE, FALSE)
_SHARED: dict[str, AnyType] = {"label": "a fact", "question": "What is so?", "kind": FactKind.CIRCUMSTANCE}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rules, and the ground on which they meet."""

    first: LoweredRule
    second: LoweredRule
    ground: Ground
    unknown: bool
    settle: bool

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that either rule reads, or the ground speaks of."""
        read = {*self.first.facts, *self.second.facts}
        read |= {name for each in self.ground.implications for name in (each.fact, each.other)}
        read |= {
            name for atom in walk_atoms(self.ground.everyone) if not isinstance(atom, Open) for name in atom_facts(atom)
        }
        read |= {source for name in read if (made := self.ground.facts[name].derivation) for source in made.of}
        return tuple(name for name in self.ground.facts if name in read)


def draw_pair(seed: int, *, unknown: bool) -> Pair:
    """Give the pair of a seed: one in which all records can be tried."""
    source = random.Random(seed)  # noqa: S311
    while True:
        facts = _draw_facts(source)
        first, second = (_draw_rule(source, facts, name) for name in ("first", "second"))
        if source.random() < 0.4:
            second = _vary(source, facts, first)
        settle = not unknown and source.random() < 0.3
        pair = Pair(first, second, _draw_ground(source, facts), unknown, settle)
        if 0 < _count(pair) <= MOST_RECORDS:
            return pair


def list_records(pair: Pair) -> Iterator[dict[str, Value | None]]:
    """Give every record there is of the facts at hand, derived facts worked out."""
    facts = pair.ground.facts
    given = [name for name in pair.facts if facts[name].derivation is None]
    derived = [name for name in pair.facts if facts[name].derivation is not None]
    wanted = {name: facts[name] for name in pair.facts}
    for values in product(*(_list_values(facts[name], unknown=pair.unknown) for name in given)):
        record = derive_facts(wanted, dict(zip(given, values, strict=True)))
        loose = [name for name in derived if record.get(name) is None] if pair.unknown else []
        for more in product(*(_list_values(facts[name], unknown=True) for name in loose)):
            yield {**record, **dict(zip(loose, more, strict=True))}


def find_least(pair: Pair) -> int | None:
    """Give how few facts are out of the ordinary where the first rule claims and the second does not; None: nowhere."""
    points = sorted({p for r in (pair.first, pair.second) for p in _list_points(r)}, key=lambda p: (p.decision, p.test))
    ways: Sequence[Mapping[Open, Condition]] = [{}]
    if pair.settle:
        ways = [dict(zip(points, way, strict=True)) for way in product(_WAYS, repeat=len(points))]
    rules = [(_settle(pair.first, way), _settle(pair.second, way)) for way in ways]
    least: int | None = None
    for record in list_records(pair):
        if not _is_inside(pair.ground, record):
            continue
        for first, second in rules:
            if _claims(first, record) and not _claims(second, record):
                cost = count_unusual(pair.ground.facts, pair.facts, record)
                least = cost if least is None else min(least, cost)
    return least


def count_unusual(facts: Mapping[str, Fact], names: Sequence[str], record: Mapping[str, Value | None]) -> int:
    """Count the facts that have an ordinary value and another one here, or none."""
    usual = {name: _ordinary(facts[name]) for name in names}
    return sum(value is not None and record.get(name) != value for name, value in usual.items())


def _is_inside(ground: Ground, record: Mapping[str, Value | None]) -> bool:
    limits = [ground.everyone, *(each.condition for each in ground.implications)]
    if any(truth(limit, record) is False for limit in limits):
        return False
    usual = {name: _ordinary(ground.facts[name]) for name in ground.usual if name in record}
    return all(value is None or record[name] == value for name, value in usual.items())


def _claims(rule: LoweredRule, record: Mapping[str, Value | None]) -> bool:
    return decide(rule, record) in (Outcome.BREACH, Outcome.PERMITTED)


def _ordinary(fact: Fact) -> Value | None:
    return frozenset(fact.ordinary) if isinstance(fact.ordinary, tuple) else fact.ordinary


def _draw_facts(source: random.Random) -> dict[str, Fact]:
    def maybe(value: AnyType) -> AnyType:
        return value if source.random() < 0.8 else None

    facts: dict[str, Fact] = {"actor": RoleFact(type="role", ordinary=maybe("clerk"), **_SHARED)}
    for index in range(source.randint(1, 3)):
        facts[f"yes_{index}"] = YesNoFact(type="yes_no", ordinary=maybe(source.random() < 0.5), **_SHARED)
    if source.random() < 0.6:
        facts["choice"] = ChoiceFact(type="choice", values=("red", "green", "blue"), ordinary=maybe("green"), **_SHARED)
    if source.random() < 0.5:
        facts["bag"] = SetFact(type="set", members=("pen", "ink", "wax"), ordinary=maybe(("ink",)), **_SHARED)
    for index in range(source.choice((0, 0, 1, 2))):
        facts[f"number_{index}"] = NumberFact(
            type="number", unit="count", minimum=-1, maximum=2, ordinary=maybe(source.randint(-1, 2)), **_SHARED
        )
    dates = source.choice((0, 1, 2, 2, 3))
    for index in range(dates):
        day = FIRST + timedelta(days=source.randint(0, 4))
        facts[f"day_{index}"] = DateFact(type="date", earliest=FIRST, latest=LAST, ordinary=maybe(day), **_SHARED)
    if dates > 1 and source.random() < 0.4:
        facts["days"] = NumberFact(
            type="number",
            unit="days",
            minimum=-4,
            maximum=4,
            derivation=Derivation(by="days_between", of=("day_0", "day_1")),
            **{**_SHARED, "kind": FactKind.DERIVED},
        )
    return facts


def _draw_ground(source: random.Random, facts: dict[str, Fact]) -> Ground:
    plain = [name for name in facts if name.startswith("yes_")]
    everyone = In("in", "actor", ("clerk", "councillor")) if source.random() < 0.5 else TRUE
    usual = frozenset(source.sample(plain, 1)) if source.random() < 0.2 else frozenset[str]()
    implications: tuple[Implication, ...] = ()
    if len(plain) > 1 and source.random() < 0.3:
        one, other = source.sample(plain, 2)
        each = Implication(one, other, source.random() < 0.7)
        if facts[one].ordinary is False:  # an ordinary record has to keep to it
            implications = (each,)
    return Ground(RECORD, facts, ROLES, everyone, usual, implications)


def _draw_rule(source: random.Random, facts: dict[str, Fact], name: str) -> LoweredRule:
    effect: AnyType = source.choice(("forbid", "forbid", "require", "permit"))
    modality = {"forbid": Modality.MUST_NOT, "require": Modality.MUST, "permit": Modality.MAY}[effect]
    bearer = tuple(sorted(source.sample(ROLES, source.randint(1, 3))))
    scope: Condition = In("in", "actor", bearer)
    when = _draw(source, facts, 1) if source.random() < 0.7 else TRUE
    unless = _draw(source, facts, 0) if source.random() < 0.3 else FALSE
    made = LoweredRule(
        id=name,
        record=RECORD,
        modality=modality,
        severity=Severity.ERROR,
        clause=f"section.{name}",
        citation=f"clause {name}",
        quotes=(),
        status=ReadingStatus.CONFIRMED,
        interpretation=Interpretation.LITERAL,
        bearer=bearer,
        scope=scope,
        when=when,
        unless=unless,
        effect=effect,
        test=_draw(source, facts, 2),
        stands_against=(),
        facts=(),
        decisions=(),
    )
    return with_facts(made, facts)


def with_facts(rule: LoweredRule, facts: Mapping[str, Fact]) -> LoweredRule:
    """Give a rule with the facts and the decisions that its conditions read."""
    atoms = list(walk_atoms(All((rule.scope, rule.when, rule.unless, rule.test))))
    read = {name for atom in atoms if not isinstance(atom, Open) for name in atom_facts(atom)}
    decisions = tuple(sorted({atom.decision for atom in atoms if isinstance(atom, Open)}))
    return replace(rule, facts=tuple(name for name in facts if name in read), decisions=decisions)


def _vary(source: random.Random, facts: dict[str, Fact], rule: LoweredRule) -> LoweredRule:
    """Give a rule much like another: with one more part, one fewer, or another test."""
    changes: dict[str, AnyType] = source.choice(
        (
            {"when": All((rule.when, _draw(source, facts, 0)))},
            {"test": Any((rule.test, _draw(source, facts, 0)))},
            {"unless": FALSE},
            {"when": Not(Not(rule.when))},
            {"scope": In("in", "actor", ROLES[:2])},
        )
    )
    return with_facts(replace(rule, id="second", **changes), facts)


def _draw(source: random.Random, facts: dict[str, Fact], depth: int) -> Condition:
    if depth <= 0 or source.random() < 0.3:
        return _draw_atom(source, facts)
    if source.random() < 0.2:
        return Not(_draw(source, facts, depth - 1))
    parts = tuple(_draw(source, facts, depth - 1) for _ in range(source.randint(1, 3)))
    return All(parts) if source.random() < 0.5 else Any(parts)


def _draw_atom(source: random.Random, facts: dict[str, Fact]) -> Condition:
    if source.random() < 0.06:
        return source.choice(_POINTS)
    name, fact = source.choice(list(facts.items()))
    order = source.choice(_ORDERS)
    match fact:
        case YesNoFact():
            return Is(name, source.random() < 0.7)
        case ChoiceFact(values=values):
            return In(source.choice(("in", "not_in")), name, tuple(sorted(source.sample(values, source.randint(1, 2)))))
        case RoleFact():
            return In(source.choice(("in", "not_in")), name, tuple(sorted(source.sample(ROLES, source.randint(1, 2)))))
        case SetFact(members=members):
            return Has(source.choice(_SETS), name, tuple(sorted(source.sample(members, source.randint(1, 3)))))
        case NumberFact(minimum=low, maximum=high, derivation=None):
            others = [n for n, f in facts.items() if isinstance(f, NumberFact) and f.derivation is None]
            other = FactPlus(source.choice(others))
            return Compare(order, name, other if source.random() < 0.3 else source.randint(low, high))
        case NumberFact(minimum=low, maximum=high):
            return Compare(order, name, source.randint(low, high))
        case DateFact():
            days = [n for n, f in facts.items() if isinstance(f, DateFact)]
            if source.random() < 0.3:
                return Compare(order, name, FIRST + timedelta(days=source.randint(-1, 5)))
            return Compare(order, name, FactPlus(source.choice(days), source.choice((-3, -1, 0, 0, 1, 2))))


def _list_values(fact: Fact, *, unknown: bool) -> list[Value | None]:
    values: list[Value | None]
    match fact:
        case YesNoFact():
            values = [False, True]
        case ChoiceFact(values=words):
            values = list(words)
        case RoleFact():
            values = list(ROLES)
        case SetFact(members=members):
            values = [frozenset(m for m, i in zip(members, way, strict=True) if i) for way in product((0, 1), repeat=3)]
        case NumberFact(minimum=low, maximum=high):
            values = list(range(low, high + 1))
        case DateFact(earliest=first, latest=last):
            values = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [*values, None] if unknown else values


def _count(pair: Pair) -> int:
    total = 1
    for name in pair.facts:
        fact = pair.ground.facts[name]
        if fact.derivation is None or pair.unknown:
            total *= len(_list_values(fact, unknown=pair.unknown))
    return total


def _list_points(rule: LoweredRule) -> Iterator[Open]:
    for part in (rule.when, rule.unless, rule.test):
        yield from (atom for atom in walk_atoms(part) if isinstance(atom, Open))


def _settle(rule: LoweredRule, way: Mapping[Open, Condition]) -> LoweredRule:
    def walk(condition: Condition) -> Condition:
        match condition:
            case All(of):
                return All(tuple(walk(part) for part in of))
            case Any(of):
                return Any(tuple(walk(part) for part in of))
            case Not(of):
                return Not(walk(of))
            case Open():
                return way.get(condition, condition)
        return condition

    return replace(rule, when=walk(rule.when), unless=walk(rule.unless), test=walk(rule.test))
