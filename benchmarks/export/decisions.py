"""Does any target allow what the evaluator refuses? `python -m benchmarks.export.decisions --records 300000`.

Right records and a tenth as many corrupted ones go to the deciding answer of every target in its engine. The exit code
is 1 if one is more permissive than the evaluator anywhere, or says anything else of a right record.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.export.deciding import (
    TABLE_DECIDERS,
    Asked,
    adapt_all,
    ask_corrupted,
    ask_right,
    ask_rows,
    decide_cedar,
    decide_cel,
    decide_json_logic,
    decide_opa,
    decide_python,
    decide_regopy,
)
from tests.rules.random_rules import RECORD, random_implications, random_ruleset

from policykit.rules.ir import Ruleset

CHUNK = 2000
Ask = Callable[[Ruleset, list[Asked]], list[bool]]


def find_engines() -> Iterator[tuple[str, Ask]]:
    """Give each engine with what it is asked: records as people write them, or as `to_wire` gives them."""

    def written(decide: Callable[..., list[bool]], **named: Any) -> Ask:
        return lambda ruleset, asked: decide(ruleset, RECORD, [a.written for a in asked], **named)

    def wired(decide: Callable[..., list[bool]], **named: Any) -> Ask:
        return lambda ruleset, asked: decide(
            ruleset, RECORD, [{n: v for n, v in a.wire.items() if v is not None} for a in asked], **named
        )

    def adapted(decide: Callable[..., list[bool]]) -> Ask:
        """Ask by the adapter of the export, which rejects what cannot be read."""

        def ask(ruleset: Ruleset, asked: list[Asked]) -> list[bool]:
            given = adapt_all(ruleset, RECORD, [a.written for a in asked])
            answers = decide(ruleset, RECORD, [facts or {} for facts in given])
            return [said and facts is not None for said, facts in zip(answers, given, strict=True)]

        return ask

    yield "python", written(decide_python)
    yield "cel+adapter", adapted(decide_cel)
    yield "jsonlogic+adapter", adapted(decide_json_logic)
    yield "cedar+adapter", adapted(decide_cedar)
    yield "cel", wired(decide_cel)
    yield "jsonlogic", wired(decide_json_logic)
    yield "cedar", wired(decide_cedar)
    yield "cedar+schema", wired(decide_cedar, schema=True)
    opa = shutil.which("opa", path=os.pathsep.join([str(Path(".tools").resolve()), os.environ["PATH"]]))
    if opa:
        yield "opa", written(partial(decide_opa, opa=opa, nested=False))
    yield "regopy", written(decide_regopy)


def compare(name: str, ask: Ask, records: int) -> int:
    """Ask one engine, print the counts and give how many answers are wrong."""
    blind = name in ("jsonlogic", "cedar")  # cannot see names that are no facts
    differing = permissive = corrupted = 0
    for seed in range(-(-records // CHUNK)):
        ruleset = random_implications(random_ruleset(seed, rules=4), seed)
        right = ask_right(ruleset, RECORD, seed, min(CHUNK, records))
        differing += sum(s != a.expected for s, a in zip(ask(ruleset, right), right, strict=True))
        wrong = ask_corrupted(ruleset, RECORD, seed, min(CHUNK, records) // 10)
        corrupted += len(wrong)
        for said, a in zip(ask(ruleset, wrong), wrong, strict=True):
            permissive += said and not (a.without_name if blind and a.unknown_name else a.expected)
    print(f"{name:17} {records:9,} {corrupted:10,} {differing:10,} {permissive:16,}", flush=True)
    return differing + permissive


def compare_tables(name: str, records: int) -> int:
    """Ask one engine of tables; every third row holds a value that its fact cannot have."""
    wrong = 0
    for seed in range(-(-records // CHUNK)):
        ruleset = random_implications(random_ruleset(seed, rules=4), seed)
        rows = ask_rows(ruleset, RECORD, seed, min(CHUNK, records), untyped=name == "sqlite")
        found = TABLE_DECIDERS[name](ruleset, RECORD, [row for row, _ in rows])
        wrong += sum(said != expected for said, (_, expected) in zip(found, rows, strict=True))
    print(f"{name:17} {records:9,} {records // 3:10,} {wrong:10,} {'':>16}", flush=True)
    return wrong


def main() -> int:
    """Ask the chosen engines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2000, help="right records for each engine")
    parser.add_argument("--engines", default="", help="names with commas between; all if left out")
    options = parser.parse_args()
    chosen = options.engines.split(",") if options.engines else []
    print(f"{'engine':17} {'right':>9} {'corrupted':>10} {'different':>10} {'more permissive':>16}")
    wrong = sum(compare(name, ask, options.records) for name, ask in find_engines() if not chosen or name in chosen)
    wrong += sum(compare_tables(name, options.records) for name in TABLE_DECIDERS if not chosen or name in chosen)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
