"""`test`: the scenarios of a version, run on the evaluator and on every engine that is present."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policykit.model.library import Library
from policykit.pipeline.codes import NO_SCENARIOS, refuse
from policykit.pipeline.names import Named
from policykit.pipeline.rulesets import find_facts, find_nation, make_ruleset
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Verdict
from policykit.rules.generate import CompiledRules, facts_as_attributes
from policykit.rules.ir import Ruleset
from policykit.rules.scenarios import Engine, ScenarioReport, run_scenarios


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What the scenarios of one version showed on one engine."""

    named: Named
    engine: str
    report: ScenarioReport


def test_version(library: Library, named: Named) -> Iterator[EngineReport]:
    """Run the scenarios of one version on each engine, the evaluator first.

    Raises PolicykitError (`no-scenarios`) where the version has none, and where its rules have faults.
    """
    scenarios = named.policy.scenarios.get(named.label)
    if scenarios is None:
        file = named.policy.version(named.label).places.file.removesuffix(".yaml")
        raise refuse(NO_SCENARIOS, f"`{named.name}` has no scenarios", f"write `{file}.scenarios.yaml`")
    facts, nation = find_facts(library), find_nation(library, named)
    for name, engine in ENGINES.items():
        report = run_scenarios(
            scenarios.value, lambda decided: make_ruleset(library, named, decided), facts, engine, nation
        )
        yield EngineReport(named, name, report)


def _run_generated(ruleset: Ruleset, record: str, facts: object) -> Verdict:
    compiled = CompiledRules([ruleset], record)
    return compiled.evaluate(facts_as_attributes(ruleset.records[record].facts)(facts))[0]  # type: ignore[arg-type]


ENGINES: dict[str, Engine | Callable[..., Verdict]] = {
    "evaluator": evaluate_record,
    "generated Python": _run_generated,
}
"""Every engine by name; the evaluator is the definition that the others must agree with."""
