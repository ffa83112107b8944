"""What the compiler costs: cold processes against the limits that the project sets itself, each printed as a ratio.

Run with `python -m benchmarks.compiler`. A ratio below 1 keeps to the limit. Times are CPU seconds of a fresh
process (user and system), the least of five runs, so that busy neighbours on the machine count for little.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


@dataclass(frozen=True)
class Cost:
    """The least CPU seconds of several runs, and the most memory of any."""

    seconds: float
    megabytes: float


def measure(arguments: list[str], runs: int = RUNS) -> Cost:
    """Run `policykit` in fresh processes."""
    seconds, memory = [], []
    for _ in range(runs):
        pid = os.fork()
        if pid == 0:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            os.execv(sys.executable, [sys.executable, "-m", "policykit", *arguments])
        _, status, usage = os.wait4(pid, 0)
        assert os.WIFEXITED(status), "a run was killed"
        assert os.WEXITSTATUS(status) in (0, 1), f"policykit {' '.join(arguments)} ended with {os.WEXITSTATUS(status)}"
        seconds.append(usage.ru_utime + usage.ru_stime)
        memory.append(usage.ru_maxrss / 1024)
    return Cost(min(seconds), max(memory))


def write_library(folder: Path, clauses: int, policies: int = 1) -> None:
    """Write a library of one made-up council with `clauses` clauses in each policy, ten to a section."""
    council = folder / "bench"
    council.mkdir(parents=True)
    (folder / "topics.yaml").write_text("format: 1\ntopics:\n  - {id: general, title: General, meaning: All else}\n")
    (council / "council.yaml").write_text(
        "format: 1\nid: bench\nname: Bench Town Council\nkind: town\njurisdiction: england\n"
    )
    for number in range(policies):
        policy = council / f"policy-{number}"
        policy.mkdir()
        (policy / "register.yaml").write_text("format: 1\nevents: []\n")
        lines = [f'format: 1\ntitle: Policy {number}\nkind: policy\nversion: "1"',
                 "numbering: {sections: decimal, clauses: legal, lists: alpha}\nsections:"]  # fmt: skip
        for clause in range(clauses):
            if clause % 10 == 0:
                part = clause // 10
                lines.append(f"  - id: section-{part}\n    heading: Part {part} of the policy\n    clauses:")
            name = f"section-{clause // 10}.clause-{clause}"
            days = clause % 28 + 1
            lines.append(
                f"      - id: {name}\n        kind: obligation\n        topic: general\n        text: >-\n"
                f"          Every officer must keep record {clause} of what was decided, by whom and on which day,\n"
                f"          and hand it to the clerk within {days} days of the meeting at which it was decided."
            )
        (policy / "v1.yaml").write_text("\n".join(lines) + "\n")


def show(what: str, value: float, limit: float, unit: str) -> None:
    """Print one figure beside its limit."""
    print(f"{what:<58} {value:8.3f} {unit:<3} limit {limit:7.2f}   ratio {value / limit:5.2f}")


def main() -> None:
    """Measure, and print a row for each promise."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for clauses in (1_000, 2_000, 10_000):
            write_library(folder / str(clauses), clauses)
        libraries = {clauses: ["--library", str(folder / str(clauses))] for clauses in (1_000, 2_000, 10_000)}
        real = ["--library", str(ROOT / "policies")]
        out = ["--out", str(folder / "out")]
        show("policykit --help, cold", measure(["--help"]).seconds, 0.3, "s")
        show("check both councils, cold", measure(["check", *real]).seconds, 0.3, "s")
        show("check 1,000 clauses, cold", measure(["check", *libraries[1_000]]).seconds, 0.3, "s")
        html = ["build", "--format", "html", *out]
        show("2,000 clauses to HTML, cold", measure([*html, *libraries[2_000]]).seconds, 1.0, "s")
        large = measure([*html, *libraries[10_000]], runs=2)
        show("10,000 clauses to HTML, cold", large.seconds, 5.0, "s")
        show("10,000 clauses to HTML, memory", large.megabytes, 200, "MB")
        show("check 10,000 clauses, memory", measure(["check", *libraries[10_000]], runs=1).megabytes, 200, "MB")
        pdf = ["build", "congleton/social-media", "--format", "pdf", *real, *out]
        show("Congleton to PDF, cold", measure(pdf).seconds, 1.5, "s")
    print(f"peak memory of this script itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
