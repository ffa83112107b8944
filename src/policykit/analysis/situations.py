"""Sets of situations as conditions describe them, and the plainest situation of a set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policykit.analysis.cells import cut_axes, find_ordinary
from policykit.analysis.diagram import EVERY, NONE, Diagram, TooLargeError
from policykit.model.fact import Fact
from policykit.rules.evaluate import Facts
from policykit.rules.ir import All, Any, Condition, LoweredRule, Not, Open, walk_atoms

MOST_AXES = 150
"""The most facts that one question may turn on; beyond them it ends undecided."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation of a set: values of the facts that matter, and how many of them are out of the ordinary."""

    values: Facts
    unusual: int
    settled: tuple[tuple[Open, bool], ...] = ()
    """Where open points are taken as settled one way or the other: which way here."""


class Situations:
    """All situations that the tests of some conditions tell apart; a set of them is the number of a node."""

    def __init__(
        self,
        conditions: Iterable[Condition],
        facts: Mapping[str, Fact],
        roles: Sequence[str],
        *,
        unknown: bool = False,
        settle: bool = False,
        budget: int = 200_000,
    ) -> None:
        """Cut the facts that conditions read. `unknown`: each may be unknown. `settle`: open points go either way.

        Raises TooLargeError where there are too many.
        """
        tests = [test for condition in conditions for test in walk_atoms(condition)]
        if not settle:
            tests = [test for test in tests if not isinstance(test, Open)]
        self.facts = facts
        self.axes = cut_axes(tests, facts, roles, unknown=unknown)
        if len(self.axes) > MOST_AXES:
            raise TooLargeError
        self.diagram = Diagram([len(axis.cells) for axis in self.axes], budget)
        self._rails: dict[Condition, tuple[int, int]] = {}
        for place, axis in enumerate(self.axes):
            for position, test in enumerate(axis.tests):
                says = [cell.truth[position] for cell in axis.cells]
                self._rails[test] = (self._pick(place, says, True), self._pick(place, says, False))

    def holds(self, condition: Condition) -> int:
        """Give where a condition is known to hold."""
        return self._rail(condition)[0]

    def fails(self, condition: Condition) -> int:
        """Give where a condition is known not to hold."""
        return self._rail(condition)[1]

    def breach(self, rule: LoweredRule, *, possible: bool = False) -> int:
        """Give where a rule is broken; `possible`: where it is, or may be once what is open or unknown is settled."""
        applies, bad = self._rail(rule.applies), self._rail(rule.bad)
        if possible:
            return self.diagram.without(self.diagram.without(EVERY, applies[1]), bad[1])
        return self.diagram.both(applies[0], bad[0])

    def permission(self, rule: LoweredRule, *, possible: bool = False) -> int:
        """Give where a permission is made use of; `possible`: or may be."""
        true, false = self._rail(rule.applies)
        return self.diagram.without(EVERY, false) if possible else true

    def ordinary(self, names: Iterable[str]) -> int:
        """Give where these facts have their ordinary values, as far as they have one and the tests tell."""
        wanted, found = set(names), EVERY
        for place, axis in enumerate(self.axes):
            usual = {name for name in axis.facts if find_ordinary(self.facts[name]) is not None}
            if usual and usual <= wanted:
                plain = [position for position, cell in enumerate(axis.cells) if not cell.cost]
                found = self.diagram.both(found, self.diagram.select(place, plain))
        return found

    def find_plainest(self, node: int) -> Situation | None:
        """Give the situation of a set in which the fewest facts are out of the ordinary, always the same one."""
        found = self.diagram.find_cheapest(node, [[cell.cost for cell in axis.cells] for axis in self.axes])
        if found is None:
            return None
        cost, chosen = found
        values: dict[str, object] = {}
        settled = []
        for axis, cell in zip(self.axes, chosen, strict=True):
            values |= axis.cells[cell].values
            if isinstance(axis.tests[0], Open):
                settled.append((axis.tests[0], axis.cells[cell].truth[0] is True))
        return Situation(values, cost, tuple(settled))  # type: ignore[arg-type]

    def _pick(self, place: int, says: Sequence[bool | None], wanted: bool) -> int:
        return self.diagram.select(place, (cell for cell, said in enumerate(says) if said is wanted))

    def _rail(self, condition: Condition) -> tuple[int, int]:
        found = self._rails.get(condition)
        if found is None:
            found = self._rails[condition] = self._make_rail(condition)
        return found

    def _make_rail(self, condition: Condition) -> tuple[int, int]:
        diagram = self.diagram
        match condition:
            case All(of):
                true, false = EVERY, NONE
                for part in of:
                    one, other = self._rail(part)
                    true, false = diagram.both(true, one), diagram.either(false, other)
                return true, false
            case Any(of):
                true, false = NONE, EVERY
                for part in of:
                    one, other = self._rail(part)
                    true, false = diagram.either(true, one), diagram.both(false, other)
                return true, false
            case Not(of):
                true, false = self._rail(of)
                return false, true
            case Open():
                return NONE, NONE
        raise TypeError(condition)
