"""How clauses of two councils stand to each other by hand, and by their rules: where the two agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal, TypeAlias

from policykit.analysis.cover import find_cover, show_together
from policykit.analysis.ground import Ground, list_implications
from policykit.analysis.meaning import Relation, Side, describe_witness, force_of, judge_rule, say_implication
from policykit.analysis.phrase import Phrases, make_phrases
from policykit.model.counterpart import Counterpart, Stance
from policykit.model.fact import FactVocabulary
from policykit.rules.derive import Nation
from policykit.rules.ir import TRUE, Condition, In, LoweredRule

Check: TypeAlias = Literal["agrees", "disagrees", "no_rule", "not_decided"]
"""What the rules say of a stance; `no_rule`: at least one of the clauses has no rule that bears on the matter."""

_RELATIONS: dict[tuple[bool, bool], Relation] = {
    (False, False): "same",
    (True, False): "first_asks_more",
    (False, True): "second_asks_more",
    (True, True): "differ",
}
_FITS: dict[Relation, tuple[Stance, ...]] = {
    "same": ("same",),
    "first_asks_more": ("stronger", "broader"),
    "second_asks_more": ("weaker", "narrower"),
    "differ": ("differs",),
}


@dataclass(frozen=True, slots=True)
class StanceCheck:
    """One link, and what the rules of its clauses say of the stance that was given it by hand."""

    clauses: tuple[str, str]
    on: str
    stance: Stance
    check: Check
    relation: Relation
    reason: str
    """Why, in plain English: what one side has and the other has not, or which side has no rule."""
    remarks: tuple[str, ...] = ()


def check_stances(
    links: Iterable[Counterpart], sides: Sequence[Side], vocabulary: FactVocabulary, *, nation: Nation = "ENG"
) -> tuple[StanceCheck, ...]:
    """Set each link between clauses of two of the sides against their rules, in the order of the links."""
    owned = {f"{side.ruleset.council}/{side.ruleset.policy}": side for side in sides}
    found = []
    for link in links:
        addresses = [address.partition("#") for address in link.clauses]
        if all(policy in owned for policy, _, _ in addresses):
            pair = [(owned[policy], clause) for policy, _, clause in addresses]
            found.append(_check_link(link, pair, vocabulary, nation))
    return tuple(found)


def _check_link(
    link: Counterpart, pair: Sequence[tuple[Side, str]], vocabulary: FactVocabulary, nation: Nation
) -> StanceCheck:
    made = StanceCheck((link.clauses[0], link.clauses[1]), link.matter or "", link.stance, "no_rule", "no_rule", "")
    rules = [[rule for rule in side.ruleset.rules if rule.clause == clause] for side, clause in pair]
    names = [side.name for side, _ in pair]
    missing = [name for name, own in zip(names, rules, strict=True) if not own]
    if missing:
        return replace(made, reason=f"no rule of {' or '.join(missing)} to compare")
    records = [record for record in vocabulary.records if all(any(r.record == record for r in own) for own in rules)]
    matters = [
        _Matter(record, _make_ground(link, record, pair, vocabulary, nation), rules, names) for record in records
    ]
    bearing = [matter for matter in matters if matter.rules[0] and matter.rules[1]]
    if not bearing:
        return replace(made, reason="the rules of the two clauses do not bear on the same people, things or facts")
    for matter in bearing:
        matter.compare(make_phrases(vocabulary, matter.ground.record))
    more = [next((matter.more[side] for matter in bearing if matter.more[side]), "") for side in (0, 1)]
    relation = _RELATIONS[bool(more[0]), bool(more[1])]
    remarks = tuple(dict.fromkeys(remark for matter in bearing for remark in matter.remarks))
    if link.stance == "conflicts":
        clashes = [matter.find_clash(make_phrases(vocabulary, matter.ground.record)) for matter in bearing]
        clash = next((each for each in clashes if each), "")
        reason = clash or "neither allows what the other forbids"
        return replace(
            made, check="agrees" if clash else "disagrees", relation=relation, reason=reason, remarks=remarks
        )
    if any(matter.undecided for matter in bearing) and relation != "differ":
        return replace(made, check="not_decided", relation="not_decided", reason="waits for a decision of a council")
    reason = (
        "; ".join(f"{names[side]} alone: {more[side]}" for side in (0, 1) if more[side]) or "the rules ask the same"
    )
    check: Check = "agrees" if link.stance in _FITS[relation] else "disagrees"
    return replace(made, check=check, relation=relation, reason=reason, remarks=remarks)


def _make_ground(
    link: Counterpart, record: str, pair: Sequence[tuple[Side, str]], vocabulary: FactVocabulary, nation: Nation
) -> Ground:
    kind = vocabulary.records[record]
    one, other = (frozenset(role for rule in side.ruleset.rules for role in rule.bearer) for side, _ in pair)
    both = tuple(sorted(one & other))
    everyone: Condition = In("in", kind.actor, both) if kind.actor is not None and both else TRUE
    apart = frozenset(name for name in kind.facts if name != kind.actor) - set(link.facts)
    return Ground(
        record,
        kind.facts,
        tuple(vocabulary.roles),
        everyone,
        usual=apart if link.facts else frozenset(),
        implications=list_implications(kind.facts),
        nation=nation,
    )


class _Matter:
    """The rules of two linked clauses on one kind of record, as far as they bear on the matter of the link."""

    def __init__(
        self, record: str, ground: Ground, rules: Sequence[Sequence[LoweredRule]], names: Sequence[str]
    ) -> None:
        self.ground = ground
        self.names = names
        self.rules = [[rule for rule in own if rule.record == record and self._speaks(rule)] for own in rules]
        self.more = ["", ""]
        """For each side, the plainest situation of which it alone says something."""
        self.remarks: list[str] = []
        self.undecided = False

    def _speaks(self, rule: LoweredRule) -> bool:
        return find_cover(rule, (), self.ground, certainty="settled").status != "covered"

    def compare(self, phrases: Phrases) -> None:
        """Set every rule of each side against those of the other."""
        for side in (0, 1):
            for rule in self.rules[side]:
                others = self.rules[1 - side]
                strong = [other for other in others if force_of(other) in (force_of(rule), "must")]
                strong = [other for other in strong if (other.effect == "permit") == (rule.effect == "permit")]
                advised = [other for other in others if other.effect != "permit"] if force_of(rule) == "must" else []
                answer, cover = judge_rule(rule, strong, advised, self.ground)
                self.remarks += [f"takes it that {say_implication(each, phrases)}" for each in cover.assumed]
                self.undecided |= answer in ("waits", "not_decided", "not_proved")
                if answer in ("here_only", "weaker_there") and cover.witness is not None and not self.more[side]:
                    self.more[side] = _in_sentence(describe_witness(cover.witness, phrases))

    def find_clash(self, phrases: Phrases) -> str:
        """Give the plainest situation, in words, that one side allows and the other forbids; empty where none is."""
        for side in (0, 1):
            allowed = [rule for rule in self.rules[side] if rule.stands_against]
            forbidden = [rule for rule in self.rules[1 - side] if rule.effect != "permit"]
            for rule, rival in product(allowed, forbidden):
                shown = show_together([rule, rival], self.ground)
                if shown is not None:
                    who = _in_sentence(describe_witness(shown, phrases))
                    return f"{who}: {self.names[side]} allows it, {self.names[1 - side]} forbids it"
        return ""


def _in_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]
