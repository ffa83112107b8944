"""Do all engines agree with the plain evaluator? `python -m benchmarks.export.agreement --decisions 1000000`.

Random rules on random records, 15 % of facts unknown, each ruleset of its own seed; then the rules of both councils.
Whole verdicts are compared. The exit code is 1 if any engine disagrees anywhere.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.export import servers
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset
from tests.rules.random_rules import RECORD, random_records, random_ruleset

from policykit.export.engines import ENGINES, Outcomes, Records, run_evaluator
from policykit.rules.ir import Ruleset

RULES, RECORDS = 20, 1000
Run = Callable[[Ruleset, str, Records], Outcomes]


@dataclass(slots=True)
class Tally:
    run: Run
    decisions: int = 0
    disagreements: int = 0
    seconds: float = 0.0

    def compare(self, ruleset: Ruleset, record: str, records: Records, expected: Outcomes) -> None:
        start = time.perf_counter()
        found = self.run(ruleset, record, records)
        self.seconds += time.perf_counter() - start
        assert len(found) == len(expected)
        for wanted, said in zip(expected, found, strict=True):
            self.decisions += len(wanted)
            self.disagreements += sum(a != b for a, b in zip(wanted, said, strict=True))


def find_engines(chosen: list[str], stack: ExitStack) -> Iterator[tuple[str, Run]]:
    os.environ["PATH"] = os.pathsep.join([str(Path(".tools").resolve()), os.environ["PATH"]])
    for name, (needs, run) in ENGINES.items():
        kind, _, what = needs.partition(" ")
        absent = (kind == "module" and importlib.util.find_spec(what) is None) or (
            kind == "tool" and shutil.which(what) is None
        )
        if name in chosen and not absent:
            yield name, run
    programs = servers.find_postgres()
    if "postgres" in chosen and programs:
        server = stack.enter_context(servers.start_postgres(programs))
        yield "postgres", lambda *given: servers.run_postgres(server, *given)
    if "spark" in chosen and importlib.util.find_spec("pyspark"):
        session = stack.enter_context(servers.start_spark())
        yield "spark", lambda *given: servers.run_spark(session, *given)


def run_random(tallies: dict[str, Tally], decisions: int) -> None:
    for seed in range(10_000, 10_000 + -(-decisions // (RULES * RECORDS))):
        ruleset = random_ruleset(seed, rules=RULES)
        records = random_records(ruleset, seed, RECORDS)
        expected = run_evaluator(ruleset, RECORD, records)
        for tally in tallies.values():
            tally.compare(ruleset, RECORD, records, expected)


def run_own(tallies: dict[str, Tally], count: int) -> None:
    for name in NAMES:
        ruleset = library_ruleset(name)
        for record in ruleset.records:
            for start in range(0, count, RECORDS):
                records = random_records(ruleset, start, min(RECORDS, count - start), record=record)
                expected = run_evaluator(ruleset, record, records)
                for tally in tallies.values():
                    tally.compare(ruleset, record, records, expected)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=20_000, help="random decisions for each engine")
    parser.add_argument("--records", type=int, default=100, help="records of each kind for the rules of the councils")
    parser.add_argument("--engines", default=",".join([*ENGINES, "postgres", "spark"]))
    options = parser.parse_args()
    wrong = 0
    print(f"{'engine':12} {'rules':8} {'decisions':>10} {'disagreements':>14} {'decisions/s':>12}")
    with ExitStack() as stack:
        engines = dict(find_engines(options.engines.split(","), stack))
        for what, run, size in (("random", run_random, options.decisions), ("own", run_own, options.records)):
            tallies = {name: Tally(engine) for name, engine in engines.items()}
            run(tallies, size)
            for name, tally in tallies.items():
                wrong += tally.disagreements
                speed = tally.decisions / max(tally.seconds, 1e-9)
                print(f"{name:12} {what:8} {tally.decisions:10,} {tally.disagreements:14,} {speed:12,.0f}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
