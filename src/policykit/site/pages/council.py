"""The page of a council: its policies in force, those that are not, and drafts where they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.site.assets import write_colours
from policykit.site.holdings import HeldCouncil
from policykit.site.pages.notices import make_notice
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.site.templating import make_page


def make_council(council: HeldCouncil, today: date, settings: SiteSettings) -> Iterator[SiteFile]:
    """Give the page and the colours of a council."""
    yield write_colours(council)
    lines = [(policy, make_notice(policy, policy.shown, today)) for policy in council.policies]
    values = {
        "in_force": [line for line in lines if line[0].current is not None],
        "pending": [line for line in lines if line[0].shown.standing == "pending"],
        "ended": [line for line in lines if line[0].shown.standing in ("superseded", "withdrawn")],
        "drafts": [(policy, version) for policy in council.policies for version in policy.versions if version.is_draft],
    }
    yield make_page(
        f"{council.id}/",
        "council.html.j2",
        settings,
        values,
        title=council.name,
        language=council.language,
        council=council,
        trail=(("", settings.title),),
    )
