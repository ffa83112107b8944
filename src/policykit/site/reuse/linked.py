"""A version as linked data: schema.org `Legislation` with the properties of ELI (European Legislation Identifier)."""

from __future__ import annotations

import json
from typing import Any

from policykit.render.formats import FORMATS
from policykit.site.addresses import file_address, policy_address, version_address
from policykit.site.holdings import HeldCouncil, HeldPolicy, HeldVersion
from policykit.site.reuse.addresses import make_addresses
from policykit.site.sheaf import SiteSettings

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The names that are used; written out, so that nobody has to fetch it."""
_ELI_FORCE = {True: "eli:InForce-inForce", False: "eli:InForce-notInForce"}


def describe_version(
    policy: HeldPolicy, version: HeldVersion, council: HeldCouncil, page: str, settings: SiteSettings
) -> dict[str, Any]:
    """Give a version as JSON-LD for the page at `page`; addresses are relative to it where no base is known."""
    address = make_addresses(page, settings)
    own, work = version_address(policy, version), policy_address(policy)
    in_force = version.standing == "in_force"
    before = _find_before(policy, version)
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": ["Legislation", "eli:LegalResource"],
        "@id": address(own),
        "url": {"@id": address(own)},
        "name": f"{version.title} {version.subtitle}".strip(),
        "eli:title": f"{version.title} {version.subtitle}".strip(),
        "legislationIdentifier": f"{policy.name}@{version.label}",
        "eli:id_local": f"{policy.name}@{version.label}",
        "version": version.label,
        "eli:version": version.label,
        "inLanguage": version.language,
        "legislationType": version.kind,
        "eli:type_document": version.kind,
        "legislationLegalForce": {"@id": f"https://schema.org/{'InForce' if in_force else 'NotInForce'}"},
        "eli:in_force": {"@id": _ELI_FORCE[in_force]},
        "legislationJurisdiction": council.jurisdiction,
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": council.name},
        "eli:passed_by": council.name,
        "isPartOf": {"@type": "Legislation", "@id": address(work)},
        "eli:is_member_of": {"@id": address(work)},
        "encoding": [
            {
                "@type": "LegislationObject",
                "encodingFormat": FORMATS[name].media_type,
                "contentUrl": {"@id": address(file_address(policy, version, FORMATS[name].suffix))},
                "legislationLegalValue": {"@id": "https://schema.org/UnofficialLegalValue"},
            }
            for name in settings.formats
        ],
    }
    data |= _describe_dates(version)
    if before is not None:
        data["legislationRepeals"] = data["eli:repeals"] = {"@id": address(version_address(policy, before))}
    laws = [{"@id": uri} for _, uri in version.legislation if uri.startswith(("http://", "https://"))]
    if laws:
        data["citation"] = data["eli:cites"] = laws
    return data


def _describe_dates(version: HeldVersion) -> dict[str, Any]:
    """Give the dates that are known, each typed by how exactly it is known."""
    dates = {
        ("legislationDate", "eli:date_document"): version.adopted,
        ("legislationDateOfApplicability", "eli:first_date_entry_in_force"): version.begins,
        ("", "eli:date_no_longer_in_force"): version.ends,
    }
    found: dict[str, Any] = {}
    for names, value in dates.items():
        if value is not None:
            kind = "xsd:date" if value.day else "xsd:gYearMonth" if value.month else "xsd:gYear"
            found |= {name: {"@value": str(value), "@type": kind} for name in names if name}
    return found


def _find_before(policy: HeldPolicy, version: HeldVersion) -> HeldVersion | None:
    return next((each for each in policy.versions if each.ended_by == version.label), None)


def write_linked(data: dict[str, Any]) -> str:
    """Give JSON-LD as it can be in a page: no sign in it can end the element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
