"""Begin the next version of a policy as a copy of the one in force, with its ids and comments."""

from __future__ import annotations

import argparse
import sys

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.life_arguments import read_date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="the policy; with @VERSION, the version to begin from")
    parser.add_argument("--version", metavar="LABEL", help="the new version's label (default: the next whole number)")
    parser.add_argument("--date", type=read_date, help="when it was drafted, if not today: 2026-03-02 or 2026-03")
    parser.add_argument("--by", metavar="NAME", help="who writes this down")
    add_library(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    """Draft, and print the path of the new version's file."""
    from policykit.pipeline.draft import draft_version

    today = read_today(options)
    drafted = draft_version(options.library, options.name, today, options.version, by=options.by, day=options.date)
    sys.stderr.write(f"version {drafted.label} begins as a copy of {drafted.source.name}; edit this file:\n")
    sys.stdout.write(f"{drafted.path.as_posix()}\n")
    if drafted.scenarios is not None:
        sys.stderr.write(f"and this one, if its rules change:\n{drafted.scenarios.as_posix()}\n")
    return 0
