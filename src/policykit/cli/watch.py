"""Run again each time a file below a folder is saved."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from policykit.errors import PolicykitError

INTERVAL = 0.3
"""Seconds between two looks. Looking works on network drives too, where file events do not arrive."""


def watch_folder(folder: Path, work: Callable[[], int]) -> int:
    """Do `work` now and after every change below `folder`, until interrupted; give 0 then."""
    seen: dict[Path, tuple[int, int]] | None = None
    try:
        while True:
            now = _take_stock(folder)
            if now != seen:
                seen = now
                _work_once(work)
                sys.stderr.write(f"watching {folder.as_posix()}; Ctrl-C ends\n")
            time.sleep(INTERVAL)
    except KeyboardInterrupt:
        return 0


def _work_once(work: Callable[[], int]) -> None:
    from policykit.cli.diagnostics import write_text
    from policykit.cli.terminal import uses_colour

    try:
        work()
    except PolicykitError as error:
        sys.stderr.write(write_text(error.diagnostics, colour=uses_colour(sys.stderr)))
    sys.stdout.flush()


def _take_stock(folder: Path) -> dict[Path, tuple[int, int]]:
    stock: dict[Path, tuple[int, int]] = {}
    for path in folder.rglob("*.yaml"):
        try:
            status = path.stat()
        except OSError:  # deleted while we look, as some editors do when they save
            continue
        stock[path] = (status.st_mtime_ns, status.st_size)
    return stock
