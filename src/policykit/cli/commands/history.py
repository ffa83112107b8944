"""Show what has happened to a policy: as a table, as JSON, or as a timeline (SVG with a text alternative)."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_today, read_today

if TYPE_CHECKING:
    from policykit.pipeline.life import History, VersionOnDay


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="the policy")
    parser.add_argument("--format", choices=("text", "json", "svg"), default="text", help="how to print it")
    add_library(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    """Print the history."""
    from policykit.pipeline.life import draw_history, history_to_json, read_history

    today = read_today(options)
    if options.format == "svg":
        sys.stdout.write(draw_history(options.library, options.name, today))
        return 0
    history = read_history(options.library, options.name, today)
    sys.stdout.write(history_to_json(history) if options.format == "json" else write_table(history))
    return 0


def write_table(history: History) -> str:
    """Give a history as a table of plain text, oldest first, under what each version is on the day."""
    rows = [("Version", "Date", "Event", "By", "Reference", "Changes")]
    for line in history.lines:
        when = str(line.date) if line.date else ""
        rows.append((line.version, when, line.what, line.by or "", line.reference or "", "; ".join(line.changes)))
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    comma = "; " if any(version.pending for version in history.versions) else ", "
    states = comma.join(map(_write_state, history.versions))
    return "\n".join([f"{history.policy}: {states}", "", *lines, ""])


def _write_state(version: VersionOnDay) -> str:
    words = f"{version.version} {version.status_words.lower()}"
    return f"{words}, in force from {version.in_force_from}" if version.pending else words
