"""Run the scenarios of policies on the evaluator and on every engine present."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.output import tell_versions

if TYPE_CHECKING:
    from policykit.pipeline.scenarios import ScenarioReport, TestedVersion


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="*", metavar="NAME", help="a council or policy, with its drafts, or a version")
    add_library(parser)
    add_today(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the results")
    parser.add_argument("--quick", action="store_true", help="run them on the evaluator alone")


def run(options: argparse.Namespace) -> int:
    """Test, print a report that a councillor can read, and give 1 when a scenario fails or an engine differs."""
    from policykit.pipeline.open import open_with_drafts
    from policykit.pipeline.scenarios import tested_to_json, try_versions

    library, found = open_with_drafts(options.library, tuple(options.name), read_today(options))
    tell_versions(library, options.name)
    passed = True
    kept = []
    for tested in try_versions(library, found, quick=options.quick):
        passed = passed and tested.passed
        if options.format == "json":
            kept.append(tested)
        else:
            sys.stdout.write(f"{write_tested(tested)}\n")
    if options.format == "json":
        sys.stdout.write(tested_to_json(kept))
    return 0 if passed else 1


def write_tested(tested: TestedVersion) -> str:
    """Give what trying one version gave, as a councillor can read it."""
    if tested.report is None:
        return f"{tested.name}: no rules, nothing to test.\n"
    lines = [write_report(tested.name, tested.report)]
    for engine in tested.engines:
        lines.append(f"  {engine.engine}: {len(engine.differences) or 'no'} differences from the evaluator.\n")
        lines += [
            f"    {one.case}: {one.rule} should be {one.expected}, and is {one.found}\n" for one in engine.differences
        ]
    return "".join(lines)


def write_report(name: str, report: ScenarioReport) -> str:
    """Give the report of one version's scenarios, as a councillor can read it."""
    lines = [f"{name}: situations tried: {report.cases}, rules: {report.rules}."]
    lines += [f"  WRONG  {f.case}: {f.what} was expected to be {f.expected}, but is {f.found}" for f in report.failures]
    lines += [f"  UNTRIED  {gap.rule}: {gap.what}" for gap in report.gaps]
    noticed = report.mutants - len(report.survivors)
    if report.mutants:
        lines.append(
            f"  {noticed} of {report.mutants} deliberate faults would have been noticed ({report.mutation_score:.1%})."
        )
    lines += [f"  UNNOTICED  {gap.rule}: {gap.what}" for gap in report.survivors]
    if not report.failures:
        lines.append("  Every rule said what was expected of it.")
    return "\n".join(lines) + "\n"
