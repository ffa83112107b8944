"""Whether every fault that is put into a set of rules is found, alone, and sound sets give no finding.

    python -m benchmarks.analysis.faults [--each 30] [--sound 100]

The generator (`tests/analysis/seeds.py`) is this project's own, written beside the analysis. Exits 1 where a fault is
missed, a finding comes twice, or a sound set or a near miss gives one.
"""

from __future__ import annotations

import argparse
import sys

from tests.analysis.seeds import KINDS, NEAR_MISSES, draw_seeded, draw_sound
from tests.analysis.test_faults import found, judge


def main() -> int:
    """Run, print, and give 1 where something is wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--each", type=int, default=30)
    options.add_argument("--sound", type=int, default=100)
    given = options.parse_args()
    failed = False
    for kind in KINDS:
        wrong = [fault for seed in range(1000, 1000 + given.each) if (fault := judge(draw_seeded(kind, seed)))]
        failed |= bool(wrong)
        print(f"{kind}: {given.each - len(wrong)} of {given.each} found, alone")
        for fault in wrong[:3]:
            print(f"  {fault}")
    false = [seed for seed in range(1000, 1000 + given.sound) if found(draw_sound(seed, 12))]
    near = [name for name, rules in NEAR_MISSES.items() if found(rules)]
    print(f"sound sets with a finding: {len(false)} of {given.sound}")
    print(f"near misses with a finding: {len(near)} of {len(NEAR_MISSES)}")
    return 1 if failed or false or near else 0


if __name__ == "__main__":
    sys.exit(main())
