"""Kill a change at chosen moments, or fill the disk, and say what is left; a program of its own, which forks.

    python crashes.py LIBRARY kill [N [SEED]]     before each call to the system, or N of them by chance
    python crashes.py LIBRARY full [N [SEED]]     with no file allowed to grow beyond N sizes

Prints a JSON list: for each moment what was answered, what the file holds, and what is wrong.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from policykit.errors import PolicykitError
from policykit.model.edit import EditText
from policykit.pipeline.writing.change import change_text, open_text
from policykit.pipeline.writing.opened import OpenText
from policykit.source.library import read_library
from policykit.source.yaml_edit.lower import find_item

NAME, CLAUSE = "leek/notices", "removal.month"
NOW = datetime.fromisoformat("2026-11-27T10:00:00+00:00")
WORDS = "The words that somebody has just written, and which nothing may lose once they are said to be saved. " * 3
CALLS = ("open", "os.", "fcntl.")


def words_of(opened: OpenText) -> str:
    return str(getattr(find_item(opened.version, CLAUSE)[1], "text", ""))


def run_child(root: Path, spoil: Callable[[], None]) -> tuple[str, int]:
    """Change the text in a process of its own that `spoil` has prepared; give its answer and the signal it died of."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        opened = open_text(root, NAME, NOW)
        edit = EditText(id=CLAUSE, was=words_of(opened), words=WORDS.strip())
        spoil()
        try:
            (outcome,) = change_text(opened, [edit], NOW).outcomes
            answer = str(outcome.state)
        except PolicykitError as error:
            answer = error.diagnostics[0].code
        os.write(writing, answer.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return answer, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def make_killer(at: int) -> Callable[[], None]:
    """Give what has the process die before its call number `at` to the system."""

    def spoil() -> None:
        count = 0

        def hear(event: str, _: tuple[Any, ...]) -> None:
            nonlocal count
            if event.startswith(CALLS):
                count += 1
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hear)

    return spoil


def make_filler(size: int) -> Callable[[], None]:
    """Give what has every write beyond `size` bytes of a file fail, as on a full disk."""

    def spoil() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return spoil


def try_moment(library: Path, spoil: Callable[[], None], name: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "policies"
        shutil.copytree(library, root)
        before = words_of(open_text(root, NAME, NOW))
        answer, died = run_child(root, spoil)
        wrong = [fault.message for fault in read_library(root).errors]
        file = root / NAME / "v1.yaml"
        text = file.read_text("utf-8")
        journal = root / ".policykit/desk" / f"{NAME}-v1.jsonl"
        asked = journal.exists() and WORDS.strip() in journal.read_text("utf-8") and died != 0
        now = words_of(open_text(root, NAME, NOW))  # which recovers
        if now not in (before, WORDS.strip()):
            wrong.append("the clause holds other words")
        if answer == "saved" and now != WORDS.strip():
            wrong.append("words that were said to be saved are lost")
        if asked and died and now != WORDS.strip() and journal.read_bytes().endswith(b"\n"):
            wrong.append("words that were in the journal are not in the text")
        if not died and answer != "saved" and file.read_text("utf-8") != text:
            wrong.append("what was refused came back")
        again = open_text(root, NAME, NOW)
        edit = EditText(id=CLAUSE, was=words_of(again), words="Other words.")
        if change_text(again, [edit], NOW).outcomes[0].state != "saved":
            wrong.append("nothing can be written afterwards")
        return {"moment": name, "answer": answer, "died": died, "new": now != before, "wrong": wrong}


def main() -> None:
    library, mode, *more = sys.argv[1:]
    chance = random.Random(int(more[1]) if len(more) > 1 else 4)  # noqa: S311
    found: list[dict[str, Any]] = []
    if mode == "kill":
        moments = [chance.randint(1, 60) for _ in range(int(more[0]))] if more else range(1, 1000)
        for at in moments:
            found.append(try_moment(Path(library), make_killer(at), f"call {at}"))
            if not more and not found[-1]["died"]:
                break
    else:
        sizes = [chance.choice((0, 200, 9_000, chance.randint(0, 3_000))) for _ in range(int(more[0]) if more else 8)]
        found = [try_moment(Path(library), make_filler(size), f"{size} bytes") for size in sizes]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
