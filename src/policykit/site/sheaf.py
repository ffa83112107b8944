"""Sheaves: files of the site that are made together, and only when what they are made from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from policykit.model.settings import PressName

_PRINTERS = ("jinja2", "pydyf", "typst", "weasyprint")
"""The packages whose release tells on the bytes of a file."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file of the site."""

    path: str
    """Where it is below the root: `congleton/index.html`."""
    content: bytes
    is_page: bool = False
    """Whether it is a page of HTML, whose links are followed."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Files that are made from the same inputs."""

    name: str
    """What it is of: `front`, `council crewe`; of a policy, its address: `crewe/social-media/`."""
    key: str
    """The hash of its inputs: while it is the same, its files are."""
    make: Callable[[], Iterable[SiteFile]]


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """How a site is made, beside what is on it."""

    title: str = "Council policies"
    """The name of the site, on every page."""
    formats: tuple[str, ...] = ("html", "pdf", "docx", "md", "json", "akn")
    """The formats in which each version can be downloaded, exactly as `build` makes them."""
    with_drafts: bool = False
    """Whether drafts are shown, marked on every page."""
    url: str = ""
    """Where the site will be, ending in a slash; nothing where that is not known."""
    press: PressName | None = None
    """What makes the PDFs."""


def hash_inputs(*parts: Any) -> str:
    """Give the hash of what files are made from: data of plain classes, dates and texts; and of what makes them."""
    found = hashlib.sha256(hash_maker().encode())
    for part in parts:
        found.update(msgspec.json.encode(part, order="sorted", enc_hook=date.isoformat))
        found.update(b"\0")
    return found.hexdigest()


@cache
def hash_maker() -> str:
    """Give the hash of what makes the files: every file of policykit, and the releases of what it prints with."""
    found = hashlib.sha256()
    for name in _PRINTERS:
        try:
            found.update(f"{name} {metadata.version(name)}\n".encode())
        except metadata.PackageNotFoundError:
            continue
    for file in _walk_files(resources.files("policykit")):
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _walk_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir() and not entry.name.startswith("__"):
            yield from _walk_files(entry)
        elif entry.is_file() and not entry.name.endswith((".pyc", ".ttf")):
            yield entry
