"""Run the scenarios of policies on the evaluator and on every engine present."""

from __future__ import annotations

import argparse
import sys

from policykit.cli.arguments import add_library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="*", metavar="NAME", help="a council, policy or version (default: every policy)")
    add_library(parser)


def run(options: argparse.Namespace) -> int:
    """Test, print a report that a councillor can read, and give 1 when a scenario fails."""
    from policykit.pipeline.names import find_versions
    from policykit.pipeline.scenarios import test_version
    from policykit.rules.scenarios import print_report
    from policykit.source.library import load_library

    library = load_library(options.library)
    failed = False
    for named in find_versions(library, tuple(options.name)):
        for number, tested in enumerate(test_version(library, named)):
            failed = failed or bool(tested.report.failures)
            if number == 0:
                sys.stdout.write(print_report(named.name, tested.report))
            elif tested.report.failures:
                sys.stdout.write(print_report(f"{named.name} on {tested.engine}", tested.report))
            else:
                sys.stdout.write(f"  {tested.engine}: the same answers.\n")
        sys.stdout.write("\n")
    return 1 if failed else 0
