"""Everything below `search/`: the page, its scripts and the index."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.site.holdings import Holdings
from policykit.site.search.entries import list_texts
from policykit.site.search.glean import Gleaning, glean_text
from policykit.site.search.letters import list_letters
from policykit.site.search.shards import FOLDER, write_index
from policykit.site.search.tables import write_scripts
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.site.templating import make_page


def make_search(holdings: Holdings, settings: SiteSettings) -> Iterator[SiteFile]:
    """Give the search page with its list from A to Z, its scripts, and the index of every clause."""
    values = {"holdings": holdings, "letters": list_letters(holdings)}
    trail = (("", settings.title),)
    yield make_page(f"{FOLDER}/", "search.html.j2", settings, values, title="Search", trail=trail)
    yield from write_scripts()
    yield from write_index(list(glean_holdings(holdings)))


def glean_holdings(holdings: Holdings) -> Iterator[Gleaning]:
    """Give what each version that is shown adds to the index."""
    topics = {topic.id: topic for topic in holdings.topics}
    for council, policy in holdings.walk_policies():
        for text in list_texts(council, policy, topics):
            yield glean_text(text)
