"""The links of a page, and those of a site that lead nowhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

from policykit.site.addresses import page_path

# Words hold no quotation mark that is not escaped, so that these are attributes wherever they are found.
_LINK = re.compile(r'\s(?:href|src|action|formaction)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class LinkedPage(Protocol):
    """What is known of a file of the site."""

    ids: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link within the site that leads nowhere."""

    page: str
    """The file of the page that has it."""
    target: str
    """Where it would lead: a file of the site, with `#` and the place."""


def read_links(path: str, content: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the ids of the page at `path`, and what it leads to within the site: files, with `#` and the place.

    A link to a place of the page itself is not given where that place is there.
    """
    text = content.decode("utf-8")
    ids = tuple(dict.fromkeys(html.unescape(found) for found in _ID.findall(text)))
    known, targets = set(ids), []
    for written in dict.fromkeys(_LINK.findall(text)):
        link = html.unescape(written)
        if not _ELSEWHERE.match(link):
            file, _, place = _resolve(path, link).partition("#")
            if file != path or (place and place not in known):
                targets.append(f"{file}#{place}" if place else file)
    return ids, tuple(dict.fromkeys(targets))


def _resolve(path: str, link: str) -> str:
    """Give the file that a relative link of the page at `path` leads to, with its place."""
    address, _, place = link.partition("#")
    address = address.partition("?")[0]
    place = unquote(place)
    if not address:
        return f"{path}#{place}"
    parts = [] if address.startswith("/") else path.split("/")[:-1]
    for part in unquote(address).lstrip("/").split("/"):
        if part == "..":
            parts = parts[:-1] if parts else ["..", ".."]
        elif part != ".":
            parts.append(part)
    return f"{page_path('/'.join(parts))}#{place}"


def find_broken(files: Mapping[str, LinkedPage]) -> Iterator[BrokenLink]:
    """Give every link of the site's pages that leads to no file, or to no place of one."""
    ids: dict[str, frozenset[str]] = {}
    for path, page in files.items():
        for target in page.links:
            file, _, place = target.partition("#")
            if file not in files:
                yield BrokenLink(path, target)
            elif place:
                if file not in ids:
                    ids[file] = frozenset(files[file].ids)
                if place not in ids[file]:
                    yield BrokenLink(path, target)
