"""Planned reviews as a calendar for the public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policykit.register.calendar import write_calendar
from policykit.register.due import DueReview
from policykit.site.holdings import HeldCouncil
from policykit.site.reuse.addresses import REVIEWS
from policykit.site.sheaf import SiteFile


def make_reviews(councils: Iterable[HeldCouncil], folder: str) -> SiteFile:
    """Give the calendar in `folder` of the reviews that are planned for the versions in force.

    It has no alarms, and depends on the registers alone, so that it stays the same from day to day.
    """
    reviews = sorted(_list_reviews(councils), key=lambda due: due.policy)
    return SiteFile(f"{folder}{REVIEWS}", write_calendar(reviews).encode("utf-8"))


def _list_reviews(councils: Iterable[HeldCouncil]) -> Iterator[DueReview]:
    for council in councils:
        for policy in council.policies:
            now = policy.current
            if now is not None and now.next_review is not None:
                yield DueReview(policy.name, council.name, now.title, now.label, now.next_review, "due", None)
