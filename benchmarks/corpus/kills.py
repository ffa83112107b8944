"""Kill an addition at fifty points; the corpus must open, nothing be half added, and the same addition complete.

python -m benchmarks.corpus.kills [POINTS]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> int:
    points = sys.argv[1] if len(sys.argv) > 1 else "50"
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [sys.executable, "-m", "tests.corpus.kill_addition", place, points],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    found = json.loads(done.stdout)
    wrong = [point["wrong"] for point in found if point["wrong"]]
    sys.stdout.write(f"{len(found)} points: {dict(Counter(point['state'] for point in found))}, wrong: {wrong}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
