"""From an edition to its rules: each rule with the words, citation, lead-in and roles of the clause that it is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policykit.edition.edition import Edition
from policykit.model.fact import FactVocabulary
from policykit.model.policy import Clause, Path, Section
from policykit.model.rule import RequiredReading, SettledDecision
from policykit.rules.derive import Nation
from policykit.rules.ir import Ruleset
from policykit.rules.ruleset import DECISION_UNSEALED, ClauseRule, PolicyIdentity, RuleFault, check_rules, lower_rules

_NATIONS: dict[str, Nation] = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}


def lower_edition(
    edition: Edition,
    facts: FactVocabulary,
    decided: Mapping[str, SettledDecision] | None = None,
    require: RequiredReading = "reviewed",
) -> Ruleset:
    """Give the rules of an edition with their meaning in the vocabulary `facts`.

    What the council settled is read as the edition has it; `decided` replaces all of it. A breach on a reading that is
    less agreed than `require` weighs as a note. Raises PolicykitError where a rule has a fault.
    """
    identity = PolicyIdentity(edition.policy.council, edition.policy.id, edition.label, edition.text_sha256)
    decisions = edition.council.decisions if decided is None else decided
    return lower_rules(list_rules(edition), facts, decisions, edition.version.applies_to, identity, require)


def check_edition(
    edition: Edition, facts: FactVocabulary, decided: Mapping[str, SettledDecision] | None = None
) -> tuple[RuleFault, ...]:
    """Give every fault of the rules of an edition, in the order of the text; `decided` as for `lower_edition`."""
    decisions = edition.council.decisions if decided is None else decided
    return check_rules(list_rules(edition), facts, decisions, edition.version.applies_to)


def find_unsealed_decisions(edition: Edition, decided: Mapping[str, SettledDecision]) -> Iterator[RuleFault]:
    """Give a fault for each point that the rules of a sealed text in force ask and `decided` settles otherwise."""
    if edition.seal is None or not edition.state.in_force:
        return
    asked = {name for _, clause in edition.version.walk_clauses() for rule in clause.rules for name in rule.decisions}
    for name in sorted(asked & (set(decided) | set(edition.council.decisions))):
        if decided.get(name) != edition.council.decisions.get(name):
            message = f"`{name}` was not settled so when version `{edition.label}` was sealed, whose rules ask it"
            hint = f"to let them read it: policykit record {edition.name} sealed --note WHY"
            yield RuleFault(DECISION_UNSEALED, "", "", (name,), message, hint)


def find_nation(edition: Edition) -> Nation:
    """Give the nation whose bank holidays count for an edition; of another country none are known."""
    return _NATIONS.get(edition.council.jurisdiction, "OTHER")


def list_rules(edition: Edition) -> tuple[ClauseRule, ...]:
    """Give every rule of an edition with what it is read with, in the order of the text."""
    version = edition.version
    leads = {
        clause.id: found
        for _, section in version.walk_sections()
        for clause, found in _find_leads(section.clauses, edition, ())
    }
    roles = dict(_list_roles(version.sections, ()))
    return tuple(
        ClauseRule(
            clause.id,
            edition.citation(clause.id),
            edition.quotable(clause),
            rule,
            leads[clause.id],
            roles[path[: path.index("clauses")]],
        )
        for path, clause in version.walk_clauses()
        for rule in clause.rules
    )


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
    clauses: Iterable[Clause], edition: Edition, leads: tuple[str, ...]
) -> Iterator[tuple[Clause, tuple[str, ...]]]:
    """Give each clause with the words, ending in a colon, of those that it is an item of."""
    for clause in clauses:
        yield clause, leads
        last = edition.words(clause).rstrip().rpartition("\n")[2]
        yield from _find_leads(clause.clauses, edition, (*leads, last) if last.endswith(":") else leads)
