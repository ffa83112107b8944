"""The front page: councils, what was adopted lately, and which reviews are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from policykit.model.dates import PartialDate
from policykit.register.due import add_months
from policykit.site.addresses import policy_address, version_address
from policykit.site.holdings import HeldCouncil, HeldPolicy, HeldVersion, Holdings
from policykit.site.pages.notices import is_past
from policykit.site.pages.pairs import group_links
from policykit.site.pages.topics import gather_topics
from policykit.site.sheaf import Sheaf, SiteFile, SiteSettings, hash_inputs
from policykit.site.templating import make_page

LATELY = 10
"""So many adoptions are listed as the latest."""
SOON = 6
"""A review within so many months is listed as due."""


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A version as the front page lists it."""

    address: str
    title: str
    label: str
    council: str
    day: PartialDate | None
    is_late: bool = False


def plan_front(holdings: Holdings, settings: SiteSettings) -> Iterator[Sheaf]:
    """Give the sheaf of the front page."""
    policies = list(holdings.walk_policies())
    values = {
        "councils": [(each.id, each.name, count_in_force(each)) for each in holdings.councils],
        "lately": list_lately(holdings)[:LATELY],
        "due": list_due(holdings),
        "drafts": [_tell(c, p, v, None) for c, p in policies for v in p.versions if v.is_draft],
        "has_topics": bool(gather_topics(holdings)),
        "has_pairs": bool(group_links(holdings)),
    }
    yield Sheaf("front", hash_inputs(values, settings), partial(_make_front, values, settings))


def _make_front(values: dict[str, Any], settings: SiteSettings) -> Iterator[SiteFile]:
    yield make_page("", "front.html.j2", settings, values, title=settings.title)


def count_in_force(council: HeldCouncil) -> int:
    """Give the number of a council's policies that are in force."""
    return sum(policy.current is not None for policy in council.policies)


def list_lately(holdings: Holdings) -> list[FrontLine]:
    """Give the versions that were adopted on a known date, the latest first."""
    found = [
        (version.adopted.last_day, policy.name, version.label, _tell(council, policy, version, version.adopted))
        for council, policy in holdings.walk_policies()
        for version in policy.versions
        if version.adopted is not None
    ]
    return [line for *_, line in sorted(found, key=lambda each: each[:3], reverse=True)]


def list_due(holdings: Holdings) -> list[FrontLine]:
    """Give the versions in force whose review is overdue or comes soon, the first first."""
    last = add_months(holdings.today, SOON)
    found: list[tuple[date, str, FrontLine]] = []
    for council, policy in holdings.walk_policies():
        now = policy.current
        review = now.next_review if now is not None else None
        if now is not None and review is not None and review.first_day <= last:
            line = _tell(council, policy, now, review, is_late=is_past(review, holdings.today))
            found.append((review.last_day, policy.name, line))
    return [line for *_, line in sorted(found, key=lambda each: each[:2])]


def _tell(
    council: HeldCouncil, policy: HeldPolicy, version: HeldVersion, day: PartialDate | None, *, is_late: bool = False
) -> FrontLine:
    is_own = version is policy.shown and version.standing == "in_force"
    address = policy_address(policy) if is_own else version_address(policy, version)
    return FrontLine(address, version.title, version.label, council.name, day, is_late)
