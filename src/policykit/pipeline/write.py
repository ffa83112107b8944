"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from policykit.pipeline.codes import NOT_WRITABLE, refuse
from policykit.registry import Choice


def choose_paths(out: Path, formats: Sequence[str], known: Mapping[str, Choice[..., bytes]]) -> tuple[Path, ...]:
    """Give the file of each format: the one named if it is alone, else beside it with the format's own ending.

    Raises KeyError for a format that is none of the known, and PolicykitError (`not-writable`) for a name of no file.
    """
    if out.name in ("", ".."):
        raise refuse(NOT_WRITABLE, f"`{out.as_posix()}` is a folder, and not the name of a file", "name the file too")
    if len(formats) == 1 and out.suffix:
        return (out,)
    stem = out.stem if out.suffix in {each.suffix for each in known.values()} else out.name
    return tuple(out.with_name(stem + known[name].suffix) for name in formats)


def write_file(path: Path, content: str | bytes) -> None:
    """Write one file by way of a temporary one beside it, so that half of it is never read.

    Raises PolicykitError (`not-writable`) where the folder or file cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise refuse(NOT_WRITABLE, f"`{path.as_posix()}` cannot be written: {reason.lower()}") from error
