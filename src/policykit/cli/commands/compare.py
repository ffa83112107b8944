"""Say what changed between two versions of a policy: a report for a committee, data for machines, or a redline.

Of two councils, or policies of different councils, say how they differ, topic by topic.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_press, add_today, list_names, read_today, read_words
from policykit.cli.output import put_out, tell_press, tell_versions

if TYPE_CHECKING:
    from policykit.model.library import Library
    from policykit.pipeline.names import Named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from policykit.pipeline.formats import FORMATS, MATRIX_FORMATS, REPORT_FORMATS

    parser.add_argument(
        "old", metavar="OLD", help="the old version, or a council; alone, a policy: in force against newest draft"
    )
    parser.add_argument("new", nargs="?", metavar="NEW", help="the new version, or another council")
    add_library(parser)
    add_today(parser)
    parser.add_argument(
        "--format",
        type=read_words,
        default=("text",),
        metavar="LIST",
        help=f"{list_names(REPORT_FORMATS)} (default: text); with --redline {list_names(FORMATS)}; "
        f"of councils {list_names(MATRIX_FORMATS)}",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write; with several formats each takes its own ending"
    )
    parser.add_argument(
        "--redline", action="store_true", help="write the new version with the changes marked in it, not the report"
    )
    parser.add_argument(
        "--author", metavar="NAME", help="who made the tracked changes of a redline in Word (default: the council)"
    )
    parser.add_argument(
        "--by",
        choices=("ids", "words"),
        default="ids",
        help="what says which clause is which: ids, unless its words are elsewhere, or words alone (default: ids)",
    )
    parser.add_argument(
        "--meaning",
        action="store_true",
        help="compare what the rules ask of people, proved and with examples: text,html,pdf,docx,md,json",
    )
    add_press(parser)
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 when something differs")


def run(options: argparse.Namespace) -> int:
    """Compare, write or print, and give 1 when something differs and that was asked for."""
    from policykit.pipeline.compare import compare_pair, compare_with_impact, find_pair, render_comparison
    from policykit.pipeline.formats import FORMATS, REPORT_FORMATS
    from policykit.pipeline.matrix import find_councils
    from policykit.pipeline.open import load_library

    library = load_library(options.library, read_today(options))
    names = [name for name in (options.old, options.new) if name is not None]
    tell_versions(library, names)
    if options.meaning:
        return _compare_meaning(library, names, options)
    if columns := find_councils(library, names):
        return _compare_councils(library, columns, options)
    known = FORMATS if options.redline else REPORT_FORMATS
    known.check(options.format)
    compare = compare_pair if options.redline else compare_with_impact
    comparison = compare(library, *find_pair(library, names), use_ids=options.by == "ids")
    press = options.press or library.settings.press

    def make(name: str) -> bytes:
        return render_comparison(comparison, name, redline=options.redline, author=options.author, press=press)

    put_out(known, options.format, options.out, make)
    tell_press(options.format, press)
    return 1 if options.exit_code and not comparison.changes.is_empty else 0


def _compare_councils(library: Library, columns: tuple[Named, ...], options: argparse.Namespace) -> int:
    from policykit.pipeline.compare import check_one_policy
    from policykit.pipeline.formats import MATRIX_FORMATS
    from policykit.pipeline.matrix import make_matrix, write_matrix

    if options.redline:  # councils are not versions: this says so
        check_one_policy(columns[0], columns[-1])
    MATRIX_FORMATS.check(options.format)
    matrix = make_matrix(library, columns)
    press = options.press or library.settings.press
    put_out(MATRIX_FORMATS, options.format, options.out, lambda name: write_matrix(matrix, name, press=press))
    tell_press(options.format, press)
    return 1 if options.exit_code and not matrix.is_alike else 0


def _compare_meaning(library: Library, names: list[str], options: argparse.Namespace) -> int:
    from policykit.pipeline.compare import find_pair
    from policykit.pipeline.formats import MEANING_FORMATS
    from policykit.pipeline.meaning import compare_meaning, find_single, write_meaning

    MEANING_FORMATS.check(options.format)
    pair = [find_single(library, name) for name in names] if len(names) > 1 else find_pair(library, names)
    report = compare_meaning(library, pair[0].name, pair[1].name)
    press = options.press or library.settings.press

    def make(name: str) -> bytes:
        return write_meaning(library, pair[0], report, name, press=press)

    put_out(MEANING_FORMATS, options.format, options.out, make)
    tell_press(options.format, press)
    return 1 if options.exit_code and not report.is_same else 0
