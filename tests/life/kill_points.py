"""Kill an adoption of two policies at chosen moments and say what is left; a program of its own, which forks.

    python kill_points.py LIBRARY OUT every              before each call to the system, and halfway through each write
    python kill_points.py LIBRARY OUT lines N SEED     at N random lines of Python among all that run
    python kill_points.py LIBRARY OUT writing N SEED   at N random lines of Python from the first write on

Writes a JSON list to OUT: for each moment its name, the state of each file, and what is wrong.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from policykit.model.dates import PartialDate
from policykit.pipeline import adopt as adopting
from policykit.pipeline.adopt import adopt_versions
from policykit.pipeline.happening import Happening
from policykit.register.verify import verify_policy
from policykit.source.library import read_library

# The formats are made before anything is written, and write nothing: without them a death costs milliseconds.
adopting._try_formats = lambda *_: None

TODAY = date(2026, 11, 20)
NAMES = ("leek/notices", "leek/records")
CALLS = ("open", "os.", "shutil.", "fcntl.")


def adopt(root: Path) -> None:
    happening = Happening("adopted", PartialDate(2026, 11, 16), reference="26/80")
    adopt_versions(root, NAMES, happening, TODAY)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Calls:
    """Counts the calls to the system, and dies before one of them; a write dies with half of it done."""

    def __init__(self, at: int) -> None:
        self.at, self.count, self.first, self.on = at, 0, 0, True
        sys.addaudithook(self.hear)
        real, real_open = io.BufferedWriter.write, Path.open
        spy = self

        class Writer(io.BufferedWriter):
            def write(self, data: Any) -> int:
                if spy.step():
                    real(self, bytes(data)[: len(bytes(data)) // 2])
                    self.flush()
                    die()
                return real(self, data)

        def open_spied(path: Path, mode: str = "r", *args: Any, **more: Any) -> Any:
            if mode == "wb":
                return Writer(io.FileIO(path, "w"))
            return real_open(path, mode, *args, **more)

        Path.open = open_spied  # type: ignore[method-assign,assignment]

    def step(self) -> bool:
        self.count += 1
        return self.count == self.at

    def hear(self, event: str, _arguments: tuple[Any, ...]) -> None:
        if self.on and event.startswith(CALLS) and self.step():
            die()


class Lines:
    """Counts the lines of Python that run, and dies at one of them."""

    def __init__(self, at: int) -> None:
        self.at, self.count, self.first = at, 0, 0
        sys.settrace(self.trace)

    def trace(self, frame: Any, event: str, _argument: Any) -> Any:
        if event == "line":
            if not self.first and frame.f_code.co_name == "write_durably":
                self.first = self.count + 1
            self.count += 1
            if self.count == self.at:
                die()
        return self.trace


def run_apart(root: Path, make: Callable[[int], Any], at: int) -> tuple[int, int]:
    """Adopt in a child process that dies at moment `at` (0: never).

    Gives how many moments there were, and the first after which something was written.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        spy = make(at)
        adopt(root)
        sys.settrace(None)
        spy.on = False
        os.write(writer, f"{spy.count} {spy.first}".encode())
        os._exit(0)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    said = os.read(reader, 40).decode().split()
    os.close(reader)
    assert os.WIFSIGNALED(status) == (at > 0), f"moment {at} was never reached"
    return (int(said[0]), int(said[1])) if said else (0, 0)


def look(root: Path) -> dict[str, bytes]:
    """Give every file of the library that a reader sees."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def judge(root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    """Find a file that is neither old nor new, an event without its copy, and what does not verify."""
    for name, content in look(root).items():
        if content not in (before.get(name), after.get(name)):
            yield f"{name} is neither the old file nor the new one"
    yield from (str(fault) for fault in read_library(root).errors)
    yield from (f"{name} does not verify" for name in NAMES if not verify_policy(root, name).intact)
    adopt_again(root)
    if look(root) != after:
        yield "the same call again does not complete what was begun"


def adopt_again(root: Path) -> None:
    from policykit.errors import PolicykitError

    try:
        adopt(root)
    except PolicykitError as error:
        if error.diagnostics[0].code != "already-adopted":
            raise


def main() -> None:
    library, out, mode = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    make: Callable[[int], Any] = Calls if mode == "every" else Lines
    work = out.parent / "kill-work"
    before = look(library)

    def fresh() -> Path:
        shutil.rmtree(work, ignore_errors=True)
        return Path(shutil.copytree(library, work / "policies"))

    adopt(fresh())  # what is loaded or remembered once is loaded now: every child does the same
    root = fresh()
    total, first = run_apart(root, make, 0)
    after = look(root)
    moments: Any = range(1, total + 1)
    if mode == "writing":
        moments = range(first, total + 1)
    if mode != "every":
        moments = sorted(random.Random(int(sys.argv[5])).sample(moments, int(sys.argv[4])))  # noqa: S311
    found = []
    for moment in moments:
        root = fresh()
        run_apart(root, make, moment)
        state = {
            name: "new" if content == after.get(name) != before.get(name) else ""
            for name, content in look(root).items()
        }
        found.append(
            {
                "moment": moment,
                "new": sorted(n for n, s in state.items() if s),
                "wrong": list(judge(root, before, after)),
            }
        )
    out.write_text(json.dumps({"total": total, "found": found}), "utf-8")


if __name__ == "__main__":
    main()
