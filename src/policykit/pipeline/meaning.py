"""`compare --meaning`, `matrix --meaning`, `check --analysis`: what rules mean together, for versions of a library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policykit.analysis.faults import PolicyFault, find_policy_faults
from policykit.analysis.impact import Impact, find_impact
from policykit.analysis.meaning import MeaningReport, Side, compare_rulesets
from policykit.analysis.questions import list_questions
from policykit.analysis.stances import StanceCheck, check_stances
from policykit.compare.councils.matrix import Matrix
from policykit.compare.versions.changes import Changes
from policykit.document.compile import compile_document
from policykit.edition.edition import Edition
from policykit.errors import Code, Diagnostic, PolicykitError, Severity, Span
from policykit.model.library import Library
from policykit.model.policy import Path
from policykit.model.rule import SettledDecision
from policykit.model.settings import PressName
from policykit.pipeline.codes import refuse
from policykit.pipeline.formats import MEANING_FORMATS
from policykit.pipeline.names import Named, find_version, find_versions
from policykit.pipeline.rulesets import find_facts, join_facts, make_ruleset, open_edition
from policykit.pipeline.scenarios import find_scenarios
from policykit.render.formats import Printing
from policykit.rules.from_edition import find_nation
from policykit.rules.ir import Ruleset
from policykit.rules.scenarios import Case, MakeRuleset, Tried, list_cases, prepare_cases

STANCE_DISAGREES = Code(
    "stance-disagrees",
    Severity.NOTE,
    "the stance of a link between two councils is not what the rules of its clauses say",
    "read both clauses again; correct the stance, the rules, or the facts on which the link turns",
    "stance: same, where only one of the two forbids it on a personal account",
    "stance: stronger, where only the first forbids it on a personal account",
)
SEVERAL_POLICIES = Code(
    "several-policies",
    Severity.ERROR,
    "a council with several policies was named where one policy is wanted",
    "name the policy",
    "policykit compare --meaning congleton crewe, where Crewe has two policies",
    "policykit compare --meaning congleton/social-media crewe/social-media",
)
CODES = (STANCE_DISAGREES, SEVERAL_POLICIES)
_KIND_OF_COUNCIL = re.compile(r" (?:Town|Parish|City|Community) Council$")
_BINDS = frozenset({"obligation", "prohibition", "recommendation", "permission"})


def compare_meaning(library: Library, first: str, second: str) -> MeaningReport:
    """Compare what the rules of two versions ask of people: of one policy, or of two councils.

    `first` and `second` are names as the command line takes them (`crewe/social-media`, `crewe/social-media@2`). Raises
    PolicykitError for a name that does not exist, for rules with faults, and where the library has no facts.
    """
    pair = [find_version(library, name) for name in (first, second)]
    sides = find_sides(library, pair)
    editions = [open_edition(library, named) for named in pair]
    return compare_rulesets(sides[0], sides[1], join_facts(editions), nation=find_nation(editions[0]))


def find_single(library: Library, name: str) -> Named:
    """Give the version that a name means; a council's name means its one policy.

    Raises PolicykitError (`several-policies`) where the council has several, and as `find_version` does.
    """
    found = find_versions(library, (name,))
    if len(found) > 1:
        known = ", ".join(named.policy.name for named in found)
        raise refuse(
            SEVERAL_POLICIES, f"`{name}` has several policies, and one is compared with one", f"name one: {known}"
        )
    return found[0]


def find_sides(library: Library, columns: Sequence[Named]) -> tuple[Side, ...]:
    """Give versions as sides of a comparison of rules, each with a short name of its own."""
    editions = [open_edition(library, named) for named in columns]
    councils = [edition.council.name for edition in editions]
    tries = (
        [_KIND_OF_COUNCIL.sub("", name) for name in councils],
        councils,
        [f"version {named.label}" for named in columns],
        [named.name for named in columns],
    )
    names = next((each for each in tries if len(set(each)) == len(each)), tries[-1])
    return tuple(
        Side(make_ruleset(edition), name, tuple(_list_unread(edition)))
        for edition, name in zip(editions, names, strict=True)
    )


def _list_unread(edition: Edition) -> Iterator[str]:
    """Give how people cite the clauses that ask or allow something, and for which no rule was written."""
    for _, clause in edition.version.walk_clauses():
        if clause.kind in _BINDS and not clause.rules and clause.no_rule is None:
            yield edition.citation(clause.id)


def check_links(library: Library, columns: Sequence[Named]) -> tuple[StanceCheck, ...]:
    """Set the stance of every link between versions against their rules; none where the library has no facts."""
    editions = [open_edition(library, named) for named in columns]
    if not editions or any(edition.facts is None for edition in editions):
        return ()
    return check_stances(library.counterparts, find_sides(library, columns), join_facts(editions))


def mark_links(library: Library, matrix: Matrix, columns: Sequence[Named]) -> Matrix:
    """Give a matrix in which each link says what the rules of both clauses say of it."""
    said = {(check.clauses, check.on): tell_check(check) for check in check_links(library, columns)}
    links = []
    for link in matrix.links:
        both = ((link.first, link.second), link.on or ""), ((link.second, link.first), link.on or "")
        links.append(replace(link, by_rules=next((said[key] for key in both if key in said), None)))
    return replace(matrix, links=tuple(links))


def tell_check(check: StanceCheck) -> str:
    """Say in one line what the rules say of a link."""
    if check.reason.startswith("no rule"):
        return check.reason
    words = {
        "agrees": "the rules agree",
        "disagrees": "the rules disagree",
        "no_rule": "no rule to compare",
        "not_decided": "the rules do not decide it",
    }[check.check]
    taken = f"; {', '.join(check.remarks)}" if check.remarks else ""
    return f"{words}: {check.reason}{taken}"


def make_impact(library: Library, old: Named, new: Named, changes: Changes) -> Impact:
    """Give what passing `new` in place of `old` would change for people, tested situations and open decisions.

    `changes` are those of the words: where no rule differs, they are pointed out.
    """
    editions = [open_edition(library, named) for named in (old, new)]
    if any(edition.facts is None for edition in editions):
        return Impact(absent="Who this would affect, and how, cannot be worked out: the library has no facts.yaml.")
    facts = join_facts(editions)
    try:
        sides = find_sides(library, (old, new))
    except PolicykitError:
        why = "a rule of one of the versions has a fault, which `policykit check` shows"
        return Impact(absent=f"Who this would affect, and how, cannot be worked out: {why}.")
    sides = tuple(replace(side, name=f"version {side.ruleset.version}") for side in sides)
    nation = find_nation(editions[1])
    meaning = compare_rulesets(sides[0], sides[1], facts, nation=nation)
    cases = _list_cases(old, new)
    tried: list[dict[str, Tried]] = []
    for edition in editions:
        ready = prepare_cases(cases, _supposing(edition), facts, nation, [])
        tried.append({one.case.name: one for one in ready})
    pairs = [(tried[0][name], one) for name, one in tried[1].items() if name in tried[0]]
    state = new.policy.states[new.label]
    review = state.next_review.shown("long") if state.next_review else ""
    return find_impact(
        sides[0].ruleset, sides[1].ruleset, meaning, pairs, facts, review, tuple(_list_unseen(changes, meaning))
    )


def _list_unseen(changes: Changes, meaning: MeaningReport) -> Iterator[str]:
    """Give the changes of what is asked, as far as words show it, of clauses whose rules say what they said."""
    seen = {rule.clause for _, _, _, rule in meaning.walk_rules() if rule.answer != "both"}
    for row in changes.changed:
        ids = {place.id for place in (*row.old, *row.new)}
        to_read = row.weight in ("normative", "reach", "unexamined") and not row.renamed
        if row.part == "clause" and to_read and not ids & seen:
            yield f"{row.place.citation}: {row.line}"


def _list_cases(old: Named, new: Named) -> list[Case]:
    """Give the tested situations of both versions, each name once, the new version's first."""
    found: dict[str, Case] = {}
    for named in (new, old):
        scenarios = find_scenarios(named)
        for case in list_cases(scenarios) if scenarios else ():
            found.setdefault(case.name, case)
    return list(found.values())


def _supposing(edition: Edition) -> MakeRuleset:
    """Give what makes the rules of a version as if the council had decided so, as far as the version asks for it."""
    clauses = [clause for _, clause in edition.version.walk_clauses()]
    asked = {name for clause in clauses for rule in clause.rules for name in rule.decisions}

    def make(decided: Mapping[str, SettledDecision]) -> Ruleset:
        return make_ruleset(edition, {name: value for name, value in decided.items() if name in asked})

    return make


def find_analysis(library: Library) -> tuple[list[Diagnostic], list[str]]:
    """Give what is wrong with the rules of each policy's current version together, and questions worth asking.

    Links whose stance the rules do not bear out are among the findings. Nothing is said of rules that have faults.
    """
    found: list[Diagnostic] = []
    questions: list[str] = []
    if library.facts is None:
        return found, questions
    current = [Named(policy, policy.current(library.today).value.version) for policy in library.policies.values()]
    for named in current:
        edition = open_edition(library, named)
        ruleset, facts = make_ruleset(edition), find_facts(edition)
        faults, undecided = find_policy_faults(ruleset, facts, nation=find_nation(edition))
        found += [_place(named, fault) for fault in faults]
        questions += [f"{named.name}: {question}" for question in list_questions(ruleset, facts)]
        questions += [f"{named.name}: rule `{name}` was too large a question to decide" for name in undecided]
    found += _find_disagreements(library, current)
    return found, questions


def _place(named: Named, fault: PolicyFault) -> Diagnostic:
    """Give a finding at the rule that it is about; the places of the rules that it meets are in the hint."""
    source = named.policy.version(named.label)
    paths: dict[str, Path] = {
        rule.id: (*path, "rules", position)
        for path, clause in source.value.walk_clauses()
        for position, rule in enumerate(clause.rules)
    }

    def locate(name: str) -> Span:
        """Give the place of a rule; of one that is in the sealed text only, that of the file."""
        return source.places.span((*paths[name], "id") if name in paths else ())

    span = locate(fault.rule.id)
    spans = [(other, locate(other.id)) for other in fault.others]
    met = ", ".join(f"`{other.id}` ({other.citation}) at {there.file}:{there.line}" for other, there in spans)
    hint = f"{fault.code.remedy}; it meets {met}" if met else fault.code.remedy
    message = f"rule `{fault.rule.id}` ({fault.rule.citation}): {fault.message}"
    return source.places.fault(fault.code, span, message, hint)


def _find_disagreements(library: Library, columns: Sequence[Named]) -> Iterator[Diagnostic]:
    places = library.shared.get("counterparts.yaml")
    checks = {(check.clauses, check.on): check for check in check_links(library, columns)}
    for position, link in enumerate(library.counterparts):
        check = checks.get(((link.clauses[0], link.clauses[1]), link.matter or ""))
        if places is not None and check is not None and check.check == "disagrees":
            span: Span = places.span(("counterparts", position, "stance"))
            message = f"this link says `{link.stance}`, and the rules do not: {check.reason}"
            yield places.fault(STANCE_DISAGREES, span, message)


def write_meaning(
    library: Library, named: Named, report: MeaningReport, format: str, *, press: PressName | None = None
) -> bytes:
    """Give a comparison of meaning in one format of `MEANING_FORMATS`, in the dress of the council of `named`.

    Raises PolicykitError for another format, or where a PDF cannot be made.
    """
    dress = compile_document(open_edition(library, named))
    return MEANING_FORMATS.find(format).make(report, dress, Printing(press=press))
