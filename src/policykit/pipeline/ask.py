"""`ask`: one record built from a person's answers, asking only what some rule still waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policykit.model.fact import (
    ChoiceFact,
    DateFact,
    Fact,
    FactVocabulary,
    NumberFact,
    RecordType,
    RoleFact,
    SetFact,
    YesNoFact,
)
from policykit.model.library import Library
from policykit.model.rule import RequiredReading
from policykit.pipeline.codes import UNKNOWN_NAME, refuse
from policykit.pipeline.names import Named
from policykit.pipeline.rulesets import find_facts, make_ruleset, open_edition
from policykit.rules.derive import derive_facts
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Verdict
from policykit.rules.from_edition import find_nation
from policykit.rules.ir import Value
from policykit.rules.records import FactValueError, of_what, read_value
from policykit.wording.nearest import hint_nearest


@dataclass(frozen=True, slots=True)
class Question:
    """One question to put to a person."""

    fact: str
    text: str
    answers: str
    """What an answer looks like: `yes or no`, `one of: …`, `a day such as 2026-05-07`."""
    choices: tuple[tuple[str, str], ...] = ()
    """The answers to choose from, as `answer` takes them, and as people say them; empty for a number or a day."""
    takes_several: bool = False
    """Whether several of the choices may be given, joined by commas."""


class Interview:
    """Asks of one record, question by question; `verdict` is what the rules say so far."""

    def __init__(self, library: Library, named: Named, record: str, require: RequiredReading = "reviewed") -> None:
        """Begin. Raises PolicykitError for a kind of record that facts.yaml does not have, or that no rule reads."""
        edition = open_edition(library, named)
        self._vocabulary: FactVocabulary = find_facts(edition)
        if record not in self._vocabulary.records:
            hint = hint_nearest(record, self._vocabulary.records, f"records: {', '.join(self._vocabulary.records)}")
            raise refuse(UNKNOWN_NAME, f"there is no kind of record `{record}`", hint)
        self._ruleset = make_ruleset(edition, require=require)
        if record not in self._ruleset.records:
            known = ", ".join(self._ruleset.records) or "none"
            raise refuse(UNKNOWN_NAME, f"no rule of `{named.name}` reads a `{record}`", f"its rules read: {known}")
        self._nation = find_nation(edition)
        self._record = record
        self._kind: RecordType = self._vocabulary.records[record]
        self._facts: dict[str, Value | None] = {}
        self._skipped: set[str] = set()

    @property
    def verdict(self) -> Verdict:
        """What the rules say of the answers so far."""
        known = derive_facts(self._kind.facts, self._facts, self._nation)
        return evaluate_record(self._ruleset, self._record, known)

    def next_question(self) -> Question | None:
        """Give the next question, in the order of facts.yaml; None when nothing that can be asked is open."""
        waiting = {missing.name for finding in self.verdict.findings for missing in finding.missing}
        for name, fact in self._kind.facts.items():
            if name in waiting and name not in self._skipped and fact.is_asked:
                roles = tuple(self._vocabulary.roles)
                answers = describe_answer(fact, roles)
                return Question(
                    name, fact.question, answers, _list_choices(fact, self._vocabulary), isinstance(fact, SetFact)
                )
        return None

    def answer(self, question: Question, text: str) -> str | None:
        """Take an answer; an empty one or `?` leaves the fact unknown. Gives what is wrong with it, or None."""
        words = text.strip().lower()
        if words in ("", "?", "don't know", "unknown"):
            self._skipped.add(question.fact)
            return None
        fact = self._kind.facts[question.fact]
        try:
            self._facts[question.fact] = read_value(fact, _parse_answer(fact, words), tuple(self._vocabulary.roles))
        except FactValueError as error:
            return f"this {error.problem}" + (f"; {error.hint}" if error.hint else "")
        return None


def describe_answer(fact: Fact, roles: Sequence[str]) -> str:
    """Say what an answer looks like."""
    match fact:
        case YesNoFact():
            return "yes or no"
        case ChoiceFact(values=words):
            return f"one of: {_speak(words)}"
        case RoleFact():
            return f"one of: {_speak(roles)}"
        case SetFact(members=members):
            return f"none, or any of: {_speak(members)}"
        case NumberFact():
            return f"a whole number{of_what(fact.unit)}"
        case DateFact():
            return "a day such as 2026-05-07"


def _list_choices(fact: Fact, vocabulary: FactVocabulary) -> tuple[tuple[str, str], ...]:
    match fact:
        case YesNoFact():
            return ("yes", "Yes"), ("no", "No")
        case ChoiceFact(values=words) | SetFact(members=words):
            return tuple((word.replace("_", " "),) * 2 for word in words)
        case RoleFact():
            return tuple((name.replace("_", " "), role.label) for name, role in vocabulary.roles.items())
        case _:
            return ()


def _speak(words: Sequence[str]) -> str:
    return ", ".join(word.replace("_", " ") for word in words)


def _parse_answer(fact: Fact, words: str) -> object:
    if isinstance(fact, SetFact):
        return [] if words == "none" else [word.strip().replace(" ", "_") for word in words.split(",")]
    if isinstance(fact, NumberFact):
        return int(words) if words.lstrip("-").isdecimal() else words
    if isinstance(fact, YesNoFact):
        return {"y": "yes", "n": "no"}.get(words, words)
    return words if isinstance(fact, DateFact) else words.replace(" ", "_")
