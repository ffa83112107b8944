"""What the accessible finish costs: our PDF against bare WeasyPrint, from the same HTML, style and fonts.

    python benchmarks/pdf/finish.py [rounds]

Prints CPU seconds per document (lower quartile of the rounds, warm) and two ratios:
  finish   ours against WeasyPrint's own tagged PDF/UA-1 (limit 1.15);
  whole    ours against WeasyPrint's PDF without any tags, that is, all that we add at once.
Then 100 varied documents in one process, and a cold process.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "tests" / "render" / "pdf_congleton.html"
BASE = ROOT / "src" / "policykit" / "render" / "static" / "base.css"
COLD = """import sys
from policykit.render.pdf.renderer import *
html_to_pdf(open(sys.argv[1]).read(), metadata=PdfMetadata())"""


def measure(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Give the lower quartile of each task's CPU time; in turns, so that a neighbour's load falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            times[name].append(time.process_time() - start)
    return {name: sorted(found)[len(found) // 4] for name, found in times.items()}


def main() -> None:
    from policykit.render.pdf.renderer import PdfMetadata, PdfRenderer

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    html = PAGE.read_text().replace("/* base.css */", BASE.read_text())
    renderer = PdfRenderer()
    facts = PdfMetadata(policy_id="congleton/social-media", version="1", status="draft")

    def bare(**options: object) -> bytes:
        engine = renderer._engine  # noqa: SLF001
        page = engine.HTML(string=html, url_fetcher=renderer._fetcher)  # noqa: SLF001
        pdf: bytes = page.write_pdf(font_config=renderer._font_config, stylesheets=[renderer._sheet], **options)  # noqa: SLF001
        return pdf

    tasks = {
        "ours": lambda: renderer.render(html, metadata=facts),
        "tagged": lambda: bare(pdf_variant="pdf/ua-1"),
        "plain": bare,
    }
    measure(tasks, 1)
    ours, tagged, plain = measure(tasks, rounds).values()
    print(f"ours {ours:.3f} s   weasyprint tagged {tagged:.3f} s   untagged {plain:.3f} s")
    print(f"finish: {ours / tagged:.2f} of WeasyPrint tagged (limit 1.15)")
    print(f"whole:  {ours / plain:.2f} of WeasyPrint untagged")

    start = time.process_time()
    for number in range(100):
        renderer.render(html.replace("Congleton", f"Congleton{number}"), metadata=facts)
    print(f"100 documents, one process: {time.process_time() - start:.1f} s of CPU (limit 40)")

    page = Path(sys.argv[0]).with_suffix(".html")
    page.write_text(html)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD, str(page)], check=True)
    page.unlink()
    print(f"cold process: {time.perf_counter() - start:.2f} s of wall time (limit 1.5)")


if __name__ == "__main__":
    main()
