"""What is said of a record: outcomes with everything needed to cite and explain them, and how they add up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from policykit.errors import Severity
from policykit.model.rule import Modality, ReadingStatus
from policykit.rules.ir import LoweredRule, Ruleset


class Outcome(StrEnum):
    """What a rule, or a whole ruleset, says of a record."""

    COMPLIANT = "compliant"
    BREACH = "breach"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"
    PERMITTED = "permitted"
    """Of a permission: it applies, and what it permits is done."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact or a decision that an outcome waits for, and the question that would supply it."""

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A test on the branch that decided: the facts it reads, and what was so of them, in words."""

    facts: tuple[str, ...]
    said: str
    """`whose account it is: personal`; `day of publication: on or before day of the poll`."""


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """What one rule says of one record."""

    rule: str
    outcome: Outcome
    severity: Severity
    """What a breach weighs, for a breach or a possible one; a note for every other outcome."""
    modality: Modality
    status: ReadingStatus
    council: str
    policy: str
    version: str
    clause: str
    citation: str
    quotes: tuple[str, ...]
    """The exact words of the clause that the rule rests on."""
    text_sha256: str
    """The fingerprint of the version's text."""
    missing: tuple[Missing, ...] = ()
    """The fewest facts of the record to ask for that settle it, with `undecided`; in the order of the vocabulary."""
    undecided: tuple[Missing, ...] = ()
    """Decisions to ask the council for, in order of name."""
    because: tuple[Reason, ...] = field(default=(), compare=False)
    """What made it so: the tests on the branch that decided; none where it cannot be told, and from `check_json`."""
    explanation: str = field(init=False, default="", compare=False)
    """All of it in plain English, with the clause quoted."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "explanation", self._explain())

    def __repr__(self) -> str:
        return f"<Finding {self.outcome} of {self.rule} ({self.citation} of {self.council}/{self.policy})>"

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data for JSON, with the keys that `policykit decide --format json` gives a finding."""
        return {
            "rule": self.rule,
            "outcome": self.outcome.value,
            "severity": self.severity.value,
            "modality": self.modality.value,
            "reading": self.status.value,
            "council": self.council,
            "policy": self.policy,
            "version": self.version,
            "clause": self.clause,
            "citation": self.citation,
            "quotes": list(self.quotes),
            "text_sha256": self.text_sha256,
            "because": [{"facts": list(one.facts), "said": one.said} for one in self.because],
            "missing": [{"fact": one.name, "question": one.question} for one in self.missing],
            "undecided": [{"decision": one.name, "question": one.question} for one in self.undecided],
            "explanation": self.explanation,
        }

    def _explain(self) -> str:
        quoted = " … ".join(f"“{quote}”" for quote in self.quotes)
        source = f"{self.citation} of {self.council}/{self.policy} (version {self.version}): {quoted}{self._remark}"
        match self.outcome:
            case Outcome.BREACH:
                return f"{self._breach_verb()} {source}"
            case Outcome.COMPLIANT:
                return f"Keeps to {source}"
            case Outcome.PERMITTED:
                return f"Allowed by {source}"
            case Outcome.NOT_APPLICABLE:
                return f"Outside {source}"
        asks = [missing.question for missing in self.missing]
        asks += [f"for the council to decide: {missing.question}" for missing in self.undecided]
        return f"More information is needed to apply {source} Please answer: {' '.join(asks)}"

    def _breach_verb(self) -> str:
        if self.modality in (Modality.SHOULD, Modality.SHOULD_NOT):
            return "Departs from the recommendation in"
        return "Breaks"

    @property
    def _remark(self) -> str:
        if self.status is ReadingStatus.CONFIRMED:
            return ""
        return f" (on a {self.status} reading of these words, which has not been confirmed)"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A permission and a prohibition of one policy that both bear on a record; the text does not say which yields."""

    permission: str
    prohibition: str


class _LaterFindings:
    """Findings that are made when somebody looks at them: most ask whether a record may go ahead, and no more."""

    __slots__ = ("_make",)

    def __getattr__(self, name: str) -> Any:
        """Make the findings; called only where they are not there yet."""
        if name != "findings":
            raise AttributeError(name)
        findings = self._make()
        object.__setattr__(self, "findings", findings)
        return findings


@dataclass(frozen=True, slots=True, repr=False)
class Verdict(_LaterFindings):
    """Everything that a ruleset says of one record, in the order of the text."""

    overall: Outcome
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...] = ()
    unsigned: tuple[str, ...] = ()
    """Judgements that the record gives without saying who judged; in the order of the vocabulary."""
    warnings: tuple[str, ...] = ()
    """What else is odd about the record: judgements that do not fit together, a kind of record that no rule reads."""

    def __repr__(self) -> str:
        counts = Counter(str(finding.outcome) for finding in self.findings)
        said = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
        return f"<Verdict {self.overall}: {said or 'no rule reads this kind of record'}>"

    @property
    def allowed(self) -> bool:
        """Whether the record may go ahead: every `must` is known to be kept or not to apply."""
        return allows(self)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings that something is broken, recommendations and readings that are not agreed among them."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.BREACH)

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data for JSON, which the schema `verdict` describes."""
        return {
            "$schema": "https://policykit.example/schemas/verdict.schema.json",
            "format": 1,
            "overall": self.overall.value,
            "allowed": self.allowed,
            "findings": [finding.to_dict() for finding in self.findings],
            "conflicts": [{"permission": c.permission, "prohibition": c.prohibition} for c in self.conflicts],
            "unsigned": list(self.unsigned),
            "warnings": list(self.warnings),
        }

    def to_json(self) -> str:
        """Give `to_dict` as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def later_verdict(
    overall: Outcome,
    make: Callable[[], tuple[Finding, ...]],
    conflicts: tuple[Conflict, ...],
    unsigned: tuple[str, ...],
    warnings: tuple[str, ...],
) -> Verdict:
    """Give a verdict whose findings are made when somebody looks at them."""
    verdict = object.__new__(Verdict)
    set_slot = object.__setattr__
    set_slot(verdict, "overall", overall)
    set_slot(verdict, "conflicts", conflicts)
    set_slot(verdict, "unsigned", unsigned)
    set_slot(verdict, "warnings", warnings)
    set_slot(verdict, "_make", make)
    return verdict


def make_finding(
    ruleset: Ruleset,
    rule: LoweredRule,
    outcome: Outcome,
    waiting: frozenset[str] = frozenset(),
    because: tuple[Reason, ...] = (),
) -> Finding:
    """Give the finding of a rule; `waiting` names the facts, and as `{name}` the decisions, that it waits for."""
    facts = ruleset.records[rule.record].facts
    return Finding(
        rule=rule.id,
        outcome=outcome,
        severity=rule.severity if outcome in (Outcome.BREACH, Outcome.CANNOT_TELL) else Severity.NOTE,
        modality=rule.modality,
        status=rule.status,
        council=ruleset.council,
        policy=ruleset.policy,
        version=ruleset.version,
        clause=rule.clause,
        citation=rule.citation,
        quotes=rule.quotes,
        text_sha256=ruleset.text_sha256,
        missing=tuple(Missing(name, fact.question) for name, fact in facts.items() if name in waiting),
        undecided=tuple(
            Missing(name, ruleset.decisions[name].question) for name in rule.decisions if f"{{{name}}}" in waiting
        ),
        because=because,
    )


def judge_overall(findings: Sequence[Finding]) -> Outcome:
    """Add the findings up to one outcome.

    A breach of a `must` is a breach. A `must` that needs more information, or that is broken only on a reading that
    is not agreed enough to weigh, leaves the whole open: it is never passed in silence. Departing from a recommendation
    leaves it compliant.
    """
    open_question = False
    for finding in findings:
        if finding.modality in (Modality.MUST, Modality.MUST_NOT):
            if finding.outcome is Outcome.BREACH and finding.severity is Severity.ERROR:
                return Outcome.BREACH
            open_question |= finding.outcome in (Outcome.BREACH, Outcome.CANNOT_TELL)
    if open_question:
        return Outcome.CANNOT_TELL
    if all(finding.outcome is Outcome.NOT_APPLICABLE for finding in findings):
        return Outcome.NOT_APPLICABLE
    return Outcome.COMPLIANT


def allows(verdict: Verdict) -> bool:
    """Say whether a record may go ahead: True only where every `must` is known to be kept or not to apply.

    This is what every exported deciding answer is held to. It refuses a breach, on whatever reading, what cannot be
    told, and a kind of record that no rule reads. Departing from a recommendation does not refuse.
    """
    return verdict.overall in (Outcome.COMPLIANT, Outcome.NOT_APPLICABLE) and bool(verdict.findings)


def find_conflicts(rules: Sequence[LoweredRule], outcomes: Sequence[Outcome]) -> tuple[Conflict, ...]:
    """Give each permission that applies beside a prohibition that is breached and that it does not give way to."""
    said = dict(zip((rule.id for rule in rules), outcomes, strict=True))
    return tuple(
        Conflict(rule.id, prohibition)
        for rule in rules
        if rule.stands_against and said[rule.id] is Outcome.PERMITTED
        for prohibition in rule.stands_against
        if said[prohibition] is Outcome.BREACH
    )
