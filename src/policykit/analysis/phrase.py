"""Situations in a sentence: what somebody does, in the words that the vocabulary has for each fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policykit.errors import with_article
from policykit.model.dates import PartialDate
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
from policykit.rules.ir import Value

_PREPOSITIONS = frozenset(
    (
        *(
            "about",
            "after",
            "as",
            "at",
            "before",
            "between",
            "by",
            "during",
            "for",
            "from",
            "in",
            "of",
            "on",
            "outside",
        ),
        *("through", "to", "under", "with", "within", "without"),
    )
)
"""Words with which a phrase begins that says a circumstance, and not what somebody does."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What sentences about one kind of record are made of."""

    record: RecordType
    roles: Mapping[str, str]
    """The label of each role, by name."""

    def describe(self, values: Mapping[str, Value], doers: Sequence[str] = (), *, council: bool = False) -> str:
        """Give who does what: `A councillor who, on a personal account, shows the council's logo`.

        `values` are the facts to say, `doers` the roles of which it is said, each for itself. With `council`, it is
        the council as a body that acts.
        """
        actor = self.record.actor
        who = "A council that"
        if not council and actor is not None:
            labels = [with_article(self.roles[role]) for role in doers] or ["a person"]
            who = f"{_begin(' or '.join(labels))} who"
        others = [(name, value) for name, value in sorted(values.items()) if name != actor or council]
        said = [self.say(self.record.facts[name], value) for name, value in others]
        around = [phrase for phrase in said if phrase.split(" ", 1)[0] in _PREPOSITIONS]
        does = [phrase for phrase in said if phrase not in around]
        what = list_words(does or [self.record.said or "acts"])
        return f"{who}, {list_words(around)}, {what}" if around else f"{who} {what}"

    def say(self, fact: Fact, value: Value) -> str:
        """Give one fact as a part of a sentence: as the vocabulary says it, or else by its label."""
        match fact:
            case YesNoFact(said=said) if said is not None:
                return said.if_yes if value is True else said.if_no
            case ChoiceFact(said=phrases) if phrases is not None and isinstance(value, str):
                return phrases[value]
            case RoleFact(said=line) if line is not None and isinstance(value, str):
                return line.replace("{role}", with_article(self.roles[value]))
            case SetFact(said=said) if said is not None and isinstance(value, frozenset):
                words = [said.words[member] for member in fact.members if member in value]
                return said.some.replace("{words}", list_words(words)) if words else said.none
            case NumberFact(said=line) if line is not None:
                return line.replace("{number}", str(value))
            case DateFact(said=line) if line is not None and isinstance(value, date):
                return line.replace("{day}", say_day(value))
        return f"with “{fact.label}” as {self._say_value(fact, value)}"

    def _say_value(self, fact: Fact, value: Value) -> str:
        match value:
            case bool():
                return "so" if value else "not so"
            case str():
                return f"“{self.roles[value] if isinstance(fact, RoleFact) else value.replace('_', ' ')}”"
            case frozenset():
                return list_words([f"“{member.replace('_', ' ')}”" for member in sorted(value)]) or "empty"
            case date():
                return say_day(value)
        return str(value)


def make_phrases(vocabulary: FactVocabulary, record: str) -> Phrases:
    """Give what sentences about a kind of record are made of."""
    return Phrases(vocabulary.records[record], {name: role.label for name, role in vocabulary.roles.items()})


def say_day(day: date) -> str:
    """Give a day as people write it: `6 May 2027`."""
    return PartialDate.of(day).shown("long")


def say_roles(names: Iterable[str], vocabulary: FactVocabulary) -> str:
    """Give roles by their labels, those that a wider one includes left out: `councillor and co-opted member`."""
    wanted = set(names)
    inside = {word for name in wanted for word in vocabulary.roles[name].includes}
    return list_words([role.label for name, role in vocabulary.roles.items() if name in wanted - inside])


def list_words(words: Sequence[str]) -> str:
    """Join words as English does: `a, b and c`."""
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]
