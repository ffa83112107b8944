"""The rules of a version, and the faults of all rules of a library at their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policykit.edition.edition import Edition, find_edition, read_edition
from policykit.errors import Code, Diagnostic, Span
from policykit.model.council import Council
from policykit.model.fact import FactVocabulary
from policykit.model.library import Library, Places, Sourced
from policykit.model.policy import Path
from policykit.model.rule import RequiredReading, SettledDecision
from policykit.pipeline.codes import NO_FACTS, refuse
from policykit.pipeline.names import Named
from policykit.rules import ruleset
from policykit.rules.from_edition import check_edition, find_unsealed_decisions, lower_edition
from policykit.rules.ir import Ruleset
from policykit.rules.ruleset import RuleFault, to_diagnostic

RULE_CODES: tuple[Code, ...] = tuple(value for value in vars(ruleset).values() if isinstance(value, Code))
"""Every code that the rules' own checks report."""


def open_edition(library: Library, named: Named) -> Edition:
    """Give the edition that a name means: the frozen copy if it is sealed, else the files as they are."""
    return find_edition(library, named.policy, named.label)


def make_ruleset(
    edition: Edition,
    decided: Mapping[str, SettledDecision] | None = None,
    require: RequiredReading = "reviewed",
) -> Ruleset:
    """Give the rules of an edition with their meaning.

    `decided` replaces all that the council settled; a breach on a reading that is less agreed than `require` weighs as
    a note. Raises PolicykitError where a rule has a fault, or there is no vocabulary of facts.
    """
    return lower_edition(edition, find_facts(edition), decided, require)


def find_facts(edition: Edition) -> FactVocabulary:
    """Give the vocabulary of facts of an edition; raises PolicykitError (`no-facts`) where it has none."""
    if edition.facts is None:
        raise refuse(NO_FACTS, f"the library of `{edition.name}` has no facts.yaml, from which rules are decided")
    return edition.facts


def join_facts(editions: Sequence[Edition]) -> FactVocabulary:
    """Give the one vocabulary in which editions are compared, which may have been sealed with different ones.

    A role, kind of record or fact that several have is as the last of them has it. Raises as `find_facts` does.
    """
    joined, *others = [find_facts(edition) for edition in reversed(editions)]
    for facts in others:
        if facts != joined:
            records = {**facts.records, **joined.records}
            for name in facts.records.keys() & joined.records.keys():
                both = {**facts.records[name].facts, **joined.records[name].facts}
                records[name] = joined.records[name].model_copy(update={"facts": both})
            joined = joined.model_copy(update={"roles": {**facts.roles, **joined.roles}, "records": records})
    return joined


def find_rule_faults(library: Library) -> Iterator[Diagnostic]:
    """Give every fault of every version's rules, at its place in the file.

    A file that is as it was sealed is checked with all that was sealed with it; an edited one as it would be sealed.
    """
    for policy in library.policies.values():
        council = library.councils.get(policy.council)
        if council is not None:
            for version in policy.versions:
                edition = read_edition(library, policy, version)
                if edition.facts is not None:
                    yield from _find_faults(edition, edition.facts, version.places, council)


def _find_faults(
    edition: Edition, facts: FactVocabulary, places: Places, council: Sourced[Council]
) -> Iterator[Diagnostic]:
    where: dict[str, Path] = {
        rule.id: (*path, "rules", position)
        for path, clause in edition.version.walk_clauses()
        for position, rule in enumerate(clause.rules)
    }
    faults = [fault for fault in check_edition(edition, facts) if fault.rule]
    settled = [fault for fault in check_edition(edition, facts, council.value.decisions) if not fault.rule]
    for fault in faults:
        yield _place(fault, places, where[fault.rule])
    for fault in (*settled, *find_unsealed_decisions(edition, council.value.decisions)):
        yield _place(fault, council.places, ("decisions",))


def _place(fault: RuleFault, places: Places, base: Path) -> Diagnostic:
    path = (*base, *fault.path)
    inside = fault.start is not None and fault.end is not None
    span: Span = places.inside(path, fault.start or 0, fault.end or 0) if inside else places.span(path)
    found = to_diagnostic(fault, lambda _: span)
    return Diagnostic(found.code, found.severity, found.message, span, found.hint, places.line_text(span.line))
