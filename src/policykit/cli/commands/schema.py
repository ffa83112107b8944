"""Write the JSON Schemas: of the YAML files, for editors, and of everything that policykit gives as JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from policykit.pipeline.schemas import NAMES

    parser.add_argument("name", nargs="?", metavar="KIND", help=f"print one schema: {', '.join(NAMES)}")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write all schemas into this folder")


def run(options: argparse.Namespace) -> int:
    """Print one schema, or write all of them."""
    from policykit.pipeline.schemas import make_schema_text, write_schemas

    if options.name is not None:
        sys.stdout.write(make_schema_text(options.name))
        return 0
    for path in write_schemas(options.out or Path("schemas")):
        sys.stdout.write(f"{path.as_posix()}\n")
    return 0
