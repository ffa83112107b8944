"""Facts that hang together: what one fact of a record says of another, and records that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policykit.model.fact import Fact, FactKind, YesNoFact
from policykit.rules.ir import Any, Condition, Is, Value


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
