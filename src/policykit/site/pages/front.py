"""The front page: councils, what was adopted lately, and which reviews are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.register.due import add_months
from policykit.site.holdings import HeldCouncil, HeldPolicy, HeldVersion, Holdings
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.site.templating import make_page

LATELY = 10
"""So many adoptions are listed as the latest."""
SOON = 6
"""A review within so many months is listed as due."""

Line = tuple[HeldCouncil, HeldPolicy, HeldVersion]


def make_front(holdings: Holdings, settings: SiteSettings) -> Iterator[SiteFile]:
    """Give the front page."""
    values = {
        "holdings": holdings,
        "lately": list_lately(holdings)[:LATELY],
        "due": list_due(holdings),
        "counts": [
            (council, sum(policy.current is not None for policy in council.policies)) for council in holdings.councils
        ],
    }
    yield make_page("", "front.html.j2", settings, values, title=settings.title)


def list_lately(holdings: Holdings) -> list[Line]:
    """Give the versions that were adopted on a known date, the latest first."""
    lines = [
        (council, policy, version)
        for council, policy in holdings.walk_policies()
        for version in policy.versions
        if version.adopted is not None
    ]
    return sorted(lines, key=lambda line: (_last_day(line[2]), line[1].name, line[2].label), reverse=True)


def _last_day(version: HeldVersion) -> date:
    assert version.adopted is not None
    return version.adopted.last_day


def list_due(holdings: Holdings) -> list[Line]:
    """Give the versions in force whose review is overdue or comes soon, the first first."""
    last = add_months(holdings.today, SOON)
    lines = []
    for council, policy in holdings.walk_policies():
        now = policy.current
        if now is not None and now.next_review is not None and now.next_review.first_day <= last:
            lines.append((now.next_review.last_day, policy.name, (council, policy, now)))
    return [line for *_, line in sorted(lines, key=lambda each: each[:2])]
