"""The two rails: for a condition, the formula of what is definitely true and of what is definitely false.

Most engines have no "unknown", or have one that differs from ours. So no export translates `not`, nor relies on an
engine's null: it prints these two formulas. Both are positive (only `All`, `Any`, `Known` and atoms), and every atom
is behind a guard that its facts are known, so each is simply true or false in any engine. A verdict is then:

    definitely_false(applies)                               -> not applicable
    definitely_false(bad)                                   -> compliant
    definitely_true(applies) and definitely_true(bad)       -> breach
    otherwise                                               -> cannot tell

and for a permission: definitely_true(applies) -> permitted, definitely_false(applies) -> not applicable.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from policykit.model.rule import Modality
from policykit.rules.ir import All, Any, Compare, Condition, Has, In, Is, LoweredRule, Not, Open, atom_facts, complement


@dataclass(frozen=True, slots=True)
class Known:
    """The fact has a value."""

    fact: str


@dataclass(frozen=True, slots=True)
class Both:
    """Every part holds; with no parts: true."""

    of: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds; with no parts: false."""

    of: tuple[Formula, ...] = ()


Formula: TypeAlias = Known | Is | In | Has | Compare | Both | Either
"""A two-valued formula without negation. Within a `Both`, guards (`Known`) come before the atoms they guard."""


@dataclass(frozen=True, slots=True)
class RuleRails:
    """The formulas that decide one rule, simplified."""

    applies_true: Formula
    applies_false: Formula
    bad_true: Formula
    bad_false: Formula


def rule_rails(rule: LoweredRule) -> RuleRails:
    """Give the four formulas of a rule."""
    return RuleRails(
        definitely_true(rule.applies),
        definitely_false(rule.applies),
        definitely_true(rule.bad),
        definitely_false(rule.bad),
    )


def outcome_tests(rule: LoweredRule) -> tuple[tuple[Formula, str], ...]:
    """Give what decides a rule: formulas to be tried in this order, each with the outcome if it holds.

    If none holds, the outcome is `cannot_tell`. Formulas that never hold are left out.
    """
    rails = rule_rails(rule)
    if rule.effect == "permit":
        tests = [(rails.applies_false, "not_applicable"), (rails.applies_true, "permitted")]
    else:
        tests = [(rails.applies_false, "not_applicable"), (rails.bad_false, "compliant")]
        if Either() not in (rails.applies_true, rails.bad_true):
            tests.append((Both((rails.applies_true, rails.bad_true)), "breach"))
    return tuple((formula, outcome) for formula, outcome in tests if formula != Either())


def allow_rail(rules: Iterable[LoweredRule]) -> Formula:
    """Give the formula that holds exactly when every `must` is known to be kept or not to apply."""
    binding = (rule for rule in rules if rule.modality in (Modality.MUST, Modality.MUST_NOT))
    kept = (_join(Either, (definitely_false(rule.applies), definitely_false(rule.bad))) for rule in binding)
    return _join(Both, tuple(kept))


def definitely_true(condition: Condition) -> Formula:
    """Give the formula that holds exactly when the condition is known to hold."""
    match condition:
        case All(of):
            return _join(Both, tuple(definitely_true(part) for part in of))
        case Any(of):
            return _join(Either, tuple(definitely_true(part) for part in of))
        case Not(of):
            return definitely_false(of)
        case Open():
            return Either()
        case _:
            return _guard(condition)


def definitely_false(condition: Condition) -> Formula:
    """Give the formula that holds exactly when the condition is known not to hold."""
    match condition:
        case All(of):
            return _join(Either, tuple(definitely_false(part) for part in of))
        case Any(of):
            return _join(Both, tuple(definitely_false(part) for part in of))
        case Not(of):
            return definitely_true(of)
        case Open():
            return Either()
        case _:
            return _guard(complement(condition))


def _guard(atom: Is | In | Has | Compare) -> Formula:
    return Both((*(Known(fact) for fact in dict.fromkeys(atom_facts(atom))), atom))


def _join(kind: type[Both] | type[Either], parts: tuple[Formula, ...]) -> Formula:
    """Join formulas, flattening nested joins of one kind, dropping constants and repetitions."""
    other = Either if kind is Both else Both
    if other() in parts:
        return other()
    flat: dict[Formula, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.of if isinstance(part, kind) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))
