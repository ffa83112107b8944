"""Writing to a library: one writer at a time, and each file old or new, never half, also after a power cut."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policykit.pipeline.codes import NOT_WRITABLE, refuse
from policykit.pipeline.life_codes import LIBRARY_BUSY

LOCK = ".policykit.lock"
_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\r|\n")


@contextmanager
def hold_library(root: Path, wait: float = 10.0) -> Iterator[None]:
    """Keep every other policykit from writing to the library below `root` until the block ends.

    The system frees the lock when the process ends, however it ends. Raises PolicykitError: `library-busy` when
    another holds it for longer than `wait` seconds, `not-writable` where no lock can be made.
    """
    from filelock import FileLock, Timeout

    if not os.path.isdir(root):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        raise refuse(
            NOT_WRITABLE, f"there is no library folder `{root.as_posix()}`", "name the folder with --library DIR"
        )
    lock = FileLock(root / LOCK)
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        message = f"another policykit is writing to the library `{root.as_posix()}`"
        raise refuse(LIBRARY_BUSY, message) from error
    except (OSError, NotImplementedError) as error:
        raise refuse(NOT_WRITABLE, f"no lock can be made in `{root.as_posix()}`") from error
    try:
        yield
    finally:
        lock.release()


def write_durably(path: Path, text: str) -> None:
    """Write one file whole or not at all: a hidden copy beside it, brought to the disk, takes its name.

    Line ends, also mixed ones, and the byte-order mark of the file that is there are kept. Only for a library that is
    held: the copy has one name, so that one left by a killed process is written over and never gathers. Raises
    PolicykitError (`not-writable`).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.resolve()
        data = _like_before(target, text)
        beside = target.with_name(f".{target.name}.new")
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise refuse(NOT_WRITABLE, f"`{path.as_posix()}` cannot be written: {reason.lower()}") from error


def _like_before(path: Path, text: str) -> bytes:
    before = path.read_bytes() if path.exists() else b""
    ends = set(_LINE_END.findall(before))
    if len(ends) > 1:
        data = _keep_ends(before.removeprefix(_BOM), text.encode("utf-8").split(b"\n"))
    else:
        data = text.encode("utf-8").replace(b"\n", ends.pop() if ends else b"\n")
    return (_BOM if before.startswith(_BOM) else b"") + data


def _keep_ends(before: bytes, lines: list[bytes]) -> bytes:
    """Give lines as bytes; those at the head and the foot of the file that stay the same keep their ends."""
    ends = _LINE_END.findall(before)
    old = _LINE_END.split(before)
    head = next((at for at, (one, other) in enumerate(zip(old, lines, strict=False)) if one != other), None)
    head = min(len(old), len(lines)) if head is None else head
    foot = 0
    while foot < min(len(old), len(lines)) - head and old[-1 - foot] == lines[-1 - foot]:
        foot += 1
    usual = max(set(ends), key=ends.count)
    count = len(lines) - 1
    kept = [*ends[:head][:count], *[usual] * max(count - head - max(foot - 1, 0), 0)]
    kept += ends[len(ends) - (count - len(kept)) :] if count > len(kept) else []
    return b"".join(part for pair in zip(lines, [*kept, b""], strict=True) for part in pair)


def sync_folder(folder: Path) -> None:
    """Bring the new name itself to the disk; a folder cannot be opened on every system, nor need it be there."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
