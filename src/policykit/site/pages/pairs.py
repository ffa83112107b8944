"""Two councils compared, topic by topic, where people have confirmed which of their clauses are counterparts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from policykit.compare.councils.compare import compare_councils
from policykit.render.matrix.page import tell_title, write_matrix
from policykit.site.addresses import pair_address
from policykit.site.holdings import HeldCouncil, HeldLink, HeldPolicy, Holdings, OpenPolicy
from policykit.site.sheaf import Sheaf, SiteFile, SiteSettings, hash_inputs
from policykit.site.templating import make_page

Open = Callable[[str], OpenPolicy]


def plan_pairs(
    holdings: Holdings, inputs: Callable[[str], str], open_text: Open, settings: SiteSettings
) -> Iterator[Sheaf]:
    """Give the sheaves of the councils that are compared, and of the list of them.

    `inputs` gives the hash of the files of a policy, and `open_text` the policy with its texts.
    """
    pairs = group_links(holdings)
    if not pairs:
        return
    names = [(first, second, len(links)) for (first, second), links in pairs.items()]
    councils = {council.id: council.name for council in holdings.councils}
    brief = [(first, second, councils[first], councils[second], count) for first, second, count in names]
    yield Sheaf("compare", hash_inputs(brief, settings), partial(_make_list, brief, settings))
    for (first, second), links in pairs.items():
        policies = _list_policies(holdings, links)
        key = hash_inputs(
            [(policy.name, inputs(policy.name), policy.shown.label) for policy in policies], links, settings
        )
        sides = [council for council in holdings.councils if council.id in (first, second)]
        make = partial(_make_pair, first, second, sides, policies, open_text, settings)
        yield Sheaf(f"compare {first} {second}", key, make)


def group_links(holdings: Holdings) -> dict[tuple[str, str], list[HeldLink]]:
    """Give the confirmed links by the ids of the two councils that they join, in order of the ids."""
    pairs: dict[tuple[str, str], list[HeldLink]] = {}
    for link in holdings.links:
        first, second = sorted(name.partition("/")[0] for name, _ in link.clauses)
        if first != second:
            pairs.setdefault((first, second), []).append(link)
    return dict(sorted(pairs.items()))


def _list_policies(holdings: Holdings, links: list[HeldLink]) -> list[HeldPolicy]:
    named = {name for link in links for name, _ in link.clauses}
    return [policy for _, policy in holdings.walk_policies() if policy.name in named]


def _make_list(pairs: list[tuple[str, str, str, str, int]], settings: SiteSettings) -> Iterator[SiteFile]:
    title, trail = "Councils compared", (("", settings.title),)
    yield make_page("compare/", "pairs.html.j2", settings, {"pairs": pairs}, title=title, trail=trail)


def _make_pair(
    first: str,
    second: str,
    sides: list[HeldCouncil],
    policies: list[HeldPolicy],
    open_text: Open,
    settings: SiteSettings,
) -> Iterator[SiteFile]:
    opened = [open_text(policy.name) for policy in policies]
    matrix = compare_councils(opened[0].library, [each.documents[each.held.shown.label] for each in opened])
    values = {"policies": [(side, policy) for side in sides for policy in policies if policy.council == side.id]}
    yield make_page(
        pair_address(first, second),
        "pair.html.j2",
        settings,
        {**values, "matrix": write_matrix(matrix)},
        title=tell_title(matrix),
        trail=(("", settings.title), ("compare/", "Councils compared")),
    )
