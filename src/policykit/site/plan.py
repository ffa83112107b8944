"""The plan of the site: the sheaves of files that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from policykit.site.addresses import policy_address
from policykit.site.assets import list_assets
from policykit.site.holdings import HeldPolicy, Holdings, OpenPolicy
from policykit.site.pages.council import plan_councils
from policykit.site.pages.front import plan_front
from policykit.site.pages.pairs import plan_pairs
from policykit.site.pages.policy import make_policy
from policykit.site.pages.topics import plan_topics
from policykit.site.search.build import make_search
from policykit.site.sheaf import Sheaf, SiteFile, SiteSettings, hash_inputs
from policykit.site.surroundings import Neighbours, Surroundings


def plan_site(
    holdings: Holdings, inputs: Callable[[str], str], open_text: Callable[[str], OpenPolicy], settings: SiteSettings
) -> Iterator[Sheaf]:
    """Give every sheaf of the site.

    `inputs` gives the hash of the files that a policy was read from, and `open_text` the policy with its texts; it is
    called only for a sheaf that is made.
    """
    yield Sheaf("assets", hash_inputs("assets"), list_assets)
    yield from plan_front(holdings, settings)
    timeless = replace(holdings, today=date.min)  # the day tells on standings alone, which are in the holdings
    yield Sheaf("search", hash_inputs(timeless, settings), partial(make_search, holdings, settings))
    yield from plan_councils(holdings, settings)
    yield from plan_topics(holdings, settings)
    yield from plan_policies(holdings, inputs, open_text, settings)
    yield from plan_pairs(holdings, inputs, open_text, settings)


def plan_policies(
    holdings: Holdings, inputs: Callable[[str], str], open_text: Callable[[str], OpenPolicy], settings: SiteSettings
) -> Iterator[Sheaf]:
    """Give the sheaf of each policy."""
    neighbours = Neighbours(holdings)
    for council, policy in holdings.walk_policies():
        around = neighbours.find(council, policy)
        key = hash_inputs(inputs(policy.name), policy, around, settings)
        yield Sheaf(policy_address(policy), key, partial(_make_policy, policy, around, open_text, settings))


def _make_policy(
    policy: HeldPolicy, around: Surroundings, open_text: Callable[[str], OpenPolicy], settings: SiteSettings
) -> Iterator[SiteFile]:
    yield from make_policy(open_text(policy.name), around, settings)
