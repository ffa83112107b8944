"""“If this passes”: what a new version would change for people, for tested situations, and in what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policykit.analysis.meaning import Answer, Force, MeaningReport, RuleMeaning
from policykit.analysis.phrase import say_roles
from policykit.model.fact import DateFact, FactVocabulary, NumberFact
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Finding, Outcome
from policykit.rules.ir import Compare, LoweredRule, Ruleset, walk_atoms
from policykit.rules.scenarios import Tried

_WAS: dict[Outcome, str] = {
    Outcome.COMPLIANT: "kept to",
    Outcome.BREACH: "was broken",
    Outcome.CANNOT_TELL: "could not be decided",
    Outcome.NOT_APPLICABLE: "did not apply",
    Outcome.PERMITTED: "allowed it",
}
_IS: dict[Outcome, str] = {
    Outcome.COMPLIANT: "would be kept to",
    Outcome.BREACH: "would be broken",
    Outcome.CANNOT_TELL: "could no longer be decided",
    Outcome.NOT_APPLICABLE: "would no longer apply",
    Outcome.PERMITTED: "would allow it",
}


@dataclass(frozen=True, slots=True)
class ImpactGroup:
    """Lines of one kind under a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """A tested situation that the new version judges otherwise."""

    scenario: str
    before: Outcome
    """What weighs most of what the old rules say of it."""
    after: Outcome
    line: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What a version report says first. `absent` says why there is nothing to say, and then there is nothing else."""

    groups: tuple[ImpactGroup, ...] = ()
    flips: tuple[Flip, ...] = ()
    scenarios: int = 0
    """How many tested situations were tried under both versions."""
    remarks: tuple[str, ...] = ()
    """What the answers rest on, and how far rules were read."""
    absent: str = ""


def find_impact(
    old: Ruleset,
    new: Ruleset,
    meaning: MeaningReport,
    tried: Sequence[tuple[Tried, Tried]],
    vocabulary: FactVocabulary,
    next_review: str = "",
    unseen: Sequence[str] = (),
) -> Impact:
    """Give what passing `new` would change. `tried` are the tested situations, each ready under old and new rules.

    `meaning` compares the old version with the new; `next_review` is the day planned for the new version, if any;
    `unseen` are changes of words on which no rule differs.
    """
    if not old.rules or not new.rules:
        version = (new if old.rules else old).version
        why = f"version {version} has no rules" if old.rules or new.rules else "neither version has rules"
        return Impact(absent=f"Who this would affect, and how, cannot be worked out: {why}.")
    groups = [
        *_bind(meaning, vocabulary),
        *_list_rules(new, meaning),
        *_list_due(new, meaning, vocabulary, next_review),
    ]
    groups += _list_decisions(old, new)
    groups.append(ImpactGroup("Changed words on which no rule differs: read them", tuple(unseen)))
    return Impact(
        tuple(group for group in groups if group.lines),
        tuple(_find_flips(tried)),
        len(tried),
        tuple(_list_remarks(meaning)),
    )


def _bind(meaning: MeaningReport, vocabulary: FactVocabulary) -> list[ImpactGroup]:
    lines = []
    if meaning.second_binds:
        lines.append(f"The policy now also binds: {say_roles(meaning.second_binds, vocabulary)}.")
    if meaning.first_binds:
        lines.append(f"The policy no longer binds: {say_roles(meaning.first_binds, vocabulary)}.")
    return [ImpactGroup("Who is bound", tuple(lines))]


_HEADINGS: tuple[tuple[str, bool, Force, tuple[Answer, ...], str], ...] = (
    ("Newly forbidden, or newly a duty", False, "must", ("here_only", "weaker_there"), "forbidden by {0}"),
    ("Newly advised against", False, "should", ("here_only",), "advised against by {0}"),
    ("Newly allowed in so many words", False, "may", ("here_only",), "allowed by {0}"),
    ("No longer forbidden", True, "must", ("here_only",), "{0} forbade it; now nothing is said against it"),
    (
        "Only advised against from now on",
        True,
        "must",
        ("weaker_there",),
        "{0} forbade it; now it is advised against",
    ),
    (
        "No longer advised against",
        True,
        "should",
        ("here_only",),
        "{0} advised against it; now nothing is",
    ),
    (
        "No longer allowed in so many words",
        True,
        "may",
        ("here_only",),
        "{0} allowed it; now nothing is said of it",
    ),
)


def _list_rules(new: Ruleset, meaning: MeaningReport) -> Iterable[ImpactGroup]:
    every = list(meaning.walk_rules())
    waiting = {rule.id for rule in new.rules if rule.decisions}
    for heading, is_old, force, answers, words in _HEADINGS:
        lines = [
            f"{rule.situation}: {words.format(rule.citation)}{'' if first else _was(rule)}."
            for _, _, first, rule in every
            if first is is_old
            and rule.force == force
            and (rule.answer in answers or (not first and rule.answer == "waits" and rule.rule not in waiting))
        ]
        yield ImpactGroup(heading, tuple(dict.fromkeys(lines)))
    waits = [
        f"{rule.situation}: what {rule.citation} says of it depends on a decision that is still open."
        for _, _, first, rule in every
        if not first and rule.answer == "waits" and rule.rule in waiting
    ]
    yield ImpactGroup("As the council decides", tuple(waits))
    unsure = [
        f"{rule.citation}: the question was too large, or its example could not be confirmed."
        for _, _, _, rule in every
        if rule.answer in ("not_decided", "not_proved")
    ]
    yield ImpactGroup("Not decided", tuple(unsure))


def _was(rule: RuleMeaning) -> str:
    if rule.answer == "waits":
        return "; until now that depended on a decision which was still open"
    return "; until now it was only advised against" if rule.answer == "weaker_there" else ""


def _list_due(
    new: Ruleset, meaning: MeaningReport, vocabulary: FactVocabulary, next_review: str
) -> Iterable[ImpactGroup]:
    fresh = {rule.rule for _, _, first, rule in meaning.walk_rules() if not first and rule.answer != "both"}
    lines = [f"The next review is planned for {next_review}."] if next_review else []
    lines += [
        f"{rule.citation}: “{' … '.join(rule.quotes)}”"
        for rule in new.rules
        if rule.id in fresh and rule.effect == "require" and _asks_by_a_day(rule, vocabulary)
    ]
    yield ImpactGroup("What becomes due", tuple(dict.fromkeys(lines)))


def _asks_by_a_day(rule: LoweredRule, vocabulary: FactVocabulary) -> bool:
    """Say whether what a rule asks is counted in days, weeks, months or years."""
    facts = vocabulary.records[rule.record].facts
    tests = [atom for atom in walk_atoms(rule.test) if isinstance(atom, Compare)]
    tested = [facts[atom.fact] for atom in tests]
    return any(isinstance(fact, DateFact) or (isinstance(fact, NumberFact) and fact.unit != "count") for fact in tested)


def _list_decisions(old: Ruleset, new: Ruleset) -> Iterable[ImpactGroup]:
    before = {name for name, decision in old.decisions.items() if decision.value is None}
    after = {name for name, decision in new.decisions.items() if decision.value is None}
    yield ImpactGroup(
        "Settled by the new words", tuple(old.decisions[name].question for name in sorted(before - after))
    )
    yield ImpactGroup(
        "Left open by the new words", tuple(new.decisions[name].question for name in sorted(after - before))
    )


def _find_flips(tried: Sequence[tuple[Tried, Tried]]) -> Iterable[Flip]:
    for before, after in tried:
        old, new = ({f.rule: f for f in _decide(each)} for each in (before, after))
        told = [
            _tell_flip(old.get(rule), new.get(rule))
            for rule in dict.fromkeys([*old, *new])
            if _counts(rule, before, old.get(rule), new.get(rule))
        ]
        if told:
            lines = "; ".join(dict.fromkeys(told))
            yield Flip(before.case.name, _weigh(old.values()), _weigh(new.values()), f"{before.case.name}: {lines}.")


def _decide(tried: Tried) -> tuple[Finding, ...]:
    return evaluate_record(tried.ruleset, tried.case.record, tried.facts).findings


def _counts(rule: str, tried: Tried, old: Finding | None, new: Finding | None) -> bool:
    """Say whether an outcome differs, and matters: the situation tests the rule, or a breach comes or goes."""
    was, now = (each.outcome if each else Outcome.NOT_APPLICABLE for each in (old, new))
    return was is not now and (rule in tried.case.expect or Outcome.BREACH in (was, now))


def _tell_flip(old: Finding | None, new: Finding | None) -> str:
    if old is None:
        return f"{new.citation} {_IS[new.outcome]}" if new else ""
    if new is None:
        return f"{old.citation} {_WAS[old.outcome]}, and is gone"
    return f"{new.citation} {_WAS[old.outcome]}, and {_IS[new.outcome]}"


def _weigh(findings: Iterable[Finding]) -> Outcome:
    """Give what weighs most among outcomes."""
    found = {finding.outcome for finding in findings}
    order = (Outcome.BREACH, Outcome.CANNOT_TELL, Outcome.PERMITTED, Outcome.COMPLIANT)
    return next((outcome for outcome in order if outcome in found), Outcome.NOT_APPLICABLE)


def _list_remarks(meaning: MeaningReport) -> Iterable[str]:
    for _, _, first, rule in meaning.walk_rules():
        if rule.answer not in ("both", "waits"):
            version = meaning.first if first else meaning.second
            yield from (f"{version}, {rule.citation}: {remark}" for remark in rule.remarks)
    if meaning.second_unread:
        cites = ", ".join(meaning.second_unread)
        yield f"No rule was written for {cites} of {meaning.second}: nothing is said here of what they ask"
