"""Kill an adoption of two policies, or the undoing of one, and say what is left; a program of its own, which forks.

    python kill_points.py ACT LIBRARY OUT every            before each call to the system from the first that writes
                                                           on, of others before every tenth, and halfway through writes
    python kill_points.py ACT LIBRARY OUT lines N SEED     at N random lines of Python among all that run
    python kill_points.py ACT LIBRARY OUT writing N SEED   at N random lines of Python from the first write on

ACT is `adopt` or `undo`.

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
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policykit.errors import PolicykitError
from policykit.model.dates import PartialDate
from policykit.pipeline import adopt as adopting
from policykit.pipeline.adopt import adopt_versions
from policykit.pipeline.happening import Happening
from policykit.pipeline.undo import undo_event
from policykit.register.verify import verify_policy
from policykit.source.library import load_library, read_library

# The formats are made before anything is written, and write nothing: without them a death costs milliseconds.
adopting._try_formats = lambda *_: None

TODAY = date(2026, 11, 20)
NAMES = ("leek/notices", "leek/records")
CALLS = ("open", "os.", "shutil.", "fcntl.")


def adopt(root: Path) -> None:
    happening = Happening("adopted", PartialDate(2026, 11, 16), reference="26/80")
    adopt_versions(root, NAMES, happening, TODAY)


def undo(root: Path) -> None:
    undo_event(root, NAMES[0])


def complete_adoption(root: Path) -> None:
    """Give the same call again, as one does after a crash."""
    try:
        adopt(root)
    except PolicykitError as error:
        if error.diagnostics[0].code != "already-adopted":
            raise


def complete_undoing(root: Path) -> None:
    """Give the same call again where the event is still there, or its copy is left over."""
    events = load_library(root).policies[NAMES[0]].register.value.events
    if any(event.event == "adopted" for event in events) or (root / NAMES[0] / "adopted/v1.json").exists():
        undo(root)


@dataclass(frozen=True)
class Act:
    """What is killed, what comes before it, and how it is completed."""

    prepare: Callable[[Path], None]
    run: Callable[[Path], None]
    complete: Callable[[Path], None]


ACTS = {"adopt": Act(lambda _: None, adopt, complete_adoption), "undo": Act(adopt, undo, complete_undoing)}


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

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.on and event.startswith(CALLS):
            if not self.first and event == "open" and arguments[2] & os.O_WRONLY:
                self.first = self.count + 1
            if self.step():
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


def run_apart(act: Act, root: Path, make: Callable[[int], Any], at: int) -> tuple[int, int] | None:
    """Act in a child process that dies at moment `at` (0: never).

    Gives how many moments there were, and the first after which something was written; None if it was killed.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        spy = make(at)
        act.run(root)
        sys.settrace(None)
        spy.on = False
        os.write(writer, f"{spy.count} {spy.first}".encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    said = os.read(reader, 40).decode().split()
    os.close(reader)
    return (int(said[0]), int(said[1])) if said else None


def look(root: Path) -> dict[str, bytes]:
    """Give every file of the library that a reader sees."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def judge(act: Act, root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    """Find a file that is neither old nor new, an event without its copy, and what does not verify."""
    for name, content in look(root).items():
        if content not in (before.get(name), after.get(name)):
            yield f"{name} is neither the old file nor the new one"
    yield from (str(fault) for fault in read_library(root).errors)
    yield from (f"{name} does not verify" for name in NAMES if not verify_policy(root, name).intact)
    act.complete(root)
    if look(root) != after:
        yield "the same call again does not complete what was begun"


def main() -> None:
    act, library, out, mode = ACTS[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    make: Callable[[int], Any] = Calls if mode == "every" else Lines
    work = out.parent / "kill-work"
    start = Path(shutil.copytree(library, out.parent / "kill-start" / "policies"))
    act.prepare(start)
    before = look(start)

    def fresh() -> Path:
        shutil.rmtree(work, ignore_errors=True)
        return Path(shutil.copytree(start, work / "policies"))

    act.run(fresh())  # what is loaded or remembered once is loaded now: every child does the same
    root = fresh()
    whole = run_apart(act, root, make, 0)
    assert whole is not None
    total, first = whole
    after = look(root)
    moments: Any = [*range(1, first, 10), *range(first, total + 20)]  # a few more calls than were counted may be made
    if mode == "writing":
        moments = range(first, total + 1)
    if mode == "lines":
        moments = range(1, total + 1)
    if mode != "every":
        moments = sorted(random.Random(int(sys.argv[6])).sample(moments, int(sys.argv[5])))  # noqa: S311
    found = []
    for moment in moments:
        root = fresh()
        if run_apart(act, root, make, moment) is not None:
            assert moment > first, f"moment {moment} was never reached"
            break
        look_first = look(root)
        state = {
            name: "new" if content == after.get(name) != before.get(name) else ""
            for name, content in look_first.items()
        }
        found.append(
            {
                "moment": moment,
                "new": sorted(n for n, s in state.items() if s),
                "wrong": list(judge(act, root, before, after)),
                "gone": sorted(before.keys() - look_first.keys()),
            }
        )
    out.write_text(json.dumps({"total": total, "found": found}), "utf-8")


if __name__ == "__main__":
    main()
