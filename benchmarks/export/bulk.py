"""How fast is a bulk audit? `python -m benchmarks.export.bulk --rows 1000000` (the default; 10000000 for the target).

Parquet in, counts for each rule and outcome out, the rules of Congleton on posts, two threads. Each engine runs in a
process of its own (Linux); the ratio is to the Polars query. Targets for 10 million rows: Polars 2 s, DuckDB 5 s in
512 MB, Spark 10 s once it is warm.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.rules.library_rules import NAMES, ruleset
from tests.rules.random_rules import random_records

from policykit.export.audit.spark import plan_spark
from policykit.export.audit.sql_summary import run_summary, write_summary
from policykit.export.audit.table_audit import AuditSummary
from policykit.export.columns import to_row
from policykit.export.sql import OUTCOME_CODES
from policykit.rules.ir import Ruleset

RECORD = "post"
SAMPLE = 20_000
Counts = dict[str, dict[str, int]]


def write_table(path: Path, rules: Ruleset, rows: int) -> None:
    """A sample of random records, shuffled anew until there are enough."""
    import polars as pl

    facts = rules.records[RECORD].facts
    given = {name: fact for name, fact in facts.items() if fact.derivation is None}
    table = [to_row(given, facts_of) for facts_of in random_records(rules, 1, min(rows, SAMPLE), record=RECORD)]
    frame = pl.DataFrame(table, infer_schema_length=None)
    copies = (frame.sample(fraction=1, shuffle=True, seed=seed) for seed in range(rows // frame.height))
    pl.concat(copies).with_row_index("id").write_parquet(path)


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
    start = time.perf_counter()
    counts = ENGINES[engine](path, rules)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    (peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    cpu, memory = used.ru_utime + used.ru_stime, int(peak.split()[1]) / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": memory, "counts": counts}))


def measure(engine: str, path: Path, rows: int, first: Counts) -> tuple[float, str]:
    """Give seconds for each million rows, and the line that reports them; the counts have to be those of the first."""
    command = [sys.executable, "-m", "benchmarks.export.bulk", "--one", engine, str(path)]
    environment = {**os.environ, "POLARS_MAX_THREADS": "2"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    result = json.loads(done.stdout.splitlines()[-1])
    if engine != "python":
        counts: Counts = result["counts"]
        first.update(counts if not first else {})
        known = {rule: {outcome: first[rule][outcome] for outcome in of} for rule, of in counts.items()}
        assert counts == known, f"{engine} counts otherwise"
    millions = (SAMPLE if engine == "python" else rows) / 1_000_000
    warm = [json.loads(line)["warm"] for line in done.stderr.splitlines() if line.startswith('{"warm"')]
    seconds = (warm or [result["seconds"]])[-1] / millions
    # Spark's CPU time and memory are those of another process.
    return seconds, f"{result['cpu'] / millions:7.2f} s of CPU   {result['memory']:6.0f} MB" if not warm else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--engines", default="polars,audit,breaches,duckdb,spark,python")
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "FILE"))
    options = parser.parse_args()
    if options.one:
        run_one(options.one[0], Path(options.one[1]))
        return 0
    first: Counts = {}
    base = 0.0
    rules = ruleset(NAMES[0])
    with TemporaryDirectory() as folder:
        path = Path(folder, "posts.parquet")
        write_table(path, rules, options.rows)
        print(f"{options.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, {len(rules.rules_on(RECORD))} rules")
        for engine in options.engines.split(","):
            if engine == "spark" and importlib.util.find_spec("pyspark") is None:
                continue
            seconds, more = measure(engine, path, options.rows, first)
            base = base or seconds
            print(f"{engine:8} {seconds:7.2f} s for a million rows   x{seconds / base:6.1f}   {more}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
