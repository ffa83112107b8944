"""What the terminal can show: colour, and progress on long work."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def uses_colour(stream: TextIO) -> bool:
    """Tell whether to colour: only on a terminal, and not where NO_COLOR is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Progress:
    """One line that says how far a long piece of work is; nothing at all when the output is piped.

    Args:
        what: what is being done: `building`.
        total: how many things there are, where that is known; a few are not worth a line.
    """

    def __init__(self, what: str, total: int | None = None) -> None:
        self._what, self._total = what, total
        self._shown = sys.stderr.isatty() and (total is None or total > 3)

    def show(self, done: int, name: str = "rows") -> None:
        """Say how many are done, and which is the last, or what they are."""
        if self._shown:
            how_far = f"{done:,} {name}" if self._total is None else f"{done:,} of {self._total:,}: {name}"
            sys.stderr.write(f"\r\x1b[K{self._what} {how_far}")
            sys.stderr.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
