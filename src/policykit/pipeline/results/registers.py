"""What `due` and `history` read in registers, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policykit.register.due import DueReview, Urgency
from policykit.register.history import History

__all__ = ["DueResult", "History", "ReportedReview", "describe_due"]


@dataclass(frozen=True, slots=True)
class ReportedReview:
    """A review that somebody has to see to; `review` is as exact as it is known (`2026-05`), null without a date."""

    policy: str
    version: str
    title: str
    council: str
    committee: str | None
    review: str | None
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class DueResult:
    """What `policykit due` lists: reviews that are overdue on a day, or come up within some months of it."""

    today: date
    months: int
    reviews: tuple[ReportedReview, ...]


def describe_due(today: date, months: int, reviews: Iterable[DueReview]) -> DueResult:
    """Give the reviews that are due."""
    listed = (
        ReportedReview(
            policy=due.policy,
            version=due.version,
            title=due.title,
            council=due.council,
            committee=due.committee,
            review=str(due.review) if due.review else None,
            urgency=due.urgency,
        )
        for due in reviews
    )
    return DueResult(today, months, tuple(listed))
