"""Motions: `python -m benchmarks.compare.motions [PAIRS]` (default 10,000; both ways, so half as many are drawn).

Of each pair of random versions the list is written, printed, read and carried out; the paper is carried out sentence
by sentence by a clerk that knows nothing of how it was made; and what random parts of the motion make is built. Exits
with 1 where a text is not the new one to the letter, or where something stops a part that is not named.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case
from tests.compare_documents.test_motions import carry, check_paper
from tests.compare_documents.versions import versions

from policykit.compare.amendments.version import (
    apply_amendments,
    parse_amendments,
    print_amendments,
    write_amendments,
)
from policykit.compare.motions.carry import AMENDMENT_FELL, carry_items
from policykit.compare.motions.items import plan_motion
from policykit.model.fingerprint import model_data
from policykit.model.policy import Version

PARTS = 2
"""How many random parts of each motion are carried."""


def try_pair(old: Version, new: Version, choose: random.Random, counts: Counter[str]) -> None:
    """Try one pair, and count what came of it."""
    listed = parse_amendments(print_amendments(write_amendments(old, new)))
    plan = plan_motion(old, listed)
    numbers = [item.number for item in plan.items]
    exact = apply_amendments(old, listed).data == model_data(new)
    exact &= apply_amendments(old, carry_items(plan, numbers)).data == model_data(new)
    counts["lists"] += 1
    counts["lists that are not exact"] += not exact
    case = compile_case(old, new)
    try:
        check_paper(case.before, case.after)
    except (AssertionError, KeyError, ValueError):
        counts["papers that are not exact"] += 1
    for _ in range(PARTS):
        codes, made = carry(old, plan, [number for number in numbers if choose.random() < 0.6])
        counts["parts"] += 1
        counts["parts that need what fell"] += codes == {AMENDMENT_FELL.name}
        counts["parts stopped without a name"] += bool(codes - {AMENDMENT_FELL.name})
        if made is not None:
            Version.model_validate(made)


def main(pairs: int) -> int:
    """Try so many pairs, and print what came of them."""
    counts: Counter[str] = Counter()

    @settings(
        max_examples=pairs // 2, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        database=None,
    )  # fmt: skip
    @given(versions(), st.randoms(use_true_random=False))
    def run(pair: tuple[Version, Version], choose: random.Random) -> None:
        for old, new in (pair, pair[::-1]):
            try_pair(old, new, choose, counts)

    started = time.process_time()
    run()
    print(f"{time.process_time() - started:.0f} s CPU")
    for name, count in counts.items():
        print(f"{count:8,} {name}")
    bad = ("lists that are not exact", "papers that are not exact", "parts stopped without a name")
    return int(any(counts[name] for name in bad))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
