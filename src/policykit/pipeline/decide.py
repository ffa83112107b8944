"""`decide`: what the rules of a policy say of records, each finding with the clause quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from policykit.edition.edition import Edition
from policykit.errors import Diagnostic, PolicykitError, Severity, Span
from policykit.export.target import to_wire
from policykit.model.library import Library
from policykit.model.policy import Path
from policykit.pipeline.codes import NO_RULES, refuse
from policykit.pipeline.names import Named, find_version
from policykit.pipeline.records import RawRecord
from policykit.pipeline.rulesets import find_facts, make_ruleset, open_edition
from policykit.rules.decode import CheckedLine, JsonChecker
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Finding, Outcome, Verdict
from policykit.rules.from_edition import find_nation
from policykit.rules.ir import Ruleset
from policykit.rules.records import META, Record, read_record

__all__ = [
    "Decided",
    "Finding",
    "Outcome",
    "PolicyRules",
    "Verdict",
    "count_failures",
    "decide_one",
    "decide_records",
    "decided_to_json",
    "decided_to_sarif",
    "load_rules",
]


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
    """Decide each record by the rules of one version.

    Raises PolicykitError where the rules themselves have faults, or there are none (`no-rules`).
    """
    edition = open_edition(library, named)
    ruleset = make_ruleset(edition)
    _refuse_empty(named, ruleset)
    for number, raw in enumerate(raws, start=1):
        yield decide_one(edition, ruleset, raw, f"record {number}")


def _refuse_empty(named: Named, ruleset: Ruleset) -> None:
    if not ruleset.rules:
        raise refuse(NO_RULES, f"`{named.name}` has no rules, so that it decides nothing")


def decide_one(edition: Edition, ruleset: Ruleset, raw: RawRecord, name: str) -> Decided:
    """Decide one record by a ruleset of an edition."""
    vocabulary = find_facts(edition)
    names = {*META, *(name for record in vocabulary.records.values() for name in record.facts)}

    def locate(path: Path) -> Span | None:
        # A name that no record has is wrong itself; of any other fact it is the value.
        return raw.locate(path, len(path) == 1 and path[0] not in names)

    record, found = read_record(raw.data, vocabulary, locate=locate, nation=find_nation(edition))
    shown = tuple(replace(d, line_text=raw.show_line(d.span.line)) if d.span else d for d in found)
    if record is None:
        return Decided(name, raw, None, None, shown)
    return Decided(record.id or name, raw, record, evaluate_record(ruleset, record.kind, record.facts), shown)


class PolicyRules:
    """The rules of one version, ready to check records one after another."""

    def __init__(self, library: Library, named: Named) -> None:
        self._named = named
        self._edition = open_edition(library, named)
        self._checker: JsonChecker | None = None
        self.ruleset = make_ruleset(self._edition)
        """The rules with their meaning, for exporters."""

    def check(self, record: Mapping[str, object]) -> Verdict:
        """Say what the rules make of one record: `record` names its kind, every other key is a fact.

        A fact that is left out is unknown, and no rule that needs it is ever found compliant. Raises PolicykitError
        for a fact that does not exist or a value it cannot have, and where the version has no rules.
        """
        _refuse_empty(self._named, self.ruleset)
        raw = RawRecord(dict(record), "record", 1, _nowhere, lambda _: "")
        decided = decide_one(self._edition, self.ruleset, raw, "record")
        if decided.verdict is None:
            raise PolicykitError(*(d for d in decided.diagnostics if d.severity is Severity.ERROR))
        return decided.verdict

    def to_wire(self, record: Mapping[str, object]) -> dict[str, object]:
        """Give a record as exported rules are given it: `record` names its kind, `facts` holds what is known.

        Days count from 1 January 1970, sets are sorted lists, what is unknown is absent, derived facts are worked out.
        Raises PolicykitError for a fact that does not exist or a value that it cannot have.
        """
        vocabulary, nation = find_facts(self._edition), find_nation(self._edition)
        found, diagnostics = read_record(dict(record), vocabulary, nation=nation)
        if found is None:
            raise PolicykitError(*(d for d in diagnostics if d.severity is Severity.ERROR))
        return {"record": found.kind, "facts": to_wire(found.facts)}

    def check_json(self, line: bytes) -> CheckedLine:
        """Say what the rules make of one record as JSON, at speed: for a file or stream of many.

        Gives findings, or the diagnostics that kept the line from being read; never raises for what a line can hold.
        Unlike `check`, it does not ask who signed a judgement.
        """
        if self._checker is None:
            self._checker = JsonChecker([self.ruleset], find_facts(self._edition), find_nation(self._edition))
        return self._checker.check(line)


def load_rules(library: Library, name: str) -> PolicyRules:
    """Give the rules of the version that `name` means, such as `crewe/social-media` or `crewe/social-media@1`.

    Raises PolicykitError where there is no such version, or its rules have faults.
    """
    return PolicyRules(library, find_version(library, name))


def _nowhere(_path: Path, _key: bool) -> None:
    return None


def decided_to_json(decided: Iterable[Decided]) -> str:
    """Give what the rules say of records as JSON, which the schema `decide` describes."""
    from policykit.pipeline.results import describe_decided, write_result

    return write_result("decide", describe_decided(decided))


def decided_to_sarif(library: Library, named: Named, decided: Iterable[Decided], *, everything: bool = False) -> str:
    """Give what the rules say of records as a SARIF 2.1.0 log; `everything` adds the rules that are kept."""
    from policykit.export.sarif import Judged, findings_to_sarif

    judged = [Judged(o.name, o.verdict.findings, o.raw.file, o.raw.line) for o in decided if o.verdict]
    return findings_to_sarif(make_ruleset(open_edition(library, named)), judged, everything=everything).text


def count_failures(decided: Iterable[Decided], *, cannot_tell: bool = False) -> int:
    """Count the records that fail: in breach, and with `cannot_tell` those that cannot be told too."""
    failing = {Outcome.BREACH, Outcome.CANNOT_TELL} if cannot_tell else {Outcome.BREACH}
    return sum(1 for one in decided if one.verdict is not None and one.verdict.overall in failing)
