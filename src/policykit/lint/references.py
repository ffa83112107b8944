"""Lints of references that are typed as words: those that lead nowhere, and those that went stale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.edition.numbers import Numbered, number_version
from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.subject import WITH_WELSH, Lint, Subject
from policykit.model.elsewhere import walk_elsewhere
from policykit.model.policy import Version
from policykit.wording.references import TypedReference, find_typed_references

NOWHERE = Code(
    "typed-reference",
    Severity.WARNING,
    "a reference is typed as words, and the text has no such part",
    "write `{ref: …}` with the id of the part; of another text, say which: `section 9 of the Standing Orders`",
    "see section 9, in a text of five sections",
    "see {ref: fees}",
)
STALE = Code(
    "stale-reference",
    Severity.WARNING,
    "a reference is typed as words, and its number belongs to another part than in the version before",
    "write `{ref: …}` with the id of the part, so that the number follows",
    "subject to paragraph 1.3, after a clause was put in before it",
    "subject to {ref: rent}",
)
MOVED = Code(
    "moved-reference",
    Severity.WARNING,
    "an adopted text refers to a clause of another policy, which has another number or is gone by now",
    "say so in the next version: `policykit draft`",
    "subject to {ref: notices/boards.gate}, adopted as “Notices Policy, 1.2”, which is 1.3 now",
    "subject to {ref: notices/boards.gate}, adopted as “Notices Policy, 1.2”, which it still is",
)
_SAME = {"annex": "appendix", "schedule": "appendix", "atodlen": "atodiad"}
"""Words that people use for one another where the text has only one kind."""


def _find_nowhere(subject: Subject) -> Iterator[Diagnostic]:
    known = _list_parts(subject.edition.numbers)
    for words in subject.body():
        if words.part == "cell":
            continue
        for each in find_typed_references(words.text):
            if _find(each, known) is None:
                shown = words.text[each.whole_start : each.end]
                yield words.fault(NOWHERE, each.start, each.end, f"`{shown}` leads nowhere: this text has no such part")


def _find_stale(subject: Subject) -> Iterator[Diagnostic]:
    before = _find_before(subject)
    if before is None:
        return
    old = _list_parts(number_version(before, subject.edition.council.language))
    new = _list_parts(subject.edition.numbers)
    texts = {clause.id: clause.text or "" for _, clause in before.walk_clauses()}
    for words in subject.body():
        if words.part != "clause" or words.clause is None:
            continue
        had = {(each.word, each.number) for each in find_typed_references(texts.get(words.clause.id, ""))}
        for each in find_typed_references(words.text):
            was, now = _find(each, old), _find(each, new)
            if (each.word, each.number) in had and was is not None and now is not None and was != now:
                message = (
                    f"`{words.text[each.whole_start : each.end]}` led to `{was}` in version `{before.version}`, "
                    f"and leads to `{now}` now"
                )
                remedy = f"write {{ref: {was}}} in its place, if that part is still meant"
                yield words.fault(STALE, each.start, each.end, message, remedy)


def _find_moved(subject: Subject) -> Iterator[Diagnostic]:
    kept, now = subject.edition.elsewhere, subject.edition.elsewhere_now
    for path, start, end, target in walk_elsewhere(subject.sourced) if kept != now else ():
        was, shown = kept.get(target), now.get(target)
        if was is not None and was != shown:
            message = f"this was adopted as “{was}”, " + (f"which is “{shown}” now" if shown else "and is gone by now")
            places = subject.sourced.places
            yield places.fault(MOVED, places.inside(path, start, end), message, MOVED.remedy)


def _find_before(subject: Subject) -> Version | None:
    """Give the version before a draft; None for what was adopted, which stays as it is."""
    labels = subject.policy.labels
    position = labels.index(subject.version.version)
    if subject.state.approval is not None or position == 0:
        return None
    return subject.policy.version(labels[position - 1]).value


def _list_parts(numbers: Mapping[str, Numbered]) -> dict[str, str]:
    """Give the id of each part by what it may be called: its number, label and citation, without spaces and case."""
    parts: dict[str, str] = {}
    for name, numbered in numbers.items():
        for called in (numbered.citation, numbered.label, numbered.number):
            parts.setdefault(_fold(called), name)
    return parts


def _find(reference: TypedReference, parts: Mapping[str, str]) -> str | None:
    number = _fold(reference.number)
    for word in (reference.word, _SAME.get(reference.word, reference.word), ""):
        if found := parts.get(_fold(f"{word} {reference.number}")) or (parts.get(number) if word == "" else None):
            return found
    return None


def _fold(called: str) -> str:
    plain = "".join(called.casefold().split()).strip(".:")
    for lead in ("s.", "adran"):
        plain = plain.removeprefix(lead)
    return plain


REFERENCE_LINTS: tuple[Lint, ...] = (
    Lint(NOWHERE, _find_nowhere, WITH_WELSH),
    Lint(STALE, _find_stale, WITH_WELSH),
    Lint(MOVED, _find_moved),
)
"""The lints of typed references."""
