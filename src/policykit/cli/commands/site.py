"""Make the public site: every policy, its versions and its history, as pages for any web space."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policykit.cli.arguments import add_library, add_press, add_today, read_today, read_words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_library(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder of the site")
    parser.add_argument("--with-drafts", action="store_true", help="show drafts too, marked on every page")
    parser.add_argument(
        "--title", default="Council policies", metavar="NAME", help="the name of the site (default: Council policies)"
    )
    parser.add_argument(
        "--format",
        type=read_words,
        default=("html", "pdf", "docx", "md", "json"),
        metavar="LIST",
        help="the formats in which each version can be downloaded (default: html,pdf,docx,md,json)",
    )
    add_press(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    """Make the site, and say how many files were written."""
    from policykit.pipeline.site import SiteSettings, make_site

    settings = SiteSettings(
        title=options.title, formats=options.format, with_drafts=options.with_drafts, press=options.press
    )
    count = sum(1 for _ in make_site(options.library, options.out, settings, read_today(options)))
    sys.stdout.write(f"{options.out.as_posix()}: {count} files written\n")
    return 0
