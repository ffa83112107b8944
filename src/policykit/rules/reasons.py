"""Why a rule says what it says: the tests on the branch that decided, in the words of the vocabulary.

A rule's rails say when each outcome is certain (`rails.outcome_tests`). Of a formula that holds, the branch that
decided is every part of a `Both`, and the first part of an `Either` that holds. The facts on it lead to the outcome by
themselves, whatever else the record says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from policykit.model.fact import Fact
from policykit.rules.findings import Reason
from policykit.rules.ir import Atom, Compare, FactPlus, Has, In, Is, LoweredRule, Ruleset, atom_facts
from policykit.rules.rails import Both, Either, Formula, Known, outcome_tests
from policykit.rules.truth import Facts, holds

DAYS_ORDER = {"lt": "before", "le": "on or before", "gt": "after", "ge": "on or after", "eq": "on", "ne": "not on"}
NUMBER_ORDER = {
    "lt": "less than",
    "le": "at most",
    "gt": "more than",
    "ge": "at least",
    "eq": "exactly",
    "ne": "other than",
}
SET_WORDS = {"has_any": "any of", "has_all": "all of", "has_none": "none of", "lacks_any": "not all of"}


def find_reasons(ruleset: Ruleset, rule: LoweredRule, facts: Facts) -> tuple[Reason, ...]:
    """Give the tests that made the outcome of a rule so, in the order of the rule; none where it cannot be told."""
    for formula, _ in outcome_tests(rule):
        branch = find_branch(formula, facts)
        if branch is not None:
            vocabulary = ruleset.records[rule.record].facts
            return tuple(Reason(atom_facts(atom), say_test(atom, vocabulary, facts)) for atom in dict.fromkeys(branch))
    return ()


def find_branch(formula: Formula, facts: Facts) -> tuple[Atom, ...] | None:
    """Give the tests on the branch that makes a formula hold; None where it does not hold."""
    match formula:
        case Both(of):
            gathered: list[Atom] = []
            for part in of:
                found = find_branch(part, facts)
                if found is None:
                    return None
                gathered += found
            return tuple(gathered)
        case Either(of):
            branches = (find_branch(part, facts) for part in of)
            return next((branch for branch in branches if branch is not None), None)
        case Known(fact):
            return () if facts.get(fact) is not None else None
        case _:
            known = all(facts.get(fact) is not None for fact in atom_facts(formula))
            return (formula,) if known and holds(formula, facts) else None


def say_test(atom: Atom, vocabulary: Mapping[str, Fact], facts: Facts) -> str:
    """Say what was so of the facts of a test: the value where it is a word, else how it compares."""
    label = vocabulary[atom.fact].label
    match atom:
        case Is(_, value):
            return f"{label}: {'yes' if value else 'no'}"
        case In(_, fact, _):
            return f"{label}: {say_word(str(facts[fact]))}"
        case Has(op, _, values):
            return f"{label}: {say_members(op, values)}"
        case Compare(op, _, right):
            return f"{label}: {say_order(op, right, vocabulary)}"


def say_word(word: str) -> str:
    """Give a word of a choice as people write it."""
    return word.replace("_", " ")


def say_members(op: str, values: Sequence[str]) -> str:
    """Say which members a set has or lacks."""
    words = [say_word(value) for value in values]
    return words[0] if op == "has_any" and len(words) == 1 else f"{SET_WORDS[op]} {', '.join(words)}"


def say_order(op: str, right: FactPlus | int | date, vocabulary: Mapping[str, Fact]) -> str:
    """Say how a number or a day compares: `at least 2`; `on or after 42 days before day of the poll`."""
    match right:
        case FactPlus(fact, plus_days):
            is_day = vocabulary[fact].type == "date"
            days = f"{abs(plus_days)} {'day' if abs(plus_days) == 1 else 'days'}"
            moved = f"{days} {'before' if plus_days < 0 else 'after'} " if plus_days else ""
            return f"{(DAYS_ORDER if is_day else NUMBER_ORDER)[op]} {moved}{vocabulary[fact].label}"
        case date():
            return f"{DAYS_ORDER[op]} {right.isoformat()}"
    return f"{NUMBER_ORDER[op]} {right}"
