"""Whether what one rule forbids (or allows) is forbidden (or allowed) by others too; if not, the plainest example.

The other rules are brought in one at a time, and only those that the plainest example found so far runs into: it is
then looked for outside of them. So the work follows the rules that matter, however many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from policykit.analysis.diagram import NONE, TooLargeError
from policykit.analysis.ground import Ground, read_facts, settle_rule
from policykit.analysis.situations import Situation, Situations
from policykit.rules.contradictions import Implication
from policykit.rules.evaluate import decide
from policykit.rules.findings import Outcome
from policykit.rules.ir import Condition, LoweredRule, Open, Value, walk_atoms

MOST_STEPS = 60
"""How many rules are brought in before a question ends undecided."""

Certainty: TypeAlias = Literal["certain", "possible", "settled"]
"""How open points of the other rules count: `certain`: a rule that waits for one forbids nothing yet; `possible`: it
forbids all that it may; `settled`: each point goes either way, the same way for every rule that waits for it."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A record that shows a difference, played through the plain evaluator."""

    record: Mapping[str, Value]
    """Every fact that the rules at hand read, as far as it is known, in order of name."""
    said: tuple[str, ...]
    """The fewest facts that by themselves decide the rule: leaving any of them out would leave it undecided."""
    unusual: int
    """How many facts are out of the ordinary: no witness has fewer."""
    settled: tuple[tuple[Open, bool], ...] = ()
    """Open points that are taken as settled: so that the test holds, or so that it does not."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The answer: what lies beyond the other rules, or which of them cover it."""

    status: Literal["covered", "beyond", "not_proved", "not_decided"]
    by: tuple[str, ...] = ()
    """The rules that together cover it, none of which could be left out; empty where nothing is asked at all."""
    witness: Witness | None = None
    assumed: tuple[Implication, ...] = ()
    """The implications between facts that the answer rests on."""


def find_cover(
    rule: LoweredRule,
    others: Sequence[LoweredRule],
    ground: Ground,
    *,
    certainty: Certainty = "certain",
    unknown: bool = False,
    budget: int = 200_000,
) -> Cover:
    """Say whether every breach of a rule (for a permission: every use) is one of some other rule.

    With `unknown`, records that leave facts open count too. What rests on an implication says so. A question beyond
    its budget is `not_decided`; a record that the evaluator does not confirm leaves it `not_proved`.
    """
    found = _search(rule, others, ground, certainty, unknown, budget, with_implications=True)
    if not ground.find_implications(read_facts([rule, *(other for other in others if other.id in found.by)])):
        return found
    plain = _search(rule, others, ground, certainty, unknown, budget, with_implications=False)
    if plain.status == found.status and (found.witness is None or _keeps(found, plain)):
        return found if found.status != "covered" else plain
    used = ground.find_implications(read_facts([rule, *(other for other in others if other.id in found.by)]))
    return Cover(found.status, found.by, found.witness, used)


def _keeps(found: Cover, plain: Cover) -> bool:
    assert found.witness is not None
    return plain.witness is not None and found.witness.said == plain.witness.said


def _search(
    rule: LoweredRule,
    others: Sequence[LoweredRule],
    ground: Ground,
    certainty: Certainty,
    unknown: bool,
    budget: int,
    *,
    with_implications: bool,
) -> Cover:
    ranked = sorted(others, key=lambda other: other.id)
    brought: list[LoweredRule] = []
    read = read_facts([rule, *others])
    for _ in range(MOST_STEPS):
        try:
            step = _Step(rule, brought, ground, certainty, unknown, budget, with_implications=with_implications)
            situation = step.find_plainest()
            if situation is None:
                return Cover("covered", step.list_needed())
        except (TooLargeError, RecursionError):
            return Cover("not_decided")
        record = ground.complete_record(situation.values, step.varied, read)
        own, settled = settle_rule(rule, situation.settled), situation.settled
        if not is_claimed(own, record, "certain"):
            return Cover("not_proved")
        met = next((o for o in ranked if is_claimed(settle_rule(o, settled), record, certainty)), None)
        if met is None:
            return Cover("beyond", (), _make_witness(own, record, situation))
        if met in brought:
            return Cover("not_proved")
        brought.append(met)
    return Cover("not_decided")


def is_claimed(rule: LoweredRule, record: Mapping[str, Value | None], certainty: Certainty = "certain") -> bool:
    """Say whether a rule forbids (or, of a permission, allows) what a record shows."""
    outcome = decide(rule, record)
    if certainty == "possible" and outcome is Outcome.CANNOT_TELL:
        return True
    return outcome in (Outcome.BREACH, Outcome.PERMITTED)


def _make_witness(rule: LoweredRule, record: Mapping[str, Value | None], situation: Situation) -> Witness:
    known = {name: value for name, value in sorted(record.items()) if value is not None}
    return Witness(known, find_said(rule, known, situation.values), situation.unusual, situation.settled)


def show_together(rules: Sequence[LoweredRule], ground: Ground) -> Witness | None:
    """Give the plainest record of which every one of several rules says what it is there for; None where none is."""
    conditions = [c for rule in rules for c in (rule.scope, rule.when, rule.unless, rule.test)]
    space = Situations([*conditions, ground.everyone], ground.facts, ground.roles, settle=True)
    node = space.diagram.both(space.holds(ground.everyone), space.ordinary(ground.usual))
    for rule in rules:
        node = space.diagram.both(node, space.permission(rule) if rule.effect == "permit" else space.breach(rule))
    return show_situation(rules, space.find_plainest(node), ground)


def show_situation(rules: Sequence[LoweredRule], situation: Situation | None, ground: Ground) -> Witness | None:
    """Give a situation as a record, with what has to be said so that each rule says of it what it does."""
    if situation is None:
        return None
    varied = frozenset(situation.values)
    record = ground.complete_record(situation.values, varied, read_facts(rules))
    known = {name: value for name, value in sorted(record.items()) if value is not None}
    said = {name for rule in rules for name in find_said(settle_rule(rule, situation.settled), known, situation.values)}
    return Witness(known, tuple(sorted(said)), situation.unusual, situation.settled)


def find_said(rule: LoweredRule, record: Mapping[str, Value], varied: Mapping[str, object]) -> tuple[str, ...]:
    """Give the fewest facts of a record that still decide a rule: none can be left out. Ordinary ones go first."""
    outcome = decide(rule, record)
    said = {name: record[name] for name in sorted(read_facts([rule]) & record.keys())}
    for name in sorted(said, key=lambda name: (name in varied, name)):
        rest = {other: value for other, value in said.items() if other != name}
        if decide(rule, rest) is outcome:
            said = rest
    return tuple(said)


class _Step:
    """One look for the plainest situation that a rule claims and none of the rules brought in claims too."""

    def __init__(
        self,
        rule: LoweredRule,
        brought: Sequence[LoweredRule],
        ground: Ground,
        certainty: Certainty,
        unknown: bool,
        budget: int,
        *,
        with_implications: bool,
    ) -> None:
        self.certainty = certainty
        rules = [rule, *brought]
        kept = ground.find_implications(read_facts(rules)) if with_implications else ()
        limits: list[Condition] = [ground.everyone, *(each.condition for each in kept)]
        conditions = [c for each in rules for c in (each.scope, each.when, each.unless, each.test)]
        self.space = Situations(
            [*conditions, *limits],
            ground.facts,
            ground.roles,
            unknown=unknown,
            settle=certainty == "settled",
            budget=budget,
        )
        diagram = self.space.diagram
        claim = self._claim(rule, possible=False)
        for limit in limits:
            claim = diagram.without(claim, self.space.fails(limit))
        self.claim = diagram.both(claim, self.space.ordinary(ground.usual))
        self.brought = [(each.id, self._claim(each, possible=certainty == "possible")) for each in brought]
        self.varied = frozenset(name for axis in self.space.axes for name in axis.facts)

    def _claim(self, rule: LoweredRule, *, possible: bool) -> int:
        if rule.effect == "permit":
            return self.space.permission(rule, possible=possible)
        return self.space.breach(rule, possible=possible)

    def find_plainest(self) -> Situation | None:
        return self.space.find_plainest(self._subtract([node for _, node in self.brought]))

    def list_needed(self) -> tuple[str, ...]:
        """Give the rules that cover the claim together, leaving out each that is not needed."""
        needed = list(self.brought)
        for each in reversed(self.brought):
            rest = [other for other in needed if other is not each]
            if self._subtract([node for _, node in rest]) == NONE:
                needed = rest
        return tuple(sorted(name for name, _ in needed))

    def _subtract(self, nodes: Sequence[int]) -> int:
        left = self.claim
        for node in nodes:
            left = self.space.diagram.without(left, node)
        return left


def has_open_points(rule: LoweredRule) -> bool:
    """Say whether a rule waits for a decision of its council."""
    return any(isinstance(atom, Open) for part in (rule.when, rule.unless, rule.test) for atom in walk_atoms(part))
