"""Run again each time a file below a folder is saved."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from policykit.errors import PolicykitError
from policykit.pipeline.open import Shelf, open_folder

INTERVAL = 0.3
"""Seconds between two looks. Looking works on network drives too, where file events do not arrive."""


def watch_folder(folder: Path, work: Callable[[Shelf], int]) -> int:
    """Do `work` now and after every change below `folder`, until interrupted; give 0 then.

    The shelf that is passed to `work` keeps what was read, so that only what changed is read again.
    """
    shelf, place = Shelf(), open_folder(folder)
    seen: dict[str, object] | None = None
    try:
        while True:
            now = shelf.take_stock(place)
            if now != seen:
                seen = now
                _work_once(partial(work, shelf))
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
