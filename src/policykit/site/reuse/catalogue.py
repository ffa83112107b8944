"""The catalogue of a site's data (DCAT 3): for each council a series, for each policy a data set with its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from policykit.site.addresses import policy_address
from policykit.site.holdings import HeldCouncil, HeldPolicy, Holdings
from policykit.site.reuse.addresses import CATALOGUE, DATA, FEED, POLICY, REVIEWS, TIMELINE, Address, make_addresses
from policykit.site.sheaf import SiteFile, SiteSettings

CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"


def make_catalogue(holdings: Holdings, settings: SiteSettings) -> SiteFile:
    """Give the catalogue, as JSON-LD."""
    address = make_addresses(CATALOGUE, settings)
    own = [*_describe_councils(holdings, address)]
    catalogue = {
        "@id": address(""),
        "@type": "dcat:Catalog",
        "dct:title": settings.title,
        "dct:description": f"Policies of {len(holdings.councils)} councils: their texts, versions and what happened.",
        "foaf:homepage": {"@id": address("")},
        "dcat:dataset": [{"@id": each["@id"]} for each in own],
    }
    text = json.dumps({"@context": CONTEXT, "@graph": [catalogue, *own]}, ensure_ascii=False, indent=1)
    return SiteFile(CATALOGUE, f"{text}\n".encode("utf-8", "replace"))


def _describe_councils(holdings: Holdings, address: Address) -> Iterator[dict[str, Any]]:
    for council in holdings.councils:
        folder = f"{council.id}/"
        yield {
            "@id": address(folder),
            "@type": "dcat:DatasetSeries",
            "dct:title": f"Policies of {council.name}",
            "dct:language": council.language,
            "dct:publisher": {"@type": "foaf:Organization", "foaf:name": council.name},
            "dcat:landingPage": {"@id": address(folder)},
            "dcat:distribution": [
                _describe_file(address(f"{folder}{DATA}"), "application/json", "The list of policies"),
                _describe_file(address(f"{folder}{FEED}"), "application/atom+xml", "What happened"),
                _describe_file(address(f"{folder}{REVIEWS}"), "text/calendar", "Planned reviews"),
            ],
        }
        yield from (_describe_policy(policy, council, address) for policy in council.policies)


def _describe_policy(policy: HeldPolicy, council: HeldCouncil, address: Address) -> dict[str, Any]:
    folder, shown = policy_address(policy), policy.shown
    data: dict[str, Any] = {
        "@id": address(folder),
        "@type": "dcat:Dataset",
        "dct:identifier": policy.name,
        "dct:title": f"{shown.title} {shown.subtitle}".strip(),
        "dct:language": shown.language,
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": council.name},
        "dcat:inSeries": {"@id": address(f"{council.id}/")},
        "dcat:landingPage": {"@id": address(folder)},
        "dcat:distribution": [
            _describe_file(address(f"{folder}{POLICY}"), "application/json", "The versions and clauses"),
            _describe_file(address(f"{folder}{TIMELINE}"), "application/json", "What happened, and what was in force"),
        ],
    }
    if shown.adopted is not None and shown.adopted.exact is not None:
        data["dct:issued"] = {"@value": str(shown.adopted), "@type": "xsd:date"}
    return data


def _describe_file(address: str, media_type: str, title: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{_MEDIA}{media_type}"},
    }
