"""The files for programs that are about the whole site, about a council or about a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from policykit.site.addresses import policy_address
from policykit.site.holdings import HeldCouncil, Holdings, OpenPolicy
from policykit.site.reuse.addresses import DATA, POLICY, TIMELINE
from policykit.site.reuse.calendars import make_reviews
from policykit.site.reuse.cards import draw_card
from policykit.site.reuse.catalogue import make_catalogue
from policykit.site.reuse.data import describe_policy, list_index, tell_timeline
from policykit.site.reuse.feeds import make_feed
from policykit.site.reuse.rules import RuleFiles, list_rule_files
from policykit.site.reuse.sitemap import make_sitemap
from policykit.site.reuse.write import write_record
from policykit.site.sheaf import Sheaf, SiteFile, SiteSettings, hash_inputs


def hash_council(council: HeldCouncil, inputs: Callable[[str], str]) -> str:
    """Give the hash of all that is shown of a council: of the files that it was read from, and of what is in force."""
    read = [
        (policy.name, inputs(policy.name), [version.standing for version in policy.versions])
        for policy in council.policies
    ]
    return hash_inputs(replace(council, policies=()), read)


def plan_reuse(holdings: Holdings, hashes: Mapping[str, str], settings: SiteSettings) -> Iterator[Sheaf]:
    """Give the sheaves of the whole site and of each council; `hashes` has the hash of each council, by id."""
    yield Sheaf("data", hash_inputs(list(hashes.items()), settings), partial(_make_site_data, holdings, settings))
    for council in holdings.councils:
        make = partial(_make_council_data, council, settings)
        yield Sheaf(f"data {council.id}", hash_inputs(hashes[council.id], settings), make)


def _make_site_data(holdings: Holdings, settings: SiteSettings) -> Iterator[SiteFile]:
    yield SiteFile(DATA, write_record(list_index(holdings.councils, DATA, settings)))
    yield make_feed(holdings.councils, "", settings.title, settings)
    yield make_reviews(holdings.councils, "")
    yield draw_card()
    yield make_catalogue(holdings, settings)
    yield from make_sitemap(holdings, settings)


def _make_council_data(council: HeldCouncil, settings: SiteSettings) -> Iterator[SiteFile]:
    folder = f"{council.id}/"
    yield SiteFile(f"{folder}{DATA}", write_record(list_index([council], f"{folder}{DATA}", settings)))
    yield make_feed([council], folder, f"Policies of {council.name}", settings)
    yield make_reviews([council], folder)
    yield draw_card(folder, council.accent)


def make_policy_data(opened: OpenPolicy, rules: Mapping[str, RuleFiles], settings: SiteSettings) -> Iterator[SiteFile]:
    """Give the files for programs of one policy: its data, its timeline, and the rules of its versions, by label."""
    held = opened.held
    for version in held.versions:
        yield from list_rule_files(held, version, rules[version.label])
    own = policy_address(held)
    yield SiteFile(f"{own}{POLICY}", write_record(describe_policy(held, opened.council, rules, settings)))
    yield SiteFile(f"{own}{TIMELINE}", write_record(tell_timeline(held, settings)))
