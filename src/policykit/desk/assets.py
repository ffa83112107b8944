"""The files that pages use: styles, scripts and faces, by name from one table; nothing is loaded from elsewhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}

TEXT_PARTS = (
    *("advice", "commands", "details", "edits", "page", "parts", "saving", "schema", "server"),
    *("tables", "text", "tools"),
)
"""The modules of the page in which a text is written."""

HOMES: dict[str, tuple[str, ...]] = {
    "policykit.desk": ("static/desk.css", "static/icon.svg"),
    "policykit.desk.text": tuple(
        f"static/{name}" for name in ("text.css", "prosemirror.min.js", *(f"{part}.js" for part in TEXT_PARTS))
    ),
    "policykit": tuple(
        f"fonts/{face}.woff2"
        for face in (
            "AtkinsonHyperlegibleNext-Regular",
            "AtkinsonHyperlegibleNext-Bold",
            "AtkinsonHyperlegibleNext-Italic",
            "DejaVuSans-Fallback",
        )
    ),
}
"""The files of each package that pages may ask for."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that pages use."""

    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All of them by name.

    `mark` changes when any does, and is part of their address, so that browsers may keep them.
    """

    files: dict[str, Asset]
    mark: str

    def find(self, mark: str, name: str) -> Asset | None:
        """Give one file, or None for a name that is not in the table."""
        return self.files.get(name) if mark == self.mark else None


@cache
def load_assets() -> Assets:
    """Read every file of the table, once."""
    files: dict[str, Asset] = {}
    digest = hashlib.sha256()
    for package, paths in HOMES.items():
        for path in paths:
            name = path.rpartition("/")[2]
            content = resources.files(package).joinpath(path).read_bytes()
            digest.update(name.encode() + content)
            files[name] = Asset(content, _KINDS[f".{name.rpartition('.')[2]}"])
    return Assets(files, digest.hexdigest()[:16])
