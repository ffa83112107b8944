"""Advice on a text while it is written, from one other process, so that checking never makes writing wait.

Run as a program it is that process: it reads requests from its input, a line each, and ends with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from policykit.errors import PolicykitError

_QUIET = 0.1
"""Seconds without a change after which a text is checked."""


class Advisor:
    """Asks the other process about the text that was changed last, one request at a time."""

    def __init__(self, root: Path, tell_day: Callable[[], date]) -> None:
        self._root = root
        self._tell_day = tell_day
        self._change = Condition()
        self._wanted: tuple[str, str, str] | None = None
        self._asked: tuple[str, str, str] | None = None
        self._found: dict[tuple[str, str], dict[str, Any]] = {}
        self._closed = False
        self._process: subprocess.Popen[str] | None = None
        self._thread: Thread | None = None

    def ask(self, policy: str, label: str, revision: str) -> None:
        """Have a revision of a text checked, unless it was."""
        with self._change:
            wanted = (policy, label, revision)
            known = self._found.get((policy, label))
            if self._closed or wanted in (self._wanted, self._asked) or (known and known["revision"] == revision):
                return
            self._wanted = wanted
            if self._thread is None:
                self._thread = Thread(target=self._work, daemon=True)
                self._thread.start()
            self._change.notify_all()

    def find(self, policy: str, label: str, revision: str) -> dict[str, Any] | None:
        """Give what is said of this very revision, or None: what was said of another is never shown."""
        with self._change:
            found = self._found.get((policy, label))
            return found if found is not None and found["revision"] == revision else None

    def close(self) -> None:
        """End the process."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _work(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._wanted is not None or self._closed)
                while not self._closed and self._is_changed_again():
                    pass
                if self._closed:
                    return
                asked, self._wanted = self._wanted, None
                self._asked = asked
            assert asked is not None, "waited for"
            answer = self._request(*asked)
            with self._change:
                self._asked = None
                if answer is not None:
                    self._found[asked[0], asked[1]] = answer

    def _is_changed_again(self) -> bool:
        """Wait for quiet, and say whether there was none."""
        before = self._wanted
        self._change.wait(timeout=_QUIET)
        return self._wanted != before

    def _request(self, policy: str, label: str, _: str) -> dict[str, Any] | None:
        """Ask the process; None where it died, or cannot say."""
        if self._process is None or self._process.poll() is not None:
            # The folder of the library may be named from where the desk was started.
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        request = {"root": str(self._root), "policy": policy, "label": label, "today": self._tell_day().isoformat()}
        process = self._process
        assert process.stdin is not None, "a pipe was asked for"
        assert process.stdout is not None, "a pipe was asked for"
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except (OSError, ValueError):
            return None
        answer: dict[str, Any] | None = json.loads(line) if line else None
        return answer


def main() -> None:
    """Answer requests until the input ends."""
    from policykit.pipeline.open import Shelf
    from policykit.pipeline.writing.remarks import find_remarks

    with suppress(OSError, AttributeError):
        os.nice(5)
    shelf = Shelf()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            today = date.fromisoformat(asked["today"])
            found = find_remarks(Path(asked["root"]), asked["policy"], asked["label"], today, shelf)
            answer: dict[str, Any] | None = asdict(found)
        except (PolicykitError, KeyError):
            answer = None
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
