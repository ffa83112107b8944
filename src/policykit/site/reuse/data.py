"""Holdings become the records of `index.json`, `policy.json` and `timeline.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID, uuid5

from policykit.model.dates import PartialDate
from policykit.render.formats import FORMATS
from policykit.site.addresses import file_address, policy_address, version_address
from policykit.site.holdings import HeldCouncil, HeldEvent, HeldPolicy, HeldVersion
from policykit.site.reuse.addresses import DATA, FEED, POLICY, REVIEWS, TIMELINE, Address, make_addresses
from policykit.site.reuse.records import (
    ListedCouncil,
    ListedVersion,
    PolicyData,
    PolicyTimeline,
    PublishedClause,
    PublishedEvent,
    PublishedFile,
    PublishedPeriod,
    PublishedVersion,
    SiteIndex,
)
from policykit.site.reuse.rules import RuleFiles
from policykit.site.sheaf import SiteSettings

_EVENTS = UUID("6ec4a5ea-3d4c-5c28-9d52-0d0c3a2f7c11")
"""The name space of events; it never changes, since those who read a feed know its entries by their ids."""


def list_index(councils: Iterable[HeldCouncil], path: str, settings: SiteSettings) -> SiteIndex:
    """Give what `index.json` at `path` holds: these councils with their policies."""
    address = make_addresses(path, settings)
    page = path.removesuffix(DATA)
    return SiteIndex(settings.title, address(page), tuple(_list_council(council, address) for council in councils))


def _list_council(council: HeldCouncil, address: Address) -> ListedCouncil:
    return ListedCouncil(
        id=council.id,
        name=council.name,
        kind=council.kind,
        jurisdiction=council.jurisdiction,
        language=council.language,
        website=council.website or None,
        page=address(f"{council.id}/"),
        feed=address(f"{council.id}/{FEED}"),
        reviews=address(f"{council.id}/{REVIEWS}"),
        policies=tuple(_list_policy(policy, address) for policy in council.policies),
    )


def _list_policy(policy: HeldPolicy, address: Address) -> ListedVersion:
    shown = policy.shown
    return ListedVersion(
        policy=policy.name,
        title=shown.title,
        version=shown.label,
        standing=shown.standing,
        in_force_from=_write_date(shown.begins),
        next_review=_write_date(shown.next_review),
        page=address(policy_address(policy)),
        data=address(f"{policy_address(policy)}{POLICY}"),
    )


def describe_policy(
    policy: HeldPolicy, council: HeldCouncil, rules: Mapping[str, RuleFiles], settings: SiteSettings
) -> PolicyData:
    """Give what `policy.json` holds; `rules` are the files of each version that has some, by label."""
    own = policy_address(policy)
    address = make_addresses(f"{own}{POLICY}", settings)
    shown, current = policy.shown, policy.current
    return PolicyData(
        policy=policy.name,
        council=policy.council,
        council_name=council.name,
        title=policy.title,
        page=address(own),
        timeline=address(f"{own}{TIMELINE}"),
        in_force=current.label if current else None,
        versions=tuple(
            _describe_version(policy, version, rules.get(version.label, RuleFiles()), address, settings)
            for version in policy.versions
        ),
        shown=shown.label,
        clauses=tuple(
            PublishedClause(
                id=clause.id,
                citation=clause.citation,
                heading=clause.heading,
                kind=clause.kind,
                topics=clause.topics,
                term=clause.term or None,
                part_of=clause.part_of or None,
                words=clause.words,
                address=address(f"{own}#{clause.id}"),
            )
            for clause in shown.clauses
        ),
    )


def _describe_version(
    policy: HeldPolicy, version: HeldVersion, rules: RuleFiles, address: Address, settings: SiteSettings
) -> PublishedVersion:
    return PublishedVersion(
        label=version.label,
        title=version.title,
        subtitle=version.subtitle or None,
        kind=version.kind,
        language=version.language,
        standing=version.standing,
        adopted=_write_date(version.adopted),
        in_force_from=_write_date(version.begins),
        ended=_write_date(version.ends),
        replaced_by=version.ended_by or None,
        body=version.body or None,
        reference=version.reference or None,
        next_review=_write_date(version.next_review),
        text_sha256=version.text_sha256,
        page=address(version_address(policy, version)),
        files=tuple(
            PublishedFile(name, FORMATS[name].media_type, address(file_address(policy, version, FORMATS[name].suffix)))
            for name in settings.formats
        ),
        rules=tuple(
            PublishedFile(each.target, each.media_type, address(file_address(policy, version, each.suffix)))
            for each in rules.files
        ),
        rules_refused=rules.refused,
    )


def tell_timeline(policy: HeldPolicy, settings: SiteSettings) -> PolicyTimeline:
    """Give what `timeline.json` holds."""
    own = policy_address(policy)
    address = make_addresses(f"{own}{TIMELINE}", settings)
    return PolicyTimeline(
        policy=policy.name,
        page=address(own),
        events=tuple(
            PublishedEvent(
                id=name_event_for_good(policy, event),
                version=event.version,
                event=event.kind,
                date=_write_date(event.date),
                what=event.what,
                by=event.by or None,
                reference=event.reference or None,
                changes=event.changes,
            )
            for event in policy.events
        ),
        periods=tuple(
            PublishedPeriod(_write_date(each.first), _write_date(each.last), each.versions, each.is_sure)
            for each in policy.periods
        ),
    )


def name_event_for_good(policy: HeldPolicy, event: HeldEvent) -> str:
    """Give the name of an event that never changes: it depends on the policy and the event's place in its register."""
    return f"urn:uuid:{uuid5(_EVENTS, f'{policy.name}/{event.number}')}"


def _write_date(value: PartialDate | date | None) -> str | None:
    return None if value is None else str(value)
