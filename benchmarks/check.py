"""How long `policykit check` takes in a cold process, and how much memory: against the limits set for it.

    python -m benchmarks.check

Each size is measured three times, and the best counts. The peers are Doorstop 3.2 (8.8 s for 1,000 items) and
compliance-trestle 5.2 (0.8 s for 1,000 controls), both on two cores of the same kind of machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
POLICIES = HERE.parent / "policies"
KINDS = ("obligation", "prohibition", "permission", "recommendation", "statement")
WORDS = (
    "Officers and Councillors must check the sources of a notice before it is put up, and must take it down within"
    " seven days where the Chief Officer, or in their absence the Town Clerk, has asked for that in writing."
)


def write_library(root: Path, policies: int, clauses: int) -> Path:
    """Write a library of one council with so many policies of so many clauses each, ten in a section."""
    (root / "leek").mkdir(parents=True)
    (root / "topics.yaml").write_text("format: 1\ntopics:\n  - {id: notices, title: Notices, meaning: notices}\n")
    (root / "leek" / "council.yaml").write_text(
        "format: 1\nid: leek\nname: Leek Town Council\nkind: town\njurisdiction: england\n"
    )
    for number in range(policies):
        place = root / "leek" / f"policy-{number}"
        place.mkdir()
        (place / "register.yaml").write_text("format: 1\nevents: []\n")
        lines = ["format: 1", f"title: Policy {number}", "kind: policy", 'version: "1"', "sections:"]
        for clause in range(clauses):
            if clause % 10 == 0:
                lines += [f"  - id: s{clause}", f"    heading: Part {clause}", "    clauses:"]
            lines += [
                f"      - id: c{clause}",
                f"        kind: {KINDS[clause % 5]}",
                "        topic: notices",
                "        text: >-",
                f"          {clause}. {WORDS[:110]}",
                f"          {WORDS[110:]}",
            ]
        (place / "v1.yaml").write_text("\n".join(lines) + "\n")
    return root


def measure(*arguments: str) -> tuple[float, float, float]:
    """Run the command line in a new process; give seconds, seconds of CPU, and peak memory in MB."""
    best = (float("inf"), float("inf"), float("inf"))
    for _ in range(3):
        begun = time.perf_counter()
        process = subprocess.Popen(  # the command alone, without a shell
            [sys.executable, "-c", "import sys; from policykit.cli import main; sys.exit(main())", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"policykit {' '.join(arguments)} ended with {process.returncode}")
        best = min(best, (seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return best


def report(what: str, value: float, unit: str, limit: float, peer: str = "") -> None:
    print(f"{what:<44}{value:>8.2f} {unit:<3} limit {limit:>6.2f} {unit:<3} ratio {value / limit:>5.2f}  {peer}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = write_library(Path(folder) / "small", 1, 1_000)
        large = write_library(Path(folder) / "large", 50, 200)
        one = write_library(Path(folder) / "one", 1, 10_000)
        wall, cpu, _ = measure("--help")
        report("--help", wall, "s", 0.3, f"CPU {cpu:.2f} s")
        wall, cpu, _ = measure("check", "--library", str(POLICIES))
        report("check, the two real policies", wall, "s", 0.3, f"CPU {cpu:.2f} s")
        wall, cpu, _ = measure("check", "--library", str(small))
        peers = f"trestle 0.80 s: {wall / 0.8:.2f}; Doorstop 8.80 s: {wall / 8.8:.2f}"
        report("check, 1,000 clauses", wall, "s", 0.3, f"CPU {cpu:.2f} s; {peers}")
        wall, cpu, peak = measure("check", "--library", str(large))
        report("check, 10,000 clauses in 50 policies", peak, "MB", 200, f"{wall:.2f} s")
        wall, cpu, peak = measure("check", "--library", str(one))
        report("check, 10,000 clauses in one policy", peak, "MB", 200, f"{wall:.2f} s")


if __name__ == "__main__":
    main()
