"""Set topics against councils: who states what, who differs, who is silent, and the clauses side by side."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, read_words

if TYPE_CHECKING:
    from policykit.compare.councils.matrix import Matrix


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "name", nargs="*", metavar="NAME", help="two or more councils, policies or versions (default: every policy)"
    )
    add_library(parser)
    parser.add_argument(
        "--format",
        type=read_words,
        default=("text",),
        metavar="LIST",
        help="text,html,pdf,xlsx,csv,json (default: text)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write; with several formats each takes its own ending"
    )


def run(options: argparse.Namespace) -> int:
    """Compare, and write or print."""
    from policykit.pipeline.matrix import check_matrix_formats, find_columns, make_matrix
    from policykit.source.library import load_library

    check_matrix_formats(options.format)
    library = load_library(options.library)
    matrix = make_matrix(library, find_columns(library, options.name))
    print_matrix(matrix, options.format, options.out)
    return 0


def print_matrix(matrix: Matrix, formats: tuple[str, ...], out: Path | None) -> None:
    """Write a matrix in every format, or print it where no file is named."""
    from policykit.pipeline.matrix import MATRIX_FORMATS, write_matrix
    from policykit.pipeline.write import write_file

    endings = {ending for _, _, ending in MATRIX_FORMATS.values()}
    for name in formats:
        content = write_matrix(matrix, name)
        if out is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            continue
        stem = out.stem if out.suffix in endings else out.name
        path = out if len(formats) == 1 and out.suffix else out.with_name(stem + MATRIX_FORMATS[name][2])
        write_file(path, content)
        sys.stdout.write(f"{path.as_posix()}\n")
