"""The tables about the core alone: extreme pairs of documents, word marks, force, amendments."""

from __future__ import annotations

import difflib
import time
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from benchmarks.compare.generate import SENTENCES, Case, make_case, make_document, make_units, shuffle_case
from benchmarks.compare.score import f1, pairs_of
from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.apply import amend_units
from policykit.compare.amendments.print import number_sentences, print_amendment
from policykit.compare.amendments.read import parse_unit_amendments
from policykit.compare.amendments.write import write_unit_amendments
from policykit.compare.words.diff import diff_words, split_tokens
from policykit.compare.words.force import compare_force

NORMATIVE = ("modal", "negate", "number")


def print_extremes(size: int = 10_000) -> None:
    print(f"\nextreme pairs of {size} clauses: seconds of one processor, matches, F1 where the truth is known")
    typical, edited = make_case(size, 211), make_case(size, 212, "edited")
    anchored = [edited.old[i] if i % 90 == 0 else unit for i, unit in enumerate(edited.new)]
    strange, stranger = make_document(size, 213, "markov"), make_document(size, 214, "markov")
    shuffled, turned = shuffle_case(edited, 1), shuffle_case(edited, 1, reverse=True)
    rows = make_units([f"{k} | Account {k % 97} | {k * 7 % 31} days" for k in range(size)])
    same = make_units([SENTENCES[8]] * size)
    extremes: list[tuple[str, Sequence[Unit], Sequence[Unit], Case | None]] = [
        ("identical", typical.old, typical.old, None),
        ("reversed", typical.old, typical.old[::-1], None),
        ("one clause repeated", same, same[:-7], None),
        ("rows of a table", rows, rows[5:] + rows[:5], None),
        ("every clause edited", edited.old, edited.new, edited),
        ("every clause edited but one in 90", edited.old, anchored, edited),
        ("every clause edited, shuffled", shuffled.old, shuffled.new, shuffled),
        ("every clause edited, reversed", turned.old, turned.new, turned),
        ("unrelated, one vocabulary", strange, stranger, None),
        ("unrelated but one clause in 90", strange,
         [strange[i] if i % 90 == 0 else unit for i, unit in enumerate(stranger)], None),
    ]  # fmt: skip
    for name, old, new, case in extremes:
        start = time.process_time()
        alignment = align_units(old, new)
        seconds = time.process_time() - start
        score = f"{f1(pairs_of(alignment), case.pairs):.4f}" if case else ""
        print(f"{name:36} {seconds:5.2f} s {len(alignment.matches):6} {score}", flush=True)
    for count in (98, 1000, size):
        old, new = make_document(count, 215, "markov"), make_document(count, 216, "markov")
        false = [m for m in align_units(old, new).matches if m.evidence != "exact"]
        print(f"unrelated at {count:6}: {len(false) / count:.2%} false pairs")


def _edited_pairs(seeds: range, profile: str = "heavy") -> list[tuple[str, str, str]]:
    cases = [make_case(1000, seed, profile) for seed in seeds]
    return [(case.old[i].text, case.new[j].text, op) for case in cases for (i, j), op in case.edits.items()]


def print_words() -> None:
    pairs = [(old, new) for old, new, _ in _edited_pairs(range(301, 305))]
    doubled = [(f"{a} {b}", f"{c} {d}") for (a, c), (b, d) in pairwise(pairs)]
    for name, chosen in (("generated", pairs), ("twice as long", doubled)):
        ours = [_time(lambda a=a, b=b: diff_words(a, b)) for a, b in chosen]
        peer = [_time(lambda a=a, b=b: _difflib(a, b)) for a, b in chosen]
        diffs = [diff_words(a, b) for a, b in chosen]
        tokens = median(len(split_tokens(a)) for a, _ in chosen)
        print(f"\nword marks, {name}: {len(chosen)} pairs of {tokens:.0f} tokens in the median")
        print(f"median {median(ours) * 1e6:.1f} us ({median(peer) / median(ours):.1f} times as fast as difflib)")
        print(f"stray islands a pair {mean(_count_islands(d.segments) for d in diffs):.3f}")
        print(f"hunks a pair {mean(sum(s.op == 'equal' for s in d.segments) for d in diffs):.2f}")
        exact = sum(d.old == a and d.new == b for d, (a, b) in zip(diffs, chosen, strict=True))
        print(f"both texts rebuilt exactly: {exact} of {len(chosen)}")


def _count_islands(segments: Sequence[object]) -> int:
    inner = [s for s in segments[1:-1] if s.op == "equal"]  # type: ignore[attr-defined]
    return sum(len(s.text.split()) <= 1 for s in inner)  # type: ignore[attr-defined]


def _difflib(old: str, new: str) -> object:
    return difflib.SequenceMatcher(None, split_tokens(old), split_tokens(new), autojunk=False).get_opcodes()


def _time(call: object) -> float:
    assert callable(call)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def print_force() -> None:
    pairs = [(old, new, op) for old, new, op in _edited_pairs(range(311, 321), "typical") if op != "rewrite"]
    flagged = [(bool(compare_force(old, new)), op in NORMATIVE) for old, new, op in pairs]
    right = sum(said and true for said, true in flagged)
    print(f"\nforce: {len(pairs)} edits, {sum(true for _, true in flagged)} of them normative")
    print(f"precision {right / sum(said for said, _ in flagged):.4f}, recall {right / sum(t for _, t in flagged):.4f}")
    for op in (*NORMATIVE, "word"):
        said = [bool(compare_force(old, new)) for old, new, kind in pairs if kind == op]
        print(f"  {op:8} {len(said):5} edits, flagged {mean(said):.4f}")


def print_amend(count: int) -> None:
    wrong = orders = 0
    start = time.perf_counter()
    for seed in range(count):
        profile, base = ("heavy", "typical")[seed % 2], ("mixed", "boilerplate")[seed // 2 % 2]
        case = make_case(25, 5000 + seed, profile, base, ids=seed % 3 == 0)  # type: ignore[arg-type]
        instructions = write_unit_amendments(case.old, case.new, align_units(case.old, case.new))
        read = parse_unit_amendments(number_sentences(map(print_amendment, instructions)))
        amended = amend_units(case.old, read)
        orders += len(read)
        wrong += [(u.id, u.text, u.path) for u in amended] != [(u.id, u.text, u.path) for u in case.new]
    seconds = time.perf_counter() - start
    print(
        f"\namendments: {count} lists, {orders} orders, printed, read and carried out: {wrong} wrong, {seconds:.0f} s"
    )
