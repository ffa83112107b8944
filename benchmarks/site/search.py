"""How well search answers, what a first search fetches, and how long an index takes: against Pagefind and set limits.

    python -m benchmarks.site.search [POLICIES]

Questions are in `questions.txt` (on which weights and thesaurus were settled) and `kept_back.txt` (written afterwards);
each is asked of the very script that the browser runs, in Node, as on a page of its own. Pagefind indexes a page for
each clause, and is asked in Chromium for the words of the same questions and for the titles of topics: it is installed
with `pip install --target build/pagefind "pagefind[bin]"`. Agreement is, of the clauses that Pagefind puts among its
first ten, the share that are among ours. Exit status 1: a limit is missed.
"""

from __future__ import annotations

import functools
import gzip
import html
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.site.held import hold_folder
from tests.site.search.found import ask_search, name_found, write_search

from policykit.site.holdings import Holdings
from policykit.site.search.build import glean_holdings
from policykit.site.search.entries import list_texts
from policykit.site.search.shards import write_index
from policykit.site.search.tokens import split_words

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PAGEFIND = ROOT / "build" / "pagefind"
FIRST, AGREEMENT, FETCHED, SHARD, CPU = 0.9, 0.8, 100_000, 30_000, 20.0
"""The limits: clauses found first, agreement, bytes of a first search, bytes of a file of words, CPU seconds."""

Question = tuple[str, tuple[str, ...]]


def read_questions(name: str) -> list[Question]:
    """Give the questions of a file, each with the clauses that answer it."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    rows = (line.split(" | ") for line in lines if line and not line.startswith("#"))
    return [(question, tuple(name.strip() for name in names.split(","))) for question, names in rows]


def count_first(node: str, out: Path, questions: Sequence[Question], *, at_home: bool) -> tuple[int, int, list[int]]:
    """Give for how many questions the clause is first, among the first three, and the bytes that each fetched.

    `at_home`: asked from the pages of the council that answers, to which the search then keeps.
    """
    asked = []
    for question, names in questions:
        councils = {name.partition("/")[0] for name in names}
        asked.append((question, {"council": councils.pop()} if at_home and len(councils) == 1 else {}))
    answers = ask_search(node, out, asked, afresh=True)
    found = [name_found(answer) for answer in answers]
    first = sum(each[:1] != [] and each[0] in names for each, (_, names) in zip(found, questions, strict=True))
    three = sum(bool(set(each[:3]) & set(names)) for each, (_, names) in zip(found, questions, strict=True))
    return first, three, [sum(size for _, size in answer["fetched"]) for answer in answers]


def write_clause_pages(holdings: Holdings, out: Path) -> None:
    """Write a page for each clause, for Pagefind, whose address is the name of the clause."""
    topics = {topic.id: topic for topic in holdings.topics}
    for council, policy in holdings.walk_policies():
        for text in list_texts(council, policy, topics):
            for clause in text.clauses:
                page = out / text.address / f"{clause.id}.html"
                page.parent.mkdir(parents=True, exist_ok=True)
                words = f"<h1>{html.escape(clause.heading)}</h1><p>{html.escape(clause.words)}</p>"
                head = '<html lang="en"><meta charset="utf-8"><title>A clause</title>'
                page.write_text(f"<!DOCTYPE html>{head}<main data-pagefind-body>{words}</main>", "utf-8")


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, without a word."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def ask_pagefind(holdings: Holdings, queries: Sequence[str], folder: Path) -> list[list[str]]:
    """Give the first ten clauses that Pagefind finds for each query."""
    from tests.desk.browser import open_browser

    write_clause_pages(holdings, folder)
    run = [sys.executable, "-m", "pagefind_bin", "--site", str(folder), "--force-language", "en"]
    subprocess.run(run, env={**os.environ, "PYTHONPATH": str(PAGEFIND)}, check=True, stdout=subprocess.DEVNULL)
    script = """async queries => {
        const pagefind = await import("/pagefind/pagefind.js");
        const found = [];
        for (const query of queries) {
            const { results } = await pagefind.search(query);
            const first = await Promise.all(results.slice(0, 10).map((each) => each.data()));
            found.push(first.map((each) => each.url));
        }
        return found;
    }"""
    with serve_folder(folder) as address, open_browser() as browser:
        page = browser.new_page()
        (folder / "index.html").write_text("<!DOCTYPE html><title>x</title>", "utf-8")
        page.goto(f"{address}/index.html")
        found: list[list[str]] = page.evaluate(script, list(queries))
    return [[_read_name(url) for url in urls] for urls in found]


def _read_name(url: str) -> str:
    """Give the name of the clause that is the page at an address: `/aber/p1/v2/keep.html` is `aber/p1#keep`."""
    parts = url.strip("/").removesuffix(".html").split("/")
    return f"{'/'.join(parts[:2])}#{parts[-1]}"


def measure_agreement(node: str, out: Path, holdings: Holdings, questions: Sequence[Question]) -> tuple[float, int]:
    """Give the mean agreement over the queries for which Pagefind finds something, and how many these are."""
    asked = [*(question for question, _ in questions), *(topic.title for topic in holdings.topics)]
    queries = [" ".join(dict.fromkeys(split_words(words))) for words in asked]
    with tempfile.TemporaryDirectory() as folder:
        theirs = ask_pagefind(holdings, queries, Path(folder))
    ours = [name_found(answer) for answer in ask_search(node, out, queries)]
    shares = [len(set(one) & set(two)) / len(set(one)) for one, two in zip(theirs, ours, strict=True) if one]
    return sum(shares) / len(shares), len(shares)


def measure_large(node: str, policies: int, questions: Sequence[Question]) -> dict[str, float]:
    """Give what an index of so many policies takes, in seconds of CPU, and what a first search of it fetches."""
    from benchmarks.site.library import write_library

    with tempfile.TemporaryDirectory() as folder:
        holdings = hold_folder(write_library(Path(folder) / "policies", policies))
        begun = time.process_time()
        gleanings = list(glean_holdings(holdings))
        gleaned = time.process_time() - begun
        files = list(write_index(gleanings))
        written = time.process_time() - begun - gleaned
        out = Path(folder) / "site"
        write_search(holdings, out)
        answers = ask_search(node, out, [question for question, _ in questions[::4]], afresh=True)
    fetched = sorted(sum(size for _, size in answer["fetched"]) for answer in answers)
    return {
        "clauses": sum(each.clauses for each in gleanings),
        "gleaning, CPU s": gleaned,
        "index from what was gleaned, CPU s": written,
        "files of the index": len(files),
        "MB of the index": sum(len(file.content) for file in files) / 1e6,
        "largest file of words, bytes gz": max(len(gzip.compress(f.content)) for f in files if "/words/" in f.path),
        "first search, median bytes gz": fetched[len(fetched) // 2],
        "first search, most bytes gz": fetched[-1],
        "slowest answer without fetching, ms": max(answer["milliseconds"] for answer in answers),
    }


def main() -> int:
    """Measure, print, and say whether every limit was kept."""
    node = shutil.which("node")
    if node is None:
        raise SystemExit("needs node")
    misses: list[str] = []

    def tell(what: str, value: float, limit: float | None = None, *, least: bool = False) -> None:
        missed = limit is not None and (value < limit if least else value > limit)
        told = "" if limit is None else f"  (limit: {'at least' if least else 'at most'} {limit:g})"
        print(f"{what}: {value:.3g}" if value < 1000 else f"{what}: {value:,.0f}", end=f"{told}{'  MISSED' * missed}\n")
        misses.extend([what] if missed else [])

    settled, kept_back = read_questions("questions.txt"), read_questions("kept_back.txt")
    everything = [*settled, *kept_back]
    holdings = hold_folder(ROOT / "policies", ROOT / "examples" / "llanfair" / "policies")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write_search(holdings, out)
        most = 0
        totals: dict[bool, int] = {}
        for at_home in (False, True):
            where = "asked from its council's pages" if at_home else "asked of all councils"
            totals[at_home] = 0
            for name, questions in (("settled", settled), ("kept back", kept_back)):
                first, three, sizes = count_first(node, out, questions, at_home=at_home)
                totals[at_home] += first
                most = max(most, *sizes)
                print(f"{name}, {where}: {first} of {len(questions)} first, {three} among the first three")
        tell("found first, of all councils", totals[False] / len(everything))
        tell("found first, from its council's pages", totals[True] / len(everything), FIRST, least=True)
        tell("first search, most bytes gz", most, FETCHED)
        if (PAGEFIND / "pagefind_bin").is_dir():
            agreement, count = measure_agreement(node, out, holdings, everything)
            tell(f"agreement with Pagefind's first ten, mean of {count} queries", agreement, AGREEMENT, least=True)
        else:
            print("Pagefind is not installed: see above")
    limits = {"largest file of words, bytes gz": SHARD, "first search, most bytes gz": FETCHED, "gleaning, CPU s": CPU}
    for what, value in measure_large(node, int((sys.argv[1:] or ["1000"])[0]), everything).items():
        tell(what, value, limits.get(what))
    return 1 if misses else 0


if __name__ == "__main__":
    raise SystemExit(main())
