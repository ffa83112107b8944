"""Write the motion that makes one version of another; or the version that a list, or what was carried of it, gives."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import (
    add_library,
    add_press,
    add_today,
    list_names,
    read_numbers,
    read_today,
    read_words,
)
from policykit.cli.output import put_out, tell_press, tell_versions

if TYPE_CHECKING:
    from policykit.model.library import Library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from policykit.pipeline.motion import MOTION_FORMATS

    parser.add_argument("old", metavar="OLD", help="the version to amend")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("new", nargs="?", metavar="NEW", help="the version that the amendments are to make")
    wanted.add_argument("--apply", type=Path, metavar="FILE", help="carry out the list in this file on OLD")
    parser.add_argument(
        "--carried",
        type=read_numbers,
        metavar="LIST",
        help="give the version that OLD becomes by the amendments that were carried: 1,3-5 or none",
    )
    add_library(parser)
    add_today(parser)
    parser.add_argument(
        "--format",
        type=read_words,
        metavar="LIST",
        help=f"{list_names(MOTION_FORMATS)} (default: text; a version is always YAML)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="where to write, with the list for --apply in a file beside it (default: print)",
    )
    add_press(parser)


def run(options: argparse.Namespace) -> int:
    """Print or write the motion, or the YAML of the version that amendments give."""
    from policykit.pipeline.motion import check_version_format
    from policykit.pipeline.open import load_library

    gives_version = options.apply is not None or options.carried is not None
    if gives_version:
        check_version_format(options.format)
    library = load_library(options.library, read_today(options))
    tell_versions(library, [name for name in (options.old, options.new) if name is not None])
    return _write_version(options, library) if gives_version else _write_motion(options, library)


def _write_motion(options: argparse.Namespace, library: Library) -> int:
    from policykit.pipeline.motion import LIST, MOTION_FORMATS, describe_paper, make_motion

    formats: tuple[str, ...] = options.format or ("text",)
    MOTION_FORMATS.check(formats)
    paper = make_motion(library, options.old, options.new)
    if options.out is not None and not {LIST, "json"} & set(formats):
        formats = (*formats, LIST)
    put_out(
        MOTION_FORMATS,
        formats,
        options.out,
        lambda name: MOTION_FORMATS[name].make(paper, describe_paper(options.press)),
    )
    tell_press(formats, options.press)
    return 0


def _write_version(options: argparse.Namespace, library: Library) -> int:
    from policykit.pipeline.amend import amend_version_file
    from policykit.pipeline.motion import carry_amendments
    from policykit.pipeline.write import write_file

    source = options.apply or options.new
    if options.carried is None:
        text = amend_version_file(library, options.old, options.apply).text
    else:
        text = carry_amendments(options.library, library, options.old, source, options.carried).text
    if options.out is None:
        sys.stdout.write(text)
    else:
        write_file(options.out, text)
        sys.stdout.write(f"{options.out.as_posix()}\n")
    return 0
