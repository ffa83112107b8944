"""Begin a library for a council: a council file, a first policy from model clauses, schemas, editor settings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "folder", metavar="DIR", type=Path, help="the folder to make; its name becomes the council's id"
    )
    parser.add_argument("--name", metavar="NAME", help="the council's full name (default: made from the folder's name)")
    parser.add_argument(
        "--kind", metavar="KIND", help="town, parish, school, charity, … (default: as named, else town)"
    )
    parser.add_argument(
        "--jurisdiction",
        default="england",
        metavar="NATION",
        help="england, wales, scotland, northern-ireland, or a country: ie, us-ca (default: england)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the library, and say what to do next."""
    from policykit.pipeline.init import begin_library

    paths = list(begin_library(options.folder, options.name, options.kind, options.jurisdiction))
    sys.stdout.write("".join(f"{path.as_posix()}\n" for path in paths))
    sys.stdout.write(f"\nNext: cd {options.folder.as_posix()} && policykit check\n")
    return 0
