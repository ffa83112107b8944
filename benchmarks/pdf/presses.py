"""The two presses on the same pages: seconds, memory and the ratio between them, in one run.

    python -m benchmarks.pdf.presses [documents]

CPU seconds (user and system), but for the last line; the least of several runs where a page is small. A limit that is
missed ends the program with 1. Pages are distinct: every document of the hundred has words of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.compiler import write_library
from tests.render.pdf_pages import FACTS, long_page, read_page

from policykit.model.settings import PressName
from policykit.render.printing.press import PRESSES, Press, find_press

ROOT = Path(__file__).resolve().parents[2]
COLD = """import sys
from policykit.render.pdf.facts import PdfMetadata
from policykit.render.printing.press import find_press
find_press(sys.argv[1]).render(open(sys.argv[2], encoding="utf-8").read(), metadata=PdfMetadata())"""
MEMORY = COLD + "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"


def spend(task: Callable[[], object], runs: int = 1) -> float:
    """Give the least CPU seconds of several runs."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        task()
        spent.append(time.process_time() - start)
    return min(spent)


def spend_cold(name: str, page: Path, runs: int = 3) -> float:
    """Give the least CPU seconds of a fresh process that makes one PDF."""
    spent = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", COLD, name, str(page)], check=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


def peak_memory(name: str, page: Path) -> int:
    """Give the most memory, in MB, of a fresh process that makes one PDF."""
    command = [sys.executable, "-c", MEMORY, name, str(page)]
    return int(subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout)


def spend_report(name: str, folder: Path) -> float:
    """Give the CPU seconds of `policykit compare` on two versions of 1,000 clauses, every tenth of which changed."""
    command = [sys.executable, "-m", "policykit", "compare", "bench/policy-0@1", "bench/policy-0@2", "--format", "pdf"]
    command += ["--library", str(folder), "--press", name, "--out", str(folder.parent / f"{name}.pdf")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write_revision(folder: Path) -> None:
    """Write a library with a policy of 1,000 clauses and its second version."""
    write_library(folder, 1000)
    text = (folder / "bench" / "policy-0" / "v1.yaml").read_text(encoding="utf-8")
    lines = text.replace('version: "1"', 'version: "2"').split("\n")
    changed = [line.replace("must keep", "should keep") if n % 50 == 9 else line for n, line in enumerate(lines)]
    (folder / "bench" / "policy-0" / "v2.yaml").write_text("\n".join(changed), encoding="utf-8")


def time_bulk(folder: Path, jobs: int) -> float:
    """Give the wall seconds of `policykit build` with Typst over a library, in so many processes."""
    command = [sys.executable, "-m", "policykit", "build", "--library", str(folder), "--format", "pdf"]
    command += ["--press", "typst", "--jobs", str(jobs), "--out", str(folder.parent / f"bulk{jobs}")]
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return time.perf_counter() - start


def print_many(press: Press, page: str, count: int) -> None:
    """Make that many PDFs, no two of them alike."""
    for number in range(count):
        press.render(page.replace("Congleton", f"Congleton{number}"), metadata=FACTS)


def main() -> int:
    """Measure, and print a line for each limit; give 1 where one is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    presses = {name: find_press(name) for name in PRESSES}
    page, missed = read_page("congleton"), []

    def tell(what: str, unit: str, found: dict[PressName, float], limit: float) -> None:
        if found["typst"] > limit:
            missed.append(what)
        ratio = found["weasyprint"] / found["typst"]
        print(
            f"{what}: typst {found['typst']:.3g} {unit} (limit {limit:g}{', MISSED' if what in missed else ''}), "
            f"weasyprint {found['weasyprint']:.3g} {unit}, {ratio:.1f} times as much"
        )

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, long, library = folder / "page.html", folder / "long.html", folder / "library"
        small.write_text(page, encoding="utf-8")
        long.write_text(long_page(480), encoding="utf-8")
        write_revision(library)
        for press in presses.values():
            press.render(page, metadata=FACTS)
        warm = {n: spend(partial(press.render, page, metadata=FACTS), 7) for n, press in presses.items()}
        tell("Congleton, warm", "s", warm, 0.05)
        tell("Congleton, cold process", "s", {n: spend_cold(n, small) for n in presses}, 0.4)
        all_of_them = {n: spend(partial(print_many, press, page, count)) for n, press in presses.items()}
        tell(f"{count} policies, one process", "s", all_of_them, 0.05 * count)
        tell("report of 1,000 clauses, whole command", "s", {n: spend_report(n, library) for n in presses}, 1.5)
        tell("300-page policy, cold process", "s", {n: spend_cold(n, long, 1) for n in presses}, 3)
        tell("300-page policy, memory", "MB", {n: peak_memory(n, long) for n in presses}, 250)
        write_library(folder / "bulk" / "policies", 90, policies=count)
        one, two = (time_bulk(folder / "bulk" / "policies", jobs) for jobs in (1, 2))
        slow = two > 0.6 * one
        print(f"{count} policies built: one process {one:.3g} s, two {two:.3g} s, ratio {two / one:.2f} "
              f"(limit 0.6{', MISSED' if slow else ''}; wall, on a quiet machine)")  # fmt: skip
    return 1 if missed or slow else 0


if __name__ == "__main__":
    sys.exit(main())
