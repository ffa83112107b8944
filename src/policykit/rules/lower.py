"""From a line of the condition language to the condition it means: names resolved, types checked, roles widened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NoReturn

from policykit.errors import with_article
from policykit.model.fact import (
    ChoiceFact,
    DateFact,
    Fact,
    NumberFact,
    RoleFact,
    SetFact,
    YesNoFact,
)
from policykit.model.rule import Decision, NumberDecision, SettledDecision, WordsDecision, YesNoDecision
from policykit.rules import conditions as text
from policykit.rules.conditions import ConditionError, ConditionFault, parse_condition, print_condition
from policykit.rules.ir import FALSE, TRUE, All, Any, Compare, Condition, FactPlus, Has, In, Is, Not, Open
from policykit.wording.nearest import hint_nearest

MOST_DAYS = 36_600
"""The longest stretch a condition may name: a century."""

_ORDER: dict[str, Literal["lt", "le", "gt", "ge", "eq"]] = {
    "lt": "lt",
    "le": "le",
    "gt": "gt",
    "ge": "ge",
    "eq": "eq",
    "before": "lt",
    "on_or_before": "le",
    "after": "gt",
    "on_or_after": "ge",
    "on": "eq",
}
_TYPE_HINTS = {
    "yes_no": "write `{0}` or `not {0}`",
    "choice": "write `{0} is …` or `{0} is one of …, …`",
    "role": "write `{0} is …` or `{0} is one of …, …`",
    "set": "write `{0} has any of …`, `{0} has all of …` or `{0} has none of …`",
    "number": "write `{0} is at least …`, `at most`, `more than`, `less than` or `exactly`",
    "date": "write `{0} is on or before …`, `before`, `after`, `on or after`, `on`, or `{0} within 42 days before …`",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the names in a condition can mean: the facts of its record, the roles, the decisions of its policy."""

    record: str
    facts: Mapping[str, Fact]
    roles: Mapping[str, tuple[str, ...]]
    """Every role with the roles that count as it, itself among them."""
    decisions: Mapping[str, Decision]
    settled: Mapping[str, SettledDecision]

    def words_of(self, fact: Fact) -> tuple[str, ...] | None:
        """Give the values of a choice or role, or the members of a set; None for other types."""
        match fact:
            case ChoiceFact():
                return fact.values
            case SetFact():
                return fact.members
            case RoleFact():
                return tuple(self.roles)
        return None


def lower_condition(line: str, scope: Scope) -> Condition | ConditionFault:
    """Give the meaning of one line, or the first fault in it with its offsets."""
    try:
        return _lower(parse_condition(line), scope)
    except ConditionError as error:
        return error.fault


def _lower(condition: text.Condition, scope: Scope) -> Condition:
    match condition:
        case text.Atom() as atom:
            lowered = _lower_atom(atom, scope)
            return Open(lowered.decision, print_condition(atom)) if isinstance(lowered, Open) else lowered
        case text.Group("all", of):
            return All(tuple(_lower(part, scope) for part in of))
        case text.Group(_, of):
            return Any(tuple(_lower(part, scope) for part in of))
        case text.Negation(of):
            return Not(_lower(of, scope))
    raise TypeError(condition)


def _lower_atom(atom: text.Atom, scope: Scope) -> Condition:
    """Give the meaning of one test; where the council has not decided what it needs, the open point alone."""
    match atom:
        case text.Atom(_, text.Settled(name)):
            return _lower_yes_no_decision(name, scope)
        case text.Atom("holds", text.Name() as subject):
            _require(subject, scope, (YesNoFact,))
            return Is(subject.text, True)
        case text.Atom("is" | "is_not" as op, text.Name() as subject, (tuple() | text.Settled()) as words):
            return _lower_choice(op, subject, words, scope)
        case text.Atom(
            "has_any" | "has_all" | "has_none" as op, text.Name() as subject, (tuple() | text.Settled()) as words
        ):
            return _lower_set(op, subject, words, scope)
        case text.Atom(op, text.Name() as subject, text.Within() as within):
            return _lower_within(op, subject, within, scope)
        case text.Atom(op, text.Name() as subject, text.Day() as day):
            _require(subject, scope, (DateFact,))
            right = _lower_day(day, scope)
            return right if isinstance(right, Open) else Compare(_ORDER[op], subject.text, right)
        case text.Atom(op, text.Name() as subject, (text.Name() | text.Written() | text.Settled()) as number):
            return _lower_number(op, subject, number, scope)
    raise TypeError(atom)


def _lower_yes_no_decision(name: text.Name, scope: Scope) -> Condition:
    decision = _find_decision(name, scope)
    if not isinstance(decision, YesNoDecision):
        _fail(name, f"decision `{name.text}` is not settled by yes or no", None)
    settled = scope.settled.get(name.text)
    if settled is None:
        return Open(name.text)
    return TRUE if settled.value else FALSE


def _lower_choice(op: str, subject: text.Name, words: tuple[text.Name, ...] | text.Settled, scope: Scope) -> Condition:
    fact = _require(subject, scope, (ChoiceFact, RoleFact))
    values = _resolve_words(words, subject, fact, scope)
    if isinstance(values, Open):
        return values
    if isinstance(fact, RoleFact):
        values = tuple(sorted({narrow for role in values for narrow in scope.roles[role]}))
    if not values:
        return FALSE if op == "is" else TRUE
    return In("in" if op == "is" else "not_in", subject.text, values)


def _lower_set(
    op: Literal["has_any", "has_all", "has_none"],
    subject: text.Name,
    words: tuple[text.Name, ...] | text.Settled,
    scope: Scope,
) -> Condition:
    fact = _require(subject, scope, (SetFact,))
    values = _resolve_words(words, subject, fact, scope)
    if isinstance(values, Open):
        return values
    if not values:
        return FALSE if op == "has_any" else TRUE
    return Has(op, subject.text, values)


def _lower_number(
    op: str, subject: text.Name, number: text.Name | text.Written | text.Settled, scope: Scope
) -> Condition:
    fact = _require(subject, scope, (NumberFact,))
    assert isinstance(fact, NumberFact)
    order = _ORDER[op]
    match number:
        case text.Written(written):
            value = int(written)
            if not fact.minimum <= value <= fact.maximum:
                bounds = f"{fact.minimum} to {fact.maximum}"
                _fail(number, f"`{value}` is outside {bounds}, the bounds of `{subject.text}`", None)
            return Compare(order, subject.text, value)
        case text.Settled(name):
            amount = _resolve_number(name, scope)
            return amount if isinstance(amount, Open) else Compare(order, subject.text, amount)
        case text.Name():
            other = _require(number, scope, (NumberFact,))
            assert isinstance(other, NumberFact)
            if other.unit != fact.unit:
                _fail(number, f"`{number.text}` counts {other.unit} and `{subject.text}` counts {fact.unit}", None)
            return Compare(order, subject.text, FactPlus(number.text))


def _lower_within(op: str, subject: text.Name, within: text.Within, scope: Scope) -> Condition:
    _require(subject, scope, (DateFact,))
    before = op == "within_before"
    near = _lower_day(text.Day(within.base), scope)
    far = _lower_day(text.Day(within.base, within.length, before), scope)
    assert not isinstance(near, Open)
    if isinstance(far, Open):  # how far is not decided, but what is beyond the near end is outside all the same
        point = Open(far.decision, print_condition(text.Atom(op, subject, within)))
        return All((point, Compare("le" if before else "ge", subject.text, near)))
    first, last = (far, near) if before else (near, far)
    return All((Compare("ge", subject.text, first), Compare("le", subject.text, last)))


def _lower_day(day: text.Day, scope: Scope) -> FactPlus | date | Open:
    plus = 0 if day.length is None else _count_days(day.length, scope)
    base = _lower_base(day.base, scope)
    if isinstance(plus, Open):
        return plus
    plus = -plus if day.back else plus
    if isinstance(base, FactPlus):
        return FactPlus(base.fact, plus)
    try:
        return base + timedelta(days=plus)
    except OverflowError:
        _fail(day.base, f"`{day.base.text}`, moved so far, leaves the calendar", None)


def _lower_base(base: text.Name | text.Written, scope: Scope) -> FactPlus | date:
    if isinstance(base, text.Name):
        _require(base, scope, (DateFact,))
        return FactPlus(base.text)
    try:
        return date.fromisoformat(base.text)
    except ValueError:
        _fail(base, f"`{base.text}` is not a day of the calendar", None)


def _count_days(length: text.Length, scope: Scope) -> int | Open:
    if isinstance(length.amount, text.Settled):
        amount = _resolve_number(length.amount.name, scope)
        if isinstance(amount, Open):
            return amount
        place: text.Name | text.Written = length.amount.name
    else:
        amount, place = int(length.amount.text), length.amount
    if not 0 <= amount * length.days_each <= MOST_DAYS:
        _fail(place, f"`{amount}` is not a length between nothing and a century", None)
    return amount * length.days_each


def _resolve_words(
    words: tuple[text.Name, ...] | text.Settled, subject: text.Name, fact: Fact, scope: Scope
) -> tuple[str, ...] | Open:
    allowed = scope.words_of(fact) or ()
    if isinstance(words, text.Settled):
        decision = _find_decision(words.name, scope)
        source = scope.facts.get(decision.of) if isinstance(decision, WordsDecision) else None
        if source is None or scope.words_of(source) != allowed:
            _fail(words.name, f"decision `{words.name.text}` is not settled by naming values of `{subject.text}`", None)
        settled = scope.settled.get(words.name.text)
        if settled is None:
            return Open(words.name.text)
        return tuple(sorted(set(_as_words(settled.value))))
    for word in words:
        if word.text not in allowed:
            hint = hint_nearest(word.text, allowed) or f"it is one of {', '.join(f'`{a}`' for a in allowed)}"
            _fail(word, f"`{word.text}` is not a value of `{subject.text}`", hint)
    return tuple(sorted({word.text for word in words}))


def _as_words(value: bool | int | Sequence[str]) -> Sequence[str]:
    return () if isinstance(value, int) else value


def _resolve_number(name: text.Name, scope: Scope) -> int | Open:
    decision = _find_decision(name, scope)
    if not isinstance(decision, NumberDecision):
        _fail(name, f"decision `{name.text}` is not settled by a number", None)
    settled = scope.settled.get(name.text)
    return Open(name.text) if settled is None or not isinstance(settled.value, int) else settled.value


def _find_decision(name: text.Name, scope: Scope) -> Decision:
    if name.text not in scope.decisions:
        hint = hint_nearest(name.text, scope.decisions) or "declare it under `decisions` of the rule, with its question"
        _fail(name, f"no rule of this policy asks for a decision called `{name.text}`", hint)
    return scope.decisions[name.text]


def _require(name: text.Name, scope: Scope, types: tuple[type[Fact], ...]) -> Fact:
    fact = scope.facts.get(name.text)
    if fact is None:
        _fail(
            name, f"{with_article(scope.record)} has no fact called `{name.text}`", hint_nearest(name.text, scope.facts)
        )
    if not isinstance(fact, types):
        kind = fact.type.replace("_", "/")
        _fail(
            name,
            f"`{name.text}` is {with_article(kind)} fact and cannot be tested so",
            _TYPE_HINTS[fact.type].format(name.text),
        )
    return fact


def _fail(place: text.Name | text.Written, message: str, hint: str | None) -> NoReturn:
    raise ConditionError(ConditionFault(place.start, place.end, message, hint))
