"""Decision diagrams over axes of several cells each: sets of situations, joined, subtracted and searched.

A node asks for the cell of one axis and leads on to another node for each; equal nodes are one (R. Bryant, Graph-based
algorithms for Boolean function manipulation, IEEE Transactions on Computers C-35, 1986; with several values: A.
Srinivasan and others, Algorithms for discrete function manipulation, ICCAD 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

NONE, EVERY = 0, 1
"""The set without a situation, and that of all."""


class TooLargeError(Exception):
    """A question that needs more nodes or cells than its budget: it ends undecided, and never in a wrong answer."""


class Diagram:
    """Sets of situations over axes of the given sizes; each set is the number of a node."""

    def __init__(self, sizes: Sequence[int], budget: int = 200_000) -> None:
        """Begin without nodes. `budget` is the most that may be made before `TooLargeError` is raised."""
        self.sizes = tuple(sizes)
        self.budget = budget
        last = len(self.sizes)
        self._axis: list[int] = [last, last]
        self._children: list[tuple[int, ...]] = [(), ()]
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._joined: dict[tuple[str, int, int], int] = {}

    def select(self, axis: int, cells: Iterable[int]) -> int:
        """Give the set of the situations in which an axis has one of these cells."""
        chosen = set(cells)
        return self._node(axis, tuple(EVERY if cell in chosen else NONE for cell in range(self.sizes[axis])))

    def both(self, left: int, right: int) -> int:
        """Give what is in two sets."""
        if left == NONE or right == NONE:
            return NONE
        if left in (EVERY, right):
            return right
        return left if right == EVERY else self._join("both", min(left, right), max(left, right), self.both)

    def either(self, left: int, right: int) -> int:
        """Give what is in at least one of two sets."""
        if left == EVERY or right == EVERY:
            return EVERY
        if left in (NONE, right):
            return right
        return left if right == NONE else self._join("either", min(left, right), max(left, right), self.either)

    def without(self, left: int, right: int) -> int:
        """Give what is in the first set and not in the second."""
        if left in (NONE, right) or right == EVERY:
            return NONE
        return left if right == NONE else self._join("without", left, right, self.without)

    def forget(self, node: int, axes: frozenset[int], *, always: bool) -> int:
        """Give the situations, told without these axes, of which some cell of them lies in the set; `always`: every."""
        join, memo = (self.both if always else self.either), dict[int, int]()

        def walk(at: int) -> int:
            if at <= EVERY:
                return at
            if at not in memo:
                children = [walk(child) for child in self._children[at]]
                if self._axis[at] in axes:
                    found = children[0]
                    for child in children[1:]:
                        found = join(found, child)
                    memo[at] = found
                else:
                    memo[at] = self._node(self._axis[at], tuple(children))
            return memo[at]

        return walk(node)

    def find_cheapest(self, node: int, costs: Sequence[Sequence[int]]) -> tuple[int, tuple[int, ...]] | None:
        """Give the least cost of a situation in a set, and its cell on each axis; None for the empty set.

        `costs` has a cost for each cell of each axis. Of several the first in order of cells is given.
        """
        if node == NONE:
            return None
        free = [min(range(len(cells)), key=cells.__getitem__) for cells in costs]
        idle = [cells[cell] for cells, cell in zip(costs, free, strict=True)]
        below = [0] * (len(idle) + 1)
        for axis in range(len(idle) - 1, -1, -1):
            below[axis] = below[axis + 1] + idle[axis]
        least: dict[int, int] = {EVERY: 0}

        def walk(at: int) -> int | None:
            if at == NONE:
                return None
            if at not in least:
                axis = self._axis[at]
                options = [self._cost_through(walk, axis, costs[axis][c], child, below) for c, child in self._cells(at)]
                least[at] = min(option for option in options if option is not None)
            return least[at]

        total = walk(node)
        assert total is not None
        chosen, at = list(free), node
        while at != EVERY:
            axis = self._axis[at]
            for cell, child in self._cells(at):
                if self._cost_through(walk, axis, costs[axis][cell], child, below) == least[at]:
                    chosen[axis], at = cell, child
                    break
        return total + below[0] - below[self._axis[node]], tuple(chosen)

    def _cost_through(
        self, walk: Callable[[int], int | None], axis: int, cost: int, child: int, below: Sequence[int]
    ) -> int | None:
        """Give the cost by way of a child, with that of the axes that are skipped on the way to it."""
        rest = walk(child)
        return None if rest is None else cost + rest + below[axis + 1] - below[self._axis[child]]

    def _cells(self, node: int) -> Iterable[tuple[int, int]]:
        return enumerate(self._children[node])

    def _node(self, axis: int, children: tuple[int, ...]) -> int:
        if all(child == children[0] for child in children):
            return children[0]
        key = (axis, children)
        found = self._known.get(key)
        if found is None:
            if len(self._axis) >= self.budget:
                raise TooLargeError
            found = self._known[key] = len(self._axis)
            self._axis.append(axis)
            self._children.append(children)
        return found

    def _join(self, kind: str, left: int, right: int, join: Callable[[int, int], int]) -> int:
        key = (kind, left, right)
        found = self._joined.get(key)
        if found is None:
            axis = min(self._axis[left], self._axis[right])
            lefts, rights = self._spread(left, axis), self._spread(right, axis)
            made = tuple(join(one, other) for one, other in zip(lefts, rights, strict=True))
            found = self._joined[key] = self._node(axis, made)
        return found

    def _spread(self, node: int, axis: int) -> tuple[int, ...]:
        return self._children[node] if self._axis[node] == axis else (node,) * self.sizes[axis]
