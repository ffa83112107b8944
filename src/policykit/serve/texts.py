"""The texts that decide: those in force today, read anew when the library or the day changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from policykit.errors import PolicykitError
from policykit.pipeline.service.policies import Required, ServedPolicy, fingerprint_files, open_served

LOOK_AGAIN = 10.0
"""Seconds between two looks at the library."""


class Texts:
    """The policies that are served. A change that has a fault is not taken up, and `fault` says why."""

    def __init__(
        self, root: Path, names: tuple[str, ...], tell_day: Callable[[], date], require: Required = "reviewed"
    ) -> None:
        """Open what `names` mean in the library below `root`; `require` says how far a reading has to be agreed.

        Raises PolicykitError with what is wrong.
        """
        self._root, self._names, self._tell_day, self.require = root, names, tell_day, require
        self._seen: object = self._look()
        self.served: Mapping[str, ServedPolicy] = open_served(root, names, tell_day(), require)
        self.fault: str | None = None

    def refresh(self) -> None:
        """Take up what has changed in the library, or since yesterday: a version that is in force from today."""
        try:
            seen = self._look()
            if seen == self._seen:
                return
            self._seen = seen
            self.served = open_served(self._root, self._names, self._tell_day(), self.require)
            self.fault = None
        except PolicykitError as error:
            self.fault = "; ".join(str(diagnostic) for diagnostic in error.diagnostics[:5])
        except OSError as error:
            self.fault = f"the library cannot be read: {error.strerror or error}"

    async def keep_up(self) -> None:
        """Look at the library again and again."""
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            await asyncio.to_thread(self.refresh)

    def _look(self) -> object:
        return self._tell_day(), fingerprint_files(self._root)
