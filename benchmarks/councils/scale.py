"""How long a matrix of 50 councils with 100 clauses each takes, against the limit of 5 seconds.

The councils are made up from the words of Congleton's and Crewe's policies with a fixed seed: three clauses in ten are
shared nearly verbatim, the rest are shuffled; every clause has a topic. A fifth of the clauses of the first ten
councils are linked. Rival: the near-verbatim clauses found by comparing every two councils with the version aligner.
"""

from __future__ import annotations

import random
import tempfile
import time
from itertools import combinations
from pathlib import Path

import yaml

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.units import Unit
from policykit.compare.councils.compare import compare_councils
from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.render.matrix.page import render_matrix
from policykit.render.matrix.xlsx import render_matrix_xlsx
from policykit.source.library import load_library

COUNCILS, CLAUSES, LIMIT, SAMPLE = 50, 100, 5.0, 25
KINDS = ("statement", "risk", "obligation", "prohibition", "permission", "recommendation")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_library(Path(folder))
        library = load_library(folder)
    started = time.perf_counter()
    documents = [compile_document(find_edition(library, policy)) for policy in library.policies.values()]
    compiled = time.perf_counter()
    matrix = compare_councils(library, documents)
    compared = time.perf_counter()
    page = render_matrix(matrix, fonts="none")
    rendered = time.perf_counter()
    render_matrix_xlsx(matrix)
    written = time.perf_counter()
    total = compared - started
    print(f"{COUNCILS} councils x {CLAUSES} clauses, {len(matrix.links)} links, {len(matrix.families)} families")
    print(f"compile {compiled - started:.2f} s, matrix {compared - compiled:.2f} s")
    print(f"page {rendered - compared:.2f} s ({len(page) / 1e6:.1f} MB), workbook {written - rendered:.2f} s")
    print(f"compile and matrix: {LIMIT / total:.1f} x under the limit of {LIMIT:.0f} s")
    units = [[Unit(None, "", clause.text) for clause in matrix.clauses if clause.column == k] for k in range(COUNCILS)]
    pairs = list(combinations(range(COUNCILS), 2))
    started = time.perf_counter()
    for first, second in pairs[:SAMPLE]:
        align_units(units[first], units[second], use_ids=False)
    rival = (time.perf_counter() - started) / SAMPLE * len(pairs)
    print(f"every two councils aligned as versions: {rival:.1f} s, from {SAMPLE} of {len(pairs)} pairs")
    print(f"matrix against that rival: {rival / (compared - compiled):.0f} x")


def write_library(root: Path) -> None:
    chance = random.Random(5)
    source = load_library("policies")
    texts = [c.text or "" for p in source.policies.values() for _, c in p.current().value.walk_clauses()]
    words = [word for text in texts for word in text.split() if "{" not in word]
    topics = [str(topic) for topic in source.topics]
    (root / "topics.yaml").write_text(Path("policies/topics.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    shared = [" ".join(chance.choices(words, k=25)) for _ in range(60)]
    for council in range(COUNCILS):
        folder = root / f"council{council}" / "social-media"
        folder.mkdir(parents=True)
        town = {"format": 1, "id": f"council{council}", "name": f"Town {council} Town Council", "kind": "town"}
        town |= {"jurisdiction": "england", "house_style": {"version_block": {"rows": [{"text": "{version}"}]}}}
        clauses = [write_clause(chance, number, words, shared, topics) for number in range(CLAUSES)]
        version = {"format": 1, "title": "Social Media Policy", "kind": "policy", "version": "1"}
        version |= {"sections": [{"id": "all", "heading": "All", "clauses": clauses}]}
        dump(folder.parent / "council.yaml", town)
        dump(folder / "register.yaml", {"format": 1, "events": []})
        dump(folder / "v1.yaml", version)
    links = [
        {
            "clauses": [f"council{first}/social-media#all.c{number}", f"council{second}/social-media#all.c{number}"],
            "stance": chance.choice(("same", "stronger", "differs")),
            "confirmed_by": "the benchmark",
            "confirmed_on": "2026-01-01",
        }
        for first, second in combinations(range(10), 2)
        for number in range(0, CLAUSES, 5)
    ]
    dump(root / "counterparts.yaml", {"format": 1, "counterparts": links})


def write_clause(
    chance: random.Random, number: int, words: list[str], shared: list[str], topics: list[str]
) -> dict[str, object]:
    text = " ".join(chance.choices(words, k=chance.randint(8, 40)))
    if number % 10 < 3:
        own = shared[chance.randrange(len(shared))].split()
        own[chance.randrange(len(own))] = chance.choice(words)
        text = " ".join(own)
    return {"id": f"all.c{number}", "kind": chance.choice(KINDS), "topic": chance.choice(topics), "text": text}


def dump(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
