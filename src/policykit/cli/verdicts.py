"""A verdict as a person reads it: what is in breach first, then what is still to be answered."""

from __future__ import annotations

import textwrap
from collections import Counter

from policykit.pipeline.decide import Finding, Outcome, Verdict

_OVERALL = {
    Outcome.BREACH: "in breach",
    Outcome.CANNOT_TELL: "more information needed",
    Outcome.COMPLIANT: "in order",
    Outcome.NOT_APPLICABLE: "not covered by the policy",
    Outcome.PERMITTED: "allowed",
}


def write_verdict(name: str, verdict: Verdict, *, everything: bool = False) -> str:
    """Give what the rules say of one record; `everything` explains each rule, also those that are kept."""
    shown = [f for f in verdict.findings if f.outcome is Outcome.BREACH]
    lines = [f"{name}: {_sum_up_in_a_word(verdict.overall, shown)}"]
    if everything:
        shown += [f for f in verdict.findings if f.outcome is not Outcome.BREACH]
    for finding in shown:
        lines += _wrap(_mark(finding) + finding.explanation)
        if finding.because:
            lines += _wrap(f"because: {'; '.join(reason.said for reason in finding.because)}", indent=4)
    for conflict in verdict.conflicts:
        lines += _wrap(
            f"[conflict] `{conflict.permission}` allows what `{conflict.prohibition}` forbids; "
            "the policy does not say which yields, so a person must decide"
        )
    if not everything:
        lines += _ask(verdict)
        lines.append(_sum_up(verdict))
    return "\n".join(lines) + "\n"


def _sum_up_in_a_word(overall: Outcome, breaches: list[Finding]) -> str:
    """Nothing that departs from a recommendation is called in order without saying so."""
    if overall is Outcome.COMPLIANT and breaches:
        return "in order, but departs from a recommendation"
    return _OVERALL[overall]


def _mark(finding: Finding) -> str:
    return f"[{finding.severity}] " if finding.outcome is Outcome.BREACH else f"[{finding.outcome.replace('_', ' ')}] "


def _ask(verdict: Verdict) -> list[str]:
    """List each open question once, with the clauses that wait for the answer."""
    waiting: dict[str, list[str]] = {}
    for finding in verdict.findings:
        if finding.outcome is Outcome.CANNOT_TELL:
            questions = [missing.question for missing in finding.missing]
            questions += [f"for the council to decide: {missing.question}" for missing in finding.undecided]
            for question in questions:
                waiting.setdefault(question, []).append(finding.citation)
    if not waiting:
        return []
    count = sum(1 for finding in verdict.findings if finding.outcome is Outcome.CANNOT_TELL)
    lines = [f"  {count} {'rule waits' if count == 1 else 'rules wait'} for answers:"]
    for question, citations in waiting.items():
        lines += _wrap(f"- {question} ({'; '.join(dict.fromkeys(citations))})", indent=4)
    return lines


def _wrap(text: str, indent: int = 2) -> list[str]:
    first, rest = " " * indent, " " * (indent + 2)
    return textwrap.wrap(text, 100, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _sum_up(verdict: Verdict) -> str:
    counts = Counter(finding.outcome for finding in verdict.findings)
    parts = [
        f"{counts[outcome]} {words}"
        for outcome, words in (
            (Outcome.COMPLIANT, "kept"),
            (Outcome.PERMITTED, "allowed"),
            (Outcome.NOT_APPLICABLE, "not applicable"),
        )
        if counts[outcome]
    ]
    return f"  other rules: {', '.join(parts) or 'none'}"
