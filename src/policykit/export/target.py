"""What every target shares: the export itself, where it comes from, and how it is refused."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from policykit.errors import Code, PolicykitError, Severity
from policykit.model.fact import ChoiceFact, DateFact, Fact, NumberFact, RoleFact, SetFact
from policykit.rules.ir import Compare, FactPlus, Has, HasOp, In, Is, LoweredRule, Ruleset, Value
from policykit.rules.rails import Both, Either, Formula, Known
from policykit.version import VERSION

UNSUPPORTED = Code(
    "export-unsupported",
    Severity.ERROR,
    "a target cannot say what a rule says",
    "choose another target, or leave the rule out on purpose",
)
EPOCH = date(1970, 1, 1)
OUTCOMES = ("compliant", "breach", "cannot_tell", "not_applicable", "permitted")
"""Every outcome, in the order of their numbers where a target numbers them."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Export:
    """What a target was given: files by their path, the most important first."""

    target: str
    files: Mapping[str, str]

    @property
    def text(self) -> str:
        """The first file."""
        return next(iter(self.files.values()))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule that a target cannot say, and why."""

    rule: LoweredRule
    why: str
    hint: str


def refuse(ruleset: Ruleset, target: str, refusals: Iterable[Refusal]) -> None:
    """Raise `PolicykitError` with every rule that the target cannot say, where there is one."""
    told = tuple(
        UNSUPPORTED.at(
            None,
            f"{target} cannot say rule `{refusal.rule.id}` ({refusal.rule.citation} of "
            f"{ruleset.council}/{ruleset.policy}): {refusal.why}",
            hint=refusal.hint,
        )
        for refusal in refusals
    )
    if told:
        raise PolicykitError(*told)


def export_header(ruleset: Ruleset, target: str) -> dict[str, str]:
    """Say where an export comes from; nothing in it changes with the clock."""
    return {
        "target": target,
        "policykit": VERSION,
        "council": ruleset.council,
        "policy": ruleset.policy,
        "version": ruleset.version,
        "text_sha256": ruleset.text_sha256,
    }


def header_lines(ruleset: Ruleset, target: str) -> list[str]:
    """Say where an export comes from, in lines for a comment."""
    return [
        f"{target} rules of {ruleset.council}/{ruleset.policy}, version {one_line(ruleset.version)}",
        f"text sha256: {ruleset.text_sha256}",
        f"made by policykit {VERSION}; do not edit",
    ]


def rule_lines(rule: LoweredRule) -> list[str]:
    """Say what a rule rests on, in lines for a comment."""
    quotes = " … ".join(f"“{one_line(quote)}”" for quote in rule.quotes)
    force = rule.modality.value.replace("_", " ")
    waits = [f"waits for the council to decide: {', '.join(rule.decisions)}"] if rule.decisions else []
    return [f"{rule.id}: {one_line(rule.citation)} ({rule.clause}), {force}, {rule.status} reading", quotes, *waits]


def rule_facts(rule: LoweredRule) -> dict[str, Any]:
    """Give what an engine's user needs to cite a rule."""
    return {
        "record": rule.record,
        "modality": rule.modality.value,
        "severity": rule.severity.value,
        "status": rule.status.value,
        "clause": rule.clause,
        "citation": rule.citation,
        "quotes": list(rule.quotes),
        "decisions": list(rule.decisions),
    }


def one_line(text: str) -> str:
    """Give a text that cannot end the comment or literal it is in: one line, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def quoted(text: str) -> str:
    """Give a text as a literal in double quotes, as JSON, Rego, Cedar, CEL and Python read it."""
    return json.dumps(one_line(text), ensure_ascii=False)


def json_text(data: object) -> str:
    """Give data as JSON: keys as they stand, two spaces, a line break at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def day_number(day: date) -> int:
    """Give a day as days since 1 January 1970: how engines are given dates."""
    return (day - EPOCH).days


def fact_words(fact: Fact, roles: Sequence[str]) -> tuple[str, ...]:
    """Give the values of a choice or role, or the members of a set, in the order of the vocabulary."""
    match fact:
        case ChoiceFact(values=values):
            return values
        case SetFact(members=members):
            return members
        case RoleFact():
            return tuple(roles)
    return ()


def fact_bounds(fact: Fact) -> tuple[int, int]:
    """Give the bounds of a number, or of a date in days since 1 January 1970."""
    match fact:
        case NumberFact(minimum=low, maximum=high):
            return low, high
        case DateFact(earliest=first, latest=last):
            return day_number(first), day_number(last)
    raise TypeError(fact)


def to_wire(facts: Mapping[str, Value | None]) -> dict[str, Any]:
    """Give a record as Rego, Cedar, CEL and JSON Logic are given it.

    Unknown facts are absent, sets are sorted lists, dates count days since 1 January 1970.
    """
    wire: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, frozenset):
            wire[name] = sorted(value)
        elif value is not None:
            wire[name] = day_number(value) if isinstance(value, date) else value
    return wire


class Notation(ABC, Generic[T]):
    """How one language writes rail formulas about one kind of record: one method for each thing they can say.

    Formulas hold no negation and no unknown: `write` gives something that is true or false in the language.
    """

    def __init__(self, ruleset: Ruleset, record: str) -> None:
        self.roles = ruleset.roles
        self.facts = ruleset.records[record].facts

    def write(self, formula: Formula) -> T:
        """Give the formula in this language."""
        match formula:
            case Both(of):
                return self.both([self.write(part) for part in of])
            case Either(of):
                return self.either([self.write(part) for part in of])
            case Known(fact):
                return self.known(fact)
            case Is(fact, value):
                return self.is_(fact, value)
            case In(op, fact, values):
                return self.in_(fact, values, wanted=op == "in")
            case Has(op, fact, values):
                return self.has(op, fact, values)
            case Compare(op, fact, FactPlus() as right):
                return self.compare_facts(op, fact, right)
            case Compare(op, fact, (int() | date()) as right):
                return self.compare(op, fact, day_number(right) if isinstance(right, date) else right)
        raise TypeError(formula)

    def words(self, fact: str) -> tuple[str, ...]:
        """Give the words that a choice, role or set may hold."""
        return fact_words(self.facts[fact], self.roles)

    def bounds(self, fact: str) -> tuple[int, int]:
        """Give the bounds of a number or date, dates in days since 1 January 1970."""
        return fact_bounds(self.facts[fact])

    @abstractmethod
    def both(self, parts: list[T]) -> T:
        """All of them; none: true."""

    @abstractmethod
    def either(self, parts: list[T]) -> T:
        """At least one of them; none: false."""

    @abstractmethod
    def known(self, fact: str) -> T:
        """The fact has a value, and one that the vocabulary allows."""

    @abstractmethod
    def is_(self, fact: str, value: bool) -> T:
        """A known yes/no fact has this value."""

    @abstractmethod
    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> T:
        """A known choice is (not `wanted`: is not) one of these."""

    @abstractmethod
    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> T:
        """A known set has any, all or none of these, or lacks at least one."""

    @abstractmethod
    def compare(self, op: str, fact: str, right: int) -> T:
        """A known number or day is in this order to a constant."""

    @abstractmethod
    def compare_facts(self, op: str, fact: str, right: FactPlus) -> T:
        """A known number or day is in this order to another, moved by days."""


SYMBOLS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
"""Comparisons as most languages write them."""


class InfixNotation(Notation[str]):
    """A language with infix `and` and `or` that evaluates from left to right and stops when it knows."""

    conjunction = "&&"
    disjunction = "||"
    true = "true"
    false = "false"
    symbols: Mapping[str, str] = SYMBOLS

    @abstractmethod
    def value(self, fact: str) -> str:
        """Write the value of a fact."""

    def both(self, parts: list[str]) -> str:
        """Write a conjunction, in brackets if it has several parts."""
        return _join(parts, self.conjunction, self.true)

    def either(self, parts: list[str]) -> str:
        """Write a disjunction, in brackets if it has several parts."""
        return _join(parts, self.disjunction, self.false)

    def compare(self, op: str, fact: str, right: int) -> str:
        """Write a comparison with a constant."""
        return f"{self.value(fact)} {self.symbols[op]} {right}"

    def compare_facts(self, op: str, fact: str, right: FactPlus) -> str:
        """Write a comparison with another fact."""
        return f"{self.value(fact)} {self.symbols[op]} {self.value(right.fact)}{plus_days(right)}"


def plus_days(right: FactPlus) -> str:
    """Write how far a day is moved, with a sign between blanks; nothing for nothing."""
    if not right.plus_days:
        return ""
    return f" {'-' if right.plus_days < 0 else '+'} {abs(right.plus_days)}"


def _join(parts: list[str], operator: str, empty: str) -> str:
    if not parts:
        return empty
    return parts[0] if len(parts) == 1 else f"({f' {operator} '.join(parts)})"
