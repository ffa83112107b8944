"""What is due: reviews that are overdue or come up, and policies without a date for their review."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policykit.model.dates import PartialDate
from policykit.model.library import Library, Policy

Urgency = Literal["overdue", "due", "undated"]


@dataclass(frozen=True, slots=True)
class DueReview:
    """One review that somebody has to see to."""

    policy: str
    """The policy's name: `crewe/social-media`."""
    council: str
    """The council's name as printed."""
    title: str
    version: str
    review: PartialDate | None
    """When the review is planned; None where none is planned."""
    urgency: Urgency
    committee: str | None
    """The label of the committee that looks after the policy."""


def find_due(library: Library, today: date, months: int = 12) -> tuple[DueReview, ...]:
    """Give the reviews of versions in force that are overdue on `today`, come up within `months`, or have no date.

    A review planned for a month or a year is overdue when that has passed. Overdue ones first, by date, undated last.
    """
    last = add_months(today, months)
    found = [due for policy in library.policies.values() if (due := _find_review(library, policy, today, last))]
    order = {"overdue": 0, "due": 1, "undated": 2}
    return tuple(sorted(found, key=lambda due: (order[due.urgency], _last_day(due.review), due.policy)))


def add_months(day: date, months: int) -> date:
    """Give the same day some months later, or the last day of that month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _find_review(library: Library, policy: Policy, today: date, last: date) -> DueReview | None:
    state = next((state for state in policy.states_on(today).values() if state.in_force), None)
    if state is None:
        return None
    review = state.next_review
    urgency: Urgency
    if review is None:
        if any(event.blanks.get("next_review") == "not_applicable" for event in state.events):
            return None
        urgency = "undated"
    elif review.last_day < today:
        urgency = "overdue"
    elif review.first_day <= last:
        urgency = "due"
    else:
        return None
    council, version = library.council_of(policy), policy.version(state.version).value
    labels = {committee.id: committee.label for committee in council.committees}
    committee = labels.get(version.committee) if version.committee else None
    return DueReview(policy.name, council.name, version.title, state.version, review, urgency, committee)


def _last_day(review: PartialDate | None) -> date:
    return review.last_day if review else date.max
