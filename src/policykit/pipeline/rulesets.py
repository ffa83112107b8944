"""From a library's clauses to rules: each version's ruleset, and the faults of its rules at their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policykit.edition.numbers import number_version
from policykit.errors import Code, Diagnostic, Span
from policykit.model.fact import FactVocabulary
from policykit.model.fingerprint import fingerprint
from policykit.model.library import Library, Places, Policy
from policykit.model.policy import Clause, Path, Section, Version
from policykit.model.rule import SettledDecision
from policykit.pipeline.codes import NO_FACTS, refuse
from policykit.pipeline.names import Named
from policykit.rules import ruleset
from policykit.rules.derive import Nation
from policykit.rules.ir import Ruleset
from policykit.rules.ruleset import (
    ClauseRule,
    PolicyIdentity,
    RuleFault,
    check_rules,
    lower_rules,
    to_diagnostic,
)
from policykit.source.checks.versions import clause_words

RULE_CODES: tuple[Code, ...] = tuple(value for value in vars(ruleset).values() if isinstance(value, Code))
"""Every code that the rules' own checks report."""


_NATIONS: dict[str, Nation] = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}


def make_ruleset(library: Library, named: Named, decided: Mapping[str, SettledDecision] | None = None) -> Ruleset:
    """Give the rules of one version with their meaning.

    `decided` stands in place of all decisions in council.yaml. Raises PolicykitError where a rule has a fault, or the
    library names no facts.
    """
    version = named.policy.version(named.label).value
    identity = PolicyIdentity(named.policy.council, named.policy.id, named.label, fingerprint(version))
    decisions = library.council_of(named.policy).decisions if decided is None else decided
    rules = tuple(_list_rules(library, version))
    return lower_rules(rules, find_facts(library), decisions, version.applies_to, identity)


def find_facts(library: Library) -> FactVocabulary:
    """Give the library's vocabulary of facts; raises PolicykitError (`no-facts`) where it has none."""
    if library.facts is None:
        raise refuse(NO_FACTS, f"the library `{library.root}` has no facts.yaml, from which rules are decided")
    return library.facts.value


def find_nation(library: Library, named: Named) -> Nation:
    """Give the nation whose bank holidays count for a policy: that of its council."""
    return _NATIONS[library.council_of(named.policy).jurisdiction]


def find_rule_faults(library: Library) -> Iterator[Diagnostic]:
    """Give every fault of every version's rules, at its place in the file."""
    if library.facts is None:
        return
    for policy in library.policies.values():
        if policy.council in library.councils:
            for version in policy.versions:
                yield from _find_faults(library, policy, version.value, version.places, library.facts.value)


def _list_rules(library: Library, version: Version) -> Iterator[ClauseRule]:
    numbers = number_version(version)
    leads = {
        clause.id: found
        for _, section in version.walk_sections()
        for clause, found in _find_leads(section.clauses, library, ())
    }
    roles = dict(_list_roles(version.sections, ()))
    for path, clause in version.walk_clauses():
        for rule in clause.rules:
            words = f"{clause.term}: {clause_words(clause, library)}" if clause.term else clause_words(clause, library)
            citation = numbers[clause.id].citation
            yield ClauseRule(clause.id, citation, words, rule, leads[clause.id], roles[path[: path.index("clauses")]])


def _list_roles(
    sections: Iterable[Section], roles: tuple[str, ...], above: Path = ()
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Give the path of each section with the roles that it or a section around it names; none where none does."""
    for position, section in enumerate(sections):
        path = (*above, "sections", position)
        own = section.applies_to or roles
        yield path, own
        yield from _list_roles(section.sections, own, path)


def _find_leads(
    clauses: Iterable[Clause], library: Library, leads: tuple[str, ...]
) -> Iterator[tuple[Clause, tuple[str, ...]]]:
    """Give each clause with the words, ending in a colon, of those that it is an item of."""
    for clause in clauses:
        yield clause, leads
        last = clause_words(clause, library).rstrip().rpartition("\n")[2]
        yield from _find_leads(clause.clauses, library, (*leads, last) if last.endswith(":") else leads)


def _find_faults(
    library: Library, policy: Policy, version: Version, places: Places, facts: FactVocabulary
) -> Iterator[Diagnostic]:
    council = library.councils[policy.council]
    rules = tuple(_list_rules(library, version))
    where: dict[str, Path] = {
        rule.id: (*path, "rules", position)
        for path, clause in version.walk_clauses()
        for position, rule in enumerate(clause.rules)
    }
    for fault in check_rules(rules, facts, council.value.decisions, version.applies_to):
        if fault.rule:
            yield _place(fault, places, where[fault.rule])
        else:
            yield _place(fault, council.places, ("decisions",))


def _place(fault: RuleFault, places: Places, base: Path) -> Diagnostic:
    path = (*base, *fault.path)
    inside = fault.start is not None and fault.end is not None
    span: Span = places.inside(path, fault.start or 0, fault.end or 0) if inside else places.span(path)
    found = to_diagnostic(fault, lambda _: span)
    return Diagnostic(found.code, found.severity, found.message, span, found.hint, places.line_text(span.line))
