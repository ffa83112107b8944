"""What `check` found, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.errors import Diagnostic, Severity
from policykit.pipeline.check import CheckSummary

if TYPE_CHECKING:
    from policykit.pipeline.check import CheckReport


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


def describe_check(report: CheckReport) -> CheckResult:
    """Give the result of a check."""
    return CheckResult(report.summary, tuple(map(describe_diagnostic, report.diagnostics)), report.questions)


def describe_diagnostic(diagnostic: Diagnostic) -> ReportedDiagnostic:
    """Give a diagnostic with its place laid open."""
    span = diagnostic.span
    place = (span.file, span.line, span.column, span.end_line, span.end_column) if span else (None,) * 5
    return ReportedDiagnostic(diagnostic.code, diagnostic.severity, diagnostic.message, diagnostic.hint, *place)
