"""The policies that a decision service answers for, and its answer to one record as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from policykit.errors import Diagnostic, PolicykitError
from policykit.model.library import Library
from policykit.model.rule import RequiredReading
from policykit.pipeline.codes import NO_RULES, UNKNOWN_NAME, refuse
from policykit.pipeline.decide import PolicyRules
from policykit.pipeline.export import export_rules
from policykit.pipeline.names import Named
from policykit.pipeline.open import open_versions
from policykit.rules.decode import RECORD_JSON, read_json
from policykit.rules.findings import Finding, Outcome, Verdict

Required: TypeAlias = RequiredReading
"""How far a reading has to be agreed to weigh: `reviewed` or `confirmed`."""
_MOST_KEPT = 4096
"""How many findings are kept as JSON before all are forgotten."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is answered to one record: a verdict, or why there is none. Without a verdict nothing is allowed."""

    body: bytes
    """The answer as JSON."""
    verdict: Verdict | None
    record: Mapping[str, Any]
    """What was given, empty where it was no JSON object."""
    is_json: bool = True


class ServedPolicy:
    """The rules of one version, which answer in JSON."""

    def __init__(self, library: Library, named: Named, require: Required = "reviewed") -> None:
        """Make the rules of one version ready. Raises PolicykitError where it has none, or they have faults."""
        self._rules = PolicyRules(library, named, require)
        if not self._rules.ruleset.rules:
            raise refuse(NO_RULES, f"`{named.name}` has no rules, so that it decides nothing")
        self.name = named.policy.name
        """The policy: `crewe/social-media`."""
        self.label = named.label
        """The version."""
        self.kinds = self._rules.kinds
        """The kinds of record that rules read."""
        self.text_sha256 = self._rules.ruleset.text_sha256
        """The fingerprint of the text that the rules rest on."""
        self.schemas: dict[str, dict[str, Any]] = {
            name.removesuffix(".schema.json"): json.loads(text)
            for name, text in export_rules(library, named, "json-schema").files.items()
        }
        """Of each kind of record, the JSON Schema of what may be given."""
        self._kept: dict[int, tuple[Finding, str]] = {}

    def decide(self, body: bytes, decision: str) -> Decision:
        """Answer one record, a JSON object; `decision` is the name that the answer is given."""
        try:
            record = read_json(body)
        except ValueError as error:
            fault = RECORD_JSON.at(None, str(error), hint=RECORD_JSON.remedy)
            return Decision(self._refuse(decision, (fault,)), None, {}, is_json=False)
        given = record if isinstance(record, dict) else {}
        try:
            verdict = self._rules.check(record)
        except PolicykitError as error:
            return Decision(self._refuse(decision, error.diagnostics), None, given)
        return Decision(self._write(verdict, given, decision), verdict, given)

    def _head(self, decision: str) -> dict[str, Any]:
        return {
            "decision": decision,
            "policy": self.name,
            "version": self.label,
            "text_sha256": self.text_sha256,
        }

    def _write(self, verdict: Verdict, record: Mapping[str, Any], decision: str) -> bytes:
        """Write the verdict; findings are shared between verdicts, and each is written once."""
        head = {
            **self._head(decision),
            "record": record.get("record"),
            **({"id": record["id"]} if record.get("id") is not None else {}),
            "overall": verdict.overall.value,
            "allowed": verdict.allowed,
        }
        rest = {
            "conflicts": [{"permission": c.permission, "prohibition": c.prohibition} for c in verdict.conflicts],
            "unsigned": list(verdict.unsigned),
        }
        findings = ",".join(map(self._write_finding, verdict.findings))
        return _encode(f'{_compact(head)[:-1]},"findings":[{findings}],{_compact(rest)[1:]}')

    def _write_finding(self, finding: Finding) -> str:
        kept = self._kept.get(id(finding))
        if kept is not None and kept[0] is finding:
            return kept[1]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        text = _compact(finding.to_dict())
        self._kept[id(finding)] = finding, text
        return text

    def _refuse(self, decision: str, faults: tuple[Diagnostic, ...]) -> bytes:
        return _compact({**self._head(decision), "allowed": False, **describe_faults(faults)}).encode(
            "utf-8", "backslashreplace"
        )


def read_records(body: bytes) -> list[object]:
    """Read a JSON list of records. Raises ValueError, with a sentence, for what is none."""
    records = read_json(body)
    if not isinstance(records, list):
        raise ValueError("this is not a list of records")  # noqa: TRY004 - what was given is at fault, not its caller
    return records


def write_record(record: object) -> bytes:
    """Give a record of a list as JSON without blanks, in the order of its keys: what a log takes the hash of."""
    return _encode(_compact(record))


def describe_faults(faults: tuple[Diagnostic, ...]) -> dict[str, Any]:
    """Give what is wrong with a request as `detail`, one sentence, and `diagnostics`, each with its code and hint."""
    return {
        "detail": "; ".join(fault.message for fault in faults),
        "diagnostics": [
            {"code": fault.code, "severity": fault.severity.value, "message": fault.message, "hint": fault.hint}
            for fault in faults
        ],
    }


def describe_decision(decision: Decision) -> dict[str, Any]:
    """Give what a log keeps of a decision, but for who asked and when: its outcome and the rules that made it so."""
    record, verdict = decision.record, decision.verdict
    head = {"record": record.get("record"), "id": record.get("id")}
    if verdict is None:
        return {**head, "allowed": False, "overall": None, "breaches": [], "cannot_tell": []}
    by_outcome = {
        outcome: [finding.rule for finding in verdict.findings if finding.outcome is outcome]
        for outcome in (Outcome.BREACH, Outcome.CANNOT_TELL)
    }
    return {
        **head,
        "allowed": verdict.allowed,
        "overall": verdict.overall.value,
        "breaches": by_outcome[Outcome.BREACH],
        "cannot_tell": by_outcome[Outcome.CANNOT_TELL],
    }


def open_served(
    root: Path, names: tuple[str, ...], today: date | None, require: Required = "reviewed"
) -> dict[str, ServedPolicy]:
    """Give the policies that `names` mean, by their names; of each the version in force on `today`, or the one named.

    With `require="confirmed"`, a breach on a reading that somebody with authority has not confirmed is a note. Raises
    PolicykitError for what is wrong with them, for a policy that is named in two versions, and for one without rules
    (`no-rules`).
    """
    library, found = open_versions(root, names, today=today)
    served: dict[str, ServedPolicy] = {}
    for named in found:
        policy = named.policy.name
        if policy in served:
            raise refuse(UNKNOWN_NAME, f"`{policy}` is named in two versions", "serve each in a process of its own")
        served[policy] = ServedPolicy(library, named, require)
    return served


def fingerprint_files(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Give what changes when a file below `root` does: each path with its time and size."""
    return tuple(sorted(_walk(root)))


def _walk(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in folder.iterdir():
        if path.is_dir():
            yield from _walk(path)
        else:
            status = path.stat()
            yield str(path), status.st_mtime_ns, status.st_size


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _encode(text: str) -> bytes:
    """Give text as UTF-8; half of a pair, which JSON may hold, stays the escape that it was."""
    return text.encode("utf-8", "backslashreplace")
