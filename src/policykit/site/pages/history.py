"""The history of a policy: what happened when, as a picture and in words, and what was in force on any day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from policykit.model.library import Policy, Sourced
from policykit.register.timeline import draw_timeline
from policykit.site.addresses import history_address, policy_address
from policykit.site.holdings import OpenPolicy
from policykit.site.pages.notices import make_notice
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.site.surroundings import Surroundings
from policykit.site.templating import make_page


def make_history(opened: OpenPolicy, around: Surroundings, settings: SiteSettings) -> Iterator[SiteFile]:
    """Give the page of a policy's history, and its picture."""
    held = opened.held
    address = history_address(held)
    shown = held.shown
    values = {
        "policy": held,
        "notice": make_notice(held, shown, is_overdue=shown.label in around.overdue),
        "around": around,
    }
    # To the end of the year, so that the picture is the same from one day to the next.
    picture = draw_timeline(_narrow(opened), date(around.year, 12, 31))
    yield SiteFile(f"{address}timeline.svg", picture.encode("utf-8"))
    yield make_page(
        address,
        "history.html.j2",
        settings,
        values,
        title=f"History of {held.title}",
        council=around.council,
        trail=(("", settings.title), (f"{held.council}/", around.council.name), (policy_address(held), held.title)),
    )


def _narrow(opened: OpenPolicy) -> Policy:
    """Give the policy with what is shown of it alone: no draft, and no event of one, is to be seen by chance."""
    policy, labels = opened.policy, set(opened.editions)
    register = policy.register
    events = tuple(event for event in register.value.settled if event.version in labels)
    return replace(
        policy,
        versions=tuple(version for version in policy.versions if version.value.version in labels),
        register=Sourced(register.value.model_copy(update={"events": events}), register.places),
    )
