"""Find every error and lint of a library, in one run."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.wording.numbers import count_noun

if TYPE_CHECKING:
    from policykit.pipeline.check import CheckSummary
    from policykit.pipeline.open import Shelf


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("path", nargs="*", metavar="PATH", help="keep to these councils, policies, files or folders")
    add_library(parser)
    add_today(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="how to print what is found"
    )
    parser.add_argument(
        "--analysis",
        action="store_true",
        help="say too where rules contradict each other, ask nothing, say again, or belie a link between councils",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument("--watch", action="store_true", help="check again each time a file is saved")


def run(options: argparse.Namespace) -> int:
    """Check, print, and give 1 when there is an error."""
    if not options.watch:
        return check_once(options)
    from policykit.cli.watch import watch_folder

    return watch_folder(options.library, partial(check_once, options))


def check_once(options: argparse.Namespace, shelf: Shelf | None = None) -> int:
    """Check once."""
    from policykit.cli.diagnostics import write_text
    from policykit.cli.terminal import uses_colour
    from policykit.pipeline.check import check_library, check_to_json, check_to_sarif

    only, analysis = tuple(options.path), options.analysis
    report = check_library(options.library, read_today(options), only, shelf, analysis=analysis)
    if options.format == "json":
        sys.stdout.write(check_to_json(report))
    elif options.format == "sarif":
        sys.stdout.write(check_to_sarif(report))
    else:
        if report.diagnostics:
            sys.stdout.write(write_text(report.diagnostics, colour=uses_colour(sys.stdout)) + "\n")
        if report.questions:
            sys.stdout.write("questions that the rules leave open:\n")
            sys.stdout.writelines(f"  {question}\n" for question in report.questions)
        sys.stdout.write(_sum_up(report.summary))
    failed = not report.passed or (options.strict and report.summary.warnings)
    return 1 if failed else 0


def _sum_up(summary: CheckSummary) -> str:
    where = f"{count_noun(summary.policies, 'policy')} of {count_noun(summary.councils, 'council')}"
    looked = f"{count_noun(summary.clauses, 'clause')} in {where}"
    counts = ((summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note"))
    found = ", ".join(count_noun(number, word) for number, word in counts)
    off = f"; {summary.switched_off} switched off in library.yaml" if summary.switched_off else ""
    return f"checked {looked}: {found}{off}\n"
