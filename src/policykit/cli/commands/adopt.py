"""Adopt one policy or many by one resolution: freeze each text, and write the event into its register."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.life_arguments import add_happening, add_in_force_from, read_happening

if TYPE_CHECKING:
    from policykit.pipeline.adopt import Adoption


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="+", metavar="NAME", help="policies or versions; a policy means its newest draft")
    add_happening(parser)
    add_in_force_from(parser)
    parser.add_argument("--with-amendments", action="store_true", help="the text was amended in the meeting")
    parser.add_argument("--again", action="store_true", help="adopt once more a version that was replaced")
    parser.add_argument(
        "--seen",
        metavar="FINGERPRINT",
        action="append",
        default=[],
        help="adopt only a text with this fingerprint, as --dry-run shows it",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_library(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    """Adopt, and print the path of each file written; or show what would be."""
    from policykit.pipeline.adopt import adopt_versions

    body = options.body or (None if options.committee else "Council")
    happening = read_happening(options, "adopted", body=body, with_amendments=options.with_amendments)
    today, names = read_today(options), tuple(options.name)
    adoptions = adopt_versions(
        options.library,
        names,
        happening,
        today,
        again=options.again,
        dry_run=options.dry_run,
        seen=tuple(options.seen),
    )
    for adoption in adoptions:
        if options.dry_run:
            sys.stdout.write(_show(adoption))
            continue
        sys.stderr.write(_tell_open(adoption))
        sys.stderr.write(f"{adoption.recorded.named.name} is adopted:\n")
        sys.stdout.write(f"{adoption.recorded.frozen}\n{adoption.recorded.path.as_posix()}\n")
    return 0


def _tell_sections(adoption: Adoption) -> list[str]:
    """Give each section of a first version with how much it holds, so that a missing part is seen."""
    version = adoption.frozen.version
    lines = [f"  {version.title}{f': {version.subtitle}' if version.subtitle else ''}"]
    return lines + [
        f"  {part.name}: {part.clauses} clause{'' if part.clauses == 1 else 's'}, {part.words} words"
        for part in adoption.sections
    ]


def _tell_open(adoption: Adoption) -> str:
    """Give the warnings that are still open, one a line."""
    if not adoption.open:
        return ""
    count = len(adoption.open)
    lines = [f"{count} warning{' is' if count == 1 else 's are'} still open (`policykit check` says more):"]
    for fault in adoption.open:
        assert fault.span is not None
        lines.append(f"  {fault.span.file}:{fault.span.line}: {fault.code}: {fault.message}")
    return "\n".join([*lines, ""])


def _show(adoption: Adoption) -> str:
    from difflib import unified_diff

    recorded = adoption.recorded
    lines = [f"{recorded.named.name} would be adopted."]
    if adoption.before is None:
        lines += ["It is the first version. These words would be frozen:", *_tell_sections(adoption)]
    else:
        lines.append(f"Words that differ from version {adoption.before}: {len(adoption.changes) or 'none'}")
        for change in adoption.changes:
            lines.append(f"  {change.part} {change.fate}")
            lines += [f"    {sign} {words}" for sign, words in (("-", change.old), ("+", change.new)) if words]
    lines += ["Every format can be made of it.", *_tell_open(adoption).splitlines()]
    path = recorded.path.as_posix()
    diff = unified_diff(recorded.before.splitlines(), recorded.after.splitlines(), path, path, lineterm="", n=2)
    written = f"would be written beside it: {recorded.frozen}"
    return "\n".join([*lines, "", *diff, "", written, f"fingerprint of the text: {adoption.fingerprint}", ""])
