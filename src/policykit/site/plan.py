"""The plan of the site: the sheaves of files that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from policykit.site.assets import list_assets
from policykit.site.holdings import Holdings, OpenPolicy
from policykit.site.pages.council import make_council
from policykit.site.pages.front import make_front
from policykit.site.pages.policy import make_policy
from policykit.site.search.build import make_search
from policykit.site.sheaf import Sheaf, SiteSettings, hash_inputs


def plan_shared(holdings: Holdings, settings: SiteSettings) -> Iterator[Sheaf]:
    """Give the sheaves that are about many policies, or about none."""
    yield Sheaf("assets", hash_inputs("assets"), list_assets)
    yield Sheaf("front", hash_inputs(holdings, settings), partial(make_front, holdings, settings))
    yield Sheaf("search", hash_inputs(holdings, settings), partial(make_search, holdings, settings))
    for council in holdings.councils:
        make = partial(make_council, council, holdings.today, settings)
        yield Sheaf(f"council {council.id}", hash_inputs(council, holdings.today, settings), make)


def plan_policy(opened: OpenPolicy, inputs: str, holdings: Holdings, settings: SiteSettings) -> Sheaf:
    """Give the sheaf of one policy; `inputs` is the hash of the files that it was read from."""
    key = hash_inputs(inputs, opened.held, settings)
    return Sheaf(f"policy {opened.held.name}", key, partial(make_policy, opened, holdings.today, settings))
