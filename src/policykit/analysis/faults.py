"""One policy by itself: rules that contradict each other, ask nothing, or say again what others say.

One fault gives one finding: what only follows from a fault that is found is not told apart from it. A finding holds
however the council settles what it has left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from policykit.analysis import codes
from policykit.analysis.cover import Witness, find_cover, show_situation
from policykit.analysis.diagram import EVERY, NONE, TooLargeError
from policykit.analysis.ground import Ground, list_implications
from policykit.analysis.meaning import describe_witness, force_of, say_implication
from policykit.analysis.phrase import Phrases, list_words, make_phrases
from policykit.analysis.situations import Situation, Situations
from policykit.errors import Code
from policykit.model.fact import FactKind, FactVocabulary
from policykit.rules.derive import Nation
from policykit.rules.ir import FALSE, All, LoweredRule, Open, Ruleset, atom_facts, walk_atoms


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """One finding: the rule it is about, the rules that it meets, and a situation that shows it."""

    code: Code
    rule: LoweredRule
    others: tuple[LoweredRule, ...]
    message: str
    witness: Witness | None = None


def find_policy_faults(
    ruleset: Ruleset, vocabulary: FactVocabulary, *, nation: Nation = "ENG"
) -> tuple[tuple[PolicyFault, ...], tuple[str, ...]]:
    """Give what is wrong with the rules of one version together, in the order of the text.

    The second result names the rules on which a question was too large to decide.
    """
    found: list[PolicyFault] = []
    undecided: list[str] = []
    for record, facts in ruleset.records.items():
        ground = Ground(record, facts.facts, ruleset.roles, implications=list_implications(facts.facts), nation=nation)
        one = _RecordFaults(ruleset.rules_on(record), ground, make_phrases(vocabulary, record))
        found += one.find()
        undecided += one.undecided
    order = {rule.id: place for place, rule in enumerate(ruleset.rules)}
    return tuple(sorted(found, key=lambda fault: (order[fault.rule.id], fault.code.name))), tuple(undecided)


class _RecordFaults:
    """The findings on one kind of record; a rule with one is left out of the questions that come after."""

    def __init__(self, rules: Sequence[LoweredRule], ground: Ground, phrases: Phrases) -> None:
        self.rules = list(rules)
        self.ground = ground
        self.phrases = phrases
        self.undecided: list[str] = []
        self.faulty: set[str] = set()

    def find(self) -> Iterator[PolicyFault]:
        for ask in (self._judge_alone, self._judge_exceptions, self._judge_pairs, self._judge_permissions):
            yield from ask()
        yield from self._judge_covered()

    def _judge_alone(self) -> Iterator[PolicyFault]:
        for rule in self.rules:
            space = self._space([rule])
            if space is None:
                continue
            applies, bad = space.holds(rule.applies), space.holds(rule.bad)
            if applies == NONE:
                yield self._fault(codes.NEVER_APPLIES, rule, (), "no situation meets its conditions")
            elif rule.effect != "permit" and space.diagram.both(applies, bad) == NONE:
                yield self._fault(codes.NEVER_BROKEN, rule, (), "nothing that could be done breaks it")
            elif rule.effect != "permit" and space.diagram.without(applies, bad) == NONE:
                witness = self._show([rule], space.find_plainest(applies))
                yield self._fault(codes.NEVER_MET, rule, (), "it is broken wherever it applies", witness)

    def _judge_exceptions(self) -> Iterator[PolicyFault]:
        for rule in self._sound():
            if rule.unless == FALSE:
                continue
            space = self._space([rule])
            if space is None:
                continue
            reached = space.diagram.both(space.holds(All((rule.scope, rule.when))), space.holds(rule.unless))
            if reached == NONE:
                yield self._fault(codes.EXCEPTION_UNREACHED, rule, (), "its exception cannot hold where it applies")
            elif rule.effect != "permit" and space.diagram.both(reached, space.holds(rule.bad)) == NONE:
                yield self._fault(codes.EXCEPTION_UNREACHED, rule, (), "its exception spares nothing")

    def _judge_pairs(self) -> Iterator[PolicyFault]:
        rules = [rule for rule in self._sound() if rule.effect != "permit"]
        for one, other in combinations(rules, 2):
            if not self._controlled(one) & self._controlled(other) or {one.id, other.id} & self.faulty:
                continue
            space = self._space([one, other])
            stuck = NONE if space is None else self._find_stuck(space, one, other)
            if space is not None and stuck != NONE:
                situation = space.find_plainest(stuck)
                witness = self._show([one, other], situation)
                message = "both apply, and whatever is done, one of them is broken"
                yield self._fault(codes.CONTRADICTION, one, (other,), message, witness)
                self.faulty.add(other.id)

    def _find_stuck(self, space: Situations, one: LoweredRule, other: LoweredRule) -> int:
        """Give where two rules apply and cannot both be kept to, though each alone could be."""
        free = (self._controlled(one) | self._controlled(other)) - _conditions(one) - _conditions(other)
        left_open, chosen = set[int](), set[int]()
        for place, axis in enumerate(space.axes):
            if isinstance(axis.tests[0], Open):
                left_open.add(place)
            elif set(axis.facts) <= free:
                chosen.add(place)
        diagram, bad = space.diagram, [space.holds(rule.bad) for rule in (one, other)]
        both = diagram.both(space.holds(one.applies), space.holds(other.applies))
        stuck = diagram.both(both, diagram.forget(diagram.either(*bad), frozenset(chosen), always=True))
        for each in bad:
            kept = diagram.forget(diagram.without(EVERY, each), frozenset(chosen), always=False)
            stuck = diagram.both(stuck, kept)
        return diagram.forget(stuck, frozenset(left_open), always=True)

    def _judge_permissions(self) -> Iterator[PolicyFault]:
        forbids = {rule.id: rule for rule in self._sound() if rule.effect != "permit"}
        for rule in self._sound():
            rivals = [forbids[name] for name in rule.stands_against if name in forbids]
            named = len(rule.stands_against) < sum(other.effect == "forbid" for other in self.rules)
            clashes = []
            for rival in rivals:
                space = self._space([rule, rival])
                if space is not None:
                    use, breach = space.permission(rule), space.breach(rival)
                    situation = space.find_plainest(space.diagram.both(use, breach))
                    if situation is not None and (named or space.diagram.without(use, breach) == NONE):
                        clashes.append((rival, situation))
            if clashes:
                others = tuple(rival for rival, _ in clashes)
                cites = " and ".join(dict.fromkeys(rival.citation for rival in others))
                message = f"it allows what {cites} forbids, and the text does not say which gives way"
                yield self._fault(
                    codes.PERMITS_FORBIDDEN, rule, others, message, self._show([rule, others[0]], clashes[0][1])
                )

    def _judge_covered(self) -> Iterator[PolicyFault]:
        left = [rule for rule in self._sound() if rule.effect != "permit"]
        for rule in reversed(left[:]):  # of two that say the same, the later one says it again
            binding = [other for other in left if other is not rule and force_of(other) == "must"]
            advising = [other for other in left if other is not rule and force_of(other) == "should"]
            strong = force_of(rule) == "must"
            cover = find_cover(rule, binding, self.ground, certainty="settled")
            if cover.status == "beyond" and not strong:
                cover = find_cover(rule, [*binding, *advising], self.ground, certainty="settled")
            if cover.status == "not_decided":
                self.undecided.append(rule.id)
            if cover.status != "covered" or not cover.by:
                continue
            others = tuple(other for other in left if other.id in cover.by)
            advises = not strong and all(force_of(other) == "must" for other in others)
            cites = " and ".join(dict.fromkeys(other.citation for other in others))
            message = (
                f"what it advises against, {cites} forbids" if advises else f"whatever breaks it also breaks {cites}"
            )
            assumed = [say_implication(each, self.phrases) for each in cover.assumed]
            message += f", taking it that {list_words(assumed)}" if assumed else ""
            yield self._fault(
                codes.ADVICE_COVERED if advises else codes.COVERED, rule, others, message, self._plainest(rule)
            )
            left.remove(rule)

    def _sound(self) -> list[LoweredRule]:
        return [rule for rule in self.rules if rule.id not in self.faulty]

    def _controlled(self, rule: LoweredRule) -> frozenset[str]:
        """Give the facts that the person who acts decides, and on which a rule tests what is done."""
        facts = self.ground.facts
        kinds = (FactKind.CHOICE, FactKind.JUDGEMENT)
        return frozenset(name for name in _tested(rule) if facts[name].kind in kinds)

    def _space(self, rules: Sequence[LoweredRule]) -> Situations | None:
        conditions = [c for rule in rules for c in (rule.scope, rule.when, rule.unless, rule.test)]
        try:
            return Situations(conditions, self.ground.facts, self.ground.roles, settle=True)
        except TooLargeError:
            self.undecided += [rule.id for rule in rules]
            return None

    def _plainest(self, rule: LoweredRule) -> Witness | None:
        space = self._space([rule])
        return None if space is None else self._show([rule], space.find_plainest(space.breach(rule)))

    def _show(self, rules: Sequence[LoweredRule], situation: Situation | None) -> Witness | None:
        return show_situation(rules, situation, self.ground)

    def _fault(
        self,
        code: Code,
        rule: LoweredRule,
        others: tuple[LoweredRule, ...],
        message: str,
        witness: Witness | None = None,
    ) -> PolicyFault:
        self.faulty.add(rule.id)
        if witness is not None:
            who = describe_witness(witness, self.phrases, council=not rule.bearer)
            message = f"{message}; for example: {who[:1].lower()}{who[1:]}"
        return PolicyFault(code, rule, others, message, witness)


def _tested(rule: LoweredRule) -> frozenset[str]:
    return frozenset(n for atom in walk_atoms(rule.test) if not isinstance(atom, Open) for n in atom_facts(atom))


def _conditions(rule: LoweredRule) -> frozenset[str]:
    """Give the facts that decide whether a rule applies."""
    parts = All((rule.scope, rule.when, rule.unless))
    return frozenset(n for atom in walk_atoms(parts) if not isinstance(atom, Open) for n in atom_facts(atom))
