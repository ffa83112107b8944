"""A library becomes what the site shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from policykit.document.compile import compile_document
from policykit.document.front import name_event
from policykit.document.tree import ClauseNode, Document, SectionNode
from policykit.edition.edition import Edition, find_edition
from policykit.model.council import Council
from policykit.model.library import Library, Policy
from policykit.model.register import Event, VersionState, settle_events
from policykit.model.reigns import Reign, list_reigns
from policykit.model.text import plain_text
from policykit.site.holdings import (
    HeldClause,
    HeldCouncil,
    HeldEvent,
    HeldLink,
    HeldPolicy,
    HeldTopic,
    HeldVersion,
    Holdings,
    OpenPolicy,
    Standing,
)
from policykit.site.periods import list_periods
from policykit.source.files import file_label


def gather_holdings(
    policies: Iterable[HeldPolicy],
    councils: Mapping[str, HeldCouncil],
    topics: tuple[HeldTopic, ...],
    links: Iterable[HeldLink],
    today: date,
) -> Holdings:
    """Give the holdings of the policies that are shown, by their councils; links keep to those between them."""
    of_council: dict[str, list[HeldPolicy]] = {}
    known: dict[str, HeldPolicy] = {}
    for policy in policies:
        of_council.setdefault(policy.council, []).append(policy)
        known[policy.name] = policy
    held = [
        replace(councils[name], policies=tuple(sorted(own, key=lambda each: (each.title.casefold(), each.name))))
        for name, own in of_council.items()
    ]
    ordered = tuple(sorted(held, key=lambda council: (council.name.casefold(), council.id)))
    shown = tuple(link for link in links if all(name in known for name, _ in link.clauses))
    return Holdings(ordered, topics, shown, today)


def hold_council(council: Council) -> HeldCouncil:
    """Give what is shown of a council, without its policies."""
    return HeldCouncil(
        council.id,
        council.name,
        council.kind,
        council.jurisdiction,
        council.language,
        council.strapline or "",
        council.website or "",
        council.email or "",
        council.brand.accent,
        council.brand.link,
        (),
    )


def hold_topics(library: Library) -> tuple[HeldTopic, ...]:
    """Give the topics of a library."""
    return tuple(HeldTopic(topic.id, topic.title, topic.meaning) for topic in library.topics.values())


def hold_links(library: Library) -> Iterator[HeldLink]:
    """Give every confirmed link of a library."""
    for link in library.counterparts:
        (first, one), (second, two) = (address.split("#", 1) for address in link.clauses)
        confirmed = f"{link.confirmed_by}, {link.confirmed_on.shown('long')}"
        yield HeldLink(((first, one), (second, two)), link.stance, link.matter or "", link.note or "", confirmed)


def list_shown(policy: Policy, today: date, *, with_drafts: bool) -> tuple[str, ...]:
    """Give the labels of the versions that are shown: of all that were ever adopted, and of drafts where wanted."""
    states = policy.states_on(today)
    return tuple(label for label in policy.labels if with_drafts or states[label].approval is not None)


def open_policy(library: Library, policy: Policy, today: date, *, with_drafts: bool = False) -> OpenPolicy | None:
    """Give a policy with the texts that are shown: all that were ever adopted, and drafts where they are wanted.

    None for a policy of which nothing is shown.
    """
    states, labels = policy.states_on(today), list_shown(policy, today, with_drafts=with_drafts)
    if not labels:
        return None
    editions = {label: find_edition(library, policy, label) for label in labels}
    documents = {label: compile_document(edition) for label, edition in editions.items()}
    reigns = {reign.version: reign for reign in list_reigns(policy.register.value)}
    versions = tuple(
        _hold_version(editions[label], documents[label], states[label], reigns.get(label)) for label in labels
    )
    held = HeldPolicy(
        policy.name,
        policy.council,
        policy.id,
        versions,
        tuple(_hold_events(policy, editions)),
        list_periods(policy.register.value),
    )
    council = hold_council(library.council_of(policy))
    return OpenPolicy(held, council, library, policy, editions, documents)


def _hold_version(edition: Edition, document: Document, state: VersionState, reign: Reign | None) -> HeldVersion:
    version, imprint, approval = edition.version, document.imprint, state.approval
    parallel = f"{edition.policy.council}/{version.parallel}" if version.parallel else ""
    ending = reign.end if reign else None
    return HeldVersion(
        label=version.version,
        slug=f"v{file_label(version.version)}",
        title=version.title,
        subtitle=version.subtitle or "",
        kind=version.kind,
        language=imprint.language,
        standing=_find_standing(state),
        adopted=approval.date if approval else None,
        begins=reign.begins if reign else (approval.begins if approval else None),
        ends=reign.ends if reign else None,
        ended_by=ending.version if ending and ending.event == "adopted" else "",
        reference=(approval.reference or "") if approval else "",
        body=_name_body(edition.council, approval) if approval else "",
        next_review=state.next_review,
        text_sha256=imprint.text_sha256,
        parallel=parallel,
        legislation=tuple((law.title or law.as_written, law.uri or "") for law in version.legislation),
        clauses=tuple(_hold_clauses(document)),
    )


def _find_standing(state: VersionState) -> Standing:
    if state.pending:
        return "pending"
    return "in_force" if state.status == "adopted" else state.status


def _name_body(council: Council, event: Event) -> str:
    committees = {committee.id: committee.name or committee.label for committee in council.committees}
    return event.body or committees.get(event.committee or "", event.committee or "")


def _hold_clauses(document: Document) -> Iterator[HeldClause]:
    for section, heading in _walk_headings(document.sections, ""):
        for node, part_of in _walk_nodes(section.clauses, ""):
            topics = tuple(dict.fromkeys([*([node.topic] if node.topic else []), *node.also_topics]))
            words = " ".join(_list_words(node))
            language = "" if node.language == document.imprint.language else node.language
            term = node.term or ""
            yield HeldClause(node.id, node.citation, words, node.kind, heading, term, topics, part_of, language)


def _list_words(node: ClauseNode) -> Iterator[str]:
    """Give every word of a clause itself, those of its table too."""
    yield from plain_text(node.words).split()
    for row in (node.table.columns, *node.table.rows) if node.table is not None else ():
        for cell in row:
            if isinstance(cell, tuple):
                yield from plain_text(cell).split()


def _hold_events(policy: Policy, editions: Mapping[str, Edition]) -> Iterator[HeldEvent]:
    adopted: set[str] = set()
    for position, event in settle_events(policy.register.value):
        adopted.update([event.version] if event.event == "adopted" else [])
        edition = editions.get(event.version)
        if edition is None or event.event == "sealed":
            continue
        what = name_event(event, adopted=event.version in adopted)
        yield HeldEvent(
            event.version,
            event.event,
            event.date,
            f"{what}, with amendments" if event.with_amendments else what,
            _name_body(edition.council, event),
            event.reference or "",
            event.changes_listed,
            position + 1,
        )


def _walk_headings(sections: Iterable[SectionNode], above: str) -> Iterator[tuple[SectionNode, str]]:
    for section in sections:
        heading = plain_text(section.heading) if section.heading else above
        yield section, heading
        yield from _walk_headings(section.sections, heading)


def _walk_nodes(nodes: Iterable[ClauseNode], part_of: str) -> Iterator[tuple[ClauseNode, str]]:
    for node in nodes:
        yield node, part_of
        yield from _walk_nodes(node.clauses, node.id)
