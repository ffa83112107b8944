"""Nothing is written over in silence when several write at once; `benchmarks/writing/windows.py` makes a thousand."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.pipeline.writing.windows import write_by_turns


def test_two_windows_and_another_program(root: Path) -> None:
    done = write_by_turns(root, 60, Random(4))  # noqa: S311
    assert min(done["saved"], done["conflict"], done["outside"]) > 5
