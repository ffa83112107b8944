"""Asking about a case: one question at a time, and what the policy says of it with the clause quoted."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import Response

from policykit.desk.screens.policy import find_label, find_life
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.pipeline.ask import Interview, Question
from policykit.pipeline.decide import Finding, Outcome, PolicyRules
from policykit.pipeline.open import open_version

_MOST = 200
_UNKNOWN = "?"

OVERALL = {
    Outcome.BREACH: "No: this breaks the policy",
    Outcome.CANNOT_TELL: "More must be known to say",
    Outcome.COMPLIANT: "Yes: this keeps to the policy",
    Outcome.NOT_APPLICABLE: "The policy’s rules do not cover this",
    Outcome.PERMITTED: "Yes: the policy allows this",
}
DEPARTS = "This keeps to the rules, but not to a recommendation"


def show_ask(visit: Visit) -> Response:
    """Show what can be asked about: the kinds of case that the rules of the version decide."""
    life = find_life(visit)
    label = find_label(visit, life)
    library, named = open_version(visit.desk.root, f"{visit.policy}@{label}", visit.today)
    has_rules = any(clause.rules for _, clause in named.policy.version(label).value.walk_clauses())
    ruleset = PolicyRules(library, named).ruleset if has_rules else None
    kinds = {name: record.label for name, record in ruleset.records.items()} if ruleset else {}
    return visit.show("ask.html.j2", life=life, line=life.overview, version=life.find(label), kinds=kinds)


def take_ask(visit: Visit) -> Response:
    """Take an answer, and give the next question, or what the policy says."""
    life = find_life(visit)
    label = find_label(visit, life)
    library, named = open_version(visit.desk.root, f"{visit.policy}@{label}", visit.today)
    kinds = PolicyRules(library, named).ruleset.records
    kind = visit.form.get("record", "")
    if kind not in kinds:
        raise NotThereError
    interview = Interview(library, named, kind)
    answers = list(zip(visit.lists.get("fact", ()), visit.lists.get("said", ()), strict=False))[:_MOST]
    if visit.form.get("back"):
        answers = answers[:-1]
    given: list[tuple[Question, str]] = []
    given.extend(_replay(interview, answers))
    question = interview.next_question()
    problem = ""
    if question is not None and visit.form.get("asked") == question.fact and not visit.form.get("back"):
        words = ", ".join(visit.lists.get("answer", ())) or ("none" if question.takes_several else "")
        words = _UNKNOWN if visit.form.get("unknown") else words
        if not words:
            problem = "Choose an answer, or say that you do not know."
        else:
            problem = interview.answer(question, words) or ""
        if not problem:
            given.append((question, words))
            question = interview.next_question()
    if visit.form.get("enough"):
        question = None
    verdict = interview.verdict
    breaches = [finding for finding in verdict.findings if finding.outcome is Outcome.BREACH]
    departs = verdict.overall is Outcome.COMPLIANT and bool(breaches)
    return visit.show(
        "answer.html.j2",
        life=life,
        line=life.overview,
        version=life.find(label),
        record=kind,
        about=kinds[kind].label,
        given=given,
        question=question,
        problem=problem,
        verdict=verdict,
        overall=DEPARTS if departs else OVERALL[verdict.overall],
        groups=tuple(_group(verdict.findings)),
        unknown=_UNKNOWN,
    )


def _replay(interview: Interview, answers: list[tuple[str, str]]) -> Iterator[tuple[Question, str]]:
    """Answer again what was answered on the pages before; what does not fit any more is asked anew."""
    for fact, words in answers:
        question = interview.next_question()
        if question is None or question.fact != fact or interview.answer(question, words) is not None:
            return
        yield question, words


def _group(findings: tuple[Finding, ...]) -> Iterator[tuple[str, list[Finding]]]:
    """Give the findings that a reader asks for first: what is broken, what is open, what is allowed, what is kept."""
    for outcome, words in (
        (Outcome.BREACH, "What it breaks"),
        (Outcome.CANNOT_TELL, "What more must be known"),
        (Outcome.PERMITTED, "What allows it"),
        (Outcome.COMPLIANT, "What it keeps to"),
    ):
        found = [finding for finding in findings if finding.outcome is outcome]
        if found:
            yield words, found


SCREENS = (Screen("/policies/{council}/{policy}/ask", show_ask, take_ask),)
