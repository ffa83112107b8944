"""Measure the comparison core and every rival that is installed, in one run, against generated truth.

    python -m benchmarks.compare.run                 quick: 98 and 1,000 clauses, ours also 10,000
    python -m benchmarks.compare.run --full          every rival at every size, up to --timeout seconds each
    python -m benchmarks.compare.run --only force    one table: align, hard-cases, words, force or amend

Thresholds of the core were set on seeds 101 to 108; everything here uses others. Times are the best of the run and
given as a ratio to the core's own time in the same run. Rivals are worth installing in an environment of their own:
redlines, xmldiff, diff-match-patch, fast-diff-match-patch, docx-scalpel with python-docx.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import mean

from benchmarks.compare.generate import Base, make_case
from benchmarks.compare.rivals import RIVALS, Rival
from benchmarks.compare.score import score_pairs
from benchmarks.compare.tables import print_amend, print_extremes, print_force, print_words

SEEDS = {98: range(201, 211), 1000: range(201, 206), 10_000: range(201, 202)}
Row = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description="measure the comparison core and its rivals")
    parser.add_argument("--full", action="store_true", help="every rival at every size, and 10,000 amendment lists")
    parser.add_argument("--only", choices=("align", "extremes", "words", "force", "amend"))
    parser.add_argument("--timeout", type=float, default=300, help="seconds that one rival may take for one size")
    parser.add_argument("--worker", nargs=4, metavar=("RIVAL", "SIZE", "PROFILE", "IDS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        name, size, profile, ids = options.worker
        _work(next(rival for rival in RIVALS if rival.name == name), int(size), profile, ids == "ids")
        return
    tables: dict[str, Callable[[], None]] = {
        "align": lambda: print_align(full=options.full, timeout=options.timeout),
        "extremes": print_extremes,
        "words": print_words,
        "force": print_force,
        "amend": lambda: print_amend(10_000 if options.full else 500),
    }
    for name, table in tables.items():
        if options.only in (None, name):
            table()


def print_align(*, full: bool, timeout: float) -> None:
    absent = [f"{rival.name} ({rival.needs})" for rival in RIVALS if not rival.is_there]
    print(f"not installed: {', '.join(absent) or 'none'}")
    ours = RIVALS[0]
    for size in (98, 1000, 10_000):
        print(f"\n{size} clauses, typical, without ids: F1")
        print(f"{'':36} {'all':>6} {'hard':>6} {'move':>6} {'groups':>6} {'time':>9} {'ratio':>8} {'MB':>6}")
        base = 0.0
        for rival in RIVALS if size < 10_000 or full else (ours,):
            row = _measure(rival, size, "typical", ids=False, timeout=timeout) if rival.is_there else None
            base = base or (row["seconds"] if row else 0.0)
            _print_row(rival.name, row, base, "absent" if not rival.is_there else f"over {timeout:.0f} s or failed")
    print("\nthe core under other conditions")
    for size in (98, 1000):
        for profile, ids in (("light", False), ("heavy", False), ("typical", True), ("heavy", True)):
            label = f"{size} {profile}{' with ids' if ids else ''}"
            _print_row(label, _measure(ours, size, profile, ids=ids, timeout=timeout), 0, "failed")


def _print_row(name: str, row: Row | None, base: float, fault: str) -> None:
    if row is None:
        print(f"{name:36} {fault}")
        return
    ratio = f"{row['seconds'] / base:7.1f}x" if base else ""
    scores = " ".join(f"{row[key]:6.4f}" for key in ("all", "hard", "move", "group"))
    print(f"{name:36} {scores} {row['seconds'] * 1000:6.1f} ms {ratio:>8} {row['megabytes']:6.0f}", flush=True)


def _measure(rival: Rival, size: int, profile: str, *, ids: bool, timeout: float) -> Row | None:
    """Run one rival in a process of its own, so that its memory is its own and it can be stopped."""
    command = [sys.executable, "-m", "benchmarks.compare.run", "--worker", rival.name, str(size), profile]
    try:
        done = subprocess.run(
            [*command, "ids" if ids else "-"],
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            env=dict(os.environ),
        )
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout) if done.returncode == 0 else None


def _work(rival: Rival, size: int, profile: str, ids: bool) -> None:
    base: Base = "real" if size < 100 else "mixed"
    cases = [make_case(size, seed, profile, base, ids=ids) for seed in SEEDS[size]]
    if size < 1000:
        rival.run(rival.prepare(cases[0]))  # what is loaded once is not the comparison
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, scores = [], []
    for case in cases:
        prepared = rival.prepare(case)
        start = time.perf_counter()
        found = rival.run(prepared)
        seconds.append(time.perf_counter() - start)
        scores.append(score_pairs(case, found.pairs, found.moves, found.groups))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    row = {key: mean(getattr(score, key) for score in scores) for key in ("all", "hard", "move", "group")}
    print(json.dumps({**row, "seconds": mean(seconds), "megabytes": grown}))


if __name__ == "__main__":
    main()
