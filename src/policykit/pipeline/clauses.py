"""The clauses of a version one by one: words, rules, the scenarios that try these, and what other councils say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from policykit.compare.councils.matrix import OPPOSITE, Matrix
from policykit.document.compile import compile_document
from policykit.document.tree import SectionNode
from policykit.edition.edition import Edition, find_edition
from policykit.model.counterpart import Stance
from policykit.model.library import Library
from policykit.model.rule import NO_RULE_REASONS
from policykit.model.text import plain_text
from policykit.pipeline.codes import UNKNOWN_NAME, refuse
from policykit.pipeline.matrix import make_matrix
from policykit.pipeline.names import Named
from policykit.pipeline.rule_words import RuleWords, describe_rules
from policykit.pipeline.rulesets import make_ruleset
from policykit.pipeline.scenarios import find_scenarios
from policykit.rules.scenarios import list_cases

Meeting = Literal["confirmed", "shares", "topic"]
"""How a clause of another council meets ours: by a link that a person has confirmed, by its words, or by its topic."""


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause of a version, in a line."""

    id: str
    citation: str
    words: str
    rules: int
    no_rule: str
    """Why it has no rule; empty where it has some, or no reason is given."""


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A section of a version with its own clauses, those in lists too."""

    heading: str
    """Number and heading; empty for an opening part without any."""
    level: int
    clauses: tuple[ClauseLine, ...]


@dataclass(frozen=True, slots=True)
class TriedScenario:
    """A situation that tries a rule, and what is expected of the rule in it."""

    rule: str
    name: str
    why: str
    outcome: Literal["compliant", "breach", "cannot_tell", "not_applicable", "permitted"]


@dataclass(frozen=True, slots=True)
class OtherClause:
    """A clause of another council on the same matter."""

    policy: str
    council: str
    citation: str
    words: str
    meeting: Meeting
    stance: Stance | None = None
    """Of a confirmed link: how our clause stands to theirs."""
    matter: str = ""
    """Of a confirmed link: the matter on which the two meet."""
    note: str = ""
    confirmed: str = ""
    """Of a confirmed link: who confirmed it, and when."""


@dataclass(frozen=True, slots=True)
class ClauseView:
    """All that is known of one clause."""

    line: ClauseLine
    section: str
    topics: tuple[str, ...]
    """The topics that it declares, by their titles."""
    rules: tuple[RuleWords, ...]
    scenarios: tuple[TriedScenario, ...]
    others: tuple[OtherClause, ...]
    """What the other policies of the library say: confirmed links first, then shared words, then the topic."""


def list_clauses(library: Library, named: Named) -> tuple[SectionLines, ...]:
    """Give every clause of a version, section by section in document order."""
    edition = find_edition(library, named.policy, named.label)
    return tuple(_list_sections(edition))


def describe_clause(library: Library, named: Named, clause: str) -> ClauseView:
    """Give all that is known of one clause, by its id. `library` must have been read whole, for the other councils.

    Raises PolicykitError: `unknown-name` for a clause that the version does not have, or the faults of its rules.
    """
    edition = find_edition(library, named.policy, named.label)
    found = [(part, line) for part in _list_sections(edition) for line in part.clauses if line.id == clause]
    if not found:
        raise refuse(UNKNOWN_NAME, f"`{named.name}` has no clause `{clause}`")
    (section, line), own = found[0], next(c for _, c in edition.version.walk_clauses() if c.id == clause)
    topics = [
        edition.topics[name].title
        for name in (own.topic, *own.also_topics)
        if name is not None and name in edition.topics
    ]
    rules = describe_rules(edition, make_ruleset(edition), clause) if own.rules else ()
    wanted = {rule.id for rule in rules}
    return ClauseView(
        line,
        section.heading,
        tuple(topics),
        rules,
        tuple(_list_scenarios(named, wanted)),
        tuple(_find_others(library, named, clause)),
    )


def _list_sections(edition: Edition) -> Iterator[SectionLines]:
    clauses = {str(clause.id): clause for _, clause in edition.version.walk_clauses()}
    document = compile_document(edition)
    for section in document.walk_sections():
        lines = []
        pending = list(section.clauses)
        while pending:
            node = pending.pop(0)
            pending = [*node.clauses, *pending]
            clause = clauses[node.id]
            term = f"{node.term}: " if node.term else ""
            words = term + plain_text(node.words) or (node.table.caption or "" if node.table else "")
            reason = NO_RULE_REASONS.get(clause.no_rule or "", "")
            lines.append(ClauseLine(node.id, node.citation, words, len(clause.rules), reason))
        yield SectionLines(_name_section(section), section.level, tuple(lines))


def _name_section(section: SectionNode) -> str:
    return " ".join(part for part in (section.number, plain_text(section.heading)) if part)


def _list_scenarios(named: Named, rules: set[str]) -> Iterator[TriedScenario]:
    file = find_scenarios(named)
    whys = {scenario.name: scenario.why or "" for scenario in file.scenarios} if file else {}
    for case in list_cases(file) if file else ():
        for rule, outcome in case.expect.items():
            if rule in rules:
                yield TriedScenario(rule, case.name, whys.get(case.name, ""), outcome)  # type: ignore[arg-type]


def _find_others(library: Library, named: Named, clause: str) -> Iterator[OtherClause]:
    others = [
        Named(policy, policy.current(library.today).value.version)
        for policy in library.policies.values()
        if policy.council != named.policy.council
    ]
    if not others:
        return
    matrix = make_matrix(library, (named, *others))
    own = f"{named.policy.name}#{clause}"
    met: set[str] = {own}
    for other in (*_find_links(matrix, own), *_find_families(matrix, own), *_find_topic(matrix, own)):
        address, view = other
        if address not in met:
            met.add(address)
            yield view


def _find_links(matrix: Matrix, own: str) -> Iterator[tuple[str, OtherClause]]:
    for link in matrix.links:
        if own in (link.first, link.second):
            other = link.second if own == link.first else link.first
            stance = link.stance if own == link.first else OPPOSITE[link.stance]
            by = f"{link.confirmed_by}, {link.confirmed_on}"
            said = _make_other(matrix, other, "confirmed")
            yield (
                other,
                replace(said, stance=stance, matter=link.on or "", note=link.note or "", confirmed=by),
            )


def _find_families(matrix: Matrix, own: str) -> Iterator[tuple[str, OtherClause]]:
    for family in matrix.families:
        addresses = [member.address for member in family.members]
        if own in addresses:
            yield from ((each, _make_other(matrix, each, "shares")) for each in addresses if _is_other(each, own))


def _find_topic(matrix: Matrix, own: str) -> Iterator[tuple[str, OtherClause]]:
    topics = next((set(clause.topics[:1]) for clause in matrix.clauses if clause.address == own), set())
    for clause in matrix.clauses:
        if topics & set(clause.topics[:1]) and _is_other(clause.address, own):
            yield clause.address, _make_other(matrix, clause.address, "topic")


def _is_other(address: str, own: str) -> bool:
    return address.partition("#")[0] != own.partition("#")[0]


def _make_other(matrix: Matrix, address: str, meeting: Meeting) -> OtherClause:
    clause = next(each for each in matrix.clauses if each.address == address)
    column = matrix.columns[clause.column]
    return OtherClause(column.policy, column.council, clause.citation, clause.text, meeting)
