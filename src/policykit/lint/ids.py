"""Lints of ids: whether those of a draft still belong to the words that had them in the version before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.subject import Lint, Subject
from policykit.model.policy import Path, Version
from policykit.wording.forms import fold_form
from policykit.wording.numbers import count_noun

MOVED_IDS = Code(
    "moved-ids",
    Severity.WARNING,
    "an id belongs to other words than in the version before, and its own words have another id",
    "give the words the id that they had, and what is new an id of its own; references and links follow the id",
    "ids that count, such as a.1, a.2, a.3, after a clause came first",
    "- id: a.new\n  text: …\n- id: a.1\n  text: the words that a.1 had before",
)


def _find_moved_ids(subject: Subject) -> Iterator[Diagnostic]:
    """Find the first id of a draft that moved to other words, and say how many more did."""
    before = _find_before(subject)
    if before is None:
        return
    old, new = _list_words(before), _list_words(subject.version)
    named: dict[str, Path] = {str(section.id): path for path, section in subject.sections}
    named |= {str(clause.id): path for path, clause in subject.clauses}
    once = Counter(words for words in old.values()), Counter(words for words in new.values())
    now = {words: name for name, words in new.items()}
    moved = [
        (name, now[words])
        for name, words in old.items()
        if words and once[0][words] == once[1][words] == 1 and name in new and now[words] != name
    ]
    if moved:
        name, other = min(moved, key=lambda pair: subject.sourced.places.span((*named[pair[0]], "id")))
        more = f", and {count_noun(len(moved) - 1, 'more id')} moved too" if len(moved) > 1 else ""
        message = f"the words that `{name}` had in version `{before.version}` now have the id `{other}`{more}"
        yield subject.fault(MOVED_IDS, (*named[name], "id"), message)


def _find_before(subject: Subject) -> Version | None:
    """Give the version before a draft; None for what was adopted, whose ids stay as they are."""
    labels = subject.policy.labels
    position = labels.index(subject.version.version)
    if subject.state.approval is not None or position == 0:
        return None
    return subject.policy.version(labels[position - 1]).value


def _list_words(version: Version) -> dict[str, str]:
    """Give the words of every heading and clause that has any, by id, as they count for being the same."""
    words = {section.id: f"heading {section.heading}" for _, section in version.walk_sections() if section.heading}
    words |= {clause.id: clause.text for _, clause in version.walk_clauses() if clause.text}  # type: ignore[misc]
    return {name: " ".join(fold_form(text).casefold().split()) for name, text in words.items()}


ID_LINTS: tuple[Lint, ...] = (Lint(MOVED_IDS, _find_moved_ids),)
"""The lints of ids."""
