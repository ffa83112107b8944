"""Write down what happened to a version: a committee's review, a readoption, amendments before an adoption.

`sealed` is for the library itself: it fingerprints an adopted text that was recorded by hand, or whose notes or rules
were edited since; the adopted words must be the same.
"""

from __future__ import annotations

import argparse
import sys

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.life_arguments import add_happening, read_happening

EVENTS = ("created", "drafted", "amended", "recommended", "reviewed", "readopted", "superseded", "withdrawn", "sealed")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="a policy, or one version of it")
    parser.add_argument("event", metavar="EVENT", choices=(*EVENTS, "adopted"), help=", ".join(EVENTS))
    add_happening(parser)
    add_library(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    """Record, and print the register's path."""
    from policykit.model.dates import PartialDate
    from policykit.pipeline.record import record_event

    today = read_today(options)
    more = {"date": options.date or PartialDate.of(today)} if options.event == "sealed" else {}
    recorded = record_event(options.library, options.name, read_happening(options, options.event, **more), today)
    sys.stderr.write(f"recorded `{recorded.event.event}` of {recorded.named.name} in:\n")
    sys.stdout.write(f"{recorded.path.as_posix()}\n")
    if recorded.frozen is not None:
        sys.stdout.write(f"{recorded.frozen.as_posix()}\n")
    return 0
