"""Random rulesets and records, the same for the same seed: for every test that two engines agree.

Records lean towards the boundaries that the rules draw, and leave a share of the facts unknown.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any as AnyType
from typing import Literal

from policykit.errors import Severity
from policykit.model.fact import (
    ChoiceFact,
    DateFact,
    Fact,
    FactKind,
    NumberFact,
    RoleFact,
    SetFact,
    YesNoFact,
)
from policykit.model.rule import Interpretation, Modality, ReadingStatus
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
    LoweredDecision,
    LoweredRule,
    Not,
    Open,
    RecordFacts,
    Ruleset,
    Value,
    atom_facts,
    walk_atoms,
)

RECORD = "thing"
ROLES = ("officer", "chief", "councillor", "guest")
EARLIEST, LATEST = date(2026, 1, 1), date(2026, 12, 31)
ORDERS: tuple[CompareOp, ...] = ("lt", "le", "gt", "ge", "eq", "ne")
SET_TESTS: tuple[HasOp, ...] = ("has_any", "has_all", "has_none", "lacks_any")
MEMBERSHIPS: tuple[Literal["in", "not_in"], ...] = ("in", "not_in")
EFFECTS: dict[Modality, Literal["require", "forbid", "permit"]] = {
    Modality.MUST: "require",
    Modality.MUST_NOT: "forbid",
    Modality.SHOULD: "require",
    Modality.SHOULD_NOT: "forbid",
    Modality.MAY: "permit",
}


def random_facts(source: random.Random, count: int) -> dict[str, Fact]:
    """Give `count` facts of all types, the actor's role first."""
    shared: dict[str, AnyType] = {"question": "What is so?", "kind": FactKind.CIRCUMSTANCE}
    facts: dict[str, Fact] = {"actor_role": RoleFact(label="the role of the actor", type="role", **shared)}
    for index in range(1, count):
        kind = ("yes_no", "date", "choice", "set", "number", "yes_no", "yes_no", "date")[index % 8]
        label = f"fact {index}"
        size = source.randint(2, 6)
        match kind:
            case "yes_no":
                facts[f"yes_{index}"] = YesNoFact(label=label, type="yes_no", **shared)
            case "choice":
                values = tuple(f"value_{n}" for n in range(size))
                facts[f"choice_{index}"] = ChoiceFact(label=label, type="choice", values=values, **shared)
            case "set":
                members = tuple(f"member_{n}" for n in range(31 if index % 24 == 3 else size))
                facts[f"set_{index}"] = SetFact(label=label, type="set", members=members, **shared)
            case "number":
                low = source.randint(-3, 1)
                facts[f"number_{index}"] = NumberFact(
                    label=label, type="number", unit="count", minimum=low, maximum=low + size, **shared
                )
            case _:
                facts[f"date_{index}"] = DateFact(label=label, type="date", earliest=EARLIEST, latest=LATEST, **shared)
    return facts


def random_ruleset(seed: int, rules: int = 20, facts: int = 25, depth: int = 4) -> Ruleset:
    """Give a ruleset on one kind of record, `thing`, with every modality, effect, type and operator in it."""
    source = random.Random(seed)  # noqa: S311
    vocabulary = random_facts(source, facts)
    made = [_random_rule(source, vocabulary, index, depth) for index in range(rules)]
    prohibitions = tuple(rule.id for rule in made if rule.effect == "forbid")
    made = [
        replace(rule, stands_against=prohibitions[:3]) if rule.effect == "permit" and source.random() < 0.5 else rule
        for rule in made
    ]
    return Ruleset(
        council="exampleton",
        policy="random",
        version=str(seed),
        text_sha256="0" * 64,
        roles=ROLES,
        records={RECORD: RecordFacts("a thing", "actor_role", vocabulary)},
        rules=tuple(made),
        decisions={"open_point": LoweredDecision("What did the council decide?", None, None)},
    )


def random_implications(ruleset: Ruleset, seed: int) -> Ruleset:
    """Give the ruleset with facts that imply others: a yes/no fact and a date imply one that is so or is not so."""
    source = random.Random(seed)  # noqa: S311
    facts = dict(ruleset.records[RECORD].facts)
    yes_no = [name for name, fact in facts.items() if isinstance(fact, YesNoFact)]
    days = [name for name, fact in facts.items() if isinstance(fact, DateFact)]
    first, other, third = source.sample(yes_no, 3)
    for name, implied in ((first, other), (source.choice(days), third)):
        word = source.choice(["", "not "]) + implied
        facts[name] = facts[name].model_copy(update={"implies": (word,)})
    record = replace(ruleset.records[RECORD], facts=facts)
    return replace(ruleset, records={RECORD: record})


def _random_rule(source: random.Random, facts: dict[str, Fact], index: int, depth: int) -> LoweredRule:
    modality = source.choice(list(Modality))
    bearer = tuple(sorted(source.sample(ROLES, source.randint(0, 3))))
    scope: Condition = In("in", "actor_role", bearer) if bearer else TRUE
    when = random_condition(source, facts, depth) if source.random() < 0.8 else TRUE
    unless = random_condition(source, facts, depth - 2) if source.random() < 0.4 else FALSE
    test = random_condition(source, facts, depth)
    whole = All((scope, when, unless, test))
    read = {name for atom in walk_atoms(whole) if not isinstance(atom, Open) for name in atom_facts(atom)}
    status = source.choice(list(ReadingStatus))
    return LoweredRule(
        id=f"rule-{index}",
        record=RECORD,
        modality=modality,
        severity=Severity.ERROR if status is ReadingStatus.CONFIRMED else Severity.NOTE,
        clause=f"section.clause-{index}",
        citation=f"clause {index}",
        quotes=(f"words of clause {index}",),
        status=status,
        interpretation=Interpretation.LITERAL,
        bearer=bearer,
        scope=scope,
        when=when,
        unless=unless,
        effect=EFFECTS[modality],
        test=test,
        stands_against=(),
        facts=tuple(name for name in facts if name in read),
        decisions=("open_point",) if any(isinstance(a, Open) for a in walk_atoms(whole)) else (),
    )


def random_condition(source: random.Random, facts: dict[str, Fact], depth: int) -> Condition:
    """Give a condition nested at most `depth` deep."""
    if depth <= 0 or source.random() < 0.3:
        return _random_atom(source, facts)
    form = source.random()
    if form < 0.25:
        return Not(random_condition(source, facts, depth - 1))
    parts = tuple(random_condition(source, facts, depth - 1) for _ in range(source.randint(0 if form > 0.97 else 1, 3)))
    return All(parts) if form < 0.6 else Any(parts)


def _random_atom(source: random.Random, facts: dict[str, Fact]) -> Condition:
    if source.random() < 0.02:
        return Open("open_point")
    name, fact = source.choice(list(facts.items()))
    order = source.choice(ORDERS)
    match fact:
        case YesNoFact():
            return Is(name, source.random() < 0.8)
        case ChoiceFact(values=values):
            return In(source.choice(MEMBERSHIPS), name, _some(source, values))
        case RoleFact():
            return In(source.choice(MEMBERSHIPS), name, _some(source, ROLES))
        case SetFact(members=members):
            return Has(source.choice(SET_TESTS), name, _some(source, members))
        case NumberFact(minimum=low, maximum=high):
            others = [n for n, f in facts.items() if isinstance(f, NumberFact)]
            right: FactPlus | int = source.randint(low, high)
            return Compare(order, name, FactPlus(source.choice(others)) if source.random() < 0.3 else right)
        case DateFact():
            others = [n for n, f in facts.items() if isinstance(f, DateFact)]
            offset = source.choice((0, 1, -1, 7, -42, 42, 90))
            if source.random() < 0.2:
                return Compare(order, name, EARLIEST + timedelta(days=source.randint(0, 364)))
            return Compare(order, name, FactPlus(source.choice(others), offset))


def _some(source: random.Random, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(source.sample(list(words), source.randint(1, max(1, len(words) // 2)))))


def random_records(
    ruleset: Ruleset, seed: int, count: int, unknown: float = 0.15, record: str = RECORD
) -> list[dict[str, Value]]:
    """Give `count` records of facts; each fact is left out with the chance `unknown`."""
    source = random.Random(seed)  # noqa: S311
    facts = ruleset.records[record].facts
    return [
        {n: _random_value(source, f, ruleset.roles) for n, f in facts.items() if source.random() >= unknown}
        for _ in range(count)
    ]


def _random_value(source: random.Random, fact: Fact, roles: Sequence[str]) -> Value:
    match fact:
        case YesNoFact():
            return source.random() < 0.5
        case ChoiceFact(values=values):
            return source.choice(values)
        case RoleFact():
            return source.choice(roles)
        case SetFact(members=members):
            return frozenset(m for m in members if source.random() < 0.4)
        case NumberFact(minimum=low, maximum=high):
            return source.randint(low, high)
        case DateFact(earliest=earliest, latest=latest):
            middle = earliest + (latest - earliest) / 2
            days = source.choice((0, 1, -1, 7, 41, 42, 43, -41, -42, -43, 89, 90, 91))
            near = middle + timedelta(days=days)
            if source.random() < 0.3:
                return earliest + timedelta(days=source.randint(0, (latest - earliest).days))
            return min(max(near, earliest), latest)


def record_to_json(facts: dict[str, Value]) -> dict[str, AnyType]:
    """Give the record as it stands in JSON: ISO dates, sorted lists; unknown facts are absent."""
    return {name: _value_to_json(value) for name, value in facts.items()}


def _value_to_json(value: Value) -> AnyType:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value
