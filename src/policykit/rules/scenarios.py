"""Running scenarios: does each rule say what was expected, is every outcome and boundary tried, would a fault show?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias

from policykit.errors import with_article
from policykit.model.base import RuleId
from policykit.model.fact import FactVocabulary
from policykit.model.rule import DecisionValue, SettledDecision
from policykit.model.scenario import ExpectedOutcome, GivenValue, ScenarioFile
from policykit.rules.derive import Nation
from policykit.rules.evaluate import decide, evaluate_record
from policykit.rules.findings import Outcome, Verdict
from policykit.rules.ir import (
    FALSE,
    TRUE,
    All,
    Compare,
    FactPlus,
    LoweredRule,
    Ruleset,
    Value,
    walk_atoms,
)
from policykit.rules.mutate import Mutant, break_rule
from policykit.rules.records import read_record

MakeRuleset: TypeAlias = Callable[[Mapping[str, SettledDecision]], Ruleset]
"""Gives the ruleset under test as if the council had decided exactly so."""


@dataclass(frozen=True, slots=True)
class Case:
    """One record to try: a scenario, or a variant of one with its differences applied."""

    name: str
    record: str
    given: Mapping[str, GivenValue]
    decided: Mapping[str, DecisionValue]
    expect: Mapping[str, str]
    missing: tuple[str, ...] | None
    conflicts: tuple[tuple[str, ...], ...] | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that did not come out as expected: `what` it was about, and both answers in words."""

    case: str
    what: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something about a rule that no scenario tries."""

    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """The result of running the scenarios of one version."""

    cases: int
    rules: int
    failures: tuple[Failure, ...]
    gaps: tuple[Gap, ...]
    mutants: int
    survivors: tuple[Gap, ...]
    """Broken rules that no scenario noticed."""

    @property
    def mutation_score(self) -> float:
        """The share of broken rules that some scenario noticed, from 0 to 1."""
        return 1.0 if self.mutants == 0 else 1 - len(self.survivors) / self.mutants


@dataclass(slots=True)
class Tried:
    """A case that could be read, with the ruleset it is decided by and its facts, the derived ones among them."""

    case: Case
    ruleset: Ruleset
    facts: Mapping[str, Value]
    rules: Mapping[str, LoweredRule] = field(default_factory=dict)


def run_scenarios(
    file: ScenarioFile,
    make_ruleset: MakeRuleset,
    vocabulary: FactVocabulary,
    nation: Nation = "ENG",
) -> ScenarioReport:
    """Run every scenario on the evaluator, and judge how much the scenarios would notice."""
    cases = list(list_cases(file))
    failures: list[Failure] = []
    tried = list(prepare_cases(cases, make_ruleset, vocabulary, nation, failures))
    for one in tried:
        failures += _check_case(one, evaluate_record(one.ruleset, one.case.record, one.facts))
    bare = make_ruleset({})
    mutants, survivors = _try_mutants(tried)
    return ScenarioReport(
        len(cases), len(bare.rules), tuple(failures), tuple(_find_gaps(bare, tried)), mutants, tuple(survivors)
    )


def list_cases(file: ScenarioFile) -> Iterator[Case]:
    """Give every scenario and variant as a whole case, in the order of the file."""
    for scenario in file.scenarios:
        yield Case(
            scenario.name,
            scenario.record,
            scenario.given,
            scenario.decided,
            _by_rule(scenario.expect),
            scenario.missing,
            scenario.conflicts,
        )
        for variant in scenario.variants:
            given = {**scenario.given, **variant.given}
            decided = {**scenario.decided, **variant.decided}
            yield Case(
                f"{scenario.name}: {variant.name}",
                scenario.record,
                {name: value for name, value in given.items() if name not in variant.without},
                {name: value for name, value in decided.items() if name not in variant.undecided},
                _by_rule(variant.expect),
                variant.missing,
                variant.conflicts,
            )


def _by_rule(expect: Mapping[RuleId, ExpectedOutcome]) -> dict[str, str]:
    return {str(rule): outcome for rule, outcome in expect.items()}


def prepare_cases(
    cases: Sequence[Case],
    make_ruleset: MakeRuleset,
    vocabulary: FactVocabulary,
    nation: Nation,
    failures: list[Failure],
) -> Iterator[Tried]:
    """Give each case ready to be decided; one that cannot be read is added to `failures`.

    Cases that suppose the same decisions share one ruleset.
    """
    made: dict[str, Ruleset] = {}
    for case in cases:
        key = repr(sorted(case.decided.items()))
        if key not in made:
            settled = {
                name: SettledDecision(value=value, minute="as the scenario has it")
                for name, value in case.decided.items()
            }
            made[key] = make_ruleset(settled)
        record, diagnostics = read_record(dict(case.given), vocabulary, kind=case.record, nation=nation)
        if record is None:
            said = "; ".join(d.message for d in diagnostics if d.severity == "error")
            failures.append(Failure(case.name, "the record", "a record that can be read", said))
            continue
        yield Tried(case, made[key], record.facts, {rule.id: rule for rule in made[key].rules_on(case.record)})


def _check_case(tried: Tried, verdict: Verdict) -> Iterator[Failure]:
    case = tried.case
    found = {finding.rule: finding for finding in verdict.findings}
    for rule, expected in case.expect.items():
        said = found[rule].outcome.value if rule in found else f"no such rule on {with_article(case.record)}"
        if said != expected:
            yield Failure(case.name, rule, expected, said)
    if case.missing is not None:
        asked: dict[str, None] = {}
        for rule, expected in case.expect.items():
            if expected == Outcome.CANNOT_TELL and rule in found:
                asked.update(dict.fromkeys(m.name for m in found[rule].missing))
                asked.update(dict.fromkeys(f"{{{m.name}}}" for m in found[rule].undecided))
        if set(asked) != set(case.missing):
            yield Failure(case.name, "what is missing", _say(case.missing), _say(tuple(asked)))
    if case.conflicts is not None:
        pairs: set[tuple[str, ...]] = {(conflict.permission, conflict.prohibition) for conflict in verdict.conflicts}
        if pairs != set(case.conflicts):
            yield Failure(case.name, "conflicts", _say_pairs(set(case.conflicts)), _say_pairs(pairs))


def _say(names: Sequence[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def _say_pairs(pairs: set[tuple[str, ...]]) -> str:
    return "; ".join(" against ".join(pair) for pair in sorted(pairs)) or "none"


def _find_gaps(bare: Ruleset, tried: Sequence[Tried]) -> Iterator[Gap]:
    for rule in bare.rules:
        mine = [one for one in tried if rule.id in one.case.expect and rule.id in one.rules]
        seen = {one.case.expect[rule.id] for one in mine}
        for outcome in _needed_outcomes(rule):
            if outcome.value not in seen:
                yield Gap(rule.id, f"no scenario expects `{outcome}`")
        yield from _find_boundary_gaps(rule, mine)


def _needed_outcomes(rule: LoweredRule) -> Iterator[Outcome]:
    yield from (Outcome.PERMITTED,) if rule.effect == "permit" else (Outcome.BREACH, Outcome.COMPLIANT)
    yield Outcome.CANNOT_TELL
    if (rule.scope, rule.when, rule.unless) != (TRUE, TRUE, FALSE) or rule.effect == "permit":
        yield Outcome.NOT_APPLICABLE


def _find_boundary_gaps(rule: LoweredRule, mine: Sequence[Tried]) -> Iterator[Gap]:
    wanted: dict[str, set[int]] = {}
    seen: dict[str, set[int]] = {}
    for one in mine:
        for place, atom in enumerate(_compares(one.rules[rule.id])):
            label = f"comparison {place + 1}, of `{atom.fact}`"
            wanted[label] = {-1, 0} if atom.op in ("lt", "ge") else {0, 1}
            distance = _measure(atom, one.facts)
            if distance is not None:
                seen.setdefault(label, set()).add(distance)
    for label, distances in wanted.items():
        for distance in sorted(distances - seen.get(label, set())):
            yield Gap(rule.id, f"{label}: no scenario lies {'on' if distance == 0 else 'just beyond'} the boundary")


def _compares(rule: LoweredRule) -> list[Compare]:
    whole = All((rule.scope, rule.when, rule.unless, rule.test))
    return [atom for atom in walk_atoms(whole) if isinstance(atom, Compare)]


def _measure(atom: Compare, facts: Mapping[str, Value]) -> int | None:
    """Give how far the left side lies beyond the right side, in days or whole numbers; None if unknown."""
    left = facts.get(atom.fact)
    right: Value | None
    if isinstance(atom.right, FactPlus):
        right = facts.get(atom.right.fact)
        if isinstance(right, date):
            right += timedelta(days=atom.right.plus_days)
    else:
        right = atom.right
    if isinstance(left, date) and isinstance(right, date):
        return (left - right).days
    return left - right if isinstance(left, int) and isinstance(right, int) else None


def _try_mutants(tried: Sequence[Tried]) -> tuple[int, list[Gap]]:
    """Break every condition of every rule that is tried; give how many ways there were, and those not noticed."""
    noticed: dict[tuple[str, str], bool] = {}
    mutants: dict[LoweredRule, list[Mutant]] = {}
    for one in tried:
        for rule_id, expected in one.case.expect.items():
            rule = one.rules.get(rule_id)
            if rule is None or decide(rule, one.facts) != expected:
                continue
            if rule not in mutants:
                mutants[rule] = list(break_rule(rule, one.ruleset.records[rule.record].facts))
            for mutant in mutants[rule]:
                key = (rule_id, mutant.change)
                if not noticed.get(key):
                    noticed[key] = decide(mutant.rule, one.facts) != expected
    return len(noticed), [Gap(rule, change) for (rule, change), seen in noticed.items() if not seen]
