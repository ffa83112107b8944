"""Questions that the rules of a policy leave to its readers: what no rule names beside what one does."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.analysis.phrase import list_words, make_phrases
from policykit.model.fact import ChoiceFact, DateFact, FactVocabulary
from policykit.rules.ir import Compare, FactPlus, In, Ruleset, walk_atoms


def list_questions(ruleset: Ruleset, vocabulary: FactVocabulary) -> tuple[str, ...]:
    """Give what a reader may want to ask: cases beside those that a rule names, and the day beside a window.

    These are no findings: a text may well mean to leave them out.
    """
    return tuple(dict.fromkeys([*_list_gaps(ruleset, vocabulary), *_list_boundaries(ruleset, vocabulary)]))


def _list_gaps(ruleset: Ruleset, vocabulary: FactVocabulary) -> Iterator[str]:
    for record, held in ruleset.records.items():
        phrases = make_phrases(vocabulary, record)
        for name, fact in held.facts.items():
            if not isinstance(fact, ChoiceFact):
                continue
            named: dict[str, None] = {}
            cites: dict[str, None] = {}
            for rule in ruleset.rules_on(record):
                for atom in walk_atoms(rule.when):
                    if isinstance(atom, In) and atom.fact == name and atom.op == "in":
                        named.update(dict.fromkeys(atom.values))
                        cites[rule.citation] = None
            left = [value for value in fact.values if value not in named]
            if named and left and not any(_allows(ruleset, record, name, value) for value in left):
                said = list_words([phrases.say(fact, value) for value in named])
                others = " or ".join(phrases.say(fact, value) for value in left)
                cited = list_words(list(cites))
                yield f"there are rules for what is done {said} ({cited}); is none needed for what is done {others}?"


def _allows(ruleset: Ruleset, record: str, name: str, value: str) -> bool:
    """Say whether some rule's test or exception names a value."""
    return any(
        isinstance(atom, In) and atom.fact == name and value in atom.values
        for rule in ruleset.rules_on(record)
        for part in (rule.unless, rule.test)
        for atom in walk_atoms(part)
    )


def _list_boundaries(ruleset: Ruleset, vocabulary: FactVocabulary) -> Iterator[str]:
    for rule in ruleset.rules:
        facts = vocabulary.records[rule.record].facts
        for part in (rule.when, rule.unless, rule.test):
            for atom in walk_atoms(part):
                if not isinstance(atom, Compare) or not isinstance(atom.right, FactPlus) or not atom.right.plus_days:
                    continue
                if isinstance(facts[atom.fact], DateFact):
                    days = abs(atom.right.plus_days)
                    where = "before" if atom.right.plus_days < 0 else "after"
                    other = facts[atom.right.fact].label
                    line = f"{rule.citation} draws a line at {days} days {where} the {other}"
                    yield f"{line}; is the day beyond it meant to be outside?"
