"""Lints of rules: whether what a rule says still fits the words that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.subject import WITH_WELSH, Lint, Subject
from policykit.model.force.kinds import Force
from policykit.model.force.languages import find_force_words
from policykit.model.rule import Interpretation, Modality, ReadingStatus
from policykit.wording.forms import fold_form

RULE_FORCE = Code(
    "rule-force",
    Severity.WARNING,
    "a rule says `should` where the words that it rests on say must, or `must` where they say should",
    "correct `modality` and `reading`; if the words say more or less than is meant, "
    "set `interpretation: corrected` and say why in `note`",
    "rests_on: [You must sign each post.]\nmodality: should",
    "rests_on: [You must sign each post.]\nmodality: must",
)

READING_AUTHORITY = Code(
    "reading-authority",
    Severity.NOTE,
    "the reading of a rule is called confirmed, and nothing says who had the authority to confirm it",
    "name the person and the office, or the minute, in `authority`; where two readers agree and no one with authority "
    "has confirmed it, the status is `reviewed`",
    "reading: {by: two editors, date: 2026-01-05, status: confirmed}",
    "reading: {by: two editors, date: 2026-01-05, status: confirmed, authority: 'Town Clerk, minute TC/26/043'}",
)

_STRONG: tuple[Force, ...] = ("duty", "prohibition")
_WEAK: tuple[Force, ...] = ("recommendation", "recommendation against")
_AMBIGUOUS = re.compile(
    r"\b(?:can|can't|cannot|may|need|needs|have|has|will|gall|all|gallant|allant|bydd|fydd|byddant|fyddant)\b"
)
"""Words that as often tell what could happen, or what somebody lacks, as what is asked: they settle nothing."""
_ASKED = {Modality.MUST: _WEAK, Modality.MUST_NOT: _WEAK, Modality.SHOULD: _STRONG, Modality.SHOULD_NOT: _STRONG}
"""The forces of words on which a rule of each modality cannot rest, if they have no other."""


def _find_rule_force(subject: Subject) -> Iterator[Diagnostic]:
    for path, clause in subject.clauses:
        for position, rule in enumerate(clause.rules):
            refused = _ASKED.get(rule.modality, ())
            found = _list_modals(" … ".join(rule.rests_on), subject.languages[path])
            if not found or rule.reading.interpretation is Interpretation.CORRECTED:
                continue
            if all(force in refused for _, force in found):
                says = str(rule.modality).replace("_", " ")
                message = f"the rule `{rule.id}` says `{says}`, and the words that it rests on say “{found[0][0]}”"
                yield subject.fault(RULE_FORCE, (*path, "rules", position, "modality"), message)


def _find_reading_authority(subject: Subject) -> Iterator[Diagnostic]:
    if subject.edition.seal is not None:
        return  # what is sealed keeps the words of its own day, and so does what a draft took over from it
    others = (each.value for each in subject.policy.versions if each.value.version != subject.version.version)
    taken = {rule.reading for other in others for _, clause in other.walk_clauses() for rule in clause.rules}
    for path, clause in subject.clauses:
        for position, rule in enumerate(clause.rules):
            reading = rule.reading
            if reading.status is ReadingStatus.CONFIRMED and reading.authority is None and reading not in taken:
                message = f"the reading of the rule `{rule.id}` is confirmed, and does not say by whose authority"
                yield subject.fault(READING_AUTHORITY, (*path, "rules", position, "reading", "status"), message)


def _list_modals(words: str, language: str) -> list[tuple[str, Force]]:
    """Give the modal words of quotations with their force; none if one of them may mean something else."""
    known = find_force_words(language)
    if known is None:
        return []
    forces = known.every
    plain = " ".join(fold_form(words).lower().replace("’", "'").split())
    found = [match[0] for match in _compile(known.language).finditer(plain)]
    return [] if any(_AMBIGUOUS.search(word) for word in found) else [(word, forces[word]) for word in found]


@cache
def _compile(language: str) -> re.Pattern[str]:
    """Give the pattern of every modal word of a language that is known."""
    words = find_force_words(language)
    assert words is not None
    spelt = sorted(words.every, key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, spelt))})(?![\w'-]|'t)")


RULE_LINTS: tuple[Lint, ...] = (
    Lint(RULE_FORCE, _find_rule_force, WITH_WELSH),
    Lint(READING_AUTHORITY, _find_reading_authority),
)
