"""Suggest what to read beside clauses that are not linked to another council's yet."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.output import tell_versions
from policykit.wording.shorten import shorten_text

if TYPE_CHECKING:
    from policykit.pipeline.suggest import Suggested


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help="a council or policy, optionally followed by those to compare it with"
    )
    add_library(parser)
    add_today(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json (default: text)")


def run(options: argparse.Namespace) -> int:
    """Print the suggestions."""
    from policykit.pipeline.open import load_library
    from policykit.pipeline.suggest import suggest_links, suggested_to_json

    library = load_library(options.library, read_today(options))
    tell_versions(library, options.name)
    found = suggest_links(library, options.name)
    if options.format == "json":
        sys.stdout.write(suggested_to_json(found))
    else:
        sys.stdout.write("\n".join(_write(each) for each in found))
    return 0


def _write(found: Suggested) -> str:
    places = {clause.address: clause for clause in found.matrix.clauses}
    first, second = (column.council for column in found.matrix.columns)
    lines = [
        f"{first} and {second}: suggested, not confirmed. Read both, and write what is right into counterparts.yaml."
    ]
    for suggestion in found.suggestions:
        lines += ["", suggestion.address, f"  {_shorten(places[suggestion.address].text)}"]
        for number, candidate in enumerate(suggestion.candidates, start=1):
            topics = f", topic {', '.join(candidate.topics)}" if candidate.topics else ""
            lines.append(f"  {number}. {candidate.address} (words {candidate.likeness:.0%} alike{topics})")
            lines.append(f"     {_shorten(places[candidate.address].text)}")
        if not suggestion.candidates:
            lines.append("  nothing alike")
    return "\n".join(lines) + "\n"


def _shorten(text: str) -> str:
    return shorten_text(text, 100)
