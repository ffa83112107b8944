"""The list of pages for search engines (sitemaps.org), which only takes whole addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from policykit.site.addresses import history_address, policy_address, version_address
from policykit.site.holdings import HeldPolicy, Holdings
from policykit.site.reuse.addresses import SITEMAP
from policykit.site.sheaf import SiteFile, SiteSettings

MOST = 50_000
"""The most addresses of one file, which the protocol allows."""
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

_Line = tuple[str, date | None]


def make_sitemap(holdings: Holdings, settings: SiteSettings, most: int = MOST) -> Iterator[SiteFile]:
    """Give the sitemap, and its parts where one file cannot hold it; nothing where the site's address is not known.

    Drafts are not listed.
    """
    if not settings.url:
        return
    lines = list(_list_pages(holdings))
    if len(lines) <= most:
        yield _write_file(SITEMAP, "urlset", "url", lines, settings.url)
        return
    parts = [lines[start : start + most] for start in range(0, len(lines), most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _write_file(name, "urlset", "url", part, settings.url)
    yield _write_file(SITEMAP, "sitemapindex", "sitemap", [(name, None) for name in names], settings.url)


def _list_pages(holdings: Holdings) -> Iterator[_Line]:
    yield "", None
    for council in holdings.councils:
        yield f"{council.id}/", None
        for policy in council.policies:
            if not policy.shown.is_draft:
                yield policy_address(policy), _find_latest(policy)
                yield history_address(policy), _find_latest(policy)
            for version in policy.versions:
                if not version.is_draft:
                    yield version_address(policy, version), version.adopted.exact if version.adopted else None


def _find_latest(policy: HeldPolicy) -> date | None:
    """Give the day of the last event of a policy, where every one is known to the day."""
    days = [event.date.exact if event.date else None for event in policy.events]
    return max((day for day in days if day), default=None) if all(days) else None


def _write_file(path: str, root: str, item: str, lines: list[_Line], url: str) -> SiteFile:
    rows = [
        f"<{item}><loc>{escape(url + address)}</loc>{f'<lastmod>{day.isoformat()}</lastmod>' if day else ''}</{item}>"
        for address, day in lines
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SPACE}">'
    return SiteFile(path, "\n".join([head, *rows, f"</{root}>", ""]).encode("utf-8"))
