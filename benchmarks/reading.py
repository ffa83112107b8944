"""What reading costs: a large library whole, one policy of it alone, and a cold start; each against its limit.

    python -m benchmarks.reading [--against SRC]

Seconds are CPU (user and system), the best of several runs in new processes, so that other work on the machine counts
little. `--against` names the `src` of another state of the project: cold starts are then measured with both in turn,
and the ratio of the two is printed. Exits with 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.check import write_library
from policykit.source.library import load_library

ROOT = Path(__file__).parent.parent
POLICIES, CLAUSES, SHARED = 250, 93, ("topics.yaml", "facts.yaml", "models")
NAMED = "crewe/social-media"
RECORD = "- id: page-2\n  record: account\n  holder_role: councillor\n  account_owner: council\n"
READ = "import sys; from policykit.source.library import read_library; sys.exit(bool(read_library(sys.argv[1]).errors))"
RUN = "import sys; from policykit.cli import main; sys.exit(main())"


def write_large(root: Path, policies: int) -> Path:
    """Write the two real policies, and councils of eight with texts that are made of the real clauses' sentences."""
    subprocess.run(["cp", "-r", str(ROOT / "policies"), str(root)], check=True)
    library = load_library(ROOT / "policies")
    texts = [
        (clause.kind, clause.topic, clause.text)
        for policy in library.policies.values()
        for version in policy.versions
        for _, clause in version.value.walk_clauses()
        if clause.text and not set("{}#") & set(clause.text) and clause.kind != "definition"
    ]
    draw = random.Random(1)
    for number in range(policies - 2):
        council = root / f"council-{number // 8}"
        council.mkdir(exist_ok=True)
        about = f"id: {council.name}\nname: Council {number // 8}\nkind: town\njurisdiction: england\n"
        (council / "council.yaml").write_text(f"format: 1\n{about}", "utf-8")
        place = council / f"policy-{number}"
        place.mkdir()
        (place / "register.yaml").write_text(
            'format: 1\nevents:\n  - {version: "1", event: adopted, date: "2024-03-02", reference: "24/1"}\n', "utf-8"
        )
        lines = ["format: 1", f"title: Policy {number}", "kind: policy", 'version: "1"', "sections:"]
        for clause in range(CLAUSES):
            if clause % 10 == 0:
                lines += [f"  - id: part-{clause}", f"    heading: Part {clause}", "    clauses:"]
            kind, topic, text = draw.choice(texts)
            other = draw.choice(texts)[2]
            words = f"{text} {other}".replace('"', "'").replace("\\", "").split()
            lines += [f"      - id: part-{clause // 10 * 10}.c{clause}", f"        kind: {kind}"]
            lines += [f"        topic: {topic}"] if topic else []
            lines += ["        text: >-", f"          In case {number}.{clause}: {' '.join(words[:12])}"]
            lines += [f"          {' '.join(words[start : start + 16])}" for start in range(12, len(words), 16)]
        (place / "v1.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return root


def measure(program: str, *arguments: str, src: Path = ROOT / "src") -> tuple[float, float]:
    """Run a program in a new process; give its CPU seconds and its peak of memory in MB."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(src)},
    )
    assert process.stderr is not None
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{program} {' '.join(arguments)} ended with {process.returncode}\n{said}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(runs: int, program: str, *arguments: str, src: Path = ROOT / "src") -> float:
    return min(measure(program, *arguments, src=src)[0] for _ in range(runs))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, metavar="SRC")
    against = parser.parse_args().against
    missed = 0

    def report(what: str, value: float, unit: str, limit: float) -> None:
        nonlocal missed
        missed += value > limit
        print(f"{what:<52}{value:>8.2f} {unit:<3} limit {limit:>6.2f}{'  MISSED' if value > limit else ''}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        few, many = write_large(Path(folder) / "few", 2), write_large(Path(folder) / "many", POLICIES)
        thousand = write_library(Path(folder) / "thousand", 1, 1_000)
        record = Path(folder) / "records.yaml"
        record.write_text(RECORD, "utf-8")
        runs = [measure(READ, str(many)) for _ in range(2)]
        report(f"read {POLICIES} policies of {CLAUSES} clauses", min(run[0] for run in runs), "s", 2.5)
        report("  memory at its peak", min(run[1] for run in runs), "MB", 150)
        named: tuple[tuple[str, tuple[str, ...]], ...] = (
            ("show", ("show", NAMED)),
            ("decide", ("decide", NAMED, str(record))),
            ("build", ("build", NAMED, "--format", "html", "--out", str(Path(folder) / "out"))),
        )
        for name, arguments in named:
            seconds = {root: best(4, RUN, *arguments, "--library", str(root)) for _ in range(1) for root in (few, many)}
            ratio = seconds[many] / seconds[few]
            report(f"{name} of one policy among {POLICIES}, to among 2", ratio, "×", 1.3)
        cold: tuple[tuple[str, float, tuple[str, ...]], ...] = (
            ("check, both policies", 0.3, ("check", "--library", str(ROOT / "policies"))),
            ("check, 1,000 clauses", 0.3, ("check", "--library", str(thousand))),
            ("--help", 0.06, ("--help",)),
        )
        for name, limit, arguments in cold:
            report(name, now := best(5, RUN, *arguments), "s", limit)
            if against is not None:
                before = best(5, RUN, *arguments, src=against)
                now = min(now, best(3, RUN, *arguments))
                report(f"  to the other state ({before:.2f} s)", now / before, "×", 1.05)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
