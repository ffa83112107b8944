"""Records as they come in from a file: checked against the vocabulary, every fault told, nothing guessed.

A record is flat: `record` names its kind, `id` (if any) is handed back with the findings, `judged` says who made
which judgement and when, and every other key is a fact. A fact that is absent, or null, is unknown. Yes/no facts are
written true/false or yes/no, dates `2026-05-07`, sets as lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from policykit.errors import Code, Diagnostic, Severity, Span, with_article
from policykit.model.fact import (
    ChoiceFact,
    DateFact,
    Fact,
    FactKind,
    FactVocabulary,
    NumberFact,
    RecordType,
    RoleFact,
    SetFact,
    YesNoFact,
)
from policykit.model.policy import Path
from policykit.rules.contradictions import find_contradictions
from policykit.rules.derive import Nation, derive_fact, derive_facts
from policykit.rules.ir import Value
from policykit.wording.nearest import hint_nearest
from policykit.wording.shorten import shorten_text

Locate: TypeAlias = Callable[[Path], Span | None]
"""Knows the place in the file of the value that a path leads to."""

RECORD_SHAPE = Code(
    "record-shape",
    Severity.ERROR,
    "a record is not an object with facts, or does not say what kind of record it is",
    "write `record` with one of the kinds of facts.yaml, and the facts beside it",
    "author_role: councillor",
    "record: post\nauthor_role: councillor",
)
RECORD_FACT = Code(
    "record-fact",
    Severity.ERROR,
    "a record gives a fact that records of its kind do not have",
    "use a name that facts.yaml lists for this kind of record",
    "record: post\nauthor: councillor",
    "record: post\nauthor_role: councillor",
)
RECORD_VALUE = Code(
    "record-value",
    Severity.ERROR,
    "the value of a fact is of the wrong type, out of bounds, or not one of its words",
    "write the value as the type of the fact asks, or leave the fact out if it is not known",
    "record: post\npublished_on: 2026-13-01",
    "record: post\npublished_on: 2026-12-01",
)
RECORD_DERIVED = Code(
    "record-derived",
    Severity.ERROR,
    "a derived fact is given and does not agree with the facts that it is worked out from, or is out of bounds",
    "leave the derived fact out; it is worked out from the others",
    "record: post\npublished_on: 2026-05-01\npoll_on: 2026-05-07\ndays_to_poll: 7",
    "record: post\npublished_on: 2026-05-01\npoll_on: 2026-05-07",
)
RECORD_UNSIGNED = Code(
    "record-unsigned",
    Severity.WARNING,
    "a judgement is given without who judged and when",
    "add `judged: {fact: {by: …, on: …}}`",
    "record: post\nis_derogatory: no",
    "record: post\nis_derogatory: no\njudged: {is_derogatory: {by: A. Officer, on: 2026-11-20}}",
)

RECORD_CONTRADICTION = Code(
    "record-contradiction",
    Severity.ERROR,
    "two facts of a record cannot both be so",
    "correct the one that is wrong, or leave out what is not known",
    "record: group_member\nremoved_on: 2026-05-01\nis_removed: no",
    "record: group_member\nremoved_on: 2026-05-01\nis_removed: yes",
)
RECORD_VIEWS = Code(
    "record-views",
    Severity.WARNING,
    "two judgements of a record do not fit together, as `implies` in facts.yaml has it",
    "ask those who judged, and correct the one that is wrong; each rule is decided on what the record says",
    "record: post\nis_defamatory: yes\nmay_lead_to_defamation_claim: no\n"
    "judged: {is_defamatory: &who {by: A. Officer, on: 2026-11-20}, may_lead_to_defamation_claim: *who}",
    "record: post\nis_defamatory: yes\nmay_lead_to_defamation_claim: yes\n"
    "judged: {is_defamatory: &who {by: A. Officer, on: 2026-11-20}, may_lead_to_defamation_claim: *who}",
)

META = ("record", "id", "judged")
"""Keys of a record that are not facts."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Who made a judgement, and on which day."""

    by: str
    on: date


def find_unsigned(facts: Mapping[str, Fact], given: Iterable[str], judged: Iterable[str]) -> tuple[str, ...]:
    """Give the judgements among the facts that are given that are not signed, in the order of the vocabulary."""
    unsigned = set(given).difference(judged)
    return tuple(n for n, fact in facts.items() if n in unsigned and fact.kind is FactKind.JUDGEMENT)


@dataclass(frozen=True, slots=True)
class Record:
    """A record whose facts are all known to be valid, the derived ones among them."""

    kind: str
    facts: Mapping[str, Value]
    id: str | None = None
    judged: Mapping[str, Judged] = field(default_factory=dict)


def read_record(
    data: object,
    vocabulary: FactVocabulary,
    *,
    kind: str | None = None,
    locate: Locate = lambda _: None,
    nation: Nation = "ENG",
) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """Give the record that plain data (of JSON or YAML) describes, and every diagnostic.

    `kind` is the kind of record where the data do not say. The record is None exactly if a diagnostic is an error.
    """
    return _RecordReader(vocabulary, locate, nation).read(data, kind)


class FactValueError(ValueError):
    """What is wrong with the value of a fact, as the end of a sentence, and what to write instead."""

    def __init__(self, problem: str, hint: str | None = None) -> None:
        self.problem = problem
        self.hint = hint
        super().__init__(problem)


def read_value(fact: Fact, value: object, roles: Sequence[str]) -> Value:
    """Give the value of a fact from plain data. Raises `FactValueError` if it is not one that the fact can have."""
    match fact:
        case YesNoFact():
            known = {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value
            if not isinstance(known, bool):
                raise FactValueError("is not yes or no", "write yes or no, or leave the fact out if it is not known")
            return known
        case ChoiceFact(values=words):
            return _read_word(value, words)
        case RoleFact():
            return _read_word(value, roles)
        case SetFact(members=members):
            return _read_words(value, members)
        case NumberFact(minimum=low, maximum=high):
            if isinstance(value, bool) or not isinstance(value, int):
                raise FactValueError(
                    "is not a whole number", f"write a whole number{of_what(fact.unit)} from {low} to {high}"
                )
            if not low <= value <= high:
                raise FactValueError("is out of bounds", f"the bounds are {low} and {high}")
            return value
        case DateFact(earliest=earliest, latest=latest):
            day = _read_day(value)
            if not earliest <= day <= latest:
                raise FactValueError("is out of bounds", f"the bounds are {earliest} and {latest}")
            return day


def of_what(unit: str) -> str:
    """Give the unit of a number as a message names it: ` of days`; nothing for a bare count."""
    return "" if unit == "count" else f" of {unit}"


def _read_word(value: object, words: Sequence[str]) -> str:
    if isinstance(value, str) and value in words:
        return value
    listed = f"it is one of: {', '.join(words)}"
    raise FactValueError(
        "is not one of its words", hint_nearest(value, words, listed) if isinstance(value, str) else listed
    )


def _read_words(value: object, members: Sequence[str]) -> frozenset[str]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise FactValueError("is not a list", f"write a list of some of: {', '.join(members)}")
    for word in value:
        if word not in members:
            hint = hint_nearest(_short(word), members, f"its words are: {', '.join(members)}")
            raise FactValueError(f"holds `{_short(word)}`, which is not one of its words", hint)
    return frozenset(value)


def _read_day(value: object) -> date:
    if isinstance(value, datetime):
        raise FactValueError("has a time of day", "give the day alone: `.date()` of it")
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        with suppress(ValueError):
            day = date.fromisoformat(value)
            if day.isoformat() == value:  # weeks and other ways to write a day are ISO's too, but not ours
                return day
    raise FactValueError("is not a date", "write the day as in 2026-05-07")


class _RecordReader:
    """One record being read; `diagnostics` gathers what is wrong with it."""

    def __init__(self, vocabulary: FactVocabulary, locate: Locate, nation: Nation) -> None:
        self.vocabulary = vocabulary
        self.roles = tuple(vocabulary.roles)
        self.locate = locate
        self.nation = nation
        self.diagnostics: list[Diagnostic] = []

    def tell(self, code: Code, path: Path, message: str, hint: str | None = None) -> None:
        self.diagnostics.append(code.at(self.locate(path), message, hint=hint))

    def read(self, data: object, kind: str | None) -> tuple[Record | None, tuple[Diagnostic, ...]]:
        record = self.read_whole(data, kind)
        failed = any(d.severity is Severity.ERROR for d in self.diagnostics)
        return None if failed else record, tuple(self.diagnostics)

    def read_whole(self, data: object, kind: str | None) -> Record | None:
        if not isinstance(data, Mapping):
            self.tell(RECORD_SHAPE, (), f"a record is an object with facts, not {_say_type(data)}")
            return None
        name = kind if data.get("record") is None else data["record"]
        record_type = self.vocabulary.records.get(name) if isinstance(name, str) else None
        if record_type is None or not isinstance(name, str):
            known = ", ".join(self.vocabulary.records)
            said = "`record` is missing" if name is None else f"there is no kind of record called `{_short(name)}`"
            hint = hint_nearest(name, self.vocabulary.records) if isinstance(name, str) else None
            self.tell(RECORD_SHAPE, ("record",), said, hint or f"the kinds are: {known}")
            return None
        identity = data.get("id")
        if isinstance(identity, bool) or not isinstance(identity, str | int | None):
            self.tell(RECORD_SHAPE, ("id",), f"`id` is {_say_type(identity)}, not a text")
        given = self.read_facts(data, name, record_type)
        judged = self.read_judged(data.get("judged"), name, record_type, given)
        facts = derive_facts(record_type.facts, given, self.nation)
        self.check_derived(record_type, given, facts)
        self.check_implied(record_type, facts)
        known_facts = {key: value for key, value in facts.items() if value is not None}
        return Record(name, known_facts, None if identity is None else str(identity), judged)

    def read_facts(self, data: Mapping[object, object], kind: str, record_type: RecordType) -> dict[str, Value]:
        given: dict[str, Value] = {}
        for name, value in data.items():
            if name in META:
                continue
            fact = record_type.facts.get(name) if isinstance(name, str) else None
            if fact is None or not isinstance(name, str):
                hint = hint_nearest(str(name), record_type.facts)
                self.tell(RECORD_FACT, (str(name),), f"{with_article(kind)} has no fact called `{_short(name)}`", hint)
            elif value is not None:
                try:
                    given[name] = read_value(fact, value, self.roles)
                except FactValueError as fault:
                    self.tell(RECORD_VALUE, (name,), f"`{_short(value)}` of `{name}` {fault.problem}", fault.hint)
        return given

    def read_judged(
        self, judged: object, kind: str, record_type: RecordType, given: Mapping[str, Value]
    ) -> dict[str, Judged]:
        signed: dict[str, Judged] = {}
        if judged is not None and not isinstance(judged, Mapping):
            self.tell(RECORD_SHAPE, ("judged",), f"`judged` is {_say_type(judged)}, not an object")
            return signed
        for name, who in (judged or {}).items():
            path = ("judged", str(name))
            fact = record_type.facts.get(name) if isinstance(name, str) else None
            if fact is None or fact.kind is not FactKind.JUDGEMENT:
                judgements = [n for n, f in record_type.facts.items() if f.kind is FactKind.JUDGEMENT]
                message = f"{with_article(kind)} has no judgement called `{_short(name)}`"
                self.tell(RECORD_FACT, path, message, hint_nearest(str(name), judgements))
            else:
                self.read_signature(name, who, path, signed)
        for name in given:
            if record_type.facts[name].kind is FactKind.JUDGEMENT and name not in signed:
                hint = f"add `judged: {{{name}: {{by: A. Officer, on: 2026-11-20}}}}` to the record"
                self.tell(RECORD_UNSIGNED, (name,), f"the judgement `{name}` is not signed", hint)
        return signed

    def read_signature(self, name: str, who: object, path: Path, signed: dict[str, Judged]) -> None:
        by = who.get("by") if isinstance(who, Mapping) else None
        try:
            if not isinstance(who, Mapping) or not isinstance(by, str) or not by or set(who) != {"by", "on"}:
                raise FactValueError("does not say who judged (`by`) and when (`on`)")
            signed[name] = Judged(by, _read_day(who["on"]))
        except FactValueError as fault:
            message = f"the signature of `{name}` {fault.problem}"
            self.tell(RECORD_SHAPE, path, message, "write {by: Town Clerk, on: 2026-05-07}")

    def check_derived(
        self, record_type: RecordType, given: Mapping[str, Value], facts: Mapping[str, Value | None]
    ) -> None:
        """Tell where a derived fact was given another value than follows, or follows out of its bounds."""
        for name, fact in record_type.facts.items():
            if fact.derivation is None:
                continue
            follows = derive_fact(fact.derivation, facts, self.nation)
            if follows is None:
                continue
            if name in given and given[name] != follows:
                message = f"`{name}` is given as `{_short(given[name])}`, but `{_short(follows)}` follows"
                self.tell(RECORD_DERIVED, (name,), message, f"from {', '.join(fact.derivation.of)}")
            elif facts.get(name) != follows:
                self.tell(
                    RECORD_DERIVED, (fact.derivation.of[0],), f"`{name}` would be `{_short(follows)}`, out of bounds"
                )

    def check_implied(self, record_type: RecordType, facts: Mapping[str, Value | None]) -> None:
        """Tell where two facts do not fit together."""
        for each in find_contradictions(record_type.facts, facts):
            code = RECORD_VIEWS if each.is_view else RECORD_CONTRADICTION
            self.tell(code, (each.other,), each.message, code.remedy)


def _say_type(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f"the text `{_short(value)}`"
        case int() | float():
            return f"the number `{value}`"
        case Mapping():
            return "an object"
    return "a list"


def _short(value: object) -> str:
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    if isinstance(value, list | tuple):
        value = f"[{', '.join(map(_short, value))}]"
    if value is None:
        return "null"
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return shorten_text(said, 60)
