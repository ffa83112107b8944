"""Measure the import of Word files in many habits: words, boundaries, headings, nesting, labels, CPU time.

Run with `python -m benchmarks.importing [TEXTS]`; exits with 1 when a limit is missed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.importing.habits import HABITS, write_habit
from benchmarks.importing.texts import Truth, make_truth
from policykit.intake.block import FileBlock
from policykit.intake.imported import import_content

LIMITS = {"boundaries": 0.99, "headings": 0.97, "nesting": 0.98, "labels": 0.99}
HELD_OUT = {"boundaries": 0.97, "headings": 0.95, "nesting": 0.95, "labels": 0.97}
"""What the habits must reach with which the recogniser was first run when it was finished.

On that first run, 8 texts each: boundaries 1.000 (numbers in a column of a table: .974), headings 1.000, labels 1.000
(`o` for a bullet: .743, since it was shown as an o), nesting 1.000, and .937 where unnumbered headings of two levels
look alike. What was wrong was then mended, so they are held out no longer in the strict sense.
"""
SECONDS = 0.12
"""The CPU time that a text of about four pages may take: 30 ms a page."""


@dataclass(slots=True)
class Tally:
    """What was counted over all texts of one habit."""

    found: int = 0
    wanted: int = 0
    given: int = 0
    headings: Counter[str] = field(default_factory=Counter)
    matched: int = 0
    nested: int = 0
    labelled: int = 0
    wrong: int = 0
    flagged: int = 0
    flags: int = 0
    seconds: float = 0.0

    def scores(self) -> dict[str, float]:
        heads = self.headings
        return {
            "boundaries": 2 * self.found / max(self.wanted + self.given, 1),
            "headings": 2 * heads["both"] / max(heads["wanted"] + heads["given"], 1),
            "nesting": self.nested / max(self.matched, 1),
            "labels": self.labelled / max(self.matched, 1),
        }


def measure(tally: Tally, truth: Truth, content: bytes, name: str = "policy.docx") -> None:
    """Import one file and count what is right."""
    start = time.process_time()
    imported = import_content(name, content)  # raises where a word is lost
    tally.seconds += time.process_time() - start
    wanted = [(part, key(part.text)) for part in truth.walk()]
    given = [(block, key(block.text)) for block in imported.blocks if block.kind in ("heading", "clause")]
    pool: dict[str, list[FileBlock]] = {}
    for block, words in given:
        pool.setdefault(words, []).append(block)
    tally.wanted += len(wanted)
    tally.given += len(given)
    tally.flags += sum(1 for block, _ in given if block.doubts)
    tally.headings["wanted"] += sum(part.kind == "heading" for part, _ in wanted)
    tally.headings["given"] += sum(block.kind == "heading" for block, _ in given)
    for part, words in wanted:
        if not pool.get(words):
            tally.wrong += 1
            continue
        block = pool[words].pop(0)
        tally.found += 1
        same = block.kind == part.kind
        tally.headings["both"] += same and part.kind == "heading"
        tally.matched += 1
        tally.nested += same and block.level == part.level
        tally.labelled += block.label == part.label
        if not same or block.level != part.level or block.label != part.label:
            tally.wrong += 1
            tally.flagged += bool(block.doubts)


def key(text: str) -> str:
    return " ".join(text.lower().split())


def main(texts: int = 20) -> int:
    missed = []
    print(f"{texts} texts in each habit; no word lost in any (a loss would stop the run)\n")
    print(f"{'habit':34} {'bound.':>7} {'head.':>7} {'nest.':>7} {'labels':>7} {'wrong':>6} {'flagged':>8} {'ms':>5}")
    for habit, (_, _, looked_at) in HABITS.items():
        tally = Tally()
        for seed in range(texts):
            measure(tally, *write_habit(make_truth(seed), habit))
        scores = tally.scores()
        shown = " ".join(f"{scores[name]:7.3f}" for name in LIMITS)
        per = tally.seconds / texts
        flagged = f"{tally.flagged}/{tally.flags / max(tally.given, 1):.1%}"
        held = "" if looked_at else "  held out"
        print(f"{habit:34} {shown} {tally.wrong:6} {flagged:>8} {per * 1000:5.0f}{held}")
        limits = LIMITS if looked_at else HELD_OUT
        missed += [
            f"{habit}: {name} {scores[name]:.3f} < {limit}" for name, limit in limits.items() if scores[name] < limit
        ]
        if per > SECONDS:
            missed.append(f"{habit}: {per * 1000:.0f} ms a text")
    print("".join(f"\nmissed: {line}" for line in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
