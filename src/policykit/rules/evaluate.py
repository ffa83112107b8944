"""What a ruleset says of a record: the definition that every other engine is tested against.

Three values: True, False and None for "cannot be known from this record". Unknown is never taken for false. `and` is
false if any part is false, `or` is true if any part is true, whatever is unknown beside it (strong Kleene logic).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from policykit.model.rule import Modality
from policykit.rules.findings import Finding, Outcome, Verdict, find_conflicts, judge_overall, make_finding
from policykit.rules.ir import (
    All,
    Any,
    Atom,
    Compare,
    Condition,
    FactPlus,
    Has,
    In,
    Is,
    LoweredRule,
    Not,
    Open,
    Ruleset,
    Value,
    atom_facts,
)

Facts = Mapping[str, Value | None]
"""The known facts of one record. A fact that is absent, or None, is unknown."""


def evaluate_record(ruleset: Ruleset, record: str, facts: Facts) -> Verdict:
    """Decide every rule that reads this kind of record."""
    rules = ruleset.rules_on(record)
    findings = tuple(evaluate_rule(ruleset, rule, facts) for rule in rules)
    return Verdict(judge_overall(findings), findings, find_conflicts(rules, [f.outcome for f in findings]))


def evaluate_rule(ruleset: Ruleset, rule: LoweredRule, facts: Facts) -> Finding:
    """Decide one rule, and say what is missing if it cannot be decided."""
    outcome = decide(rule, facts)
    if outcome is not Outcome.CANNOT_TELL:
        return make_finding(ruleset, rule, outcome)
    undecided = _undetermined(rule.applies, facts) | _undetermined(rule.bad, facts)
    return make_finding(ruleset, rule, outcome, _ask_for_sources(ruleset, rule, undecided, facts))


def decide(rule: LoweredRule, facts: Facts) -> Outcome:
    """Give the outcome of one rule: scope and exceptions first, then what the rule asks."""
    applies, bad = truth(rule.applies, facts), truth(rule.bad, facts)
    if applies is False:
        return Outcome.NOT_APPLICABLE
    if rule.modality is Modality.MAY:
        return Outcome.PERMITTED if applies else Outcome.CANNOT_TELL
    if bad is False:
        return Outcome.COMPLIANT
    if applies and bad:
        return Outcome.BREACH
    return Outcome.CANNOT_TELL


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


def _undetermined(condition: Condition, facts: Facts) -> frozenset[str]:
    """Give the facts, and the decisions as `{name}`, on the branches that leave a condition undecided."""
    if truth(condition, facts) is not None:
        return frozenset()
    match condition:
        case All(of) | Any(of):
            return frozenset().union(*(_undetermined(part, facts) for part in of))
        case Not(of):
            return _undetermined(of, facts)
        case Open(decision):
            return frozenset([f"{{{decision}}}"])
        case _:
            return frozenset(fact for fact in atom_facts(condition) if facts.get(fact) is None)


def _ask_for_sources(ruleset: Ruleset, rule: LoweredRule, names: frozenset[str], facts: Facts) -> frozenset[str]:
    """Replace each derived fact by the unknown facts that it is worked out from: those a person can tell."""
    vocabulary = ruleset.records[rule.record].facts
    asked: set[str] = set()
    for name in names:
        derivation = vocabulary[name].derivation if name in vocabulary and not vocabulary[name].is_asked else None
        unknown = [source for source in derivation.of if facts.get(source) is None] if derivation else []
        asked |= _ask_for_sources(ruleset, rule, frozenset(unknown), facts) if unknown else {name}
    return frozenset(asked)
