"""Set topics against councils: who states what, who differs, who is silent, and the clauses side by side."""

from __future__ import annotations

import argparse
from pathlib import Path

from policykit.cli.arguments import add_library, add_press, add_today, list_names, read_today, read_words
from policykit.cli.output import put_out, tell_press, tell_versions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from policykit.pipeline.formats import MATRIX_FORMATS

    parser.add_argument(
        "name", nargs="*", metavar="NAME", help="two or more councils, policies or versions (default: every policy)"
    )
    add_library(parser)
    add_today(parser)
    parser.add_argument(
        "--format",
        type=read_words,
        default=("text",),
        metavar="LIST",
        help=f"{list_names(MATRIX_FORMATS)} (default: text)",
    )
    add_press(parser)
    parser.add_argument(
        "--meaning",
        action="store_true",
        help="say of each confirmed link whether the rules of both clauses bear it out",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write; with several formats each takes its own ending"
    )


def run(options: argparse.Namespace) -> int:
    """Compare, and write or print."""
    from policykit.pipeline.formats import MATRIX_FORMATS
    from policykit.pipeline.matrix import find_columns, make_matrix, write_matrix
    from policykit.pipeline.open import load_library

    MATRIX_FORMATS.check(options.format)
    library = load_library(options.library, read_today(options))
    columns = find_columns(library, options.name)
    tell_versions(library, options.name)
    matrix = make_matrix(library, columns)
    if options.meaning:
        from policykit.pipeline.meaning import mark_links

        matrix = mark_links(library, matrix, columns)
    press = options.press or library.settings.press
    put_out(MATRIX_FORMATS, options.format, options.out, lambda name: write_matrix(matrix, name, press=press))
    tell_press(options.format, press)
    return 0
