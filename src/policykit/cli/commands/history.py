"""Show what has happened to a policy: as a table, as JSON, or as a timeline (SVG with a text alternative)."""

from __future__ import annotations

import argparse
import sys

from policykit.cli.arguments import add_library, add_today, read_today


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="the policy")
    parser.add_argument("--format", choices=("text", "json", "svg"), default="text", help="how to print it")
    add_library(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    """Print the history."""
    from policykit.pipeline.life import make_history

    sys.stdout.write(make_history(options.library, options.name, options.format, read_today(options)))
    return 0
