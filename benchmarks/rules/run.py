"""How fast rules are read and decided, and that the quick way says what the plain one says.

    python -m benchmarks.rules.run [--records 20000]

Every figure is CPU time of one core; the plain evaluator and msgspec's bare decoding in the same run are the measure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from tests.rules.library_rules import NAMES, clause_rules, ruleset, vocabulary
from tests.rules.random_rules import RECORD, random_records, random_ruleset, record_to_json

from policykit.export.engines import find_engines
from policykit.pipeline.decide import load_rules
from policykit.rules.contradictions import find_contradictions
from policykit.rules.decode import JsonChecker
from policykit.rules.evaluate import evaluate_record
from policykit.rules.generate import CompiledRules, facts_as_attributes
from policykit.rules.ir import Ruleset
from policykit.source.library import load_library

ROOT = Path(__file__).parents[2] / "policies"
READ_COLD = """
import json, sys, time
import policykit.source.library
lines = json.load(sys.stdin)
start = time.perf_counter()
from policykit.rules.conditions import parse_condition
for line in lines:
    parse_condition(line)
print(time.perf_counter() - start)
"""


def best_time(work: Callable[[], object], repeats: int = 5) -> float:
    """Give the least CPU time of several runs, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def time_find(compiled: CompiledRules, objects: list[Any]) -> float:
    return best_time(lambda: [compiled.find(one) for one in objects])


def time_lines(work: Callable[[bytes], object], lines: list[bytes]) -> float:
    return best_time(lambda: [work(line) for line in lines])


def time_plain(rulesets: list[Ruleset], kind: str, records: list[dict[str, Any]]) -> float:
    return best_time(lambda: [evaluate_record(rules, kind, facts) for facts in records for rules in rulesets], 2)


def read_cold() -> None:
    lines = [
        line
        for name in NAMES
        for clause_rule in clause_rules(name)
        for part in (clause_rule.rule.when, clause_rule.rule.unless, clause_rule.rule.require, clause_rule.rule.forbid)
        for line in part or ()
    ]
    command = [sys.executable, "-c", READ_COLD]
    runs = []
    for _ in range(5):
        done = subprocess.run(command, input=json.dumps(lines), capture_output=True, text=True, check=True)
        runs.append(float(done.stdout))
    print(f"reading {len(lines)} conditions cold, import included: {min(runs) * 1000:.1f} ms (limit 50)")


def lines_of(
    kind: str, rules: Ruleset, count: int, unknown: float, seed: int = 1
) -> tuple[list[dict[str, Any]], list[bytes]]:
    derived = {name for name, fact in rules.records[kind].facts.items() if fact.derivation}
    facts_of_kind = rules.records[kind].facts
    records = [
        {name: value for name, value in facts.items() if name not in derived}
        for facts in random_records(rules, seed, count, unknown, kind)
        if not any(find_contradictions(facts_of_kind, facts))  # those are refused, not decided
    ]
    return records, [json.dumps({"record": kind, **record_to_json(facts)}).encode() for facts in records]


def decide_json() -> None:
    rulesets = [ruleset(name) for name in NAMES]
    checker = JsonChecker(rulesets, vocabulary())
    whole = msgspec.json.Decoder(dict)
    for unknown in (0.0, 0.05, 0.15):
        total = records = 0.0
        for kind in vocabulary().records:
            on_kind = [rules for rules in rulesets if kind in rules.records]
            if not on_kind:
                continue
            facts, lines = lines_of(kind, on_kind[0], 2000, unknown)
            spent = time_lines(checker.check, lines)
            bare = time_lines(whole.decode, lines)
            compiled = CompiledRules(on_kind, kind)
            as_record = facts_as_attributes(on_kind[0].records[kind].facts)
            objects = [as_record(one) for one in facts]
            quick = time_find(compiled, objects)
            plain = len(facts) / len(facts[:200]) * time_plain(on_kind, kind, facts[:200])
            total, records = total + spent, records + len(lines)
            print(
                f"{unknown:4.0%} unknown, {kind:15} {len(lines) / spent:9,.0f} records/s from JSON to findings,"
                f" {spent / bare:4.1f} times bare decoding; generated {plain / quick:4.0f} times as fast as plain"
            )
        print(f"{unknown:4.0%} unknown, all kinds alike  {records / total:9,.0f} records/s")


def decide_stream() -> bool:
    """Posts of the first council, each different, as a stream brings them: the first 20,000 cold, the rest warm."""
    rules = ruleset(NAMES[0])
    missed = False
    for unknown, limit in ((0.0, 250_000), (0.15, 200_000)):
        checker = JsonChecker([rules], vocabulary())
        lines: list[bytes] = []
        for seed in count(1):  # as many records as contradict themselves are left out
            lines += lines_of("post", rules, 30_000, unknown, seed)[1]
            if len(lines) >= 60_000:
                break
        lines = lines[:60_000]
        assert len(set(lines)) > 0.99 * len(lines)
        speeds = []
        for part in (lines[:20_000], lines[20_000:]):
            start = time.process_time()
            for line in part:
                checker.check(line)
            speeds.append(len(part) / (time.process_time() - start))
        missed |= speeds[1] < limit
        print(
            f"{unknown:4.0%} unknown, different posts   {speeds[0]:9,.0f} records/s cold, {speeds[1]:9,.0f} warm"
            f" (limit {limit:,}{', MISSED' if speeds[1] < limit else ''})"
        )
    return missed


def decide_dicts() -> bool:
    """Posts of the first council as Python holds them, by the door that programs use: `check` on a dict."""
    rules = load_rules(load_library(ROOT), NAMES[0])
    lowered = ruleset(NAMES[0])
    given = [{"record": "post", **record_to_json(facts)} for facts in lines_of("post", lowered, 20_000, 0.0)[0]]
    quick = [json.dumps(one).encode() for one in given]
    for one in given[:2000]:
        rules.check(one)
    spent = best_time(lambda: [rules.check(one) for one in given], 3) / len(given)
    as_json = best_time(lambda: [rules.check_json(one) for one in quick], 3) / len(given)
    missed = spent > 10e-6
    print(
        f"check on a dict {spent * 1e6:5.1f} µs (limit 10{', MISSED' if missed else ''}),"
        f" {spent / as_json:.1f} times `check_json` of the same records"
    )
    return missed


def decide_many_rules() -> bool:
    """1,000 rules on records that all differ, each seen once before."""
    missed = False
    for unknown, limit in ((0.0, 25_000), (0.15, 15_000)):
        rules = random_ruleset(1, rules=1000, facts=30, depth=0)
        start = time.process_time()
        compiled = CompiledRules([rules], RECORD)
        compiling = time.process_time() - start
        as_record = facts_as_attributes(rules.records[RECORD].facts)
        objects = [as_record(facts) for facts in random_records(rules, 1, 300, unknown)]
        start = time.process_time()
        for one in objects:
            compiled.find(one)
        cold = len(objects) / (time.process_time() - start)
        each = len(objects) / time_find(compiled, objects)
        missed |= each < limit
        print(
            f"{unknown:4.0%} unknown, 1,000 random rules: {cold:9,.0f} records/s cold, {each:9,.0f} warm"
            f" (limit {limit:,}{', MISSED' if each < limit else ''}), compiled in {compiling:.2f} s"
        )
    return missed


def time_peers() -> None:
    """Posts of the first council, from facts to outcomes, in the engines that read exports, once they are set up."""
    rules = ruleset(NAMES[0])
    records = random_records(rules, 1, 300, 0.15, "post")
    objects = [facts_as_attributes(rules.records["post"].facts)(facts) for facts in records]
    own = time_find(CompiledRules([rules], "post"), objects) / len(objects)
    print(f"policykit, posts by the {len(rules.rules_on('post'))} rules of one council: {1 / own:9,.0f} records/s")
    engines = find_engines()
    for name in ("cedar", "cel", "regopy", "json_logic"):
        if run := engines.get(name):
            whole = best_time(partial(run, rules, "post", records), 2)
            setting_up = best_time(partial(run, rules, "post", records[:1]), 2)
            each = (whole - setting_up) / (len(records) - 1)
            print(f"  {name:10} {1 / each:9,.0f} records/s, {each / own:6,.0f} times as long")


def compare_answers(count: int) -> int:
    decisions = wrong = 0
    for name in NAMES:
        rules = ruleset(name)
        for kind in rules.records:
            compiled = CompiledRules([rules], kind)
            as_record = facts_as_attributes(rules.records[kind].facts)
            for facts in random_records(rules, 7, count, 0.15, kind):
                expected = evaluate_record(rules, kind, facts)
                wrong += compiled.evaluate(as_record(facts)) != (expected,)
                decisions += len(expected.findings)
    print(f"generated against plain, whole verdicts: {decisions:,} decisions, {wrong} records that differ (limit 0)")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1000, help="records of each kind for the agreement of answers")
    options = parser.parse_args()
    read_cold()
    decide_json()
    missed = decide_stream()
    missed |= decide_dicts()
    missed |= decide_many_rules()
    time_peers()
    wrong = compare_answers(options.records)
    return 1 if missed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
