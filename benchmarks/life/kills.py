"""Kill an adoption of two policies at 200 random lines of Python, and count what is left half-done.

    python benchmarks/life/kills.py [N [SEED]]      N among all lines, and N from the first write on (default: 100)

The suite kills before every call to the system; this is the same trial at moments between them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

LIFE = Path(__file__).parents[2] / "tests/life"


def main() -> None:
    count, seed = [*sys.argv[1:], *("100", "4")[len(sys.argv) - 1 :]][:2]
    for mode in ("lines", "writing"):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "found.json"
            program = [sys.executable, str(LIFE / "kill_points.py"), str(LIFE / "library"), str(out), mode, count, seed]
            subprocess.run(program, check=True)
            result = json.loads(out.read_text("utf-8"))
        tell(mode, result)


def tell(mode: str, result: dict[str, Any]) -> None:
    """Print how many kills left what behind."""
    wrong = [moment for moment in result["found"] if moment["wrong"]]
    among = "among all" if mode == "lines" else "from the first write on, of"
    print(f"{len(result['found'])} kills {among} {result['total']:,} lines: {len(wrong)} with something wrong")
    for files, times in sorted(Counter(len(moment["new"]) for moment in result["found"]).items()):
        print(f"  {times:4} times {files} of 4 files were new")
    for moment in wrong:
        print(moment)


if __name__ == "__main__":
    main()
