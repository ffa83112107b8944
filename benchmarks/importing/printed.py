"""Measure the import of the same texts printed as PDF by LibreOffice: boundaries and headings, for each habit.

Run with `python -m benchmarks.importing.printed [TEXTS]`; exits with 1 when a limit is missed, 2 without LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.importing.__main__ import Tally, measure
from benchmarks.importing.habits import HABITS, write_habit
from benchmarks.importing.texts import Truth, make_truth

LIMITS = {"boundaries": 0.97, "headings": 0.95}
SECONDS = 0.24
"""The CPU time that a text of about four pages may take: 60 ms a page."""


def print_all(folder: Path, texts: int) -> dict[str, list[tuple[Truth, Path]]]:
    """Write every text in every habit as a Word file, and print all of them; gives where each PDF is."""
    office = shutil.which("soffice")
    assert office is not None
    made: dict[str, list[tuple[Truth, Path]]] = {}
    for number, habit in enumerate(HABITS):
        for seed in range(texts):
            truth, content = write_habit(make_truth(seed), habit)
            path = folder / f"{number}-{seed}.docx"
            path.write_bytes(content)
            made.setdefault(habit, []).append((truth, path.with_suffix(".pdf")))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = sorted(map(str, folder.glob("*.docx")))
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *words],
        check=True,
        capture_output=True,
    )
    return made


def main(texts: int = 8) -> int:
    if shutil.which("soffice") is None:
        print("LibreOffice (soffice) is not installed")
        return 2
    missed = []
    heads = " ".join(f"{head:>7}" for head in ("bound.", "head.", "nest.", "labels"))
    print(f"{'habit, printed':34} {heads} {'wrong':>6} {'flagged':>9} {'ms':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for habit, files in print_all(Path(folder), texts).items():
            tally = Tally()
            for truth, path in files:
                measure(tally, truth, path.read_bytes(), path.name)
            scores = tally.scores()
            shown = " ".join(f"{score:7.3f}" for score in scores.values())
            per = tally.seconds / texts
            flagged = f"{tally.flagged}/{tally.flags / max(tally.given, 1):.1%}"
            print(f"{habit:34} {shown} {tally.wrong:6} {flagged:>9} {per * 1000:5.0f}")
            missed += [
                f"{habit}: {name} {scores[name]:.3f} < {limit}"
                for name, limit in LIMITS.items()
                if scores[name] < limit
            ]
            if per > SECONDS:
                missed.append(f"{habit}: {per * 1000:.0f} ms a text")
    print("".join(f"\nmissed: {line}" for line in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8))
