"""Findings as SARIF 2.1.0, for the viewers that code forges and editors have.

| outcome | kind | level |
|---|---|---|
| breach | fail | error, warning or note, as the rule weighs |
| cannot tell | open | none |
| compliant, permitted | pass | none |
| not applicable | notApplicable | none |

Some viewers ignore `kind` and count each result as a fault; so only breaches and what cannot be told are written,
unless all is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from policykit.export.target import Export, export_header, json_text
from policykit.rules.findings import Finding, Outcome
from policykit.rules.ir import LoweredRule, Ruleset
from policykit.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_KINDS = {
    Outcome.BREACH: "fail",
    Outcome.CANNOT_TELL: "open",
    Outcome.COMPLIANT: "pass",
    Outcome.PERMITTED: "pass",
    Outcome.NOT_APPLICABLE: "notApplicable",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A record that was judged: its id, the file and line it came from (if any), and what was found."""

    id: str
    findings: tuple[Finding, ...]
    file: str | None = None
    line: int | None = None


def findings_to_sarif(ruleset: Ruleset, judged: Iterable[Judged], *, everything: bool = False) -> Export:
    """Give `findings.sarif`: one run, one result for each breach and each `cannot_tell`; with `everything`, for all."""
    places = {rule.id: place for place, rule in enumerate(ruleset.rules)}
    results = [
        _write_result(record, finding, places[finding.rule])
        for record in judged
        for finding in record.findings
        if everything or finding.outcome in (Outcome.BREACH, Outcome.CANNOT_TELL)
    ]
    driver = {
        "name": "policykit",
        "version": VERSION,
        "rules": [_write_rule(rule) for rule in ruleset.rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "properties": export_header(ruleset, "sarif"),
        "results": results,
    }
    return Export("sarif", {"findings.sarif": json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})})


def _write_rule(rule: LoweredRule) -> dict[str, Any]:
    quotes = " … ".join(f"“{quote}”" for quote in rule.quotes)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.citation},
        "fullDescription": {"text": quotes},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"clause": rule.clause, "modality": rule.modality.value, "reading": rule.status.value},
    }


def _write_result(record: Judged, finding: Finding, place: int) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"name": record.id, "kind": "record"}]}
    if record.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": record.file}}
        if record.line is not None:
            physical["region"] = {"startLine": record.line}
        location["physicalLocation"] = physical
    return {
        "ruleId": finding.rule,
        "ruleIndex": place,
        "kind": _KINDS[finding.outcome],
        "level": finding.severity.value if finding.outcome is Outcome.BREACH else "none",
        "message": {"text": finding.explanation},
        "locations": [location],
        "properties": {
            "missing": [missing.name for missing in finding.missing],
            "undecided": [missing.name for missing in finding.undecided],
        },
    }
