"""What can be found: the clauses of a version, each with the words around it that say what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policykit.site.addresses import policy_address, version_address
from policykit.site.holdings import HeldClause, HeldCouncil, HeldPolicy, HeldTopic, HeldVersion, Standing


@dataclass(frozen=True, slots=True)
class SearchClause:
    """One clause as it is found."""

    id: str
    citation: str
    heading: str
    """The heading of its section; may be empty."""
    words: str
    """What is shown of it: its term, words and cells."""
    term: str = ""
    lead: str = ""
    """The words of the clauses that it is an item of."""
    topics: str = ""
    """The titles of its topics."""
    meaning: str = ""
    """What belongs to its topic, as topics.yaml says it."""
    defines: bool = False
    """Whether it says what something is."""
    welsh: bool = False


@dataclass(frozen=True, slots=True)
class SearchText:
    """One version of a policy as it is found; of one that its page does not show only what reads otherwise."""

    council: str
    """The council's id."""
    council_name: str
    title: str
    """The title, with the subtitle."""
    version: str
    """Its label."""
    address: str
    """The address of the page that shows it: `crewe/social-media/`."""
    standing: Standing
    since: str
    """Since when it counts, or counted: `26 January 2019`; nothing where that is not known."""
    clauses: tuple[SearchClause, ...]


def list_texts(council: HeldCouncil, policy: HeldPolicy, topics: Mapping[str, HeldTopic]) -> tuple[SearchText, ...]:
    """Give the versions of a policy as they are found: the one that its page shows whole, and what only others say."""
    shown = policy.shown
    texts = [_describe_text(council, policy, shown, policy_address(policy), describe_clauses(shown, topics))]
    known = {(clause.id, clause.words) for clause in texts[0].clauses}
    for version in reversed(policy.versions):
        if version is shown:
            continue
        clauses = describe_clauses(version, topics)
        others = tuple(clause for clause in clauses if (clause.id, clause.words) not in known)
        known |= {(clause.id, clause.words) for clause in others}
        if others:
            texts.append(_describe_text(council, policy, version, version_address(policy, version), others))
    return tuple(texts)


def _describe_text(
    council: HeldCouncil, policy: HeldPolicy, version: HeldVersion, address: str, clauses: tuple[SearchClause, ...]
) -> SearchText:
    title = f"{version.title} {version.subtitle}".strip()
    since = version.begins.shown("long") if version.begins else ""
    return SearchText(policy.council, council.name, title, version.label, address, version.standing, since, clauses)


def describe_clauses(version: HeldVersion, topics: Mapping[str, HeldTopic]) -> tuple[SearchClause, ...]:
    """Give every clause of a version that has words, in order."""
    return tuple(_walk_clauses(version, version.clauses, topics))


def _walk_clauses(
    version: HeldVersion, clauses: Sequence[HeldClause], topics: Mapping[str, HeldTopic]
) -> Iterator[SearchClause]:
    leads: dict[str, str] = {}
    for clause in clauses:
        lead = leads.get(clause.part_of, "")
        leads[clause.id] = f"{lead} {clause.words}".strip()
        own = [topics[name] for name in clause.topics if name in topics]
        words = clause.words
        if clause.term and not words.startswith(clause.term):
            words = f"{clause.term}: {words}"
        if not words:
            continue
        language = clause.language or version.language
        yield SearchClause(
            id=clause.id,
            citation=clause.citation,
            heading=clause.heading,
            words=words,
            term=clause.term,
            lead=lead,
            topics=" ".join(topic.title for topic in own),
            meaning=own[0].meaning if own else "",
            defines=clause.kind == "definition",
            welsh=language.partition("-")[0].lower() == "cy",
        )
