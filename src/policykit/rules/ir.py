"""The meaning of rules as data: what the evaluator walks and every export prints.

Total and finite: no recursion, no quantifiers, no text, no fractions, no test for "unknown". A record gives each
fact a value or leaves it unknown; see `evaluate.py` for what a condition then says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from policykit.errors import Severity
from policykit.model.fact import Fact
from policykit.model.rule import Interpretation, Modality, ReadingStatus

Value: TypeAlias = bool | str | frozenset[str] | int | date
"""The value of a known fact: yes/no, choice or role, set, number, date."""
HasOp: TypeAlias = Literal["has_any", "has_all", "has_none", "lacks_any"]
CompareOp: TypeAlias = Literal["lt", "le", "gt", "ge", "eq", "ne"]


@dataclass(frozen=True, slots=True)
class Is:
    """A yes/no fact has this value."""

    fact: str
    value: bool


@dataclass(frozen=True, slots=True)
class In:
    """A choice (or role) is, or is not, one of these values. Sorted, without repeats, at least one."""

    op: Literal["in", "not_in"]
    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """A set has any, all or none of these members, or lacks at least one. Sorted, without repeats, at least one."""

    op: HasOp
    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactPlus:
    """The value of another fact of the same type, moved by days if it is a date."""

    fact: str
    plus_days: int = 0


@dataclass(frozen=True, slots=True)
class Compare:
    """A number or date is in this order to a constant or to another fact of its type."""

    op: CompareOp
    fact: str
    right: FactPlus | int | date


@dataclass(frozen=True, slots=True)
class Open:
    """A point that the council has not decided: neither true nor false, whatever the record."""

    decision: str
    test: str = ""
    """The test that it stands in for, as the condition language writes it: `days is at most {review_days}`. Two tests
    that wait for one decision are two points: what settles one way may settle the other way for the other."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; with no parts: true."""

    of: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds; with no parts: false."""

    of: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    of: Condition


Atom: TypeAlias = Is | In | Has | Compare
Condition: TypeAlias = Is | In | Has | Compare | Open | All | Any | Not

TRUE = All()
FALSE = Any()


@dataclass(frozen=True, slots=True)
class LoweredRule:
    """One rule, ready to be decided. Normal form: see `applies` and `bad`."""

    id: str
    record: str
    modality: Modality
    severity: Severity
    """Of a breach: error for must, warning for should; note for a permission or a reading not agreed enough."""
    clause: str
    citation: str
    """How a person cites the clause: `clause 9.1`."""
    quotes: tuple[str, ...]
    """The exact words of the clause that the rule rests on."""
    status: ReadingStatus
    interpretation: Interpretation
    bearer: tuple[str, ...]
    """The roles bound, widened by the roles they include, sorted; empty: the council as a body."""
    scope: Condition
    when: Condition
    unless: Condition
    effect: Literal["require", "forbid", "permit"]
    test: Condition
    stands_against: tuple[str, ...]
    """For a permission: the prohibitions on the same kind of record that it does not give way to."""
    facts: tuple[str, ...]
    """Facts that the rule reads, in the order of the vocabulary."""
    decisions: tuple[str, ...]
    """Open decisions that the rule waits for, in order of name."""

    @property
    def applies(self) -> Condition:
        """When the rule bears on a record; for a permission, when what it permits is done."""
        parts = (self.scope, self.when, Not(self.unless))
        return All((*parts, self.test) if self.effect == "permit" else parts)

    @property
    def bad(self) -> Condition:
        """What breaches the rule where it applies; nothing breaches a permission."""
        return {"require": Not(self.test), "forbid": self.test, "permit": FALSE}[self.effect]


@dataclass(frozen=True, slots=True)
class LoweredDecision:
    """An open point of the text, and what the council settled, if it has: `value` None is open."""

    question: str
    value: bool | int | tuple[str, ...] | None
    minute: str | None


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """The facts of one kind of record that a ruleset may be given, in the order of the vocabulary."""

    label: str
    actor: str | None
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Every rule of one version of a policy, and all that is needed to decide them."""

    council: str
    policy: str
    version: str
    text_sha256: str
    roles: tuple[str, ...]
    """Every role of the vocabulary: the values of facts of type `role`."""
    records: Mapping[str, RecordFacts]
    """The kinds of record that some rule reads."""
    rules: tuple[LoweredRule, ...]
    """In the order of the text."""
    decisions: Mapping[str, LoweredDecision]

    def rules_on(self, record: str) -> tuple[LoweredRule, ...]:
        """Give the rules that read this kind of record, in the order of the text."""
        return tuple(rule for rule in self.rules if rule.record == record)


def walk_atoms(condition: Condition) -> Iterator[Atom | Open]:
    """Give every atom of a condition, from left to right."""
    match condition:
        case All(of) | Any(of):
            for part in of:
                yield from walk_atoms(part)
        case Not(of):
            yield from walk_atoms(of)
        case _:
            yield condition


def atom_facts(atom: Atom) -> tuple[str, ...]:
    """Give the one or two facts that an atom reads."""
    if isinstance(atom, Compare) and isinstance(atom.right, FactPlus):
        return (atom.fact, atom.right.fact)
    return (atom.fact,)


def complement(atom: Atom) -> Atom:
    """Give the atom that holds exactly when this one does not, of known facts."""
    match atom:
        case Is(fact, value):
            return Is(fact, not value)
        case In(op, fact, values):
            return In("not_in" if op == "in" else "in", fact, values)
        case Has(op, fact, values):
            return Has(_HAS_NOT[op], fact, values)
        case Compare(op, fact, right):
            return Compare(_COMPARES_NOT[op], fact, right)


_HAS_NOT: dict[HasOp, HasOp] = {
    "has_any": "has_none",
    "has_none": "has_any",
    "has_all": "lacks_any",
    "lacks_any": "has_all",
}
_COMPARES_NOT: dict[CompareOp, CompareOp] = {"lt": "ge", "ge": "lt", "le": "gt", "gt": "le", "eq": "ne", "ne": "eq"}
