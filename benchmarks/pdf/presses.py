"""The two presses on the same pages: seconds, memory and the ratio between them, in one run.

    python -m benchmarks.pdf.presses [documents]

CPU seconds (user and system); the least of several runs where a page is small. A limit that is missed ends the program
with 1. Pages are distinct: every document of the hundred has words of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.render.pdf_pages import FACTS, long_page, read_page

from policykit.render.press import Press, find_press

ROOT = Path(__file__).resolve().parents[2]
COLD = """import sys
from policykit.render.pdf.facts import PdfMetadata
from policykit.render.press import find_press
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


def report_page(clauses: int) -> str:
    """Give the page of a report on two versions of that many clauses, a tenth of which changed."""
    from benchmarks.pdf.revision import make_changes

    return make_changes(clauses)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    presses: dict[str, Press] = {name: find_press(name) for name in ("weasyprint", "typst")}  # type: ignore[arg-type]
    page, failed = read_page("congleton"), False

    def tell(what: str, unit: str, found: dict[str, float], limit: float) -> None:
        nonlocal failed
        kept = found["typst"] <= limit
        failed |= not kept
        ratio = found["weasyprint"] / found["typst"]
        print(
            f"{what}: typst {found['typst']:.3g} {unit} (limit {limit:g}{'' if kept else ', MISSED'}), "
            f"weasyprint {found['weasyprint']:.3g} {unit}, {ratio:.1f} times as much"
        )

    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    small, long = folder / "page.html", folder / "long.html"
    small.write_text(page, encoding="utf-8")
    long.write_text(long_page(480), encoding="utf-8")

    def many(press: Press) -> None:
        for number in range(count):
            press.render(page.replace("Congleton", f"Congleton{number}"), metadata=FACTS)

    for press in presses.values():
        press.render(page, metadata=FACTS)
    warm = {name: spend(lambda press=press: press.render(page, metadata=FACTS), 7) for name, press in presses.items()}  # type: ignore[misc]
    tell("Congleton, warm", "s", warm, 0.05)
    tell("Congleton, cold process", "s", {name: spend_cold(name, small) for name in presses}, 0.4)
    tell(f"{count} policies, one process", "s", {name: spend(lambda press=press: many(press)) for name, press in presses.items()}, 0.05 * count)  # type: ignore[misc]  # noqa: E501
    report = report_page(1000)
    reports = {
        name: spend(lambda press=press: press.render(report, metadata=FACTS, layout="report"))  # type: ignore[misc]
        for name, press in presses.items()
    }
    tell("report of 1,000 clauses", "s", reports, 1.5)
    tell("300-page policy, cold process", "s", {name: spend_cold(name, long, 1) for name in presses}, 3)
    tell("300-page policy, memory", "MB", {name: peak_memory(name, long) for name in presses}, 250)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
