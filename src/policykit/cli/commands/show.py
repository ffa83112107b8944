"""Show the version of a policy that was in force on a day, as its document stood then."""

from __future__ import annotations

import argparse
import sys

from policykit.cli.arguments import HISTORY_HELP, add_library, list_names, read_day, read_today
from policykit.cli.output import print_bytes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from policykit.pipeline.formats import FORMATS

    parser.add_argument("name", metavar="NAME", help="the policy")
    parser.add_argument(
        "--as-at", dest="today", metavar="DATE", type=read_day, help="the day, as 2019-06-01 (default: today)"
    )
    known = list_names(FORMATS)
    parser.add_argument("--format", default="text", metavar="FORMAT", help=f"one of {known} (default: text)")
    parser.add_argument("--history", action="store_true", help=HISTORY_HELP)
    add_library(parser)


def run(options: argparse.Namespace) -> int:
    """Print the document, and on the error stream which version it is."""
    from policykit.pipeline.formats import FORMATS
    from policykit.pipeline.life import show_as_at

    FORMATS.check((options.format,))
    shown = show_as_at(options.library, options.name, read_today(options), history=options.history)
    content = shown.make(options.format)
    was = "was in force on" if shown.in_force else "is a draft, never adopted; asked for"
    sys.stderr.write(f"{shown.version.name} {was} {shown.day}\n")
    print_bytes(content)
    return 0
