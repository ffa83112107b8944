"""Whole numbers and days: which differences and bounds can hold at once, and values for which they do.

A constraint says that one variable exceeds another by at most so much; a set of them is satisfiable exactly when the
graph they make has no cycle of negative weight (Bellman-Ford; R. Bellman, On a routing problem, Quarterly of Applied
Mathematics 16, 1958).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

ZERO = ""
"""The variable that is always nought: a bound is a difference from it."""

Edge: TypeAlias = tuple[str, str, int]
"""`(x, y, c)`: x is at most y plus c."""


def find_values(names: Sequence[str], edges: Iterable[Edge]) -> dict[str, int] | None:
    """Give a value of each variable for which every constraint holds, or None where there are none."""
    distance = dict.fromkeys(names, 0)
    distance[ZERO] = 0
    edges = tuple(edges)
    for _ in range(len(distance) + 1):
        changed = False
        for left, right, most in edges:
            if distance[right] + most < distance[left]:
                distance[left] = distance[right] + most
                changed = True
        if not changed:
            return {name: distance[name] - distance[ZERO] for name in names}
    return None


def bound(name: str, low: int, high: int) -> tuple[Edge, Edge]:
    """Give the constraints that keep a variable between two values, both included."""
    return (name, ZERO, high), (ZERO, name, -low)


def find_nearest_values(
    names: Sequence[str], edges: Sequence[Edge], wanted: Mapping[str, int]
) -> tuple[dict[str, int], int] | None:
    """Give values for which every constraint holds and as many variables as can be have the value wanted of them.

    The second result counts the wanted values that are missed; None where the constraints cannot hold at all. Among
    sets of the same size the first in order of name is kept, so that the answer is always the same.
    """
    best = find_values(names, edges)
    if best is None:
        return None
    order = sorted(name for name in names if name in wanted)
    kept = [*edges]
    missed = _search(names, kept, order, wanted, 0, len(order) + 1)
    assert missed is not None
    return missed


def _search(
    names: Sequence[str], edges: list[Edge], order: Sequence[str], wanted: Mapping[str, int], missed: int, limit: int
) -> tuple[dict[str, int], int] | None:
    """Keep the next wanted value, or else miss it; give the best found with fewer than `limit` missed."""
    if missed >= limit:
        return None
    if not order:
        values = find_values(names, edges)
        return None if values is None else (values, missed)
    name, *rest = order
    best: tuple[dict[str, int], int] | None = None
    pinned = [*edges, *bound(name, wanted[name], wanted[name])]
    if find_values(names, pinned) is not None:
        best = _search(names, pinned, rest, wanted, missed, limit)
    other = _search(names, edges, rest, wanted, missed + 1, best[1] if best else limit)
    return other if other is not None and (best is None or other[1] < best[1]) else best
