"""`decide`: what the rules of a policy say of records, each finding with the clause quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from policykit.errors import Diagnostic, Severity
from policykit.model.library import Library
from policykit.model.policy import Path
from policykit.pipeline.names import Named
from policykit.pipeline.records import RawRecord
from policykit.pipeline.rulesets import find_facts, find_nation, make_ruleset
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Finding, Outcome, Verdict
from policykit.rules.ir import Ruleset
from policykit.rules.records import Record, read_record


@dataclass(frozen=True, slots=True)
class Decided:
    """What the rules say of one record; no verdict where the record has an error."""

    name: str
    """The record's id, else its place in the file."""
    raw: RawRecord
    record: Record | None
    verdict: Verdict | None
    diagnostics: tuple[Diagnostic, ...]


def decide_records(library: Library, named: Named, raws: Iterable[RawRecord]) -> Iterator[Decided]:
    """Decide each record by the rules of one version. Raises PolicykitError where the rules themselves have faults."""
    ruleset = make_ruleset(library, named)
    for number, raw in enumerate(raws, start=1):
        yield decide_one(library, named, ruleset, raw, f"record {number}")


def decide_one(library: Library, named: Named, ruleset: Ruleset, raw: RawRecord, name: str) -> Decided:
    """Decide one record by a ruleset of `named`."""
    record, found = read_record(raw.data, find_facts(library), locate=raw.locate, nation=find_nation(library, named))
    shown = tuple(replace(d, line_text=raw.show_line(d.span.line)) if d.span else d for d in found)
    if record is None:
        return Decided(name, raw, None, None, shown)
    return Decided(record.id or name, raw, record, evaluate_record(ruleset, record.kind, record.facts), shown)


def check_record(library: Library, name: str, record: Mapping[str, object]) -> Verdict:
    """Decide one record by the rules of the policy `name`; the short way in for a program.

    `record` holds `record` (its kind) and facts; one that is left out is unknown. Raises PolicykitError for a record
    with a fact that does not exist or a value it cannot have: such a record is never compliant.
    """
    from policykit.errors import PolicykitError
    from policykit.pipeline.names import find_version

    named = find_version(library, name)
    raw = RawRecord(dict(record), "record", 1, _nowhere, lambda _: "")
    decided = decide_one(library, named, make_ruleset(library, named), raw, "record")
    if decided.verdict is None:
        raise PolicykitError(*(d for d in decided.diagnostics if d.severity is Severity.ERROR))
    return decided.verdict


def _nowhere(_path: Path) -> None:
    return None


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict as plain data for JSON."""
    return {
        "overall": str(verdict.overall),
        "findings": [_finding_data(finding) for finding in verdict.findings],
        "conflicts": [{"permission": c.permission, "prohibition": c.prohibition} for c in verdict.conflicts],
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": str(finding.outcome),
        "severity": str(finding.severity),
        "modality": str(finding.modality),
        "reading": str(finding.status),
        "council": finding.council,
        "policy": finding.policy,
        "version": finding.version,
        "clause": finding.clause,
        "citation": finding.citation,
        "quotes": list(finding.quotes),
        "text_sha256": finding.text_sha256,
        "missing": [{"fact": m.name, "question": m.question} for m in finding.missing],
        "undecided": [{"decision": m.name, "question": m.question} for m in finding.undecided],
        "explanation": finding.explanation,
    }


def count_failures(decided: Iterable[Decided], *, cannot_tell: bool = False) -> int:
    """Count the records that fail: in breach, and with `cannot_tell` those that cannot be told too."""
    failing = {Outcome.BREACH, Outcome.CANNOT_TELL} if cannot_tell else {Outcome.BREACH}
    return sum(1 for one in decided if one.verdict is not None and one.verdict.overall in failing)
