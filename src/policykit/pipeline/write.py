"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from policykit.pipeline.codes import NOT_WRITABLE, refuse


def write_file(path: Path, content: str | bytes) -> None:
    """Write one file by way of a temporary one beside it, so that nobody ever reads half of it.

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
