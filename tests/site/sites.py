"""Sites to look at: made of real libraries, and read as a browser without scripts reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scripts.make_site_library import lay_library

from policykit.pipeline.site.make import MadeSite, SiteSettings, make_site

TODAY = date(2026, 11, 20)
__all__ = ["DRAFTS", "LIGHT", "TODAY", "Page", "follow", "lay_library", "make", "read_page", "walk_site"]

LIGHT = SiteSettings(formats=("md", "json"))
"""Without the formats that take long."""
DRAFTS = SiteSettings(formats=("md", "json"), with_drafts=True)


def make(root: Path, out: Path, settings: SiteSettings = LIGHT, today: date = TODAY) -> MadeSite:
    return make_site(root, out, settings, today)


class Page(HTMLParser):
    """A page as a browser without scripts has it: its ids, its links, its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src", "action") and value]

    def handle_data(self, data: str) -> None:
        self.words += f"{data} "


def read_page(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def walk_site(out: Path) -> Iterator[tuple[str, Page]]:
    """Give every page that links lead to from the front page, with its path."""
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        page = read_page(out / path)
        yield path, page
        for link in page.links:
            target = follow(path, link)
            if target is not None and target.endswith("index.html") and target not in seen:
                seen.add(target)
                waiting.append(target)


def follow(path: str, link: str) -> str | None:
    """Give the file that a link of a page leads to; None for one that leads out of the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return path
    here = Path(path).parent.parts
    for part in unquote(parts.path).split("/"):
        here = here[:-1] if part == ".." else here if part == "." else (*here, part)
    found = "/".join(here)
    return f"{found}index.html" if found.endswith("/") or not found else found
