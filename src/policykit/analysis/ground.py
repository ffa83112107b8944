"""What two sides share when their rules are set against each other: the facts, the roles, and what implies what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from policykit.analysis.cells import choose_value
from policykit.model.fact import Fact
from policykit.rules import contradictions
from policykit.rules.contradictions import Implication
from policykit.rules.derive import Nation, derive_facts
from policykit.rules.evaluate import Facts
from policykit.rules.ir import (
    FALSE,
    TRUE,
    All,
    Any,
    Condition,
    LoweredRule,
    Not,
    Open,
    Value,
)


@dataclass(frozen=True, slots=True)
class Ground:
    """The facts of one kind of record on which rules are set against each other, and which situations count."""

    record: str
    facts: Mapping[str, Fact]
    roles: tuple[str, ...]
    everyone: Condition = TRUE
    """Which situations count: those of the roles that both sides bind."""
    usual: frozenset[str] = frozenset()
    """Facts that are taken to have their ordinary value, because the question is not about them."""
    implications: tuple[Implication, ...] = ()
    nation: Nation = "ENG"

    def find_implications(self, names: Iterable[str]) -> tuple[Implication, ...]:
        """Give the implications that bear on facts that vary, with those that follow on from them."""
        varied, found = set(names), dict[Implication, None]()
        while True:
            more = [each for each in self.implications if each not in found and self._bears(each, varied)]
            if not more:
                return tuple(sorted(found, key=lambda each: (each.fact, each.other)))
            found.update(dict.fromkeys(more))
            varied |= {name for each in more for name in (each.fact, each.other)}

    def _bears(self, each: Implication, varied: set[str]) -> bool:
        so = choose_value(self.facts[each.fact], self.roles)
        return each.fact in varied or (each.other in varied and so is True)

    def complete_record(self, values: Facts, varied: frozenset[str], read: Iterable[str]) -> dict[str, Value | None]:
        """Give a situation as a record with a value for each fact read, ordinary where the situation says nothing.

        What a derived fact of the situation is worked out from stays unknown unless the situation says it.
        """
        needed = set(read) | varied
        for name in list(self.facts)[::-1]:  # a fact is worked out from facts above it
            derivation = self.facts[name].derivation
            if name in needed and derivation and not self.facts[name].is_asked:
                needed |= set(derivation.of)
        held = {source for name in varied for source in self._sources(name)} - varied
        record: dict[str, Value | None] = {
            name: choose_value(self.facts[name], self.roles)
            for name in sorted(needed - varied - held)
            if self.facts[name].is_asked
        }
        wanted = {name: fact for name, fact in self.facts.items() if name in needed}
        return derive_facts(wanted, {**record, **values}, self.nation)

    def _sources(self, name: str) -> tuple[str, ...]:
        derivation = self.facts[name].derivation
        own = derivation.of if derivation else ()
        return (*own, *(further for source in own for further in self._sources(source)))


def list_implications(facts: Mapping[str, Fact]) -> tuple[Implication, ...]:
    """Give what yes/no facts imply of others: of any other fact it rests on its being known, which no rule tests."""
    return tuple(each for each in contradictions.list_implications(facts) if each.needs is not None)


def read_facts(rules: Iterable[LoweredRule]) -> frozenset[str]:
    """Give every fact that some rule reads, the role of who acts among them."""
    return frozenset(name for rule in rules for name in rule.facts)


def settle_rule(rule: LoweredRule, settled: Sequence[tuple[Open, bool]]) -> LoweredRule:
    """Give a rule as it reads once each open point is settled so that its test holds (True) or does not."""
    said = dict(settled)
    if not said:
        return rule

    def walk(condition: Condition) -> Condition:
        match condition:
            case All(of):
                return All(tuple(walk(part) for part in of))
            case Any(of):
                return Any(tuple(walk(part) for part in of))
            case Not(of):
                return Not(walk(of))
            case Open():
                return condition if condition not in said else TRUE if said[condition] else FALSE
        return condition

    return replace(rule, when=walk(rule.when), unless=walk(rule.unless), test=walk(rule.test))


def name_decisions(rule: LoweredRule, owner: str) -> LoweredRule:
    """Give a rule whose open points are marked as one council's own: another's of the same name is another point."""

    def walk(condition: Condition) -> Condition:
        match condition:
            case All(of):
                return All(tuple(walk(part) for part in of))
            case Any(of):
                return Any(tuple(walk(part) for part in of))
            case Not(of):
                return Not(walk(of))
            case Open(decision, test):
                return Open(f"{owner}:{decision}", test)
        return condition

    return replace(rule, when=walk(rule.when), unless=walk(rule.unless), test=walk(rule.test))
