"""Print the amendments that make one version of another, in plain English; or carry such a list out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policykit.cli.arguments import add_library, add_today, read_today
from policykit.cli.output import tell_versions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("old", metavar="OLD", help="the version to amend")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("new", nargs="?", metavar="NEW", help="the version that the amendments are to make")
    wanted.add_argument("--apply", type=Path, metavar="FILE", help="carry out the amendments in this file on OLD")
    add_library(parser)
    add_today(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the list")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: print)")


def run(options: argparse.Namespace) -> int:
    """Print or write the list, or the YAML of the version that a list gives."""
    from policykit.pipeline.amend import amend_version_file, amendments_to_json, list_amendments, refuse_json
    from policykit.pipeline.open import load_library
    from policykit.pipeline.write import write_file

    if options.apply is not None and options.format == "json":
        raise refuse_json()
    library = load_library(options.library, read_today(options))
    tell_versions(library, [name for name in (options.old, options.new) if name is not None])
    if options.apply is None:
        amendments = list_amendments(library, options.old, options.new)
        text = amendments_to_json(amendments) if options.format == "json" else amendments.write_text()
    else:
        text = amend_version_file(library, options.old, options.apply).text
    if options.out is None:
        sys.stdout.write(text)
    else:
        write_file(options.out, text)
        sys.stdout.write(f"{options.out.as_posix()}\n")
    return 0
