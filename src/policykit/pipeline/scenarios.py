"""`test`: the scenarios of a version, run on the evaluator and on every engine that is present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policykit.export.engines import Engine, find_engines, run_evaluator
from policykit.export.rego import Sample
from policykit.model.library import Library
from policykit.model.rule import SettledDecision
from policykit.model.scenario import ScenarioFile
from policykit.pipeline.codes import NO_SCENARIOS, refuse
from policykit.pipeline.names import Named
from policykit.pipeline.rulesets import find_facts, make_ruleset, open_edition
from policykit.rules.from_edition import find_nation
from policykit.rules.generate import CompiledRules, facts_as_attributes
from policykit.rules.ir import Ruleset
from policykit.rules.scenarios import ScenarioReport, Tried, list_cases, prepare_cases, run_scenarios

__all__ = [
    "ScenarioReport",
    "TestedVersion",
    "compare_engines",
    "find_scenarios",
    "has_rules",
    "list_samples",
    "test_version",
    "tested_to_json",
    "try_versions",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """A scenario of which an engine says something else than the evaluator."""

    engine: str
    case: str
    rule: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class EngineReport:
    """An engine that is present, and every scenario of which it does not say what the evaluator says."""

    engine: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class TestedVersion:
    """What trying one version gave; `report` is None for a version of words alone, which has nothing to test."""

    name: str
    report: ScenarioReport | None
    engines: tuple[EngineReport, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every scenario came out as expected, on every engine."""
        failed = self.report is not None and self.report.failures
        return not failed and not any(engine.differences for engine in self.engines)


def try_versions(library: Library, found: Iterable[Named], *, quick: bool = False) -> Iterator[TestedVersion]:
    """Try the scenarios of each version, on the evaluator alone (`quick`) or on every engine that is present too.

    Raises PolicykitError as `test_version` does.
    """
    for named in found:
        if not has_rules(named):
            yield TestedVersion(named.name, None)
            continue
        report = test_version(library, named)
        engines = () if quick else tuple(EngineReport(*each) for each in compare_engines(library, named))
        yield TestedVersion(named.name, report, engines)


def tested_to_json(tested: Iterable[TestedVersion]) -> str:
    """Give what trying versions gave as JSON, which the schema `test` describes."""
    from policykit.pipeline.results.verdicts import describe_tested
    from policykit.pipeline.results.write import write_result

    return write_result("test", describe_tested(tested))


def test_version(library: Library, named: Named) -> ScenarioReport:
    """Run the scenarios of one version on the evaluator.

    Raises PolicykitError (`no-scenarios`) where the version has none, and where its rules have faults.
    """
    scenarios = find_scenarios(named)
    if scenarios is None:
        file = named.policy.version(named.label).places.file.removesuffix(".yaml")
        raise refuse(NO_SCENARIOS, f"`{named.name}` has no scenarios", f"write `{file}.scenarios.yaml`")
    edition = open_edition(library, named)

    def make(decided: Mapping[str, SettledDecision]) -> Ruleset:
        return make_ruleset(edition, decided)

    return run_scenarios(scenarios, make, find_facts(edition), nation=find_nation(edition))


def has_rules(named: Named) -> bool:
    """Say whether a version has rules or scenarios: one of words alone has nothing to test."""
    clauses = named.policy.version(named.label).value.walk_clauses()
    return find_scenarios(named) is not None or any(clause.rules for _, clause in clauses)


def find_scenarios(named: Named) -> ScenarioFile | None:
    """Give the scenarios of one version, or None."""
    found = named.policy.scenarios.get(named.label)
    return found.value if found else None


def compare_engines(library: Library, named: Named) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """Give each engine that is present, and every scenario of which it does not say what the evaluator says."""
    tried = _prepare(library, named)
    for name, engine in {"generated": _run_generated, **find_engines()}.items():
        yield name, tuple(_compare(name, engine, tried))


def list_samples(library: Library, named: Named) -> tuple[Sample, ...]:
    """Give the scenarios of one version as records for an export's own tests; none where it has no scenarios."""
    if find_scenarios(named) is None:
        return ()
    return tuple(Sample(one.case.name, one.case.record, one.facts) for one in _prepare(library, named))


def _prepare(library: Library, named: Named) -> list[Tried]:
    scenarios = find_scenarios(named)
    cases = list(list_cases(scenarios)) if scenarios else []
    edition = open_edition(library, named)

    def make(decided: Mapping[str, SettledDecision]) -> Ruleset:
        return make_ruleset(edition, decided)

    return list(prepare_cases(cases, make, find_facts(edition), find_nation(edition), []))


def _compare(name: str, engine: Engine, tried: list[Tried]) -> Iterator[Difference]:
    """Hand the engine all cases of one ruleset and kind of record together: an export costs more than a case."""
    groups: dict[tuple[int, str], list[Tried]] = {}
    for one in tried:
        groups.setdefault((id(one.ruleset), one.case.record), []).append(one)
    for (_, record), group in groups.items():
        ruleset = group[0].ruleset
        rules = [rule.id for rule in ruleset.rules_on(record)]
        if not rules:  # they were removed, and what the scenarios expect of them is reported as such
            continue
        records = [one.facts for one in group]
        expected, found = run_evaluator(ruleset, record, records), engine(ruleset, record, records)
        for one, wanted, said in zip(group, expected, found, strict=True):
            for rule, want, have in zip(rules, wanted, said, strict=True):
                if want != have:
                    yield Difference(name, one.case.name, rule, want, have)


def _run_generated(ruleset: Ruleset, record: str, records: object) -> list[list[str]]:
    compiled = CompiledRules([ruleset], record)
    shape = facts_as_attributes(ruleset.records[record].facts)
    return [[finding.outcome.value for finding in compiled.find(shape(facts))] for facts in records]  # type: ignore[attr-defined]
