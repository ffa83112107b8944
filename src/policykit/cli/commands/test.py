"""Run the scenarios of policies on the evaluator and on every engine present."""

from __future__ import annotations

import argparse
import sys

from policykit.cli.arguments import add_library, add_today, read_today


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="*", metavar="NAME", help="a council or policy, with its drafts, or a version")
    add_library(parser)
    add_today(parser)
    parser.add_argument("--quick", action="store_true", help="run them on the evaluator alone")


def run(options: argparse.Namespace) -> int:
    """Test, print a report that a councillor can read, and give 1 when a scenario fails or an engine differs."""
    from policykit.pipeline.open import open_with_drafts
    from policykit.pipeline.scenarios import compare_engines, has_rules, print_report, test_version

    library, found = open_with_drafts(options.library, tuple(options.name), read_today(options))
    failed = False
    for named in found:
        if not has_rules(named):
            sys.stdout.write(f"{named.name}: no rules, nothing to test.\n\n")
            continue
        report = test_version(library, named)
        failed = failed or bool(report.failures)
        sys.stdout.write(print_report(named.name, report))
        for engine, differences in compare_engines(library, named) if not options.quick else ():
            failed = failed or bool(differences)
            sys.stdout.write(f"  {engine}: {len(differences) or 'no'} differences from the evaluator.\n")
            for one in differences:
                sys.stdout.write(f"    {one.case}: {one.rule} should be {one.expected}, and is {one.found}\n")
        sys.stdout.write("\n")
    return 1 if failed else 0
