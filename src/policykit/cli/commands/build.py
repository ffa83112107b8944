"""Make documents: HTML, PDF, Word, Markdown, JSON or text, as DIR/<council>/<policy>/v<version>.<ext>."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import HISTORY_HELP, add_library, add_press, add_today, list_names, read_today, read_words
from policykit.cli.output import tell_press, tell_remark

if TYPE_CHECKING:
    from policykit.pipeline.open import Shelf


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from policykit.pipeline.formats import FORMATS

    parser.add_argument("name", nargs="*", metavar="NAME", help="a council, policy or version (default: every policy)")
    add_library(parser)
    parser.add_argument(
        "--format",
        type=read_words,
        default=("html", "pdf"),
        metavar="LIST",
        help=f"{list_names(FORMATS)} (default: html,pdf)",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("build"), metavar="DIR", help="where to write (default: build)"
    )
    parser.add_argument("--notes", action="store_true", help="print the editors' notes too: for a working copy only")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--beside", action="store_true", help="print the same text in another language (`parallel:`) beside each clause"
    )
    shown.add_argument("--history", action="store_true", help=HISTORY_HELP)
    add_press(parser)
    add_today(parser)
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="how many processes to use (default: 1)")
    parser.add_argument("--watch", action="store_true", help="build again each time a file is saved")


def run(options: argparse.Namespace) -> int:
    """Build, and print the path of every file written."""
    if not options.watch:
        return build_once(options)
    from policykit.cli.watch import watch_folder

    return watch_folder(options.library, partial(build_once, options))


def build_once(options: argparse.Namespace, shelf: Shelf | None = None) -> int:
    """Build once."""
    from policykit.cli.terminal import Progress
    from policykit.pipeline.build import build_library

    count, paths = build_library(
        options.library,
        tuple(options.name),
        options.format,
        options.out,
        notes=options.notes,
        jobs=options.jobs,
        today=read_today(options),
        remark=tell_remark,
        shelf=shelf,
        press=options.press,
        beside=options.beside,
        history=options.history,
    )
    progress = Progress("building", count)
    written = []
    for path in paths:
        written.append(path)
        progress.show(len(written), path.as_posix())
    progress.close()
    tell_press(options.format, options.press)
    sys.stdout.write("".join(f"{path.as_posix()}\n" for path in written))
    return 0
