"""Changes of two windows and of another program, by turns, in one text; exits with an error where one is lost.

python -m benchmarks.writing.windows [N [SEED]]      (default: 1,000)
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from random import Random

from tests.conftest import ROOT
from tests.pipeline.writing.conftest import NAME
from tests.pipeline.writing.windows import write_by_turns

from policykit.pipeline.draft import draft_version


def main() -> None:
    count, seed = (int(each) for each in [*sys.argv[1:], *("1000", "1")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(ROOT / "policies", Path(folder) / "policies"))
        draft_version(root, NAME, date(2026, 11, 20))
        done = write_by_turns(root, count, Random(seed))
    print(f"{done.total():,} changes, none written over in silence: {dict(done)}")


if __name__ == "__main__":
    main()
