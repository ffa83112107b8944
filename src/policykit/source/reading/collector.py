"""Python's cyclic garbage collector, at rest while a library is read."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_PAUSES = 0
_WAS_ENABLED = False


@contextmanager
def pause_collector() -> Iterator[None]:
    """Keep the cyclic garbage collector from running until the block ends.

    Reading makes a great many objects that stay and none that form a cycle; the collector would walk all of them again
    and again, which took two thirds of the time. There is one collector in a process: of blocks within each other or
    at once in several threads, the first switches it off and the last puts it back as it was.
    """
    global _PAUSES, _WAS_ENABLED  # noqa: PLW0603 - the collector itself belongs to the whole process
    with _LOCK:
        if _PAUSES == 0:
            _WAS_ENABLED = gc.isenabled()
            gc.disable()
        _PAUSES += 1
    try:
        yield
    finally:
        with _LOCK:
            _PAUSES -= 1
            if _PAUSES == 0 and _WAS_ENABLED:
                _pass_over()
                gc.enable()


def _pass_over() -> None:
    """Count what was made as old, which costs nothing: the next passes would each walk all of it as new."""
    if gc.get_freeze_count() == 0:  # else the caller has frozen objects, which must stay so
        gc.freeze()
        gc.unfreeze()
