"""How fast is a bulk audit? `python -m benchmarks.export.bulk --rows 1000000` (the default; 10000000 for the target).

Parquet in, counts for each rule and outcome out, the rules of Congleton on posts, two threads, rows that all differ.
Each engine runs in a process of its own (Linux). The exit code is 1 where `policykit audit` takes more than 1.4 times
the CPU time of a bare Polars query that only counts; and from three million rows on, where starting counts for little,
where an engine misses its limit for ten million rows (audit 2 s, DuckDB 5 s in 512 MB, Spark 10 s once it is warm:
measure on a machine that does nothing else), or the memory of `audit` or `audit --breaches` is more than 1.15 times
that for a third of the rows.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.rules.library_rules import NAMES, ruleset
from tests.rules.random_rules import random_records

from policykit.export.audit.spark import plan_spark
from policykit.export.audit.sql_summary import run_summary, write_summary
from policykit.export.audit.table_audit import AuditSummary
from policykit.export.sql import OUTCOME_CODES
from policykit.export.target import fact_words
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.ir import Ruleset

RECORD = "post"
SAMPLE = 2_000
PART = 500_000
ORDINARY, UNKNOWN = 0.9, 0.02
"""The share of facts that are as they are in most posts, and of those that nobody knows."""
RATIO, GROWTH = 1.4, 1.15
MANY = 3_000_000
SECONDS = {"audit": 0.2, "duckdb": 0.5, "spark": 1.0}
"""Limits for a million rows: a tenth of those for ten million."""
Counts = dict[str, dict[str, int]]


def write_table(path: Path, rules: Ruleset, rows: int) -> None:
    """Draw every column of every row by itself, so that no two rows are alike."""
    import numpy as np
    import polars as pl

    facts = rules.records[RECORD].facts
    parts = []
    for start in range(0, rows, PART):
        source, count = np.random.default_rng(start), min(PART, rows - start)
        columns = {name: draw_column(source, fact, rules, count) for name, fact in facts.items() if not fact.derivation}
        parts.append(path.with_suffix(f".{start}"))
        pl.DataFrame({"id": np.arange(start, start + count), **columns}).write_parquet(parts[-1])
    pl.scan_parquet(parts).sink_parquet(path, row_group_size=PART)
    for part in parts:
        part.unlink()


def draw_column(source: Any, fact: Fact, rules: Ruleset, count: int) -> Any:
    import numpy as np
    import polars as pl

    words = fact_words(fact, rules.roles)
    is_ordinary = source.random(count) < ORDINARY
    match fact:
        case YesNoFact():
            drawn = pl.Series(~is_ordinary & (source.random(count) < 0.5))
        case NumberFact(minimum=low, maximum=high):
            drawn = pl.Series(source.integers(low, min(high, low + 100) + 1, count))
        case DateFact():
            drawn = pl.Series(source.integers(20_900, 21_300, count).astype(np.int32)).cast(pl.Date)
        case SetFact():
            drawn = pl.Series(np.where(is_ordinary, 1, source.integers(0, 1 << len(words), count)))
        case _:
            drawn = pl.Series(np.array(words)[np.where(is_ordinary, 0, source.integers(0, len(words), count))])
    return pl.select(pl.when(pl.Series(source.random(count) >= UNKNOWN)).then(pl.lit(drawn))).to_series()


def run_polars(path: Path, rules: Ruleset) -> Counts:
    """The Polars export alone, in one streaming query."""
    import polars as pl

    from policykit.export.engines import load_module
    from policykit.export.polars_expression import to_polars

    judged = load_module(to_polars(rules)).judge_post(pl.scan_parquet(path))
    names = [rule.id for rule in rules.rules_on(RECORD)]
    sums = [
        (pl.col(name).to_physical() == code).sum().alias(f"{name}/{outcome}")
        for name in names
        for outcome, code in OUTCOME_CODES.items()
    ]
    (row,) = judged.select(sums).collect(engine="streaming").to_dicts()
    return {name: {outcome: row[f"{name}/{outcome}"] for outcome in OUTCOME_CODES} for name in names}


def run_audit(path: Path, rules: Ruleset) -> Counts:
    """`policykit audit`: every fault first, then the counts in batches with progress."""
    from policykit.export.audit.table_audit import plan_audit
    from policykit.export.audit.tables import open_table

    audit = plan_audit(rules, RECORD, open_table(path))
    return as_counts(audit.summarise())


def run_breaches(path: Path, rules: Ruleset) -> Counts:
    """`policykit audit --breaches`: the rows that break a rule, as many as there are of each."""
    from policykit.export.audit.table_audit import plan_audit
    from policykit.export.audit.tables import open_table

    found: Counter[str] = Counter()
    for batch in plan_audit(rules, RECORD, open_table(path)).breaching_rows():
        found.update(batch["breaches"].str.split("; ").explode().to_list())
    return {rule.id: {"breach": found[rule.id]} for rule in rules.rules_on(RECORD)}


def as_counts(summary: AuditSummary) -> Counts:
    return {rule: {str(outcome): number for outcome, number in of.items()} for rule, of in summary.counts.items()}


def run_duckdb(path: Path, rules: Ruleset) -> Counts:
    import duckdb

    with duckdb.connect(config={"memory_limit": "512MB", "threads": 2}) as connection:
        connection.execute(f"CREATE VIEW {RECORD} AS SELECT * FROM '{path}'")
        run = lambda sql: connection.execute(sql).fetchone() or ()  # noqa: E731
        return as_counts(run_summary(rules, RECORD, write_summary(rules, RECORD), run))


def run_spark(path: Path, rules: Ruleset) -> Counts:
    from tests.export.servers import start_spark

    with start_spark() as session:
        for _ in range(3):  # the JVM compiles what it runs until the third time
            start = time.perf_counter()
            found = as_counts(plan_spark(session, rules, RECORD, path).summarise())
            print(json.dumps({"warm": time.perf_counter() - start}), file=sys.stderr)
    return found


def run_python(_: Path, rules: Ruleset) -> Counts:
    """The plain evaluator, on the sample alone."""
    from policykit.rules.evaluate import decide

    records = random_records(rules, 1, SAMPLE, record=RECORD)
    return {rule.id: dict(Counter(decide(rule, r).value for r in records)) for rule in rules.rules_on(RECORD)}


ENGINES: dict[str, Callable[[Path, Ruleset], Counts]] = {
    "polars": run_polars,
    "audit": run_audit,
    "breaches": run_breaches,
    "duckdb": run_duckdb,
    "spark": run_spark,
    "python": run_python,
}


def run_one(engine: str, path: Path) -> None:
    rules = ruleset(NAMES[0])
    start, cpu = time.perf_counter(), time.process_time()
    counts = ENGINES[engine](path, rules)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    (peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": int(peak.split()[1]) / 1024, "counts": counts}))


def measure(engine: str, path: Path, first: Counts) -> dict[str, float]:
    """Give seconds, CPU seconds and MB; the counts have to be those of the first engine."""
    command = [sys.executable, "-m", "benchmarks.export.bulk", "--one", engine, str(path)]
    environment = {**os.environ, "POLARS_MAX_THREADS": "2"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    counts: Counts = result.pop("counts")
    if engine != "python":
        first.update(counts if not first else {})
        known = {rule: {outcome: first[rule][outcome] for outcome in of} for rule, of in counts.items()}
        assert counts == known, f"{engine} counts otherwise"
    warm = [json.loads(line)["warm"] for line in done.stderr.splitlines() if line.startswith('{"warm"')]
    # Spark's CPU time and memory are those of another process.
    return {"seconds": warm[-1], "cpu": 0, "memory": 0} if warm else result


def compare(path: Path, rows: int, engines: list[str]) -> bool:
    """Run each engine on one table, print what it took, and say whether a limit was missed."""
    first: Counts = {}
    base, missed = 0.0, False
    for engine in engines:
        found = measure(engine, path, first)
        millions = (SAMPLE if engine == "python" else rows) / 1_000_000
        base = base or found["cpu"]
        ratio = found["cpu"] / base
        told = [f"{engine:8} {found['seconds']:7.2f} s"] if engine != "python" else [f"{engine:8} {'':9}"]
        told.append(f"{found['seconds'] / millions:7.3f} s a million")
        if found["cpu"]:
            told.append(f"{found['cpu'] / millions:7.3f} s of CPU a million, {found['memory']:5.0f} MB")
        if engine == "audit":
            told.append(f"{ratio:4.2f} times the bare query (limit {RATIO})")
            missed |= ratio > RATIO
        if engine in SECONDS:
            told.append(
                f"limit {SECONDS[engine]} s a million{', MISSED' * (found['seconds'] / millions > SECONDS[engine])}"
            )
            missed |= found["seconds"] / millions > SECONDS[engine]
        print("   ".join(told), flush=True)
    return missed


def compare_memory(small: Path, large: Path) -> bool:
    """Say whether memory grows with the table."""
    missed = False
    for engine in ("audit", "breaches"):
        few, many = (measure(engine, path, {})["memory"] for path in (small, large))
        missed |= many > GROWTH * few
        print(f"{engine:8} {few:5.0f} MB for a third, {many:5.0f} MB for all: {many / few:4.2f} (limit {GROWTH})")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--engines", default="polars,audit,breaches,duckdb,spark,python")
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "FILE"))
    options = parser.parse_args()
    if options.one:
        run_one(options.one[0], Path(options.one[1]))
        return 0
    engines = [e for e in options.engines.split(",") if e != "spark" or importlib.util.find_spec("pyspark")]
    rules = ruleset(NAMES[0])
    with TemporaryDirectory() as folder:
        small, large = Path(folder, "third.parquet"), Path(folder, "posts.parquet")
        write_table(large, rules, options.rows)
        write_table(small, rules, options.rows // 3)
        print(f"{options.rows:,} rows, {large.stat().st_size / 1e6:.0f} MB, {len(rules.rules_on(RECORD))} rules")
        missed = compare(large, options.rows, engines)
        missed |= compare_memory(small, large) and options.rows >= MANY
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
