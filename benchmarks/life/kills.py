"""Kill an adoption of two policies, and an undoing, at 400 random lines of Python, and count what is left half-done.

    python benchmarks/life/kills.py [N [SEED]]      N among all lines, and N from the first write on (default: 100)

The suite kills before every call to the system; this is the same trial at moments between them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

LIFE = Path(__file__).parents[2] / "tests/life"


def main() -> None:
    count, seed = [*sys.argv[1:], *("100", "4")[len(sys.argv) - 1 :]][:2]
    for act, mode in product(("adopt", "undo"), ("lines", "writing")):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "found.json"
            program = [str(LIFE / "kill_points.py"), act, str(LIFE / "library"), str(out), mode, count, seed]
            subprocess.run([sys.executable, *program], check=True)
            result = json.loads(out.read_text("utf-8"))
        tell(act, mode, result)


def tell(act: str, mode: str, result: dict[str, Any]) -> None:
    """Print how many kills left what behind."""
    wrong = [moment for moment in result["found"] if moment["wrong"]]
    among = "among all" if mode == "lines" else "from the first write on, of"
    print(f"{act}: {len(result['found'])} kills {among} {result['total']:,} lines: {len(wrong)} with something wrong")
    for files, times in sorted(Counter(len(moment["new"]) for moment in result["found"]).items()):
        print(f"  {times:4} times {files} files were new")
    for moment in wrong:
        print(moment)


if __name__ == "__main__":
    main()
