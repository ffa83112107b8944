"""Sheaves: files of the site that are made together, and only when what they are made from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from policykit.model.settings import PressName
from policykit.version import VERSION


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file of the site."""

    path: str
    """Where it is below the root: `congleton/index.html`."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Files that are made from the same inputs."""

    name: str
    """What it is of: `front`, `policy congleton/social-media`."""
    key: str
    """The hash of its inputs: while it is the same, its files are."""
    make: Callable[[], Iterable[SiteFile]]


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """How a site is made, beside what is on it."""

    title: str = "Council policies"
    """The name of the site, on every page."""
    formats: tuple[str, ...] = ("html", "pdf", "docx", "md", "json")
    """The formats in which each version can be downloaded, exactly as `build` makes them."""
    with_drafts: bool = False
    """Whether drafts are shown, marked on every page."""
    url: str = ""
    """Where the site will be, ending in a slash; nothing where that is not known."""
    press: PressName | None = None
    """What makes the PDFs."""


def hash_inputs(*parts: Any) -> str:
    """Give the hash of what files are made from: data of plain classes, dates and texts; and of what makes them."""
    found = hashlib.sha256(_hash_maker().encode())
    for part in parts:
        found.update(msgspec.json.encode(part, order="sorted", enc_hook=date.isoformat))
        found.update(b"\0")
    return found.hexdigest()


@cache
def _hash_maker() -> str:
    """Give the hash of the templates and styles, which tell on a page as much as what is filled in."""
    found = hashlib.sha256(VERSION.encode())
    for package in ("policykit.site", "policykit.render"):
        for name in ("static", "templates"):
            folder = resources.files(package).joinpath(name)
            for file in sorted(folder.iterdir(), key=lambda each: each.name):
                found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()
