"""Addresses in files for programs: whole ones where it is known where the site will be, else relative to the file."""

from __future__ import annotations

from collections.abc import Callable

from policykit.site.addresses import relate
from policykit.site.sheaf import SiteSettings

Address = Callable[[str], str]
"""Gives an address of the site, from its root, as a file for programs has it."""


def make_addresses(path: str, settings: SiteSettings) -> Address:
    """Give the function that writes addresses in the file at `path`."""
    if settings.url:
        return lambda address: settings.url + address

    def write(address: str) -> str:
        near = relate(path, address)
        return f"./{near}" if near.startswith("#") else near  # a place of the page beside the file, not of the file

    return write


DATA, FEED, REVIEWS, TIMELINE, POLICY = "index.json", "feed.atom", "reviews.ics", "timeline.json", "policy.json"
"""The names of the files for programs, beside the page that they are about."""
CATALOGUE = "catalogue.jsonld"
"""The catalogue of the site's data (DCAT), at its root."""
SITEMAP = "sitemap.xml"
"""The list of pages for search engines, at the root."""
CARD = "assets/card.png"
"""The picture that is shown with a link to the site."""
