"""Facts that hang together: what one fact of a record says of another, and records that contradict themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from policykit.model.fact import Fact, FactKind, YesNoFact
from policykit.rules.ir import Any, Condition, Is, Ruleset, Value
from policykit.rules.rails import Both, Either, Formula, Known


@dataclass(frozen=True, slots=True)
class Implication:
    """What is so of `other` wherever `fact` is so or, if it is no yes/no fact, is known."""

    fact: str
    other: str
    so: bool
    needs: bool | None = True
    """The value of `fact` that implies it; None: any that is known."""
    is_view: bool = False
    """Whether either is a judgement: then two people may see it differently, and nothing is refused."""

    @property
    def condition(self) -> Condition:
        """Of a yes/no fact, the implication as a condition that holds wherever it is kept to."""
        return Any((Is(self.fact, False), Is(self.other, self.so)))

    def contradicts(self, facts: Mapping[str, Value | None]) -> bool:
        """Say whether a record says otherwise; what it leaves unknown contradicts nothing."""
        value = facts.get(self.fact)
        implied = value is self.needs if self.needs is not None else value is not None
        return implied and facts.get(self.other) is (not self.so)

    @property
    def against(self) -> Formula:
        """The formula that holds exactly where a record says otherwise, for what has no unknown."""
        implied = (Known(self.fact), *((Is(self.fact, self.needs),) if self.needs is not None else ()))
        return Both((*implied, Known(self.other), Is(self.other, not self.so)))

    @property
    def name(self) -> str:
        """A name that no fact has."""
        return f"{self.fact} implies {self.other}"

    @property
    def message(self) -> str:
        """Say what does not fit."""
        is_so = "is yes" if self.needs is not None else "is known"
        said = "yes" if self.so else "no"
        given = "no" if self.so else "yes"
        return f"`{self.fact}` {is_so}, so `{self.other}` is {said}, but it is given as {given}"


def list_implications(facts: Mapping[str, Fact]) -> tuple[Implication, ...]:
    """Give all that the facts of one kind of record imply of each other, in the order of the vocabulary."""
    return tuple(
        Implication(
            name,
            other.removeprefix("not "),
            not other.startswith("not "),
            True if isinstance(fact, YesNoFact) else None,
            FactKind.JUDGEMENT in (fact.kind, facts[other.removeprefix("not ")].kind),
        )
        for name, fact in facts.items()
        for other in fact.implies
    )


def find_contradictions(facts: Mapping[str, Fact], known: Mapping[str, Value | None]) -> Iterator[Implication]:
    """Give each implication that the known facts of a record go against."""
    return (each for each in list_implications(facts) if each.contradicts(known))


def contradiction_rails(facts: Mapping[str, Fact], read: Collection[str] | None = None) -> dict[str, Formula]:
    """Give, of each fact that a record can give against what others imply, the formula that holds where it does.

    With `read`, only of implications between two of these facts. Judgements are left out: two people
    may see them differently.
    """
    found: dict[str, tuple[Formula, ...]] = {}
    for each in list_implications(facts):
        if not each.is_view and (read is None or {each.fact, each.other}.issubset(read)):
            found[each.other] = (*found.get(each.other, ()), each.against)
    return {name: of[0] if len(of) == 1 else Either(of) for name, of in found.items()}


def list_contradictions(facts: Mapping[str, Fact], held: Collection[str]) -> dict[str, Implication]:
    """Give, by name, the implications between facts that are held and that a record may not go against."""
    found = (each for each in list_implications(facts) if not each.is_view)
    return {each.name: each for each in found if {each.fact, each.other}.issubset(held)}


def find_deciding(ruleset: Ruleset, record: str) -> list[str]:
    """Give the facts that a deciding answer reads: those of rules, and those that can contradict these."""
    facts = ruleset.records[record].facts
    read = {name for rule in ruleset.rules_on(record) for name in rule.facts}
    pairs = [{each.fact, each.other} for each in list_implications(facts) if not each.is_view]
    beside = {name for pair in pairs if pair & read for name in pair}
    return [name for name in facts if name in read | beside]
