"""Make the public site: every policy, its versions and its history, as pages for any web space."""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import suppress
from pathlib import Path

from policykit.cli.arguments import add_library, add_press, add_today, read_port, read_today, read_words


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
        default=("html", "pdf", "docx", "md", "json", "akn"),
        metavar="LIST",
        help="the formats in which each version can be downloaded (default: html,pdf,docx,md,json,akn)",
    )
    parser.add_argument(
        "--url",
        type=_read_url,
        metavar="ADDRESS",
        help="where the site will be: for canonical links, a sitemap, pictures of links, and whole addresses in data",
    )
    parser.add_argument("--watch", action="store_true", help="make it again each time a file is saved")
    parser.add_argument(
        "--preview",
        nargs="?",
        type=read_port,
        const=0,
        metavar="PORT",
        help="show it to the browser on this machine, at a free port or the one named",
    )
    add_press(parser)
    add_today(parser)


def _read_url(text: str) -> str:
    """Read where a site will be, and end it in a slash."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~%/-]*)?", text):
        raise argparse.ArgumentTypeError(
            f"`{text}` is not the address of a site; write it as https://www.example.org/policies/"
        )
    return text if text.endswith("/") else f"{text}/"


def run(options: argparse.Namespace) -> int:
    """Make the site, and say what became of it; with `--preview`, show it, and with `--watch`, keep it up to date."""
    if options.preview is not None:
        _show(options)
    if options.watch:
        from policykit.cli.watch import watch_folder

        return watch_folder(options.library, lambda _: make_once(options))
    code = make_once(options)
    if options.preview is not None:
        import threading

        with suppress(KeyboardInterrupt):
            threading.Event().wait()
    return code


def _show(options: argparse.Namespace) -> None:
    from policykit.cli.preview import open_preview
    from policykit.pipeline.codes import SERVICE_ADDRESS, refuse

    try:
        open_preview(options.out, options.preview)
    except OSError as error:
        message = f"the preview cannot listen at port {options.preview}: {(error.strerror or 'refused').lower()}"
        raise refuse(SERVICE_ADDRESS, message, "choose another port with --preview PORT") from error


def make_once(options: argparse.Namespace) -> int:
    """Make the site once."""
    from policykit.cli import DONE, NO
    from policykit.cli.diagnostics import write_text
    from policykit.cli.output import tell_remark
    from policykit.cli.terminal import uses_colour
    from policykit.pipeline.site.make import SiteSettings, make_site

    settings = SiteSettings(
        title=options.title,
        formats=options.format,
        with_drafts=options.with_drafts,
        url=options.url or "",
        press=options.press,
    )
    made = make_site(options.library, options.out, settings, read_today(options))
    out = options.out.as_posix()
    removed = f", {len(made.removed)} removed" if made.removed else ""
    sys.stdout.write(f"{out}: {made.files} files, {len(made.written)} written{removed}\n")
    for path in made.left:
        tell_remark(f"`{out}/{path}` is no longer part of the site, and stays: it was changed since policykit made it")
    sys.stderr.write(write_text(made.broken, colour=uses_colour(sys.stderr)))
    return NO if made.broken else DONE
