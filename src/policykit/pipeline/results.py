"""What verbs such as `check` and `decide` give as JSON: typed results, from which their schemas are made too.

Every result is an object that names its schema under `$schema` and the version of its shape under `format`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from policykit.errors import Diagnostic, Severity
from policykit.model.rule import Modality, ReadingStatus
from policykit.pipeline.check import CheckSummary
from policykit.register.due import Urgency
from policykit.rules.findings import Conflict, Finding, Outcome

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from policykit.pipeline.audit import Audited
    from policykit.pipeline.check import CheckReport
    from policykit.pipeline.decide import Decided
    from policykit.pipeline.suggest import Suggested
    from policykit.pipeline.verify import PdfVerdict
    from policykit.register.due import DueReview
    from policykit.register.signature import RegisterSignature
    from policykit.register.verify import Verdict

FORMAT = 1
"""The version of each shape: it changes when a reader of the old one would go wrong."""


@dataclass(frozen=True, slots=True)
class ReportedDiagnostic:
    """One thing that was found. Lines and columns count from 1, the end is exclusive; without a place they are null."""

    code: str
    severity: Severity
    message: str
    hint: str | None
    file: str | None
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `policykit check` found, in file order."""

    summary: CheckSummary
    diagnostics: tuple[ReportedDiagnostic, ...]
    questions: tuple[str, ...] = ()
    """What the analysis of the rules, where it was asked for, leaves to readers to ask."""


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact of the record that an outcome waits for, and the question that would supply it."""

    fact: str
    question: str


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decision of the council that an outcome waits for."""

    decision: str
    question: str


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """What one rule says of one record, with the words of the clause; `explanation` says it in plain English."""

    rule: str
    outcome: Outcome
    severity: Severity
    modality: Modality
    reading: ReadingStatus
    council: str
    policy: str
    version: str
    clause: str
    citation: str
    quotes: tuple[str, ...]
    text_sha256: str
    missing: tuple[MissingFact, ...]
    undecided: tuple[OpenDecision, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class DecidedRecord:
    """What the rules say of one record: `line` is where it begins in the file."""

    id: str
    line: int
    overall: Outcome
    findings: tuple[ReportedFinding, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class DecideResult:
    """What `policykit decide` says of each record that has no error."""

    records: tuple[DecidedRecord, ...]


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What `policykit audit` counted: for each rule, how many rows had each outcome."""

    council: str
    policy: str
    version: str
    text_sha256: str
    record: str
    rows: int
    rules: Mapping[str, Mapping[Outcome, int]]


@dataclass(frozen=True, slots=True)
class SuggestedClause:
    """A clause to read beside another: `score` orders the candidates, `likeness` is that of the words, 0 to 1."""

    clause: str
    score: float
    topics: tuple[str, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class ClauseSuggestion:
    """A clause without a confirmed counterpart, and what to read beside it."""

    clause: str
    state: Literal["suggested"]
    candidates: tuple[SuggestedClause, ...]


@dataclass(frozen=True, slots=True)
class SuggestResult:
    """What `policykit suggest` found; nothing of it is confirmed."""

    suggestions: tuple[ClauseSuggestion, ...]


@dataclass(frozen=True, slots=True)
class ReportedReview:
    """A review that somebody has to see to; `review` is as exact as it is known (`2026-05`), null without a date."""

    policy: str
    version: str
    title: str
    council: str
    committee: str | None
    review: str | None
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class DueResult:
    """What `policykit due` lists: reviews that are overdue on a day, or come up within some months of it."""

    today: date
    months: int
    reviews: tuple[ReportedReview, ...]


@dataclass(frozen=True, slots=True)
class VerifiedSignature:
    """What the signature beside a register is worth: it covers the first `covered_events` of its events.

    That is null where it fits no state of the register. `trusted` is null there too, and without certificates to trust.
    """

    signer: str
    covered_events: int | None
    trusted: bool | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class VerifiedPolicy:
    """What was found of one policy's texts and events; `head_sha256` is the fingerprint of the last event."""

    policy: str
    intact: bool
    sealed: tuple[str, ...]
    events: int
    head_sha256: str | None
    signature: VerifiedSignature | None
    findings: tuple[ReportedDiagnostic, ...]


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """What was found of one PDF; without a signature, its last three fields are null."""

    file: str
    intact: bool
    policy: str
    version: str
    match: Literal["identical", "same words", "different words", "unknown text"]
    source_intact: bool
    detail: str
    signer: str | None
    signature_intact: bool | None
    signer_trusted: bool | None


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What `policykit verify` found."""

    policies: tuple[VerifiedPolicy, ...]
    files: tuple[VerifiedFile, ...]


RESULTS: dict[str, type[Any]] = {
    "check": CheckResult,
    "decide": DecideResult,
    "audit": AuditResult,
    "suggest": SuggestResult,
    "due": DueResult,
    "verify": VerifyResult,
}
"""The result of each verb, by the verb."""


def describe_check(report: CheckReport) -> CheckResult:
    """Give the result of a check."""
    return CheckResult(report.summary, tuple(map(describe_diagnostic, report.diagnostics)), report.questions)


def describe_diagnostic(diagnostic: Diagnostic) -> ReportedDiagnostic:
    """Give a diagnostic with its place laid open."""
    span = diagnostic.span
    place = (span.file, span.line, span.column, span.end_line, span.end_column) if span else (None,) * 5
    return ReportedDiagnostic(diagnostic.code, diagnostic.severity, diagnostic.message, diagnostic.hint, *place)


def describe_decided(decided: Iterable[Decided]) -> DecideResult:
    """Give the result of deciding records; a record with an error is left out."""
    return DecideResult(
        tuple(
            DecidedRecord(
                id=one.name,
                line=one.raw.line,
                overall=one.verdict.overall,
                findings=tuple(map(_describe_finding, one.verdict.findings)),
                conflicts=one.verdict.conflicts,
            )
            for one in decided
            if one.verdict is not None
        )
    )


def _describe_finding(finding: Finding) -> ReportedFinding:
    return ReportedFinding(
        rule=finding.rule,
        outcome=finding.outcome,
        severity=finding.severity,
        modality=finding.modality,
        reading=finding.status,
        council=finding.council,
        policy=finding.policy,
        version=finding.version,
        clause=finding.clause,
        citation=finding.citation,
        quotes=finding.quotes,
        text_sha256=finding.text_sha256,
        missing=tuple(MissingFact(missing.name, missing.question) for missing in finding.missing),
        undecided=tuple(OpenDecision(missing.name, missing.question) for missing in finding.undecided),
        explanation=finding.explanation,
    )


def describe_audit(audited: Audited) -> AuditResult:
    """Give the result of an audit."""
    ruleset, summary = audited.ruleset, audited.summary
    return AuditResult(
        council=ruleset.council,
        policy=ruleset.policy,
        version=ruleset.version,
        text_sha256=ruleset.text_sha256,
        record=summary.record,
        rows=summary.rows,
        rules=summary.counts,
    )


def describe_suggestions(found: Iterable[Suggested]) -> SuggestResult:
    """Give the result of looking for counterparts."""
    return SuggestResult(
        tuple(
            ClauseSuggestion(
                clause=suggestion.address,
                state="suggested",
                candidates=tuple(
                    SuggestedClause(each.address, each.score, each.topics, each.likeness)
                    for each in suggestion.candidates
                ),
            )
            for one in found
            for suggestion in one.suggestions
        )
    )


def describe_due(today: date, months: int, reviews: Iterable[DueReview]) -> DueResult:
    """Give the reviews that are due."""
    listed = (
        ReportedReview(
            policy=due.policy,
            version=due.version,
            title=due.title,
            council=due.council,
            committee=due.committee,
            review=str(due.review) if due.review else None,
            urgency=due.urgency,
        )
        for due in reviews
    )
    return DueResult(today, months, tuple(listed))


def describe_verified(verdicts: Iterable[Verdict], pdfs: Iterable[tuple[str, PdfVerdict]]) -> VerifyResult:
    """Give what was found of policies, and of PDF files with their names."""
    policies = (
        VerifiedPolicy(
            policy=verdict.policy,
            intact=verdict.intact,
            sealed=verdict.sealed,
            events=verdict.events,
            head_sha256=verdict.head,
            signature=_describe_signature(verdict.signature),
            findings=tuple(map(describe_diagnostic, verdict.findings)),
        )
        for verdict in verdicts
    )
    files = (
        VerifiedFile(
            file=name,
            intact=found.intact,
            policy=found.policy,
            version=found.version,
            match=found.match,
            source_intact=found.source_intact,
            detail=found.detail,
            signer=found.signature.signer if found.signature else None,
            signature_intact=found.signature.unaltered if found.signature else None,
            signer_trusted=found.signature.trusted if found.signature else None,
        )
        for name, found in pdfs
    )
    return VerifyResult(tuple(policies), tuple(files))


def _describe_signature(found: RegisterSignature | None) -> VerifiedSignature | None:
    return VerifiedSignature(found.signer, found.covered, found.trusted, found.signed_at) if found else None


def write_result(verb: str, result: object) -> str:
    """Give the result of a verb as JSON that `result_schema` describes: indented by two, LF, ending in a line feed."""
    body = _adapter(verb).dump_python(result, mode="json")
    data = {"$schema": _schema_id(verb), "format": FORMAT, **body}
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def result_schema(verb: str) -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `write_result` writes. Raises KeyError for a verb without one."""
    from policykit.render.json.shape import close_schema

    body = _adapter(verb).json_schema(mode="serialization")
    properties = {"$schema": {"const": _schema_id(verb)}, "format": {"const": FORMAT}, **body["properties"]}
    records = {name: shape for name, shape in body.get("$defs", {}).items() if shape.get("type") == "object"}
    closed = close_schema(_schema_id(verb), RESULTS[verb].__doc__ or verb, properties, records)
    return {**closed, "$defs": body.get("$defs", {})}


def _schema_id(verb: str) -> str:
    return f"https://policykit.example/schemas/{verb}.schema.json"


@cache
def _adapter(verb: str) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(RESULTS[verb])
