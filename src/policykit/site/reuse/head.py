"""What a page says to programs: where its data is, what it is, and how a link to it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from policykit.site.addresses import policy_address, version_address
from policykit.site.holdings import HeldCouncil, HeldPolicy, HeldVersion
from policykit.site.reuse.addresses import CARD, CATALOGUE, DATA, FEED, POLICY, REVIEWS, TIMELINE
from policykit.site.reuse.linked import describe_version, write_linked
from policykit.site.sheaf import SiteSettings

STANDING_WORDS = {
    "in_force": "In force",
    "pending": "Adopted, not in force yet",
    "superseded": "No longer in force",
    "withdrawn": "Withdrawn, no longer in force",
    "draft": "Draft, not adopted",
    "recommended": "Draft, not adopted",
}
"""What a version is, as a reader of a link is told."""


@dataclass(frozen=True, slots=True)
class DataLink:
    """A file for programs that a page leads to."""

    address: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page says to programs."""

    links: tuple[DataLink, ...]
    description: str
    canonical: str
    """The whole address of the page; nothing where it is not known."""
    card: str
    """The whole address of the picture for links; nothing where it is not known."""
    linked: str
    """The version as JSON-LD; nothing where the page is of no version."""


def make_head(
    address: str,
    settings: SiteSettings,
    council: HeldCouncil | None,
    policy: HeldPolicy | None,
    version: HeldVersion | None,
) -> PageHead:
    """Give what the page at `address` says to programs; whole addresses only where the site's own is known."""
    linked = ""
    if (
        policy is not None
        and version is not None
        and council is not None
        and address in (policy_address(policy), version_address(policy, version))
    ):
        linked = write_linked(describe_version(policy, version, council, address, settings))
    card = f"{council.id}/card.png" if council else CARD
    return PageHead(
        links=tuple(_list_links(council, policy)),
        description=_describe(settings, council, version),
        canonical=f"{settings.url}{address}" if settings.url else "",
        card=f"{settings.url}{card}" if settings.url else "",
        linked=linked,
    )


def _list_links(council: HeldCouncil | None, policy: HeldPolicy | None) -> list[DataLink]:
    folder = f"{council.id}/" if council else ""
    links = [
        DataLink(f"{folder}{FEED}", "application/atom+xml", "What happened (Atom feed)"),
        DataLink(f"{folder}{REVIEWS}", "text/calendar", "Planned reviews (calendar)"),
    ]
    if policy is not None:
        own = policy_address(policy)
        return [
            DataLink(f"{own}{POLICY}", "application/json", "This policy as data (JSON)"),
            DataLink(f"{own}{TIMELINE}", "application/json", "Its history as data (JSON)"),
            *links,
        ]
    links.append(DataLink(f"{folder}{DATA}", "application/json", "List of policies (JSON)"))
    if council is None:
        links.append(DataLink(CATALOGUE, "application/ld+json", "Catalogue of data (DCAT)"))
    return links


def _describe(settings: SiteSettings, council: HeldCouncil | None, version: HeldVersion | None) -> str:
    of = council.name if council else settings.title
    if version is None:
        return f"{of}: policies as adopted, with every version and what changed."
    since = f" since {version.begins.shown('long')}" if version.standing == "in_force" and version.begins else ""
    return f"{of}. {STANDING_WORDS[version.standing]}{since}. Version {version.label}."
