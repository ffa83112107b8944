"""What happened to policies, as a feed (Atom, RFC 4287) that news readers follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from policykit.site.addresses import policy_address, version_address
from policykit.site.holdings import HeldCouncil, HeldEvent, HeldPolicy
from policykit.site.reuse.addresses import FEED, make_addresses
from policykit.site.reuse.data import name_event_for_good
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.wording.printable import replace_unprintable

MOST = 50
"""The most entries of a feed: the latest ones. `timeline.json` has every event of a policy."""
_FEEDS = UUID("3b0c3c1e-94a3-5d7a-8a40-6f3d1d3f7f55")
"""The name space of feeds; it never changes."""
_NEVER = date(2000, 1, 1)
"""The day that a feed without an entry bears."""

_Dated = tuple[date, HeldCouncil, HeldPolicy, HeldEvent]


def make_feed(councils: Iterable[HeldCouncil], folder: str, title: str, settings: SiteSettings) -> SiteFile:
    """Give the feed in `folder` of what happened to the policies of councils, the latest first.

    An event without a date cannot be in a feed: it is in `timeline.json` alone. One that is dated to the month or year
    bears its first day.
    """
    path = f"{folder}{FEED}"
    dated = sorted(_list_dated(councils), key=_order)[:MOST]
    updated = max((day for day, *_ in dated), default=_NEVER)
    address = make_addresses(path, settings)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
        f"<id>urn:uuid:{uuid5(_FEEDS, folder)}</id>",
        f"<title>{_write(title)}</title>",
        f"<updated>{updated.isoformat()}T00:00:00Z</updated>",
        f"<author><name>{_write(title)}</name></author>",
        f'<link rel="alternate" type="text/html" href={_quote(address(folder))}/>',
        *([f'<link rel="self" type="application/atom+xml" href={_quote(address(path))}/>'] if settings.url else []),
        "<generator>policykit</generator>",
    ]
    for day, council, policy, event in dated:
        lines += _write_entry(day, council, policy, event, address(_find_page(policy, event)))
    return SiteFile(path, "\n".join([*lines, "</feed>", ""]).encode("utf-8"))


def _list_dated(councils: Iterable[HeldCouncil]) -> Iterator[_Dated]:
    for council in councils:
        for policy in council.policies:
            for event in policy.events:
                if event.date is not None:
                    yield event.date.first_day, council, policy, event


def _order(dated: _Dated) -> tuple[int, str, int]:
    day, _, policy, event = dated
    return -day.toordinal(), policy.name, -event.number


def _find_page(policy: HeldPolicy, event: HeldEvent) -> str:
    version = policy.find(event.version)
    return version_address(policy, version) if version else policy_address(policy)


def _write_entry(day: date, council: HeldCouncil, policy: HeldPolicy, event: HeldEvent, page: str) -> Iterator[str]:
    version = policy.find(event.version) or policy.shown
    assert event.date is not None
    minute = f"minute {event.reference}" if event.reference else ""
    told = [f"{event.what}, {event.date.shown('long')}", event.by, minute]
    summary = "; ".join(filter(None, told)) + "." + "".join(f" {change}" for change in event.changes)
    yield "<entry>"
    yield f"<id>{name_event_for_good(policy, event)}</id>"
    yield f"<title>{_write(f'{version.title}, version {version.label}: {event.what.lower()}')}</title>"
    yield f"<updated>{day.isoformat()}T00:00:00Z</updated>"
    yield f"<published>{day.isoformat()}T00:00:00Z</published>"
    yield f"<author><name>{_write(council.name)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href={_quote(page)}/>'
    yield f"<category term={_quote(event.kind)}/>"
    yield f"<summary>{_write(summary)}</summary>"
    yield "</entry>"


def _write(text: str) -> str:
    return escape(replace_unprintable(text))


def _quote(text: str) -> str:
    return quoteattr(replace_unprintable(text))
