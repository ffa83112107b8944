"""What the rules of two versions, or of two councils, ask of people: in common, and one of them alone.

Who is bound by each side is settled first; for those bound by both, each rule is set against the other side's rules.
What must be done, what should be done and what may be done are kept apart. Every difference comes with the plainest
situation that shows it, played through the evaluator that decides records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from policykit.analysis.cover import Certainty, Cover, Witness, find_cover, has_open_points
from policykit.analysis.ground import Ground, list_implications, name_decisions
from policykit.analysis.phrase import Phrases, make_phrases, say_roles
from policykit.analysis.shown import ShownWitness, show_witness
from policykit.model.fact import FactVocabulary
from policykit.model.rule import Modality, ReadingStatus
from policykit.rules.contradictions import Implication
from policykit.rules.derive import Nation
from policykit.rules.ir import TRUE, Condition, In, LoweredRule, RecordFacts, Ruleset, Value

Force: TypeAlias = Literal["must", "should", "may"]
"""What a rule does: it binds, it advises, or it allows."""
Answer: TypeAlias = Literal["here_only", "both", "weaker_there", "waits", "not_proved", "not_decided"]
"""`here_only`: the other side does not ask (or allow) it. `both`: it asks as much. `weaker_there`: it advises what is a
duty here. `waits`: that depends on a decision that a council has not made. `not_proved`: the plainest situation could
not be confirmed. `not_decided`: the question was too large."""
Relation: TypeAlias = Literal["same", "first_asks_more", "second_asks_more", "differ", "not_decided", "no_rule"]
"""How two sides stand to each other; `no_rule` where one of them has no rule to compare."""

Party: TypeAlias = Literal["roles", "council"]
"""Who is bound: people, by their roles, or the council as a body."""
PARTIES: tuple[Party, ...] = ("roles", "council")
FORCES: tuple[Force, ...] = ("must", "should", "may")
_FORCE_OF: dict[Modality, Force] = {
    Modality.MUST: "must",
    Modality.MUST_NOT: "must",
    Modality.SHOULD: "should",
    Modality.SHOULD_NOT: "should",
    Modality.MAY: "may",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared."""

    ruleset: Ruleset
    name: str
    """How sentences call it: `Crewe`, `version 2`."""
    unread: tuple[str, ...] = ()
    """Citations of clauses that ask or allow something and have no rule."""


@dataclass(frozen=True, slots=True)
class RuleMeaning:
    """One rule, and what the other side has of it."""

    rule: str
    clause: str
    citation: str
    force: Force
    answer: Answer
    by: tuple[str, ...] = ()
    """The other side's rules that together ask (or allow) as much."""
    by_citations: tuple[str, ...] = ()
    situation: str = ""
    """Who does what, in plain English, where the sides differ; empty where they do not."""
    sentence: str = ""
    """The difference in plain English; empty where there is none."""
    witness: ShownWitness | None = None
    remarks: tuple[str, ...] = ()
    """What the answer rests on: draft readings, implications between facts, open decisions."""


@dataclass(frozen=True, slots=True)
class ForceMeaning:
    """How the two sides stand to each other in what must, should or may be done."""

    force: Force
    relation: Relation
    first: tuple[RuleMeaning, ...]
    second: tuple[RuleMeaning, ...]


@dataclass(frozen=True, slots=True)
class PartMeaning:
    """One kind of record, and one party: the roles that both sides bind, or the council as a body."""

    record: str
    label: str
    party: Party
    forces: tuple[ForceMeaning, ...]


@dataclass(frozen=True, slots=True)
class MeaningReport:
    """Everything that the rules of two sides ask of people, in common and apart."""

    first: str
    second: str
    scope: tuple[str, ...]
    """Who is bound by both and by one alone, in sentences."""
    both_bind: tuple[str, ...]
    """Roles bound by both sides, in order of name."""
    first_binds: tuple[str, ...]
    """Roles bound by the first side alone."""
    second_binds: tuple[str, ...]
    parts: tuple[PartMeaning, ...]
    first_unread: tuple[str, ...]
    """Clauses of the first side that ask or allow something and have no rule: as far as these go, nothing is known."""
    second_unread: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether both bind the same roles and say the same, as far as rules were read."""
        relations = {force.relation for part in self.parts for force in part.forces}
        return relations <= {"same"} and not self.first_binds and not self.second_binds

    def walk_rules(self) -> Iterable[tuple[PartMeaning, ForceMeaning, bool, RuleMeaning]]:
        """Give every rule with its part, its force, and whether it is the first side's."""
        for part in self.parts:
            for force in part.forces:
                yield from ((part, force, True, rule) for rule in force.first)
                yield from ((part, force, False, rule) for rule in force.second)


def compare_rulesets(first: Side, second: Side, vocabulary: FactVocabulary, *, nation: Nation = "ENG") -> MeaningReport:
    """Compare what two rulesets ask of people. Both are written in the facts of `vocabulary`.

    Open decisions of two versions of one policy are the same decisions; those of two policies never are.
    """
    one, other = first.ruleset, second.ruleset
    if (one.council, one.policy) != (other.council, other.policy):
        one, other = (_own_decisions(each) for each in (one, other))
    bound = [frozenset(role for rule in each.rules for role in rule.bearer) for each in (one, other)]
    both = bound[0] & bound[1]
    sides = (replace(first, ruleset=one), replace(second, ruleset=other))
    parts: list[PartMeaning] = []
    for record in vocabulary.records:
        if record in one.records or record in other.records:
            facts = one.records.get(record) or other.records[record]
            for party in PARTIES:
                task = _Part(sides, vocabulary, record, facts, party == "council", both, nation)
                found = task.compare()
                if found:
                    parts.append(PartMeaning(record, facts.label, party, found))
    return MeaningReport(
        first.name,
        second.name,
        tuple(_say_scope((first.name, second.name), bound, vocabulary)),
        tuple(sorted(both)),
        tuple(sorted(bound[0] - both)),
        tuple(sorted(bound[1] - both)),
        tuple(parts),
        first.unread,
        second.unread,
    )


def _say_scope(names: tuple[str, str], bound: Sequence[frozenset[str]], vocabulary: FactVocabulary) -> Iterable[str]:
    both = bound[0] & bound[1]
    if both:
        yield f"Bound by both: {say_roles(both, vocabulary)}. What is said of people here is said of them."
    else:
        yield "No one is bound by both, so that there is nothing to compare for people."
    for name, roles in zip(names, bound, strict=True):
        if roles - both:
            yield f"Bound by {name} alone: {say_roles(roles - both, vocabulary)}."


def _own_decisions(ruleset: Ruleset) -> Ruleset:
    owner = f"{ruleset.council}/{ruleset.policy}"
    return replace(ruleset, rules=tuple(name_decisions(rule, owner) for rule in ruleset.rules))


def force_of(rule: LoweredRule) -> Force:
    """Say whether a rule binds, advises or allows."""
    return _FORCE_OF[rule.modality]


class _Part:
    """The comparison on one kind of record, for one party."""

    def __init__(
        self,
        sides: tuple[Side, Side],
        vocabulary: FactVocabulary,
        record: str,
        facts: RecordFacts,
        council: bool,
        both: frozenset[str],
        nation: Nation,
    ) -> None:
        self.sides = sides
        self.council = council
        self.both = both
        self.includes = {name: role.includes for name, role in vocabulary.roles.items()}
        self.phrases = make_phrases(vocabulary, record)
        everyone: Condition = TRUE
        if not council and facts.actor is not None:
            everyone = In("in", facts.actor, tuple(sorted(both))) if both else TRUE
        self.ground = Ground(
            record,
            facts.facts,
            tuple(vocabulary.roles),
            everyone,
            implications=list_implications(facts.facts),
            nation=nation,
        )

        def binds(rule: LoweredRule) -> bool:
            return not rule.bearer if council else bool(both & set(rule.bearer))

        self.rules = [[rule for rule in side.ruleset.rules_on(record) if binds(rule)] for side in sides]

    def compare(self) -> tuple[ForceMeaning, ...]:
        found = []
        for force in FORCES:
            mine = [[rule for rule in rules if force_of(rule) == force] for rules in self.rules]
            if mine[0] or mine[1]:
                first, second = (tuple(self._judge(rule, side, force) for rule in mine[side]) for side in (0, 1))
                found.append(ForceMeaning(force, relate(first, second), first, second))
        return tuple(found)

    def _judge(self, rule: LoweredRule, side: int, force: Force) -> RuleMeaning:
        there = self.rules[1 - side]
        strong = [
            other for other in there if force_of(other) == force or (force, force_of(other)) == ("should", "must")
        ]
        advised = [other for other in there if force == "must" and force_of(other) != "may"]
        answer, cover = judge_rule(rule, strong, advised, self.ground)
        return self._tell(rule, side, answer, cover, strong)

    def _tell(
        self, rule: LoweredRule, side: int, answer: Answer, cover: Cover, strong: Sequence[LoweredRule]
    ) -> RuleMeaning:
        rules = {other.id: other for other in self.rules[1 - side]}
        by = tuple(name for name in cover.by if name in rules)
        cites = tuple(dict.fromkeys(rules[name].citation for name in by))
        made = RuleMeaning(rule.id, rule.clause, rule.citation, force_of(rule), answer, by, cites)
        who = ""
        if cover.witness is not None:
            doers = self._find_doers(rule, cover.witness, answer, strong)
            who = describe_witness(cover.witness, self.phrases, doers, council=self.council)
        sentence = "" if answer == "both" else self._say(rule, side, answer, cover, who)
        shown = show_witness(cover.witness, self.ground.facts) if cover.witness and answer != "both" else None
        readings = [(self.sides[side].name, rule), *((self.sides[1 - side].name, rules[name]) for name in by)]
        remarks = [
            f"rests on a {each.status.value} reading of {each.citation} of {name}"
            for name, each in readings
            if each.status not in (ReadingStatus.CONFIRMED, ReadingStatus.REVIEWED)
        ]
        remarks += [f"takes it that {say_implication(each, self.phrases)}" for each in cover.assumed]
        if answer == "both" and self._needs_all_facts(rule, side):
            remarks.append("is sure only where every fact is known")
        remarks += [f"waits for a decision of {self.sides[side].name}" for _ in rule.decisions[:1] if answer == "waits"]
        return replace(made, situation=who, sentence=sentence, witness=shown, remarks=tuple(dict.fromkeys(remarks)))

    def _find_doers(
        self, rule: LoweredRule, witness: Witness, answer: Answer, strong: Sequence[LoweredRule]
    ) -> tuple[str, ...]:
        """Give the roles of which the same can be said, each proved; wider ones in place of those that they include."""
        actor = self.phrases.record.actor
        if self.council or actor is None:
            return ()
        bound = self.both & set(rule.bearer)
        inside = {word for role in bound for word in self.includes[role]}
        said = set(witness.said) - {actor}
        certainty: Certainty = "settled" if answer == "waits" else "possible"
        found = []
        for role in sorted(bound - inside):
            ground = replace(self.ground, everyone=In("in", actor, (role,)))
            cover = None if witness.record.get(actor) == role else find_cover(rule, strong, ground, certainty=certainty)
            if cover is None or (cover.witness is not None and set(cover.witness.said) - {actor} == said):
                found.append(role)
        return tuple(found)

    def _needs_all_facts(self, rule: LoweredRule, side: int) -> bool:
        """Say whether the other side's rules ask as much only of records that leave nothing open."""
        there = [other for other in self.rules[1 - side] if force_of(other) != "may" or rule.effect == "permit"]
        return find_cover(rule, there, self.ground, unknown=True).status == "beyond"

    def _say(self, rule: LoweredRule, side: int, answer: Answer, cover: Cover, who: str) -> str:
        here, there = self.sides[side].name, self.sides[1 - side].name
        if cover.witness is None:
            return f"{here}, {rule.citation}: too large a question to decide"
        does = {"must": "forbids it", "should": "advises against it", "may": "allows it"}[force_of(rule)]
        if answer == "waits" and cover.witness.settled:
            does = {"must": "may forbid it", "should": "may advise against it", "may": "may allow it"}[force_of(rule)]
        other = {
            "weaker_there": f"{there} only advises against it",
            "waits": f"what {there} says depends on what is not decided yet",
            "not_proved": f"whether {there} does could not be confirmed",
        }.get(answer, self._say_silence(rule, side))
        if answer == "waits" and cover.witness.settled:
            other = f"as {here} decides; {self._say_silence(rule, side)}"
        return f"{who}: {here} {does} ({rule.citation}), {other}"

    def _say_silence(self, rule: LoweredRule, side: int) -> str:
        there = self.sides[1 - side].name
        if not self.rules[1 - side]:
            return f"{there} has no rule to compare"
        return f"{there} does not say so" if rule.effect == "permit" else f"{there} says nothing against it"


def judge_rule(
    rule: LoweredRule, strong: Sequence[LoweredRule], advised: Sequence[LoweredRule], ground: Ground
) -> tuple[Answer, Cover]:
    """Say what other rules have of one: `strong` are those of its force, `advised` those that advise as well."""
    clear = find_cover(rule, strong, ground, certainty="possible")
    if clear.status == "beyond":
        weaker = find_cover(rule, advised, ground) if len(advised) > len(strong) else clear
        return ("weaker_there", replace(clear, by=weaker.by)) if weaker.status == "covered" else ("here_only", clear)
    if clear.status in ("not_decided", "not_proved"):
        return ("not_decided" if clear.status == "not_decided" else "not_proved"), clear
    if has_open_points(rule) or any(has_open_points(other) for other in strong):
        settled = find_cover(rule, strong, ground, certainty="settled")
        if settled.status == "beyond":
            return "waits", settled
        return ("both" if settled.status == "covered" else "not_decided"), settled
    return "both", clear


def relate(first: Sequence[RuleMeaning], second: Sequence[RuleMeaning]) -> Relation:
    """Give how two sides stand to each other in what they ask, from what each has of the other's rules."""
    if not first or not second:
        return "no_rule"
    more = [any(rule.answer in ("here_only", "weaker_there") for rule in side) for side in (first, second)]
    if any(rule.answer in ("waits", "not_proved", "not_decided") for rule in (*first, *second)) and not all(more):
        return "not_decided"
    if more[0]:
        return "differ" if more[1] else "first_asks_more"
    return "second_asks_more" if more[1] else "same"


def describe_witness(witness: Witness, phrases: Phrases, doers: Sequence[str] = (), *, council: bool = False) -> str:
    """Give the situation of a witness in words, of the roles given, else of the one that the witness has."""
    values: dict[str, Value] = {name: witness.record[name] for name in witness.said}
    role = witness.record.get(phrases.record.actor or "")
    return phrases.describe(values, doers or ((role,) if isinstance(role, str) else ()), council=council)


def say_implication(implication: Implication, phrases: Phrases) -> str:
    """Give an implication in words: `what harms the council may bring it into disrepute`."""
    facts = phrases.record.facts
    return (
        f"who {phrases.say(facts[implication.fact], True)} also {phrases.say(facts[implication.other], implication.so)}"
    )
