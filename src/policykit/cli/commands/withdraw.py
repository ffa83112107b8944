"""Record that a policy was withdrawn: it is no longer in force, and nothing takes its place."""

from __future__ import annotations

import argparse
import sys

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.life_arguments import add_happening, read_happening


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="a policy, or one version of it")
    add_happening(parser)
    add_library(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    """Withdraw, and print the register's path."""
    from policykit.pipeline.record import record_event

    happening = read_happening(options, "withdrawn")
    recorded = record_event(options.library, options.name, happening, read_today(options))
    sys.stderr.write(f"{recorded.named.name} is withdrawn:\n")
    sys.stdout.write(f"{recorded.path.as_posix()}\n")
    return 0
