"""Everything below `search/`: the page, its scripts and the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from policykit.site.holdings import HeldCouncil, HeldPolicy, HeldTopic, Holdings
from policykit.site.search.entries import list_texts
from policykit.site.search.glean import Gleaning, glean_text
from policykit.site.search.letters import list_letters
from policykit.site.search.shards import FOLDER, write_books, write_index
from policykit.site.search.tables import write_scripts
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.site.templating import make_page


def make_search(
    holdings: Holdings, glean: Callable[[], Sequence[Gleaning]], settings: SiteSettings
) -> Iterator[SiteFile]:
    """Give the search page with its list from A to Z, its scripts, and the index of what `glean` gives."""
    values = {"holdings": holdings, "letters": list_letters(holdings)}
    trail = (("", settings.title),)
    yield make_page(f"{FOLDER}/", "search.html.j2", settings, values, title="Search", trail=trail)
    yield from write_scripts()
    yield from write_index(glean())


def make_books(council: HeldCouncil, policy: HeldPolicy) -> Iterator[SiteFile]:
    """Give the files that the clauses of one policy are shown from when they are found."""
    for text in list_texts(council, policy, {}):
        yield from write_books(text)


def glean_holdings(holdings: Holdings) -> Iterator[Gleaning]:
    """Give what each version that is shown adds to the index."""
    topics = {topic.id: topic for topic in holdings.topics}
    for council, policy in holdings.walk_policies():
        yield from glean_policy(council, policy, topics)


def glean_policy(council: HeldCouncil, policy: HeldPolicy, topics: Mapping[str, HeldTopic]) -> Iterator[Gleaning]:
    """Give what each version of a policy that is shown adds to the index."""
    for text in list_texts(council, policy, topics):
        yield glean_text(text)
