"""What the terminal can show: colour, and progress on long work."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def uses_colour(stream: TextIO) -> bool:
    """Tell whether to colour: only on a terminal, and not where NO_COLOR is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Progress:
    """One line that says how far a long piece of work is; nothing at all when the output is piped."""

    def __init__(self, total: int, what: str) -> None:
        self._total = total
        self._what = what
        self._done = 0
        self._shown = sys.stderr.isatty() and total > 3

    def step(self, name: str) -> None:
        """Say that one more is done."""
        self._done += 1
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{self._what} {self._done} of {self._total}: {name}")
            sys.stderr.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class RowCount:
    """One line that says how many rows are done; nothing at all when the output is piped."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()

    def show(self, done: int) -> None:
        """Say how many are done."""
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{self._what} {done:,} rows")
            sys.stderr.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
