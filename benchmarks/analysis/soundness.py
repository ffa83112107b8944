"""Whether the analysis says of random pairs of rules what trying every record says, and planted bugs are caught.

    python -m benchmarks.analysis.soundness [--pairs 10000] [--unknown 3000] [--bugs 400] [--jobs 2]

Exits 1 where one answer differs, a witness is not confirmed or not the plainest, or a planted bug goes unnoticed. The
generator is this project's own (`tests/analysis/pairs.py`): what it does not draw is not tried.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from tests.analysis.pairs import draw_pair
from tests.analysis.test_cover import judge

from policykit.analysis import cells, dates, diagram, situations, theory
from policykit.rules.ir import Has


def main() -> int:
    """Run, print, and give 1 where something is wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    for name, default in (("pairs", 10_000), ("unknown", 3_000), ("bugs", 400), ("jobs", 2)):
        options.add_argument(f"--{name}", type=int, default=default)
    given = options.parse_args()
    failed = False
    with ProcessPoolExecutor(given.jobs) as pool:
        for title, count, unknown in (("every fact known", given.pairs, False), ("unknown facts", given.unknown, True)):
            start = time.perf_counter()
            seeds = range(1_000_000, 1_000_000 + count)
            jobs = pool.map(_judge, ((seeds[i : i + 50], unknown) for i in range(0, count, 50)))
            wrong, seen = [], Counter[str]()
            for faults, statuses in jobs:
                wrong += faults
                seen += statuses
            failed |= bool(wrong)
            print(f"{title}: {count} pairs, {len(wrong)} wrong; {dict(seen)}; {time.perf_counter() - start:.0f} s")
            for fault in wrong[:5]:
                print(f"  {fault}")
        for name, noticed in pool.map(_try_bug, ((name, given.bugs) for name in BUGS)):
            failed |= not noticed
            print(f"planted: {name}: {f'{noticed} answers differ' if noticed else 'NOT NOTICED'}")
    return 1 if failed else 0


def _judge(job: tuple[range, bool]) -> tuple[list[str], Counter[str]]:
    seeds, unknown = job
    wrong, seen = [], Counter[str]()
    for seed in seeds:
        fault, found = judge(draw_pair(seed, unknown=unknown))
        seen[found.status] += 1
        if fault:
            wrong.append(f"seed {seed}: {fault}")
    return wrong, seen


@contextmanager
def _put(home: Any, name: str, change: Callable[[Any], Any]) -> Iterator[None]:
    old = getattr(home, name)
    setattr(home, name, change(old))
    try:
        yield
    finally:
        setattr(home, name, old)


def _cut_le_early(_: Any) -> Any:
    def cut(gap: Any) -> tuple[int, ...]:
        return (gap.than,) if gap.op in ("lt", "ge", "le", "gt") else (gap.than, gap.than + 1)

    return cut


def _without_theory(_: Any) -> Any:
    return lambda names, _: dict.fromkeys(names, 1)


def _all_as_any(old: Any) -> Any:
    def holds(atom: Any, facts: Any) -> bool:
        said: bool = old(
            Has("has_any", atom.fact, atom.values) if isinstance(atom, Has) and atom.op == "has_all" else atom, facts
        )
        return said

    return holds


def _unknown_as_false(self: Any, place: int, says: Any, wanted: bool) -> int:
    node: int = self.diagram.select(place, (cell for cell, said in enumerate(says) if bool(said) is wanted))
    return node


def _free_of_cost(_: Any) -> Any:
    return lambda names, edges, _: (theory.find_values(names, edges), 0)


BUGS: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "a day's boundary is cut one day early": (dates, "_cut", _cut_le_early),
    "days need not agree with each other": (dates, "find_values", _without_theory),
    "a difference turned round keeps its order": (dates, "_TURNED", lambda old: {op: op for op in old}),
    "`has all of` is read as `has any of`": (cells, "holds", _all_as_any),
    "unusual days cost nothing": (dates, "find_nearest_values", _free_of_cost),
    "`or` is read as `and`": (diagram.Diagram, "either", lambda _: diagram.Diagram.both),
    "what is unknown is taken for false": (situations.Situations, "_pick", lambda _: _unknown_as_false),
    "what a rule forbids is taken without whom it binds": (
        situations.Situations,
        "breach",
        lambda _: lambda self, rule, **_: self.holds(rule.bad),
    ),
}
"""Bugs of the engine, each put in for a while: the module or class, the name, and what takes its place."""


def _try_bug(job: tuple[str, int]) -> tuple[str, int]:
    name, count = job
    noticed = 0
    with _put(*BUGS[name]):
        for seed in range(count):
            for unknown in (False, True):
                try:
                    noticed += bool(judge(draw_pair(seed, unknown=unknown))[0])
                except Exception:  # noqa: BLE001 - a bug that ends in a crash is noticed too
                    noticed += 1
            if noticed >= 20:
                break
    return name, noticed


if __name__ == "__main__":
    sys.exit(main())
