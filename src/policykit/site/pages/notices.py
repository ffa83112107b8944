"""What every page of a version says first: whether it is in force, since when, by which minute, and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policykit.model.dates import PartialDate
from policykit.site.addresses import policy_address, version_address
from policykit.site.holdings import HeldPolicy, HeldVersion


@dataclass(frozen=True, slots=True)
class Notice:
    """The state of a version as the pages of it say it."""

    version: HeldVersion
    link: str
    """The address of what is in force in its place, or comes; nothing where there is none."""
    other: HeldVersion | None
    """That version."""
    is_overdue: bool
    """Whether its review was planned for a day that is over."""

    @property
    def is_warning(self) -> bool:
        """Whether a reader must not take this version for what is in force."""
        return self.version.standing != "in_force"


def make_notice(policy: HeldPolicy, version: HeldVersion, *, is_overdue: bool) -> Notice:
    """Give the notice of one version; `is_overdue` tells that its planned review was not held."""
    other = policy.current
    if version.standing == "in_force":
        other = next((each for each in policy.versions if each.standing == "pending"), None)
    link = ""
    if other is not None:
        link = policy_address(policy) if other.standing == "in_force" else version_address(policy, other)
    return Notice(version, link, other, is_overdue and version.standing == "in_force")


def is_past(review: PartialDate | None, today: date) -> bool:
    """Say whether a review was planned for a day, month or year that is over."""
    return review is not None and review.last_day < today
