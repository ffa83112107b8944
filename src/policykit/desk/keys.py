"""The secrets of one start of the desk: made anew each time, kept in memory only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field


def _make_key() -> str:
    return secrets.token_urlsafe(32)  # 256 bits


@dataclass(frozen=True, slots=True)
class Keys:
    """What lets one in, each for one door. None can be worked out from another."""

    link: str = field(default_factory=_make_key, repr=False)
    """In the address that opens the desk, and nowhere else."""
    cookie: str = field(default_factory=_make_key, repr=False)
    """What the browser keeps, and no page can read."""
    place: str = field(default_factory=lambda: secrets.token_urlsafe(16), repr=False)
    """The first folder of every page's address. The cookie is for this folder only, so that the browser gives it to no
    other server of this machine, whatever its port."""
    form: str = field(default_factory=_make_key, repr=False)
    """In every form of every page: whoever sends a change must have read a page first."""
