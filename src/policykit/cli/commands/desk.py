"""Open the desk: the council's policies in your browser, on this machine alone.

It listens on this machine only, lets in only the browser that it opens, and ends with its button “Close the desk” or
with Ctrl-C. What it does, the other commands do too.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from policykit.cli.arguments import add_library, add_today, read_today


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_library(parser)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("build"),
        metavar="DIR",
        help="where to write what is published (default: build)",
    )
    parser.add_argument("--no-browser", action="store_true", help="open no browser; say the address that lets one in")
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    """Run the desk until it is closed."""
    from policykit.pipeline.codes import DESK_EXTRA, NOT_WRITABLE, refuse

    if not options.library.is_dir():
        raise refuse(
            NOT_WRITABLE,
            f"there is no library folder `{options.library.as_posix()}`",
            "name the folder with --library DIR",
        )
    try:
        from policykit.desk.start import run_desk
    except ModuleNotFoundError as error:
        raise refuse(DESK_EXTRA, f"the desk needs `{error.name}`, which is not installed") from None

    def tell_day() -> date:
        return read_today(options)

    def say(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    run_desk(options.library, options.out, tell_day, open_browser=not options.no_browser, say=say)
    return 0
