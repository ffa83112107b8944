"""The plan of the site: the sheaves of files that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from policykit.site.addresses import policy_address
from policykit.site.assets import list_assets
from policykit.site.holdings import HeldPolicy, Holdings, OpenPolicy
from policykit.site.pages.council import plan_councils
from policykit.site.pages.front import plan_front
from policykit.site.pages.pairs import plan_pairs
from policykit.site.pages.policy import make_policy
from policykit.site.pages.topics import plan_topics
from policykit.site.reuse.plan import hash_council, make_policy_data, plan_reuse
from policykit.site.reuse.rules import export_policy
from policykit.site.search.build import make_books, make_search
from policykit.site.search.glean import Gleaning
from policykit.site.search.tables import write_scripts
from policykit.site.sheaf import Sheaf, SiteFile, SiteSettings, hash_inputs
from policykit.site.surroundings import Neighbours, Surroundings


def plan_site(
    holdings: Holdings,
    inputs: Callable[[str], str],
    open_text: Callable[[str], OpenPolicy],
    glean: Callable[[], Sequence[Gleaning]],
    settings: SiteSettings,
) -> Iterator[Sheaf]:
    """Give every sheaf of the site.

    `inputs` gives the hash of the files that a policy was read from, `open_text` the policy with its texts, and `glean`
    what every text adds to the index of search; these two are called only for a sheaf that is made.
    """
    yield Sheaf("assets", hash_inputs("assets"), list_assets)
    yield from plan_front(holdings, settings)
    hashes = {council.id: hash_council(council, inputs) for council in holdings.councils}
    scripts = [file.content.decode() for file in write_scripts()]
    make = partial(make_search, holdings, glean, settings)
    yield Sheaf("search", hash_inputs(list(hashes.items()), holdings.topics, settings, scripts), make)
    yield from plan_reuse(holdings, hashes, settings)
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
    opened = open_text(policy.name)
    rules = export_policy(opened)
    yield from make_policy(opened, around, rules, settings)
    yield from make_policy_data(opened, rules, settings)
    yield from make_books(around.council, policy)
