"""Kill a save at moments made by chance, and fill the disk: files that are broken, and words that are lost.

    python -m benchmarks.writing.crashes [KILLS [FULL]]      (default: 200 kills, 50 full disks)

Exits with 1 where one is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[2] / "tests"


def main() -> int:
    counts = [*sys.argv[1:], *("200", "50")[len(sys.argv) - 1 :]]
    wrong = 0
    for mode, count in zip(("kill", "full"), counts, strict=False):
        program = [sys.executable, str(TESTS / "pipeline/writing/crashes.py"), str(TESTS / "life/library"), mode, count]
        found = json.loads(subprocess.run(program, check=True, capture_output=True, text=True).stdout)
        bad = [moment for moment in found if moment["wrong"]]
        wrong += len(bad)
        answers = Counter("killed" if moment["died"] else moment["answer"] for moment in found)
        print(f"{len(found)} × {mode}: {len(bad)} with something wrong; {dict(answers)}")
        for moment in bad:
            print(moment)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
