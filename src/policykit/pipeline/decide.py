"""`decide`: what the rules of a policy say of records, each finding with the clause quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from policykit.edition.edition import Edition
from policykit.errors import Diagnostic, PolicykitError, Severity, Span, with_article
from policykit.export.target import to_wire
from policykit.model.fact import Fact
from policykit.model.library import Library
from policykit.model.policy import Path
from policykit.model.rule import RequiredReading
from policykit.pipeline.codes import NO_RULES, UNKNOWN_NAME, refuse
from policykit.pipeline.names import Named, find_version, names_one
from policykit.pipeline.records import RawRecord
from policykit.pipeline.rulesets import find_facts, make_ruleset, open_edition
from policykit.register.in_force import find_in_force
from policykit.rules.decode import CheckedLine, JsonChecker
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Finding, Outcome, Verdict
from policykit.rules.from_edition import find_nation
from policykit.rules.ir import Ruleset
from policykit.rules.records import META, RECORD_SHAPE, RECORD_UNSIGNED, Record, find_unsigned, read_record
from policykit.wording.nearest import hint_nearest

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


def decide_records(
    library: Library, named: Named, raws: Iterable[RawRecord], require: RequiredReading = "reviewed"
) -> Iterator[Decided]:
    """Decide each record by the rules of one version.

    A breach on a reading that is less agreed than `require` weighs as a note. Raises PolicykitError where the rules
    themselves have faults, or there are none (`no-rules`).
    """
    edition = open_edition(library, named)
    ruleset = make_ruleset(edition, require=require)
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

    def __init__(self, library: Library, named: Named, require: RequiredReading = "reviewed") -> None:
        self._named = named
        self._edition = open_edition(library, named)
        self._checker: JsonChecker | None = None
        self.ruleset = make_ruleset(self._edition, require=require)
        """The rules with their meaning, for exporters."""

    def __repr__(self) -> str:
        count = len(self.ruleset.rules)
        kinds = ", ".join(self.kinds) or "nothing"
        return f"<PolicyRules {self._named.name}: {count} rules on {kinds}>"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that rules read."""
        return tuple(self.ruleset.records)

    def facts(self, kind: str) -> Mapping[str, Fact]:
        """Give the facts that a record of this kind may hold, by name: the question, the type, the words or bounds.

        Raises PolicykitError (`record-shape`) for a kind that does not exist.
        """
        records = find_facts(self._edition).records
        if kind not in records:
            hint = hint_nearest(kind, records, f"the kinds are: {', '.join(records)}")
            raise PolicykitError(RECORD_SHAPE.at(None, f"there is no kind of record called `{kind}`", hint=hint))
        return records[kind].facts

    def check(self, record: Mapping[str, object]) -> Verdict:
        """Say what the rules make of one record: `record` names its kind, every other key is a fact.

        A fact that is left out is unknown, and no rule that needs it is ever found compliant. `Verdict.unsigned` names
        the judgements that are not signed. Raises PolicykitError for a fact that does not exist or a value it cannot
        have, and where the version has no rules.
        """
        _refuse_empty(self._named, self.ruleset)
        given = _copy_mapping(record)
        if isinstance(given, dict) and (verdicts := self._find_checker().judge(given)):
            return verdicts[0]
        decided = decide_one(
            self._edition, self.ruleset, RawRecord(given, "record", 1, _nowhere, lambda _: ""), "record"
        )
        if decided.verdict is None or decided.record is None:
            raise PolicykitError(*(d for d in decided.diagnostics if d.severity is Severity.ERROR))
        kind = decided.record.kind
        facts = find_facts(self._edition).records[kind].facts
        warnings = [d.message for d in decided.diagnostics if d.code != RECORD_UNSIGNED.name]
        if kind not in self.ruleset.records:
            warnings.append(f"no rule of `{self._named.name}` reads {with_article(kind)}")
        unsigned = find_unsigned(facts, decided.record.facts, decided.record.judged)
        return replace(decided.verdict, unsigned=unsigned, warnings=tuple(warnings))

    def check_many(self, records: Iterable[Mapping[str, object]]) -> Iterator[Verdict]:
        """Say what the rules make of records, one after another; raises as `check` does at the first that is wrong."""
        return map(self.check, records)

    def to_wire(self, record: Mapping[str, object]) -> dict[str, object]:
        """Give a record as exported rules are given it: `record` names its kind, `facts` holds what is known.

        Days count from 1 January 1970, sets are sorted lists, what is unknown is absent, derived facts are worked out.
        Raises PolicykitError for a fact that does not exist or a value that it cannot have.
        """
        vocabulary, nation = find_facts(self._edition), find_nation(self._edition)
        found, diagnostics = read_record(_copy_mapping(record), vocabulary, nation=nation)
        if found is None:
            raise PolicykitError(*(d for d in diagnostics if d.severity is Severity.ERROR))
        return {"record": found.kind, "facts": to_wire(found.facts)}

    def check_json(self, line: bytes) -> CheckedLine:
        """Say what the rules make of one record as JSON, at speed: for a file or stream of many.

        Gives findings, or the diagnostics that kept the line from being read; never raises for what a line can hold.
        Unlike `check`, it does not ask who signed a judgement.
        """
        return self._find_checker().check(line)

    def _find_checker(self) -> JsonChecker:
        if self._checker is None:
            self._checker = JsonChecker([self.ruleset], find_facts(self._edition), find_nation(self._edition))
        return self._checker


def load_rules(
    library: Library, name: str, *, on: date | None = None, require: RequiredReading = "reviewed"
) -> PolicyRules:
    """Give the rules of the version that `name` means, such as `crewe/social-media` or `crewe/social-media@1`.

    With `on`, `name` is a policy's, and the rules are those of the version that was in force on that day. With
    `require="confirmed"`, a breach on a reading that no one with authority has confirmed weighs as a note, and is
    never a breach of the whole. Raises PolicykitError where there is no such version, or its rules have faults.
    """
    if require not in ("reviewed", "confirmed"):
        hint = "write `reviewed`, agreed by two readers, or `confirmed`, by somebody with authority"
        raise refuse(UNKNOWN_NAME, f"`require` is `{require}`, which is no measure of how agreed a reading is", hint)
    named = find_version(library, name)
    if on is not None:
        if names_one(name):
            raise refuse(
                UNKNOWN_NAME, f"`{name}` names one version, so that it has no version on {on}", "name the policy"
            )
        named = Named(named.policy, find_in_force(named.policy, on))
    return PolicyRules(library, named, require)


def _copy_mapping(given: object) -> object:
    """Give a mapping as a dict, and as it is what a caller without types gives in its place."""
    return given if isinstance(given, dict) or not isinstance(given, Mapping) else dict(given)


def _nowhere(_path: Path, _key: bool) -> None:
    return None


def decided_to_json(decided: Iterable[Decided]) -> str:
    """Give what the rules say of records as JSON, which the schema `decide` describes."""
    from policykit.pipeline.results.verdicts import describe_decided
    from policykit.pipeline.results.write import write_result

    return write_result("decide", describe_decided(decided))


def decided_to_sarif(
    library: Library,
    named: Named,
    decided: Iterable[Decided],
    *,
    everything: bool = False,
    require: RequiredReading = "reviewed",
) -> str:
    """Give what the rules say of records as a SARIF 2.1.0 log; `everything` adds the rules that are kept."""
    from policykit.export.sarif import Judged, findings_to_sarif

    judged = [Judged(o.name, o.verdict.findings, o.raw.file, o.raw.line) for o in decided if o.verdict]
    ruleset = make_ruleset(open_edition(library, named), require=require)
    return findings_to_sarif(ruleset, judged, everything=everything).text


def count_failures(decided: Iterable[Decided], *, cannot_tell: bool = False) -> int:
    """Count the records that fail: in breach, and with `cannot_tell` those that need more information too."""
    failing = {Outcome.BREACH, Outcome.CANNOT_TELL} if cannot_tell else {Outcome.BREACH}
    return sum(1 for one in decided if one.verdict is not None and one.verdict.overall in failing)
