"""Judge every row of a large table by the rules of a policy: Parquet, CSV or JSON lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_require, add_today, read_today, read_words
from policykit.cli.output import tell_remark

if TYPE_CHECKING:
    from policykit.pipeline.audit import Audited


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="a policy or version")
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a .parquet, .csv, .txt or .jsonl file, a record on each row"
    )
    add_library(parser)
    add_today(parser)
    add_require(parser)
    parser.add_argument("--record", required=True, metavar="KIND", help="what a row is: post, message, account, …")
    parser.add_argument(
        "--other-columns", type=read_words, default=(), metavar="NAMES", help="columns that hold no facts: name,notes"
    )
    how = parser.add_mutually_exclusive_group()  # Spark only counts
    how.add_argument("--breaches", type=Path, metavar="CSV", help="write the rows that break a rule to this file")
    how.add_argument(
        "--engine", choices=("polars", "spark"), default="polars", help="what reads the table; Spark only counts"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the summary")


def run(options: argparse.Namespace) -> int:
    """Audit, print a summary by rule, and give 1 when a row breaks a rule that says must."""
    from policykit.cli.diagnostics import write_text
    from policykit.cli.terminal import Progress, uses_colour
    from policykit.pipeline.audit import audit_file, audit_on_spark, audited_to_json
    from policykit.pipeline.names import tell_standing
    from policykit.pipeline.open import open_version

    library, named = open_version(options.library, options.name, read_today(options))
    tell_remark(tell_standing(library, named, options.name))
    if options.engine == "spark":
        audited = audit_on_spark(
            library, named, options.record, options.file, require=options.require, other_columns=options.other_columns
        )
    else:
        counter = Progress("judged")
        audited = audit_file(
            library,
            named,
            options.record,
            options.file,
            require=options.require,
            breaches=options.breaches,
            other_columns=options.other_columns,
            progress=counter.show,
        )
        counter.close()
    sys.stderr.write(write_text(audited.warnings, colour=uses_colour(sys.stderr)))
    sys.stdout.write(audited_to_json(audited) if options.format == "json" else _as_text(audited))
    return 1 if audited.broken else 0


def _as_text(audited: Audited) -> str:
    from policykit.pipeline.audit import Outcome

    summary = audited.summary
    cited = {rule.id: rule.citation for rule in audited.ruleset.rules}
    empty = f"; rows that hold nothing, not counted: {summary.empty_rows:,}" if summary.empty_rows else ""
    lines = [f"{summary.rows:,} rows judged as records of the kind `{summary.record}`{empty}", ""]
    heads = ("breach", "cannot tell", "compliant", "not applicable", "permitted")
    width = max(len(rule) for rule in summary.counts)
    lines.append("  ".join([f"{'rule':<{width}}", *(f"{head:>14}" for head in heads), "clause"]))
    for rule, counts in summary.counts.items():
        numbers = (counts.get(Outcome(head.replace(" ", "_")), 0) for head in heads)
        lines.append("  ".join([f"{rule:<{width}}", *(f"{number:>14,}" for number in numbers), cited[rule]]))
    return "\n".join(lines) + "\n"
