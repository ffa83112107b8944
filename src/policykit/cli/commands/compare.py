"""Say what changed between two versions of a policy: a report for a committee, data for machines, or a redline.

Of two councils, or policies of different councils, say how they differ, topic by topic.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, read_words

if TYPE_CHECKING:
    from policykit.model.library import Library
    from policykit.pipeline.names import Named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "old", metavar="OLD", help="the old version, or a council; alone, a policy: in force against newest draft"
    )
    parser.add_argument("new", nargs="?", metavar="NEW", help="the new version, or another council")
    add_library(parser)
    parser.add_argument(
        "--format",
        type=read_words,
        default=("text",),
        metavar="LIST",
        help="text,html,pdf,md,json (default: text), with --redline docx too; of councils text,html,pdf,xlsx,csv,json",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write; with several formats each takes its own ending"
    )
    parser.add_argument(
        "--redline", action="store_true", help="write the new version with the changes marked in it, not the report"
    )
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 when something differs")


def run(options: argparse.Namespace) -> int:
    """Compare, write or print, and give 1 when something differs and that was asked for."""
    from policykit.pipeline.compare import compare_pair, find_pair, render_comparison
    from policykit.pipeline.matrix import find_councils
    from policykit.pipeline.write import write_file
    from policykit.source.library import load_library

    library = load_library(options.library)
    names = [name for name in (options.old, options.new) if name is not None]
    if columns := find_councils(library, names):
        return _compare_councils(library, columns, options)
    comparison = compare_pair(library, *find_pair(library, names))
    for name in options.format:
        content = render_comparison(comparison, name, redline=options.redline)
        if options.out is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            continue
        path = _choose_path(options.out, name, alone=len(options.format) == 1)
        write_file(path, content)
        sys.stdout.write(f"{path.as_posix()}\n")
    return 1 if options.exit_code and not comparison.changes.is_empty else 0


def _compare_councils(library: Library, columns: tuple[Named, ...], options: argparse.Namespace) -> int:
    from policykit.cli.commands.matrix import print_matrix
    from policykit.pipeline.compare import check_one_policy
    from policykit.pipeline.matrix import check_matrix_formats, make_matrix

    if options.redline:  # councils are not versions: this says so
        check_one_policy(columns[0], columns[-1])
    check_matrix_formats(options.format)
    matrix = make_matrix(library, columns)
    print_matrix(matrix, options.format, options.out)
    return 1 if options.exit_code and not matrix.is_alike else 0


def _choose_path(out: Path, format: str, *, alone: bool) -> Path:
    """Give the file of one format: the one named, or beside it with the format's own ending."""
    from policykit.render.formats import FORMATS

    known = {each.suffix for each in FORMATS.values()}
    if alone and out.suffix:
        return out
    return out.with_name(f"{out.stem if out.suffix in known else out.name}{FORMATS[format].suffix}")
