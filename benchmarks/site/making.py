"""What a site of 1,000 policies (62,000 clauses) costs: made cold, made again, and after one policy changed.

    python -m benchmarks.site.making [--policies N] [--formats html,docx,md,json] [--beside]

Seconds are CPU (user and system) of a new process, memory is its peak. PDFs are left out unless `--formats` names them:
each takes some 50 ms of Typst. With `--beside` mkdocs-material makes a site of the same text, written as Markdown, in
the same run; it is installed in an environment of its own. Exits with 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

from benchmarks.site.library import CLAUSES, write_library

COLD, CHANGED, MEMORY = 60.0, 2.0, 400
_MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class Cost:
    seconds: float
    megabytes: float
    written: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policies", type=int, default=1000)
    parser.add_argument("--formats", default="html,docx,md,json")
    parser.add_argument("--beside", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        root, out = write_library(place / "policies", options.policies), place / "site"
        cold = make(root, out, options.formats)
        again = make(root, out, options.formats)
        change_one(root)
        changed = make(root, out, options.formats)
        report(options, out, cold, again, changed)
        if options.beside:
            print(
                f"mkdocs-material, the same text: {make_mkdocs(out, place / 'mkdocs'):.1f} s cold, and again each time"
            )
    scale = options.policies / 1000
    missed = [
        words
        for words, is_missed in (
            (f"cold in more than {COLD * scale:.0f} s", cold.seconds > COLD * scale),
            (f"more than {MEMORY} MB", max(cold.megabytes, changed.megabytes) > MEMORY),
            ("a second time something was written", again.written > 0),
            (f"one changed in more than {CHANGED:.0f} s", changed.seconds > CHANGED),
        )
        if is_missed
    ]
    print("limits missed:", "; ".join(missed) or "none")
    return 1 if missed else 0


def make(root: Path, out: Path, formats: str) -> Cost:
    before = read_times(out)
    call = ["site", "--library", str(root), "--out", str(out), "--format", formats, "--today", "2026-11-20"]
    seconds, megabytes = measure([sys.executable, "-m", "policykit", *call])
    written = sum(before.get(path) != time for path, time in read_times(out).items())
    return Cost(seconds, megabytes, written)


def measure(call: list[str]) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", _MEASURE, *call], capture_output=True, text=True, check=True)
    code, seconds, megabytes = (float(part) for part in done.stdout.strip("[]\n").split(","))
    assert code == 0, call
    return seconds, megabytes


def read_times(out: Path) -> dict[Path, int]:
    files = (path for path in out.rglob("*") if path.is_file() and ".policykit" not in path.parts)
    return {path: path.stat().st_mtime_ns for path in files}


def change_one(root: Path) -> None:
    path = sorted(root.glob("council-*/policy-*/v1.yaml"))[len(list(root.glob("council-*"))) // 2]
    path.write_text(re.sub(r'text: "', 'text: "In short: ', path.read_text("utf-8"), count=1), "utf-8")


def report(options: argparse.Namespace, out: Path, cold: Cost, again: Cost, changed: Cost) -> None:
    files = list(read_times(out))
    size = sum(path.stat().st_size for path in files) / 1e6
    pages = [path for path in files if path.name == "index.html"]
    paged = sum(path.stat().st_size for path in pages) / 1e6
    print(f"{options.policies} policies, {options.policies * CLAUSES} clauses in force, files: {options.formats}")
    print(f"{len(files)} files, {size:.0f} MB, of which {len(pages)} pages of {paged:.0f} MB")
    for name, cost in (("cold", cold), ("again", again), ("one policy changed", changed)):
        print(f"{name}: {cost.seconds:.1f} s, {cost.megabytes:.0f} MB, {cost.written} files written")


def make_mkdocs(site: Path, place: Path) -> float:
    """Give what mkdocs-material takes for a site of the same text: the Markdown of each version."""
    venv.create(place / "venv", with_pip=True)
    python = place / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "mkdocs-material"], check=True)
    for path in sorted(site.glob("*/*/v*/v*.md")):
        target = place / "docs" / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (place / "docs" / "index.md").write_text("# Policies\n", "utf-8")
    (place / "mkdocs.yml").write_text("site_name: Policies\ntheme: {name: material}\nplugins: [search]\n", "utf-8")
    seconds, _ = measure([str(python), "-m", "mkdocs", "build", "--quiet", "--config-file", str(place / "mkdocs.yml")])
    return seconds


if __name__ == "__main__":
    sys.exit(main())
