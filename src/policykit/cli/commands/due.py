"""List the reviews that are overdue or come up: as text, as JSON, or as a calendar (iCalendar)."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.output import print_bytes

if TYPE_CHECKING:
    from policykit.pipeline.life import DueList


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--months", type=read_months, default=12, metavar="N", help="how far to look ahead (default: 12)"
    )
    parser.add_argument("--format", choices=("text", "json", "ics"), default="text", help="how to print it")
    add_library(parser)
    add_today(parser)


def read_months(text: str) -> int:
    """Read a number of months, of at most a hundred years."""
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= 1200):
        raise argparse.ArgumentTypeError(f"`{text}` is not a number of months, from 0 to 1200")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Print what is due, and raise the errors of policies of which nothing could be read, so that nothing is said."""
    from policykit.errors import PolicykitError
    from policykit.pipeline.life import due_to_calendar, due_to_json, list_due

    due, unread = list_due(options.library, read_today(options), options.months)
    write = {"text": _write_text, "json": due_to_json, "ics": due_to_calendar}[options.format]
    print_bytes(write(due).encode("utf-8"))  # as it is: a calendar's line ends are CRLF on every system
    if unread:
        raise PolicykitError(*unread)
    return 0


def _write_text(due: DueList) -> str:
    nothing = f"nothing is due within {due.months} months of {due.today}\n"
    lines = []
    for review in due.reviews:
        when = review.review.shown("long") if review.review else "no date"
        by = f", {review.committee}" if review.committee else ""
        name = f"{review.policy}@{review.version}"
        lines.append(f"{review.urgency:8}  {when:18}  {name}  {review.title} ({review.council}{by})\n")
    return "".join(lines) or nothing
