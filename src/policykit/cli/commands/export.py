"""Write the rules of a policy for other tools, each in its own language."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policykit.cli.arguments import add_library, add_require, add_today, list_names, read_today, read_words
from policykit.cli.output import tell_remark


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from policykit.pipeline.formats import TARGETS

    parser.add_argument("name", metavar="NAME", help="a policy or version")
    add_library(parser)
    add_today(parser)
    add_require(parser)
    parser.add_argument(
        "--to", type=read_words, required=True, metavar="LIST", help=f"{list_names(TARGETS)}; `all` for every target"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write files here; without it, one text is printed")


def run(options: argparse.Namespace) -> int:
    """Print one export, or write several."""
    from policykit.pipeline.export import export_rules, write_exports
    from policykit.pipeline.formats import TARGETS
    from policykit.pipeline.names import tell_standing
    from policykit.pipeline.open import open_version

    library, named = open_version(options.library, options.name, read_today(options))
    tell_remark(tell_standing(library, named, options.name))
    every = tuple(name for name, target in TARGETS.items() if not target.only_by_name)
    targets = every if options.to == ("all",) else options.to
    if options.out is None and len(targets) == 1:
        sys.stdout.write(export_rules(library, named, targets[0], require=options.require).text)
        return 0
    for path in write_exports(library, named, targets, options.out or Path("build/rules"), options.require):
        sys.stdout.write(f"{path.as_posix()}\n")
    return 0
