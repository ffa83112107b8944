"""Write down what happened to a version: a committee's review, a readoption, amendments before an adoption.

`corrected` puts an event right that was written down wrongly: name it with --of, and give the right values. `sealed` is
for the library itself: it fingerprints an adopted text that was recorded by hand, or whose notes or rules were edited
since; the adopted words must be the same.
"""

from __future__ import annotations

import argparse
import sys
from difflib import unified_diff
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.life_arguments import add_happening, add_in_force_from, read_happening

if TYPE_CHECKING:
    from policykit.pipeline.record import Recorded

EVENTS = (
    "created",
    "drafted",
    "amended",
    "recommended",
    "reviewed",
    "readopted",
    "superseded",
    "withdrawn",
    "corrected",
    "sealed",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="a policy, or one version of it")
    parser.add_argument("event", metavar="EVENT", choices=(*EVENTS, "adopted"), help=", ".join(EVENTS))
    add_happening(parser)
    add_in_force_from(parser)
    parser.add_argument(
        "--of", metavar="EVENT", type=read_event, help="the event to correct: adopted, or its number in the register"
    )
    parser.add_argument("--again", action="store_true", help="record it although the register holds the same event")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    parser.add_argument(
        "--print-as",
        metavar="CHARACTER=WORDS",
        type=read_substitute,
        action="append",
        default=[],
        help="with `sealed`: print WORDS in place of a character that the fonts lack",
    )
    add_library(parser)
    add_today(parser)


def read_substitute(text: str) -> tuple[str, str]:
    """Give a character and what is printed in its place."""
    character, equals, words = text[:1], text[1:2], text[2:]
    if equals != "=":
        raise argparse.ArgumentTypeError(f"`{text}` is not written as a character, `=` and the words in its place")
    return character, words


def run(options: argparse.Namespace) -> int:
    """Record, and print the register's path; or show what would be recorded."""
    recorded = _record(options)
    if options.dry_run:
        path = recorded.path.as_posix()
        lines = unified_diff(recorded.before.splitlines(), recorded.after.splitlines(), path, path, lineterm="", n=2)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return 0
    sys.stderr.write(f"recorded `{recorded.event.event}` of {recorded.named.name} in:\n")
    sys.stdout.write(f"{recorded.path.as_posix()}\n")
    if recorded.frozen is not None:
        sys.stdout.write(f"{recorded.frozen.as_posix()}\n")
    return 0


def _record(options: argparse.Namespace) -> Recorded:
    from policykit.model.dates import PartialDate
    from policykit.pipeline.record import correct_record, record_event

    today = read_today(options)
    if options.event == "corrected":
        happening = read_happening(options, options.event)
        return correct_record(options.library, options.name, options.of, happening, today, dry_run=options.dry_run)
    more = {"date": options.date or PartialDate.of(today)} if options.event == "sealed" else {}
    happening = read_happening(options, options.event, **more)
    return record_event(
        options.library,
        options.name,
        happening,
        today,
        again=options.again,
        dry_run=options.dry_run,
        print_as=dict(options.print_as),
    )


def read_event(text: str) -> str | int:
    """Read the kind of an event, or its number in the register."""
    if text.isascii() and text.isdigit():
        return int(text[:9])
    if text not in (*EVENTS, "adopted"):
        raise argparse.ArgumentTypeError(f"`{text}` is neither a kind of event nor its number in the register")
    return text
