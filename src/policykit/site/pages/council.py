"""The page of a council: its policies in force, those that are not, and drafts where they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from policykit.model.dates import PartialDate
from policykit.site.addresses import policy_address, version_address
from policykit.site.assets import write_colours
from policykit.site.holdings import HeldCouncil, HeldPolicy, HeldVersion, Holdings, Standing
from policykit.site.pages.notices import is_past
from policykit.site.pages.pairs import group_links
from policykit.site.sheaf import Sheaf, SiteFile, SiteSettings, hash_inputs
from policykit.site.templating import make_page


@dataclass(frozen=True, slots=True)
class CouncilLine:
    """A version as its council's page lists it."""

    address: str
    title: str
    label: str
    language: str
    standing: Standing
    begins: PartialDate | None
    ends: PartialDate | None
    review: PartialDate | None
    is_late: bool


def plan_councils(holdings: Holdings, settings: SiteSettings) -> Iterator[Sheaf]:
    """Give the sheaf of each council."""
    names = {council.id: council.name for council in holdings.councils}
    pairs = group_links(holdings)
    for council in holdings.councils:
        lines = [_tell(policy, policy.shown, holdings) for policy in council.policies]
        values = {
            "in_force": [line for line in lines if line.standing == "in_force"],
            "pending": [line for line in lines if line.standing == "pending"],
            "ended": [line for line in lines if line.standing in ("superseded", "withdrawn")],
            "drafts": [_tell(each, v, holdings) for each in council.policies for v in each.versions if v.is_draft],
            "compared": [
                (first, second, names[second if council.id == first else first])
                for first, second in pairs
                if council.id in (first, second)
            ],
        }
        bare = replace(council, policies=())
        make = partial(_make_council, bare, values, settings)
        yield Sheaf(f"council {council.id}", hash_inputs(bare, values, settings), make)


def _tell(policy: HeldPolicy, version: HeldVersion, holdings: Holdings) -> CouncilLine:
    is_own = version is policy.shown and not version.is_draft
    return CouncilLine(
        policy_address(policy) if is_own else version_address(policy, version),
        version.title,
        version.label,
        version.language,
        version.standing,
        version.begins,
        version.ends,
        version.next_review,
        is_past(version.next_review, holdings.today),
    )


def _make_council(council: HeldCouncil, values: dict[str, Any], settings: SiteSettings) -> Iterator[SiteFile]:
    yield write_colours(council)
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
