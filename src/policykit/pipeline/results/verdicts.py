"""What rules say of records, as data: one by one, or counted over a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.errors import Severity
from policykit.model.rule import Modality, ReadingStatus
from policykit.pipeline.scenarios import EngineReport
from policykit.rules.findings import Conflict, Finding, Outcome
from policykit.rules.scenarios import Failure, Gap, ScenarioReport

if TYPE_CHECKING:
    from policykit.pipeline.audit import Audited
    from policykit.pipeline.decide import Decided
    from policykit.pipeline.scenarios import TestedVersion


@dataclass(frozen=True, slots=True)
class DecidingTest:
    """A test on the branch that decided: the facts it reads, and what was so of them, in words."""

    facts: tuple[str, ...]
    said: str


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
    because: tuple[DecidingTest, ...]
    missing: tuple[MissingFact, ...]
    undecided: tuple[OpenDecision, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class ReportedVerdict:
    """What the rules say of one record; only where `allowed` is true may it go ahead."""

    overall: Outcome
    allowed: bool
    findings: tuple[ReportedFinding, ...]
    conflicts: tuple[Conflict, ...]
    unsigned: tuple[str, ...]
    """Judgements that the record gives without saying who judged."""


@dataclass(frozen=True, slots=True)
class DecidedRecord:
    """What the rules say of one record: `line` is where it begins in the file."""

    id: str
    line: int
    overall: Outcome
    findings: tuple[ReportedFinding, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class VerdictData:
    """What `Verdict.to_dict` and `.to_json` give: all that the rules say of one record."""

    overall: Outcome
    allowed: bool
    findings: tuple[ReportedFinding, ...]
    conflicts: tuple[Conflict, ...]
    unsigned: tuple[str, ...]
    warnings: tuple[str, ...]


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
    empty_rows: int = 0
    """Rows of a CSV file that hold nothing, and are not counted."""


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
        because=tuple(DecidingTest(reason.facts, reason.said) for reason in finding.because),
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
        empty_rows=summary.empty_rows,
    )


@dataclass(frozen=True, slots=True)
class TestedScenarios:
    """What the scenarios of one version gave on the evaluator, and on each engine that was tried."""

    version: str
    """The version: `crewe/social-media@1`."""
    passed: bool
    has_rules: bool
    """False for a version of words alone, which has nothing to test: all counts are 0."""
    cases: int
    rules: int
    failures: tuple[Failure, ...]
    gaps: tuple[Gap, ...]
    mutants: int
    """In how many ways a rule was broken on purpose."""
    survivors: tuple[Gap, ...]
    """Broken rules that no scenario noticed."""
    engines: tuple[EngineReport, ...]


@dataclass(frozen=True, slots=True)
class TestResult:
    """What `policykit test` found."""

    versions: tuple[TestedScenarios, ...]


def describe_tested(tested: Iterable[TestedVersion]) -> TestResult:
    """Give the result of trying scenarios."""
    nothing = ScenarioReport(0, 0, (), (), 0, ())
    return TestResult(
        tuple(
            TestedScenarios(
                version=one.name,
                passed=one.passed,
                has_rules=one.report is not None,
                cases=report.cases,
                rules=report.rules,
                failures=report.failures,
                gaps=report.gaps,
                mutants=report.mutants,
                survivors=report.survivors,
                engines=one.engines,
            )
            for one in tested
            for report in (one.report or nothing,)
        )
    )
