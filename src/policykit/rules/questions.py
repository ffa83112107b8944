"""The fewest questions that settle a rule: which facts, and decisions of the council, its outcome waits for.

A set of questions settles a rule if, whatever the answers are, the outcome can be told. What stands on the branches
that leave a condition undecided always does. Where a rule reads each fact once, fewer never do; where it reads one
twice, fewer may, and the smallest set is searched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product

from policykit.model.fact import ChoiceFact, DateFact, Fact, NumberFact, RoleFact, SetFact, YesNoFact
from policykit.model.rule import Modality
from policykit.rules.ir import (
    FALSE,
    TRUE,
    All,
    Any,
    Compare,
    Condition,
    FactPlus,
    Has,
    In,
    LoweredRule,
    Not,
    Open,
    Ruleset,
    Value,
    atom_facts,
    walk_atoms,
)
from policykit.rules.truth import Facts, holds, truth

_MOST_TESTS = 10
"""Of a rule with more tests, all that stands on the undecided branches is asked for, which always settles it."""
_MOST_ASKED = 6
"""Nor is a smaller set searched where more than this is asked for."""
_MOST_WORDS = 6
"""Nor where tests name more words of a set than this."""
_MOST_STEPS = 100
"""Answers to try for one set of questions; beyond, it is taken not to settle the rule."""


def find_fewest_questions(ruleset: Ruleset, rule: LoweredRule, facts: Facts) -> frozenset[str]:
    """Give the fewest facts, and decisions as `{name}`, whose answers settle a rule, whatever they are.

    Of several sets as small, that whose facts come first in the vocabulary is given.
    """
    waiting = find_undetermined(rule.applies, facts) | find_undetermined(rule.bad, facts)
    if not 2 <= len(waiting) <= _MOST_ASKED:
        return waiting
    if not find_repeated(rule) and not _is_foregone(ruleset, rule, facts):
        return waiting
    search = _Search(ruleset, rule, facts, waiting)
    if not all(search.answers.values()):
        return waiting
    order = [*(name for name in ruleset.records[rule.record].facts if name in waiting)]
    order += sorted(waiting.difference(order))
    spare = [name for name in order if search.settles(waiting - {name})]
    needed = [name for name in order if name not in spare]
    for size in range(len(spare)):
        for chosen in combinations(spare, size):
            if search.settles(frozenset([*needed, *chosen])):
                return frozenset([*needed, *chosen])
    return waiting


def _is_foregone(ruleset: Ruleset, rule: LoweredRule, facts: Facts) -> bool:
    """Tell whether some test of an unknown fact has but one answer, because of the bounds of what it compares."""
    vocabulary = ruleset.records[rule.record].facts
    atoms = [atom for part in (rule.when, rule.unless, rule.test) for atom in walk_atoms(part)]
    for atom in atoms:
        if isinstance(atom, Compare) and all(facts.get(name) is None for name in atom_facts(atom)):
            left = _span(atom.fact, 0, vocabulary, facts)
            if isinstance(atom.right, FactPlus):
                right = _span(atom.right.fact, atom.right.plus_days, vocabulary, facts)
            else:
                right = (_number(atom.right),) * 2
            ends = (left[0] - right[1], left[1] - right[0])
            if len({(end > 0) - (end < 0) for end in ends}) == 1 or 0 in ends:
                return True
        elif (
            isinstance(atom, In)
            and facts.get(atom.fact) is None
            and set(atom.values) >= set(_list_words(ruleset, vocabulary[atom.fact]))
        ):
            return True
    return False


def _span(name: str, plus: int, vocabulary: Mapping[str, Fact], facts: Facts) -> tuple[int, int]:
    """Give the smallest and the largest value that a number or a day can have, moved by days."""
    known = facts.get(name)
    low, high = find_bounds(vocabulary[name]) if known is None else (_number(known),) * 2
    return low + plus, high + plus


def _list_words(ruleset: Ruleset, fact: Fact) -> tuple[str, ...]:
    return fact.values if isinstance(fact, ChoiceFact) else ruleset.roles


def find_repeated(rule: LoweredRule) -> frozenset[str]:
    """Give the facts, and decisions as `{name}`, that stand in two tests of a rule; none for a rule of many tests."""
    tests = [test for part in (rule.scope, rule.when, rule.unless, rule.test) for test in list_tests(part)]
    if len(tests) > _MOST_TESTS:
        return frozenset()
    read = Counter(name for test in tests for name in test)
    return frozenset(name for name, count in read.items() if count > 1)


def find_searched(rule: LoweredRule) -> frozenset[str]:
    """Give the facts on whose values the fewest questions depend: those that stand in two tests, and their partners."""
    repeated = find_repeated(rule)
    atoms = [atom for part in (rule.when, rule.unless, rule.test) for atom in walk_atoms(part)]
    pairs = [atom_facts(atom) for atom in atoms if isinstance(atom, Compare)]
    return repeated.union(*(pair for pair in pairs if repeated.intersection(pair)))


def list_tests(condition: Condition) -> Iterator[tuple[str, ...]]:
    """Give what every test in a condition reads; the two ends of a `within` are one test."""
    match condition:
        case All((Compare("ge", first), Compare("le", second, right))) if first == second:
            yield atom_facts(Compare("le", second, right))
        case All(of) | Any(of):
            for part in of:
                yield from list_tests(part)
        case Not(of):
            yield from list_tests(of)
        case Open(decision):
            yield (f"{{{decision}}}",)
        case _:
            yield atom_facts(condition)


def find_undetermined(condition: Condition, facts: Facts) -> frozenset[str]:
    """Give the facts, and the decisions as `{name}`, on the branches that leave a condition undecided."""
    if truth(condition, facts) is not None:
        return frozenset()
    match condition:
        case All(of) | Any(of):
            return frozenset().union(*(find_undetermined(part, facts) for part in of))
        case Not(of):
            return find_undetermined(of, facts)
        case Open(decision):
            return frozenset([f"{{{decision}}}"])
        case _:
            return frozenset(fact for fact in atom_facts(condition) if facts.get(fact) is None)


class _Search:
    """Tries whether answers settle a rule, one way to answer after another."""

    def __init__(self, ruleset: Ruleset, rule: LoweredRule, facts: Facts, waiting: frozenset[str]) -> None:
        self.rule = rule
        self.facts = facts
        self.applies, self.bad = _reduce(rule.applies, facts), _reduce(rule.bad, facts)
        atoms = [atom for part in (self.applies, self.bad) for atom in walk_atoms(part)]
        self.points = list(dict.fromkeys(atom for atom in atoms if isinstance(atom, Open)))
        self.answers = _list_answers(ruleset, rule, facts, sorted(waiting))
        self.left = _MOST_STEPS

    def settles(self, asked: frozenset[str]) -> bool:
        """Tell whether the outcome can be told whatever the answers to these questions are."""
        names = sorted((name for name in asked if name in self.answers), key=lambda name: len(self.answers[name]))
        points = [point for point in self.points if f"{{{point.decision}}}" in asked]
        self.left = _MOST_STEPS
        return all(
            self._settle_all(names, dict(self.facts), dict(zip(points, said, strict=True)))
            for said in product((True, False), repeat=len(points))
        )

    def _settle_all(self, names: Sequence[str], facts: dict[str, Value | None], settled: dict[Open, bool]) -> bool:
        """Tell whether every way to answer settles the rule; once some answers do, all that follow do too."""
        self.left -= 1
        applies, bad = (truth(_settle(part, settled), facts) for part in (self.applies, self.bad))
        if self._can_tell(applies, bad):
            return True
        if not names or self.left < 0:
            return False
        first, *rest = names
        return all(self._settle_all(rest, {**facts, first: value}, settled) for value in self.answers[first])

    def _can_tell(self, applies: bool | None, bad: bool | None) -> bool:
        if applies is False:
            return True
        if self.rule.modality is Modality.MAY:
            return applies is True
        return bad is False or (applies is True and bad is True)


def _reduce(condition: Condition, facts: Facts) -> Condition:
    """Give what is left of a condition once all that is known has been looked at."""
    said = truth(condition, facts)
    if said is not None:
        return TRUE if said else FALSE
    match condition:
        case All(of):
            return All(tuple(_reduce(part, facts) for part in of if truth(part, facts) is None))
        case Any(of):
            return Any(tuple(_reduce(part, facts) for part in of if truth(part, facts) is None))
        case Not(of):
            return Not(_reduce(of, facts))
    return condition


def _settle(condition: Condition, settled: Mapping[Open, bool]) -> Condition:
    if not settled:
        return condition
    match condition:
        case All(of):
            return All(tuple(_settle(part, settled) for part in of))
        case Any(of):
            return Any(tuple(_settle(part, settled) for part in of))
        case Not(of):
            return Not(_settle(of, settled))
        case Open():
            return condition if condition not in settled else TRUE if settled[condition] else FALSE
    return condition


def _list_answers(
    ruleset: Ruleset, rule: LoweredRule, facts: Facts, names: Sequence[str]
) -> dict[str, tuple[Value, ...]]:
    """Give for each unknown fact one answer of each sort that the tests of a rule tell apart."""
    vocabulary = ruleset.records[rule.record].facts
    atoms = [atom for part in (rule.applies, rule.bad) for atom in walk_atoms(part) if not isinstance(atom, Open)]
    comparisons = [atom for atom in atoms if isinstance(atom, Compare)]
    compared = _list_numbers(comparisons, vocabulary, facts, names, find_searched(rule))
    found: dict[str, tuple[Value, ...]] = {}
    for name in names:
        match vocabulary.get(name):
            case YesNoFact():
                found[name] = (True, False)
            case ChoiceFact() | RoleFact() as fact:
                words = _list_words(ruleset, fact)
                tests = [frozenset(atom.values) for atom in atoms if isinstance(atom, In) and atom.fact == name]
                found[name] = tuple({tuple(word in test for test in tests): word for word in words}.values())
            case SetFact(members=members):
                tested = {word for atom in atoms if isinstance(atom, Has) and atom.fact == name for word in atom.values}
                named = [word for word in members if word in tested]
                found[name] = tuple(_list_subsets(named)) if len(named) <= _MOST_WORDS else ()
            case NumberFact() | DateFact():
                found[name] = compared.get(name, ())
    return found


def _list_subsets(words: Sequence[str]) -> Iterator[frozenset[str]]:
    for size in range(len(words) + 1):
        yield from map(frozenset, combinations(words, size))


def _list_numbers(
    tests: Sequence[Compare],
    vocabulary: Mapping[str, Fact],
    facts: Facts,
    names: Sequence[str],
    bounded: frozenset[str],
) -> dict[str, tuple[Value, ...]]:
    """Give numbers and days on, before and beyond each value that a test compares an unknown one with.

    One that stands in one test alone, with a known partner, is taken to have room on both sides of it, so that what is
    asked does not depend on the partner's value.
    """
    numbers = [name for name in names if isinstance(vocabulary.get(name), NumberFact | DateFact)]
    bounds = {name: find_bounds(vocabulary[name]) for name in numbers}
    places = {name: {low, high, (low + high) // 2} for name, (low, high) in bounds.items()}
    for _ in tests:  # what is said of one unknown value moves on to those that it is compared with
        for test in tests:
            if isinstance(test.right, FactPlus):
                pair = (test.fact, test.right.fact, test.right.plus_days)
                _spread(places, facts, *pair)
            elif test.fact in places:
                value = _number(test.right)
                places[test.fact] |= {value - 1, value, value + 1}
    for name, (low, high) in bounds.items():
        if name in bounded or not any(_has_known_partner(test, name, facts) for test in tests):
            places[name] = {value for value in places[name] if low <= value <= high}
    found: dict[str, tuple[Value, ...]] = {}
    for name, values in places.items():
        each = [date.fromordinal(v) if isinstance(vocabulary[name], DateFact) else v for v in sorted(values)]
        mine = [test for test in tests if name in atom_facts(test)]
        if all(other == name or facts.get(other) is not None for test in mine for other in atom_facts(test)):
            sorts = {tuple(holds(test, {**facts, name: value}) for test in mine): value for value in each}
            each = list(sorts.values())  # one of each sort that the tests tell apart
        found[name] = tuple(each)
    return found


def _has_known_partner(test: Compare, name: str, facts: Facts) -> bool:
    return name in atom_facts(test) and any(facts.get(other) is not None for other in atom_facts(test))


def _spread(places: dict[str, set[int]], facts: Facts, left: str, right: str, plus: int) -> None:
    for name, other, moved in ((left, right, plus), (right, left, -plus)):
        if name not in places:
            continue
        known = facts.get(other)
        values = places.get(other, set()) if known is None else {_number(known)}
        if len(places[name]) + len(values) < 40:
            places[name] |= {value + moved + beside for value in values for beside in (-1, 0, 1)}


def find_bounds(fact: Fact) -> tuple[int, int]:
    """Give the smallest and the largest value of a number, or of a day as its ordinal."""
    if isinstance(fact, DateFact):
        return fact.earliest.toordinal(), fact.latest.toordinal()
    assert isinstance(fact, NumberFact)
    return fact.minimum, fact.maximum


def _number(value: object) -> int:
    assert isinstance(value, int | date)
    return value.toordinal() if isinstance(value, date) else value
