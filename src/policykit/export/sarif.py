"""Findings and diagnostics as SARIF 2.1.0, for the viewers that code forges and editors have.

A diagnostic is a result of its severity. Of a finding:

| outcome | kind | level |
|---|---|---|
| breach | fail | error, warning or note, as the rule weighs |
| cannot tell | open | none |
| compliant, permitted | pass | none |
| not applicable | notApplicable | none |

Some viewers ignore `kind` and count each result as a fault; so only breaches and what needs more information are
written, unless all is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from policykit.errors import Code, Diagnostic
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
    rules = [_write_rule(rule) for rule in ruleset.rules]
    return Export("sarif", {"findings.sarif": _write_log(rules, results, properties=export_header(ruleset, "sarif"))})


def diagnostics_to_sarif(diagnostics: Iterable[Diagnostic], codes: Iterable[Code]) -> str:
    """Give diagnostics as a log of one run, each code that occurs among them a rule of the tool."""
    known = {code.name: code for code in codes}
    found = list(diagnostics)
    used = sorted({each.code for each in found})
    rules = [_write_code(name, known.get(name)) for name in used]
    return _write_log(rules, [_write_diagnostic(each, used.index(each.code)) for each in found])


def _write_log(rules: list[dict[str, Any]], results: list[dict[str, Any]], **more: object) -> str:
    driver = {"name": "policykit", "version": VERSION, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", **more, "results": results}
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _write_code(name: str, code: Code | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name}
    if code is not None:
        rule["shortDescription"] = {"text": code.meaning}
        rule["help"] = {"text": code.remedy}
        rule["defaultConfiguration"] = {"level": str(code.severity)}
    return rule


def _write_diagnostic(diagnostic: Diagnostic, place: int) -> dict[str, Any]:
    text = diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": place,
        "level": str(diagnostic.severity),
        "message": {"text": text},
    }
    if span := diagnostic.span:
        region = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": max(span.end_column, span.column),
        }
        result["locations"] = [{"physicalLocation": _write_place(span.file, region)}]
    return result


def _write_place(file: str, region: dict[str, int]) -> dict[str, Any]:
    """Give a place in a file; a path is written as a URI, in which a blank is `%20`."""
    return {"artifactLocation": {"uri": quote(PurePath(file).as_posix())}, **({"region": region} if region else {})}


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
        region = {"startLine": record.line} if record.line is not None else {}
        location["physicalLocation"] = _write_place(record.file, region)
    return {
        "ruleId": finding.rule,
        "ruleIndex": place,
        "kind": _KINDS[finding.outcome],
        "level": finding.severity.value if finding.outcome is Outcome.BREACH else "none",
        "message": {"text": finding.explanation + _say_why(finding)},
        "locations": [location],
        "properties": {
            "because": [{"facts": list(reason.facts), "said": reason.said} for reason in finding.because],
            "missing": [missing.name for missing in finding.missing],
            "undecided": [missing.name for missing in finding.undecided],
        },
    }


def _say_why(finding: Finding) -> str:
    return f" Because: {'; '.join(reason.said for reason in finding.because)}" if finding.because else ""
