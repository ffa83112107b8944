"""Sets of rules over the library's own facts: sound ones, and ones with one fault put in on purpose.

The generator is this project's own, written beside the analysis that it tries.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.rules.library_rules import vocabulary
from tests.rules.small import make_rule

from policykit.model.rule import Rule
from policykit.rules.ir import Ruleset
from policykit.rules.ruleset import ClauseRule, PolicyIdentity, lower_rules

JUDGED = (
    *("supports_party_or_candidate", "implies_council_voice", "expresses_personal_opinion", "is_derogatory"),
    *("criticises_council_policy", "criticises_council_staff", "discloses_confidential", "discloses_others_details"),
    *("is_obscene", "is_proprietary", "is_discriminatory", "infringes_copyright", "is_illegal", "is_sexual"),
    *("is_marked_personal_view", "uses_council_logo", "uses_council_material", "sources_are_checked"),
)
"""Facts that the author decides, or that are judged; none of them implies another."""
CASES = (
    "account_owner is personal",
    "account_owner is council",
    "capacity is official",
    "post_kind is one of like, reshare",
    "post_kind is not one of follow",
    "election_kind is one of town_or_parish, mayoral",
    "published_on within {days} days before poll_on",
    "author_role is councillor",
    "is_on_local_issue",
)
WORDS = "must be kind"


@dataclass(frozen=True, slots=True)
class Seeded:
    """A set of rules, and the finding that it must give: the code, the rule it is about, and those that it meets."""

    rules: tuple[Rule, ...]
    code: str = ""
    rule: str = ""
    others: tuple[str, ...] = ()

    @property
    def ruleset(self) -> Ruleset:
        """The rules with their meaning."""
        return lower_set(self.rules)


def lower_set(rules: tuple[Rule, ...]) -> Ruleset:
    """Give rules with their meaning, each in a clause of its own; officers and councillors are bound."""
    clauses = [ClauseRule(f"clause.{rule.id}", f"clause {n}", WORDS, rule) for n, rule in enumerate(rules, start=1)]
    identity = PolicyIdentity("leek", "social-media", "1", "0" * 64)
    return lower_rules(clauses, vocabulary(), {}, ["officer", "councillor"], identity)


@dataclass(slots=True)
class _Draw:
    source: random.Random
    free: list[str]
    made: list[Rule] = field(default_factory=list)

    def fact(self) -> str:
        return self.free.pop()

    def case(self) -> str:
        return self.source.choice(CASES).format(days=self.source.randint(7, 60))

    def rule(self, id: str, **keys: Any) -> Rule:
        return make_rule(id=id, rests_on=[WORDS], **keys)


def draw_sound(seed: int, count: int = 8) -> tuple[Rule, ...]:
    """Give rules of which each is about a fact of its own, so that none can meet another."""
    draw = _start(seed)
    return tuple(_sound(draw, count))


def _sound(draw: _Draw, count: int) -> list[Rule]:
    rules = []
    for index in range(count):
        keys: dict[str, Any] = {"when": draw.case()} if draw.source.random() < 0.6 else {}
        fact = draw.fact()
        match draw.source.choice(("forbid", "forbid", "require", "advise", "unless")):
            case "forbid":
                keys |= {"modality": "must_not", "forbid": fact}
            case "require":
                keys |= {"modality": "must", "require": fact}
            case "advise":
                keys |= {"modality": "should_not", "forbid": fact}
            case _:
                keys |= {"modality": "must_not", "forbid": fact, "unless": "is_service_announcement"}
        rules.append(draw.rule(f"sound-{index}", **keys))
    return rules


def _start(seed: int) -> _Draw:
    source = random.Random(seed)  # noqa: S311
    return _Draw(source, source.sample(JUDGED, len(JUDGED)))


def draw_seeded(kind: str, seed: int) -> Seeded:
    """Give a sound set into which one fault of a kind of `KINDS` is put, at places drawn at random."""
    draw = _start(seed)
    made = KINDS[kind](draw)
    rules = _sound(draw, 7)
    for rule in made.rules:  # kept in their order, among the sound ones
        earlier = [rules.index(other) for other in made.rules if other in rules]
        rules.insert(draw.source.randint(max(earlier, default=-1) + 1, len(rules)), rule)
    return Seeded(tuple(rules), made.code, made.rule, made.others)


def _contradiction(draw: _Draw) -> Seeded:
    fact, case = draw.fact(), draw.case()
    wide = draw.source.choice(({}, {"when": case}))
    rules = [
        draw.rule("one", modality="must", require=fact, when=case),
        draw.rule("two", modality="must_not", forbid=fact, **wide),
    ]
    draw.source.shuffle(rules)
    return Seeded(tuple(rules), "rules-contradict", rules[0].id, (rules[1].id,))


def _never_applies(draw: _Draw) -> Seeded:
    when = draw.source.choice(
        (
            ["account_owner is council", "account_owner is personal"],
            ["published_on within 10 days before poll_on", "published_on is after poll_on"],
            ["is_on_local_issue", "not is_on_local_issue"],
            ["approved_by has none of councillor", "approved_by has all of councillor, other_officer"],
            ["days_to_poll is at least 10", "published_on is on or after poll_on"],
        )
    )
    return Seeded((draw.rule("one", modality="must_not", forbid=draw.fact(), when=when),), "rule-never-applies", "one")


def _unreached(draw: _Draw) -> Seeded:
    when, unless = draw.source.choice(
        (
            ("account_owner is council", "account_owner is personal"),
            ("published_on within 42 days before poll_on", "published_on is after poll_on"),
            ("post_kind is like", "post_kind is one of follow, comment"),
        )
    )
    rule = draw.rule("one", modality="must_not", forbid=draw.fact(), when=when, unless=unless)
    return Seeded((rule,), "exception-unreached", "one")


def _idle(draw: _Draw) -> Seeded:
    fact = draw.fact()
    rule = draw.rule("one", modality="must_not", forbid=[fact, draw.fact()], when=draw.case(), unless=f"not {fact}")
    return Seeded((rule,), "exception-unreached", "one")


def _covered(draw: _Draw) -> Seeded:
    fact, other, case = draw.fact(), draw.fact(), draw.case()
    narrow = draw.source.choice(({"forbid": fact, "when": case}, {"forbid": [fact, draw.fact()]}))
    rules = [
        draw.rule("narrow", modality="must_not", **narrow),
        draw.rule("wide", modality="must_not", forbid=f"{fact} or {other}"),
    ]
    draw.source.shuffle(rules)
    return Seeded(tuple(rules), "rule-covered", "narrow", ("wide",))


def _covered_together(draw: _Draw) -> Seeded:
    fact = draw.fact()
    rules = [
        draw.rule("whole", modality="must_not", forbid=fact, when="post_kind is like"),
        draw.rule("part-1", modality="must_not", forbid=fact, when="account_owner is council"),
        draw.rule("part-2", modality="must_not", forbid=fact, when="account_owner is one of personal, other"),
    ]
    draw.source.shuffle(rules)
    return Seeded(tuple(rules), "rule-covered", "whole", ("part-1", "part-2"))


def _never_broken(draw: _Draw) -> Seeded:
    fact = draw.fact()
    rule = draw.source.choice(
        (
            draw.rule("one", modality="must", when=[fact, draw.case()], require=fact),
            draw.rule("one", modality="must_not", when=f"not {fact}", forbid=[fact, draw.fact()]),
        )
    )
    return Seeded((rule,), "rule-never-broken", "one")


def _never_met(draw: _Draw) -> Seeded:
    fact = draw.fact()
    rule = draw.rule("one", modality="must", when=[f"not {fact}", draw.case()], require=[fact, draw.fact()])
    return Seeded((rule,), "rule-never-met", "one")


def _dead_permission(draw: _Draw) -> Seeded:
    fact, case = draw.fact(), draw.case()
    rules = [
        draw.rule("allow", modality="may", permit=fact, when=case),
        draw.rule("ban", modality="must_not", forbid=fact),
    ]
    draw.source.shuffle(rules)
    return Seeded(tuple(rules), "permits-forbidden", "allow", ("ban",))


def _narrower_window(draw: _Draw) -> Seeded:
    fact, days = draw.fact(), draw.source.randint(7, 60)
    rules = [
        draw.rule("short", modality="must_not", forbid=fact, when=f"published_on within {days} days before poll_on"),
        draw.rule("long", modality="must_not", forbid=fact, when=f"published_on within {days + 1} days before poll_on"),
    ]
    draw.source.shuffle(rules)
    return Seeded(tuple(rules), "rule-covered", "short", ("long",))


def _advice(draw: _Draw) -> Seeded:
    fact = draw.fact()
    rules = [
        draw.rule("advice", modality="should_not", forbid=fact, when=draw.case()),
        draw.rule("ban", modality="must_not", forbid=fact),
    ]
    draw.source.shuffle(rules)
    return Seeded(tuple(rules), "advice-on-forbidden", "advice", ("ban",))


KINDS: dict[str, Callable[[_Draw], Seeded]] = {
    "contradiction": _contradiction,
    "never applies": _never_applies,
    "exception out of reach": _unreached,
    "exception that spares nothing": _idle,
    "covered": _covered,
    "covered together": _covered_together,
    "never broken": _never_broken,
    "never met": _never_met,
    "permission of what is forbidden": _dead_permission,
    "window narrower by one day": _narrower_window,
    "advice against what is forbidden": _advice,
}
"""The kinds of fault, each with what puts one in."""


def _pair(one: dict[str, Any], other: dict[str, Any]) -> tuple[Rule, ...]:
    return tuple(make_rule(id=name, rests_on=[WORDS], **keys) for name, keys in (("one", one), ("two", other)))


_FORBID = {"modality": "must_not"}
NEAR_MISSES: dict[str, tuple[Rule, ...]] = {
    "windows that overlap": _pair(
        {**_FORBID, "forbid": "is_obscene", "when": "published_on within 42 days before poll_on"},
        {**_FORBID, "forbid": "is_obscene", "when": "published_on within 42 days after poll_on"},
    ),
    "windows that share no day": _pair(
        {"require": "is_marked_personal_view", "when": "published_on within 42 days before poll_on"},
        {**_FORBID, "forbid": "is_marked_personal_view", "when": "published_on is after poll_on"},
    ),
    "duties of different roles": _pair(
        {"require": "is_marked_personal_view", "bearer": ["councillor"]},
        {**_FORBID, "forbid": "is_marked_personal_view", "bearer": ["officer"]},
    ),
    "an exception on one day only": (
        make_rule(
            id="one",
            rests_on=[WORDS],
            modality="must_not",
            forbid="supports_party_or_candidate",
            when="published_on within 42 days before poll_on",
            unless="published_on is on poll_on",
        ),
    ),
    "opposite duties in different cases": _pair(
        {"require": "is_marked_personal_view", "when": "account_owner is personal"},
        {**_FORBID, "forbid": "is_marked_personal_view", "when": "account_owner is council"},
    ),
    "a ban with an exception that another rule lacks": _pair(
        {**_FORBID, "forbid": "uses_council_logo", "unless": "account_owner is council"},
        {**_FORBID, "forbid": "uses_council_logo", "when": "account_owner is one of council, other"},
    ),
    "two bans that share a fact": _pair(
        {**_FORBID, "forbid": "is_obscene or is_illegal"}, {**_FORBID, "forbid": "is_illegal or is_sexual"}
    ),
    "advice wider than the ban": _pair(
        {"modality": "should_not", "forbid": "is_obscene or is_derogatory"}, {**_FORBID, "forbid": "is_obscene"}
    ),
    "a ban wider than the advice's case on other facts": _pair(
        {"modality": "should_not", "forbid": "is_obscene"}, {**_FORBID, "forbid": ["is_obscene", "is_illegal"]}
    ),
    "a permission that yields": _pair(
        {"modality": "may", "permit": "is_on_local_issue", "yields": True}, {**_FORBID, "forbid": "is_on_local_issue"}
    ),
    "a permission of something else": _pair(
        {"modality": "may", "permit": "is_on_local_issue"}, {**_FORBID, "forbid": "is_obscene"}
    ),
    "one asks for two things, the other forbids a third": _pair(
        {"require": ["sources_are_checked", "facts_are_verified"]}, {**_FORBID, "forbid": "uses_council_logo"}
    ),
    "windows of days that touch": _pair(
        {**_FORBID, "forbid": "is_obscene", "when": "published_on is before poll_on"},
        {**_FORBID, "forbid": "is_obscene", "when": "published_on is on or after poll_on"},
    ),
    "sets with different members": _pair(
        {"require": "approved_by has any of chief_officer, communications_manager"},
        {"require": "approved_by has any of councillor, chief_officer"},
    ),
    "all of the members, and one of them": _pair(
        {"require": "approved_by has all of chief_officer, communications_manager"},
        {"require": "approved_by has any of other_officer"},
    ),
    "a duty that only some cases can meet": _pair(
        {"require": "approved_on is on or before published_on"},
        {"require": "approved_by has any of chief_officer", "when": "account_owner is council"},
    ),
    "a narrow role and a wide one, for different things": _pair(
        {"require": "sources_are_checked", "bearer": ["chief_officer"]},
        {"require": "facts_are_verified", "bearer": ["officer"]},
    ),
    "a duty and a ban on facts that are tied to dates": _pair(
        {"require": "approved_on is on or before published_on"},
        {**_FORBID, "forbid": "published_on is before poll_on", "when": "election_kind is referendum"},
    ),
    "not, and not one of": _pair(
        {**_FORBID, "forbid": "uses_council_logo", "when": "not account_owner is council"},
        {**_FORBID, "forbid": "uses_council_logo", "when": "account_owner is not one of personal"},
    ),
    "two exceptions, each for another case": _pair(
        {**_FORBID, "forbid": "is_derogatory", "unless": "post_kind is comment"},
        {**_FORBID, "forbid": "is_derogatory", "unless": "post_kind is reshare"},
    ),
}
"""Sets that look faulty and are not."""
