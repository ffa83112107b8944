"""A corpus of a million clauses: time, memory, how right the families are, and how soon it answers.

    python -m benchmarks.corpus.run              # 10,000, 100,000 and 1,000,000 clauses
    python -m benchmarks.corpus.run 200 2000     # so many documents of fifty clauses
    python -m benchmarks.corpus.run --matrix     # 5,000 councils with 100 clauses each, and families of 100,000
    python -m benchmarks.corpus.run --peer       # beside datasketch, on 10,000 clauses, in one run

Every time is processor time of a process of its own, which makes the documents one by one; making them is not counted.
Memory is read from /proc, on Linux. Exit code 1 where a limit is missed. See `generate.py` for what the truth is; pairs
count as right if both clauses were made from one text, and recall is over the pairs of which neither had more than 12 %
of its words changed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.corpus.generate import CHANGED, MadeDocument, make_documents
from policykit.compare.councils.families import Wording, find_families
from policykit.compare.families.masks import NameMask
from policykit.compare.families.signature import hide_names
from policykit.corpus.document import CorpusClause, CorpusDocument
from policykit.corpus.questions.answer import PageChoice
from policykit.corpus.questions.asker import open_asker
from policykit.corpus.questions.drift import list_drift
from policykit.corpus.questions.holders import list_families, list_holders, list_lacking, list_nearest, search_words
from policykit.corpus.questions.matrix import list_matrix
from policykit.corpus.store import add_documents, open_corpus

SIZES = (200, 2_000, 20_000)
LIMITS = {"seconds": 60.0, "megabytes": 1_000.0, "growth": 11.0, "more": 2.0, "question": 1.0, "right": 0.95}
PAGE_LIMITS = {"page": 2.0, "megabytes": 500.0, "families": 3.0}


def name_all(made: MadeDocument) -> tuple[tuple[str, str], ...]:
    return (made.name, "council"), (made.name.rsplit(" ", 2)[0], "place")


def convert(made: MadeDocument) -> CorpusDocument:
    clauses = tuple(
        CorpusClause(f"c{at}", f"s.{at}", "obligation", (clause.topic,), None, clause.text)
        for at, clause in enumerate(made.clauses)
    )
    return CorpusDocument(
        f"{made.council}/{made.policy}", "1", "policy", made.council, made.name, made.county, made.policy, current=True,
        place="/benchmark", names=name_all(made), clauses=clauses,
    )  # fmt: skip


class Watch:
    """Counts processor time, but for what the making of documents takes."""

    def __init__(self) -> None:
        self.making = 0.0

    def give(self, made: Iterator[MadeDocument]) -> Iterator[CorpusDocument]:
        while True:
            started = time.process_time()
            document = next(made, None)
            given = None if document is None else convert(document)
            self.making += time.process_time() - started
            if given is None:
                return
            yield given

    def run(self, act: Callable[[], Any]) -> tuple[Any, float]:
        self.making, started = 0.0, time.process_time()
        result = act()
        return result, time.process_time() - started - self.making


def read_peak() -> float:
    """Give the most memory that this process held, in MB; what its parent held is no part of it."""
    return int(re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[0]) / 1024


def measure_size(count: int, folder: Path) -> dict[str, Any]:
    watch = Watch()
    added, seconds = watch.run(lambda: add_documents(folder, watch.give(make_documents(count))))
    peak = read_peak()
    return {"documents": count, "clauses": added.clauses, "texts": added.texts, "seconds": seconds, "megabytes": peak}


def measure_more(count: int, folder: Path) -> dict[str, Any]:
    watch = Watch()
    more = [convert(made) for made in make_documents(100, start=count)]
    added, seconds = watch.run(lambda: add_documents(folder, more))
    return {"seconds": seconds, "decided": added.decided}


def measure_answers(folder: Path) -> dict[str, float]:
    watch, found = Watch(), {}
    page = PageChoice()
    with open_asker(folder) as asker:
        widest = str(list_families(asker, page).rows[0][0])
        clause = asker.ask(
            "SELECT policy || '#' || clause FROM held WHERE family = ? ORDER BY policy LIMIT 1", int(widest, 16)
        )[0][0]
    questions: dict[str, Callable[[Any], object]] = {
        "families": lambda asker: list_families(asker, page),
        "who": lambda asker: list_holders(asker, widest, page),
        "lacks a topic": lambda asker: list_lacking(asker, "topic-3", page),
        "lacks a clause": lambda asker: list_lacking(asker, clause, page),
        "drift": lambda asker: list_drift(asker, clause, page),
        "nearest": lambda asker: list_nearest(asker, clause.partition("#")[0], page),
        "search": lambda asker: search_words(asker, "photographs consent", page),
        "matrix": lambda asker: list_matrix(asker, page),
        "matrix of a topic": lambda asker: list_matrix(asker, page, "topic-3", "Kent"),
    }
    for name, ask in questions.items():

        def answer(ask: Callable[[Any], object] = ask) -> None:
            with open_asker(folder) as asker:
                ask(asker)

        found[name] = watch.run(answer)[1]
    return found


def score(labels: Iterable[tuple[int, str, float]]) -> tuple[float, float]:
    """Give precision and recall over pairs, of families with the true label and the share of changed words."""
    given: Counter[object] = Counter()
    right: Counter[object] = Counter()
    true: Counter[object] = Counter()
    found: Counter[object] = Counter()
    for family, label, changed in labels:
        given[family] += 1
        right[family, label] += 1
        if changed <= CHANGED:
            true[label] += 1
            found[family, label] += 1
    pairs = [sum(n * (n - 1) // 2 for n in counter.values()) for counter in (right, given, found, true)]
    return pairs[0] / pairs[1], pairs[2] / pairs[3]


def measure_truth(count: int, folder: Path) -> tuple[float, float]:
    families = open_corpus(folder).read("families")
    family = dict(zip(families["key"].to_list(), families["family"].to_list(), strict=True))
    rows = open_corpus(folder).read("clauses", ["policy", "clause", "key"]).iter_rows()
    keys = {(policy, clause): key for policy, clause, key in rows}
    return score(
        (family[keys[f"{made.council}/{made.policy}", f"c{at}"]], clause.label, clause.changed)
        for made in make_documents(count)
        for at, clause in enumerate(made.clauses)
    )


def measure_matrix(folder: Path) -> dict[str, float]:
    watch = Watch()
    with open_asker(folder) as asker:
        page = watch.run(lambda: list_matrix(asker, PageChoice(40), "topic-3"))[1]
    peak = read_peak()
    return {"page": page, "megabytes": peak}


def measure_find() -> dict[str, float]:
    """Time `find_families`, which the matrix of a few councils uses, on 100,000 clauses."""
    wordings = []
    for column, made in enumerate(make_documents(2_000)):
        mask = NameMask(name_all(made))
        wordings += [
            Wording(f"{made.council}#{at}", column, clause.text, hide_names(clause.text, mask))
            for at, clause in enumerate(made.clauses)
        ]
    families, seconds = Watch().run(lambda: find_families(wordings))
    return {"families": seconds, "found": len(families)}


def measure_peer() -> dict[str, Any]:
    """Set datasketch (MinHash LSH of word pairs, threshold 0.5, families by the first that is met) beside ours."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found,unused-ignore]

    made = list(make_documents(200))
    clauses = [
        (hide_names(clause.text, NameMask(name_all(document))), clause)
        for document in made
        for clause in document.clauses
    ]

    def peer() -> list[int]:
        lsh = MinHashLSH(threshold=0.5, num_perm=64)
        first: dict[str, int] = {}
        families: list[int] = []
        for number, (words, _) in enumerate(clauses):
            if words in first:
                families.append(families[first[words]])
                continue
            first[words] = number
            split = words.split()
            sketch = MinHash(num_perm=64)
            sketch.update_batch([" ".join(pair).encode() for pair in pairwise(split)])
            near = lsh.query(sketch)
            families.append(families[int(near[0])] if near else number)
            lsh.insert(str(number), sketch)
        return families

    families, seconds = Watch().run(peer)
    with tempfile.TemporaryDirectory() as place:
        ours = measure_size(200, Path(place))
        right = measure_truth(200, Path(place))
    scored = score(
        (family, clause.label, clause.changed) for family, (_, clause) in zip(families, clauses, strict=True)
    )
    return {"datasketch": seconds, "its pairs": scored, "policykit": ours["seconds"], "our pairs": right}


def apart(name: str, *values: object) -> Any:
    """Run one measurement in a process of its own."""
    words = [sys.executable, "-m", "benchmarks.corpus.run", "--one", name, *map(str, values)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def run_one(name: str, values: list[str]) -> object:
    match name:
        case "size":
            return measure_size(int(values[0]), Path(values[1]))
        case "more":
            return measure_more(int(values[0]), Path(values[1]))
        case "answers":
            return measure_answers(Path(values[0]))
        case "truth":
            return measure_truth(int(values[0]), Path(values[1]))
        case "matrix":
            return measure_matrix(Path(values[0]))
        case "whole":
            watch = Watch()
            add_documents(Path(values[1]), watch.give(make_documents(int(values[0]) + 100)))
            return None
    return measure_find() if name == "find" else measure_peer()


def check(name: str, value: float, limit: float, *, least: bool = False) -> bool:
    kept = value >= limit if least else value <= limit
    sys.stdout.write(f"  {name}: {value:.3f} (limit {limit:g}){'' if kept else '  MISSED'}\n")
    sys.stdout.flush()
    return kept


def run_sizes(sizes: Iterable[int]) -> bool:
    kept, before = True, None
    with tempfile.TemporaryDirectory() as place:
        for count in sizes:
            folder = Path(place) / str(count)
            found = apart("size", count, folder)
            sys.stdout.write(f"{found['clauses']:,} clauses, {found['texts']:,} different texts\n")
            kept &= check("seconds", found["seconds"], LIMITS["seconds"] * found["clauses"] / 1e6 + 2)
            kept &= check("megabytes", found["megabytes"], LIMITS["megabytes"])
            if before is not None:
                kept &= check("times the smaller size", found["seconds"] / before["seconds"], LIMITS["growth"])
            before = found
            precision, recall = apart("truth", count, folder)
            kept &= check("pairs that are right", precision, LIMITS["right"], least=True)
            kept &= check("right pairs that are found", recall, LIMITS["right"], least=True)
            for name, seconds in apart("answers", folder).items():
                kept &= check(name, seconds, LIMITS["question"])
            more = apart("more", count, folder)
            kept &= check(f"100 documents more, {more['decided']:,} texts decided", more["seconds"], LIMITS["more"])
            apart("whole", count, Path(place) / "whole")
            same = open_corpus(folder).read("families").equals(open_corpus(Path(place) / "whole").read("families"))
            sys.stdout.write(f"  families after that {'equal' if same else 'DIFFER FROM'} those of a whole run\n")
            kept &= same
            shutil.rmtree(Path(place) / "whole")
    return kept


def run_matrix() -> bool:
    with tempfile.TemporaryDirectory() as place:
        documents = (convert(made) for made in make_documents(5_000, clauses=100))
        add_documents(Path(place), documents)
        found = {**apart("matrix", place), **apart("find")}
    missed = [name for name, limit in PAGE_LIMITS.items() if not check(name, found[name], limit)]
    return not missed


def main() -> int:
    words = sys.argv[1:]
    if words[:1] == ["--one"]:
        sys.stdout.write(json.dumps(run_one(words[1], words[2:])) + "\n")
        return 0
    if words == ["--peer"]:
        sys.stdout.write(json.dumps(apart("peer"), indent=1) + "\n")
        return 0
    if words == ["--matrix"]:
        return 0 if run_matrix() else 1
    return 0 if run_sizes([int(word) for word in words] or SIZES) else 1


if __name__ == "__main__":
    sys.exit(main())
