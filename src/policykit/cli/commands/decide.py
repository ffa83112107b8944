"""Say what the rules of a policy make of records, each finding with the clause quoted."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_require, add_today, read_today
from policykit.cli.output import tell_remark

if TYPE_CHECKING:
    from policykit.model.library import Library
    from policykit.pipeline.decide import Decided
    from policykit.pipeline.names import Named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="a policy or version")
    parser.add_argument("file", metavar="FILE", help="records as JSON, JSON lines or YAML; - for standard input")
    add_library(parser)
    add_today(parser)
    add_require(parser)
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text", help="how to print the findings")
    parser.add_argument("--all", action="store_true", help="show rules that are kept or do not apply too")
    parser.add_argument(
        "--fail-on-cannot-tell", action="store_true", help="exit with 1 when more information is needed too"
    )


def run(options: argparse.Namespace) -> int:
    """Decide, print, and give 1 when a record is in breach, 2 when one has an error."""
    from policykit.cli.diagnostics import write_text
    from policykit.cli.terminal import uses_colour
    from policykit.errors import Diagnostic, Severity
    from policykit.pipeline.decide import count_failures, decide_records
    from policykit.pipeline.names import tell_standing
    from policykit.pipeline.open import open_version
    from policykit.pipeline.records import read_record_file

    library, named = open_version(options.library, options.name, read_today(options))
    tell_remark(tell_standing(library, named, options.name))
    raws, faults = read_record_file(options.file)
    if not raws and not faults:
        tell_remark(f"there is no record in `{options.file}`")
    decided = list(decide_records(library, named, raws, options.require))
    told = sorted([*faults, *(d for one in decided for d in one.diagnostics)], key=Diagnostic.order)
    sys.stderr.write(write_text(told, colour=uses_colour(sys.stderr)))
    sys.stdout.write(_print(options, library, named, decided))
    if any(d.severity is Severity.ERROR for d in told):
        return 2
    return 1 if count_failures(decided, cannot_tell=options.fail_on_cannot_tell) else 0


def _print(options: argparse.Namespace, library: Library, named: Named, decided: list[Decided]) -> str:
    from policykit.cli.verdicts import write_verdict

    if options.format == "text":
        return "\n".join(write_verdict(one.name, one.verdict, everything=options.all) for one in decided if one.verdict)
    from policykit.pipeline.decide import decided_to_json, decided_to_sarif

    if options.format == "sarif":
        return decided_to_sarif(library, named, decided, everything=options.all, require=options.require)
    return decided_to_json(decided)
