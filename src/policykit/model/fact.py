"""The shared vocabulary of facts: what a record may say, so that rules can be decided from it.

A record is flat: one post, one account, one message. Its facts are yes or no, one word of a list, a set of words,
a bounded whole number or a bounded date; never free text and never a fraction, so every engine agrees on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from policykit.model.base import Line, Many, Model, rename_keys

CONDITION_WORDS = frozenset(
    word
    for words in (
        "and or not is has one of any all none less more than at most least exactly",
        "before after on within plus minus day days week weeks",
    )
    for word in words.split()
)
"""The words of the condition language itself (`policykit/rules/conditions.lark`)."""
RESERVED = CONDITION_WORDS | {"yes", "no", "true", "false", "null", "unknown", "id", "record", "judged"}
"""Words of the condition language and of records: no fact, value or decision may be called so."""

_NAME = StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$", max_length=60)


def _refuse_reserved(value: object) -> object:
    if isinstance(value, str) and value in RESERVED:
        raise ValueError(f"`{value}` is a word of the condition language; choose another name")
    return value


def _read_day(value: object) -> object:
    """Turn `2026-05-07` into a date; leave all else to the type check."""
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return day if day.isoformat() == value else value  # weeks are ISO's too, but not ours
    return value


def _read_yes_no(value: object) -> object:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


FactName = Annotated[str, BeforeValidator(_refuse_reserved), _NAME]
"""The name of a fact: lower-case words joined by underscores, as conditions write it."""
Word = Annotated[str, BeforeValidator(_refuse_reserved), _NAME]
"""One value of a choice, one member of a set, one role, one kind of record."""
ImpliedFact = Annotated[str, StringConstraints(pattern=r"^(?:not )?[a-z][a-z0-9]*(?:_[a-z0-9]+)*$", max_length=64)]
"""A yes/no fact that another one implies, or `not` and one that it rules out."""
Day = Annotated[date, BeforeValidator(_read_day)]
"""A whole day, written `2026-05-07`."""
YesNo = Annotated[bool, BeforeValidator(_read_yes_no, json_schema_input_type=bool | Literal["yes", "no"])]
"""`yes` or `no` (also `true` or `false`)."""
Whole = Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000)]
"""A whole number small enough for every engine."""

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)


class FactKind(StrEnum):
    """Where a fact comes from."""

    CIRCUMSTANCE = "circumstance"
    """What is so, whoever acts: the date of the poll, the role of the author."""
    CHOICE = "choice"
    """What the actor decides: to mark the post as a personal view."""
    JUDGEMENT = "judgement"
    """What a named person judged on a named day: whether a comment is derogatory. Never guessed."""
    DERIVED = "derived"
    """What policykit works out from other facts before any rule is evaluated."""


class Derivation(Model):
    """How a derived fact is worked out: one of a closed list of calculations, and the facts it starts from."""

    by: Literal["days_between", "working_days_between", "age_on", "under_18", "notice_day", "notice_period"]
    """`days_between` start, end · `working_days_between` start, end (UK election working days) · `age_on` born, day
    (whole years) · `under_18` age (in years) · `notice_day` poll (last lawful day for notice of election) ·
    `notice_period` day, notice, poll."""
    of: Many[FactName] = Field(min_length=1, max_length=3)
    """The facts it starts from, in the order the calculation names them."""


class _Fact(Model):
    unprinted = "asked in interviews and printed in findings; no document has it"

    label: Line
    """The fact in a few words, as a report prints it."""
    question: Line
    """What to ask a person who can tell."""
    kind: FactKind = Field(strict=False)
    """Where the fact comes from: `circumstance`, `choice`, `judgement` or `derived`."""
    derivation: Derivation | None = None
    """How it is worked out from other facts. A fact of the kind `derived` always is; a circumstance may be, where those
    are known, and is asked for where they are not."""
    implies: Many[ImpliedFact] = ()
    """What is so wherever this is (of a yes/no fact) or is known (of any other): other yes/no facts of the record, or
    `not` and such a fact. A record that says otherwise contradicts itself."""

    @property
    def is_asked(self) -> bool:
        """Whether a person can be asked for it: all but what is only ever worked out from other facts."""
        return self.kind is not FactKind.DERIVED

    @model_validator(mode="after")
    def _derived_says_how(self) -> _Fact:
        if self.kind is FactKind.DERIVED and self.derivation is None:
            raise ValueError("a fact whose kind is `derived` has a `derivation`")
        if self.derivation is not None and self.kind not in (FactKind.DERIVED, FactKind.CIRCUMSTANCE):
            raise ValueError("a fact with a `derivation` is of the kind `derived` or `circumstance`")
        return self


class YesNoWords(Model):
    """A yes/no fact as a part of a sentence; see `said`."""

    unprinted = "said in comparisons of what rules mean; no document has it"

    if_yes: Line
    """Where it is so: `shows the council's logo`; `yes` in older files."""
    if_no: Line
    """Where it is not: `does not show the council's logo`; `no` in older files."""

    _old = model_validator(mode="before")(lambda data: rename_keys(data, "if_yes", "if_no"))


class SetWords(Model):
    """What a set holds as a part of a sentence; see `said`."""

    unprinted = "said in comparisons of what rules mean; no document has it"

    some: Line
    """Where the set holds something; `{words}` stands for what it holds: `has it approved by {words} only`."""
    none: Line
    """Where it holds nothing: `has it approved by no one`."""
    words: dict[Word, Line]
    """Each member in words, by name."""

    @model_validator(mode="after")
    def _has_a_place(self) -> SetWords:
        _check_place(self.some, "words")
        return self


class YesNoFact(_Fact):
    """A fact that is so or is not."""

    type: Literal["yes_no"]
    """`yes_no`."""
    ordinary: YesNo | None = None
    """What is so in an ordinary case."""
    said: YesNoWords | None = None
    """The fact as a part of a sentence that begins “A councillor who …”: a verb with what follows it (`shows the
    council's logo`), or a circumstance, which begins with a preposition (`on a personal account`)."""


class ChoiceFact(_Fact):
    """A fact that is exactly one word of a list."""

    type: Literal["choice"]
    """`choice`."""
    values: Many[Word] = Field(min_length=2, max_length=100)
    """The words to choose from."""
    ordinary: Word | None = None
    """The word of an ordinary case."""
    said: dict[Word, Line] | None = None
    """Each value as a part of a sentence, as for a yes/no fact: `personal: on a personal account`."""

    @model_validator(mode="after")
    def _words_agree(self) -> ChoiceFact:
        _check_words(self.values, () if self.ordinary is None else (self.ordinary,))
        _check_said(self.said, self.values)
        return self


class RoleFact(_Fact):
    """The role of a person: a choice among the `roles` of the vocabulary."""

    type: Literal["role"]
    """`role`."""
    ordinary: Word | None = None
    """The role of an ordinary case."""
    said: Line | None = None
    """The fact as a part of a sentence; `{role}` stands for the role: `on an account that {role} looks after`."""

    @model_validator(mode="after")
    def _said_has_a_place(self) -> RoleFact:
        _check_place(self.said, "role")
        return self


class SetFact(_Fact):
    """A fact that is any number of words of a list, none included; 31 at most, so that a set fits in 32 bits."""

    type: Literal["set"]
    """`set`."""
    members: Many[Word] = Field(min_length=1, max_length=31)
    """The words that the set may hold."""
    ordinary: Many[Word] | None = None
    """What the set holds in an ordinary case."""
    said: SetWords | None = None
    """What the set holds as a part of a sentence."""

    @model_validator(mode="after")
    def _words_agree(self) -> SetFact:
        _check_words(self.members, self.ordinary or ())
        _check_said(self.said.words if self.said else None, self.members)
        return self


class NumberFact(_Fact):
    """A whole number between bounds, both included."""

    type: Literal["number"]
    """`number`."""
    unit: Literal["count", "days", "weeks", "months", "years"]
    """What is counted."""
    minimum: Whole
    """The smallest value."""
    maximum: Whole
    """The largest value."""
    ordinary: Whole | None = None
    """The number of an ordinary case."""
    said: Line | None = None
    """The fact as a part of a sentence; `{number}` stands for the number: `in a group with {number} other officers`."""

    @model_validator(mode="after")
    def _bounds_agree(self) -> NumberFact:
        _check_place(self.said, "number")
        _check_bounds(self.minimum, self.maximum, self.ordinary)
        return self


class DateFact(_Fact):
    """A day between bounds, both included; without time of day: councils' windows are counted in days."""

    type: Literal["date"]
    """`date`."""
    earliest: Day = date(2000, 1, 1)
    """The first day it can be."""
    latest: Day = date(2099, 12, 31)
    """The last day it can be."""
    ordinary: Day | None = None
    """The day of an ordinary case."""
    said: Line | None = None
    """The fact as a part of a sentence; `{day}` stands for the day: `publishes it on {day}`."""

    @model_validator(mode="after")
    def _bounds_agree(self) -> DateFact:
        _check_place(self.said, "day")
        if self.earliest < FIRST_DAY or self.latest > LAST_DAY:
            raise ValueError(f"dates lie between {FIRST_DAY} and {LAST_DAY}")
        ordinary = None if self.ordinary is None else self.ordinary.toordinal()
        _check_bounds(self.earliest.toordinal(), self.latest.toordinal(), ordinary)
        return self


Fact: TypeAlias = YesNoFact | ChoiceFact | RoleFact | SetFact | NumberFact | DateFact
"""A fact of any type; `type` says which."""


class RecordType(Model):
    """One kind of record: what it describes, who acts in it, and the facts it may hold."""

    unprinted = "asked in interviews and printed in findings; no document has it"

    label: Line
    """The record in a few words."""
    actor: FactName | None = None
    """The fact that holds the role of the person who acts; none where the council as a body acts."""
    said: Line | None = None
    """What is done, as a part of a sentence that begins “A councillor who …”: `publishes something`."""
    facts: dict[FactName, Annotated[Fact, Field(discriminator="type")]] = Field(min_length=1)
    """The facts it may hold, by name."""


class Role(Model):
    """A role that a policy may bind, and the narrower roles that count as it."""

    unprinted = "asked in interviews and printed in findings; no document has it"

    label: Line
    """The role in words."""
    includes: Many[Word] = ()
    """The narrower roles that count as this one."""


class FactVocabulary(Model):
    """`facts.yaml`: the roles and the records that every council's rules are written in."""

    format: Literal[1]
    """The format of this file: 1."""
    roles: dict[Word, Role] = Field(min_length=1, max_length=100)
    """The roles that a policy may bind, by name."""
    records: dict[Word, RecordType] = Field(min_length=1)
    """The kinds of record, by name."""

    @model_validator(mode="after")
    def _names_agree(self) -> FactVocabulary:
        if "council" in self.roles:
            raise ValueError("`council` names the council as a body and cannot be a role")
        for name, role in self.roles.items():
            for word in role.includes:
                if word not in self.roles or word == name or self.roles[word].includes:
                    raise ValueError(f"role `{name}` includes `{word}`, which is not a role that includes no others")
        for name, record in self.records.items():
            _check_record(name, record, frozenset(self.roles))
        return self


_DERIVATIONS: dict[str, tuple[tuple[str, ...], str]] = {
    "days_between": (("date", "date"), "number"),
    "working_days_between": (("date", "date"), "number"),
    "age_on": (("date", "date"), "number"),
    "under_18": (("number",), "yes_no"),
    "notice_day": (("date",), "date"),
    "notice_period": (("date", "date", "date"), "yes_no"),
}


def _check_record(name: str, record: RecordType, roles: frozenset[str]) -> None:
    if record.actor is not None and not isinstance(record.facts.get(record.actor), RoleFact):
        raise ValueError(f"the actor of `{name}` is `{record.actor}`, which is not a fact of type `role` there")
    seen: set[str] = set()
    for fact_name, fact in record.facts.items():
        if isinstance(fact, RoleFact) and fact.ordinary is not None and fact.ordinary not in roles:
            raise ValueError(f"the ordinary value of `{fact_name}` is not a role")
        if fact.derivation is not None:
            wanted, gives = _DERIVATIONS[fact.derivation.by]
            have = tuple(record.facts[f].type if f in seen else f"no fact above, `{f}`" for f in fact.derivation.of)
            if have != wanted or fact.type != gives:
                raise ValueError(
                    f"`{fact_name}`: {fact.derivation.by} makes a {gives} from ({', '.join(wanted)}),"
                    f" not a {fact.type} from ({', '.join(have)})"
                )
        seen.add(fact_name)
    _check_implications(record)


def _check_words(words: tuple[str, ...], ordinary: tuple[str, ...]) -> None:
    if len(set(words)) != len(words):
        raise ValueError("a word appears twice in the list")
    for word in ordinary:
        if word not in words:
            raise ValueError(f"the ordinary value `{word}` is not in the list")


def _check_bounds(low: int, high: int, ordinary: int | None) -> None:
    if low > high:
        raise ValueError("the lower bound is above the upper bound")
    if ordinary is not None and not low <= ordinary <= high:
        raise ValueError("the ordinary value is outside the bounds")


def _check_said(said: Mapping[str, str] | None, words: tuple[str, ...]) -> None:
    if said is not None and set(said) != set(words):
        odd = ", ".join(f"`{word}`" for word in sorted(set(said) ^ set(words)))
        raise ValueError(f"`said` has a phrase for each value and for nothing else; look at {odd}")


def _check_place(said: str | None, word: str) -> None:
    if said is not None and said.count(f"{{{word}}}") != 1:
        raise ValueError(f"the phrase `{said}` needs the place `{{{word}}}` once")


def _check_implications(record: RecordType) -> None:
    """Refuse facts that imply what is not there, or that could never be so because of what they imply."""
    implied: dict[str, tuple[tuple[str, bool], ...]] = {}
    for name, fact in record.facts.items():
        implied[name] = tuple((word.removeprefix("not "), not word.startswith("not ")) for word in fact.implies)
        for other, _ in implied[name]:
            if other == name or not isinstance(record.facts.get(other), YesNoFact):
                raise ValueError(f"`{name}` implies `{other}`, which is not another yes/no fact of this record")
    for name in implied:
        follows: dict[str, bool] = {name: True}
        ends = [name]
        for end in ends:
            for other, so in implied[end]:
                if follows.setdefault(other, so) is not so:
                    raise ValueError(f"what `{name}` implies contradicts itself: `{other}` would be so and not so")
                if so and other not in ends:
                    ends.append(other)
        ordinary = {other: record.facts[other].ordinary for other in follows}
        is_so = ordinary[name] is True if isinstance(record.facts[name], YesNoFact) else ordinary[name] is not None
        if is_so and any(
            ordinary[other] is not None and ordinary[other] is not so for other, so in follows.items() if other != name
        ):
            raise ValueError(f"`{name}` is so in an ordinary case, but not all that it implies is")
