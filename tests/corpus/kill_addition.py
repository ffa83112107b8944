"""Kill an addition to a corpus at N points, and say what is left; a program of its own, which forks.

    python -m tests.corpus.kill_addition FOLDER N

Writes a JSON list: for each point whether the corpus is as before or after, and what is wrong with it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl  # noqa: F401 - once, before any fork: it starts its threads when it is first used
from tests.corpus.documents import make_document

from policykit.corpus.store import add_documents, open_corpus

BEFORE = [make_document(number, (number, 8, 3)) for number in range(5)]
ADDED = [make_document(5, (1, 2, 5)), make_document(0, (9, 8, 7))]


class Counter:
    """Counts the calls of functions, and kills the process at one of them."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def hear(self, _frame: Any, event: str, _argument: Any) -> None:
        if event in ("call", "c_call"):
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)


def apart(act: Callable[[], object], answer: Path) -> None:
    """Carry something out in a process of its own: threads of libraries do not survive a fork."""
    child = os.fork()
    if child == 0:
        try:
            answer.write_text(json.dumps(act()), encoding="utf-8")
        except BaseException as error:  # noqa: BLE001 - said to the parent, whatever it is
            answer.write_text(json.dumps(f"{type(error).__name__}: {error}"), encoding="utf-8")
        os._exit(0)
    os.waitpid(child, 0)


def add_counted(folder: Path, at: int) -> int:
    counter = Counter(at)
    sys.setprofile(counter.hear)
    add_documents(folder, ADDED)
    sys.setprofile(None)
    return counter.count


def look(folder: Path) -> dict[str, str]:
    """Say what is there after a death, and whether the same addition completes."""
    texts = sorted(open_corpus(folder).read("documents")["policy"].to_list())
    state = {5: "before", 6: "after"}.get(len(texts), f"{len(texts)} documents")
    wrong = "" if state in ("before", "after") else "half added"
    add_documents(folder, ADDED)
    whole = open_corpus(folder)
    named = {file.name for held in whole.manifest.files.values() for file in held}
    left = {path.name for path in folder.glob("*.parquet")} - named
    if whole.read("documents").height != 6 or left:
        wrong = wrong or f"not completed, or left over: {sorted(left)}"
    clean = folder.with_name("clean")
    if not clean.exists():
        add_documents(clean, [*BEFORE[1:], *ADDED])
    if whole.read("families").rows() != open_corpus(clean).read("families").rows():
        wrong = wrong or "other families than at once"
    return {"state": state, "wrong": wrong}


def main(place: Path, points: int) -> None:
    base, folder, answer = place / "base", place / "corpus", place / "answer.json"

    def read() -> Any:
        return json.loads(answer.read_text("utf-8"))

    apart(lambda: add_documents(base, BEFORE).added, answer)
    shutil.copytree(base, folder)
    apart(lambda: add_counted(folder, 0), answer)
    total = read()
    found = []
    for point in range(points):
        shutil.rmtree(folder)
        shutil.copytree(base, folder)
        at = 1 + total * point // points if point < points - 10 else total - 4 * (points - 1 - point)
        apart(lambda at=at: add_counted(folder, at), answer)  # type: ignore[misc]
        apart(lambda: look(folder), answer)
        told = read()
        found.append(told if isinstance(told, dict) else {"state": "", "wrong": told})
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
