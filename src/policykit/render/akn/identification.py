"""Work, expression and manifestation (FRBR) of one version: its addresses, dates, authors and languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policykit.document.tree import Document
from policykit.intake.akn.languages import MULTIPLE, name_three
from policykit.intake.akn.names import AGENT, COMMITTEE, COUNCIL, NO_DATE, OWNER
from policykit.model.dates import PartialDate
from policykit.model.force.kinds import read_primary
from policykit.model.register import VersionState
from policykit.render.akn.xml import nest, write_empty

_NATIONS = ("england", "wales", "scotland", "northern-ireland")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Address:
    """The addresses of a version, by the naming convention of Akoma Ntoso 1.0."""

    country: str
    """`gb`."""
    work: str
    """`/akn/gb-congleton/doc/policy/2019/social-media`: the policy, whatever its version."""
    expression: str
    """`…/eng@2019-01-26`: this version of it in this language."""
    begun: PartialDate | None
    """The first day of the policy that is known: its first adoption, else its first event; None for no day."""
    dated: PartialDate | None
    """When this version was adopted, else last drafted; None where no day is known."""


def find_address(document: Document) -> Address:
    """Give the addresses of a document; one of no edition is taken to be of the country of its language."""
    imprint, edition = document.imprint, document.origin
    states = edition.states if edition else ()
    country = find_country(edition.council.jurisdiction if edition else "", imprint.language)
    begun = _find_begun(states)
    dated = imprint.adopted or _find_last(states[-1]) if states else imprint.adopted
    year = f"{begun.year:04}" if begun else NO_DATE[:4]
    policy = imprint.policy.rpartition("/")[2]
    work = f"/akn/{country}-{imprint.council_id}/doc/{imprint.kind}/{year}/{policy}"
    label = _UNSAFE.sub("-", imprint.version)
    version = f"@{imprint.adopted}" if imprint.adopted else f":{label}"
    version += "-changes" if document.summary is not None else ""
    languages = list_languages(document)
    language = languages[0] if len(languages) == 1 else MULTIPLE
    return Address(country, work, f"{work}/{language}{version}", begun, dated)


def find_country(jurisdiction: str, language: str) -> str:
    """Give the country (ISO 3166-1) of a jurisdiction; without one, that of the language or else the United Kingdom."""
    if jurisdiction and jurisdiction not in _NATIONS and re.fullmatch(r"[a-z]{2}(-[a-z0-9]{1,3})?", jurisdiction):
        return jurisdiction[:2]
    region = language.partition("-")[2].lower()
    return region if len(region) == 2 and not jurisdiction else "gb"


def _find_begun(states: tuple[VersionState, ...]) -> PartialDate | None:
    """Give the day of the first adoption of any version, else that of the first event that has one."""
    adopted = [state.approval.date for state in states if state.approval and state.approval.date]
    dates = adopted or [event.date for state in states for event in state.events if event.date]
    return min(dates, key=lambda day: day.first_day) if dates else None


def _find_last(state: VersionState) -> PartialDate | None:
    dates = [event.date for event in state.events if event.date and event.event in ("created", "drafted", "amended")]
    return dates[-1] if dates else None


def write_identification(document: Document, address: Address) -> list[str]:
    """Give the `identification` of a document."""
    imprint, edition = document.imprint, document.edition
    version = edition.version if edition else None
    authors = [_write_author(COUNCIL)]
    if version and version.committee:
        authors.append(_write_author(f"{COMMITTEE}{version.committee}", "editor"))
    if version and version.owner:
        authors.append(_write_author(OWNER, "editor"))
    work = [
        *_write_uris(address.work, imprint.policy, "policy"),
        write_empty("FRBRalias", value=imprint.title, name="title"),
        _write_date(address.begun, "creation"),
        *authors,
        write_empty("FRBRcountry", value=address.country),
        write_empty("FRBRsubtype", value=imprint.kind),
        *([write_empty("FRBRnumber", value=version.policy_number)] if version and version.policy_number else []),
        write_empty("FRBRname", value=imprint.policy.rpartition("/")[2]),
        write_empty("FRBRprescriptive", value="false" if imprint.kind == "guidance" else "true"),
    ]
    expression = [
        *_write_uris(address.expression, f"{imprint.policy}@{imprint.version}", "version"),
        *([write_empty("FRBRalias", value=imprint.text_sha256, name="sha256")] if imprint.text_sha256 else []),
        _write_date(address.dated, "adoption" if imprint.adopted else "drafting"),
        _write_author(COUNCIL),
        write_empty("FRBRversionNumber", value=imprint.version),
        *(write_empty("FRBRlanguage", language=each) for each in list_languages(document)),
    ]
    manifestation = [
        write_empty("FRBRthis", value=f"{address.expression}/!main.akn"),
        write_empty("FRBRuri", value=f"{address.expression}.akn"),
        _write_date(address.dated, "markup"),
        _write_author(AGENT),
        write_empty("FRBRformat", value="application/akn+xml"),
    ]
    parts = [
        *nest("FRBRWork", work),
        *nest("FRBRExpression", expression),
        *nest("FRBRManifestation", manifestation),
    ]
    return nest("identification", parts, source=f"#{AGENT}")


def list_languages(document: Document) -> list[str]:
    """Give the languages that a document is in, its own first; a text in two is one expression in both."""
    beside = [language for clause in document.walk_clauses() if clause.table for language in clause.table.languages]
    return list(dict.fromkeys(name_three(each) for each in (document.imprint.language, *map(read_primary, beside))))


def _write_uris(uri: str, alias: str, name: str) -> list[str]:
    return [
        write_empty("FRBRthis", value=f"{uri}/!main"),
        write_empty("FRBRuri", value=uri),
        write_empty("FRBRalias", value=alias, name=name),
    ]


def _write_author(name: str, role: str | None = None) -> str:
    return write_empty("FRBRauthor", href=f"#{name}", as_=f"#{role}" if role else None)


def _write_date(day: PartialDate | None, name: str) -> str:
    return write_empty("FRBRdate", date=day.first_day.isoformat() if day else NO_DATE, name=name)
