"""Bring policies into the library from files that others wrote, word for word, with a report of what is doubtful."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, add_today, read_numbers, read_today

if TYPE_CHECKING:
    from policykit.pipeline.import_policy import ImportedFile, ParagraphReading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files", metavar="FILE", type=Path, nargs="+", help="a Word, PDF, OpenDocument, HTML, Akoma Ntoso, … file"
    )
    parser.add_argument(
        "name", metavar="NAME", help="the policy it becomes: anytown/leave; the council alone for several files"
    )
    add_library(parser)
    parser.add_argument("--version", metavar="LABEL", help="the version's label (default: 1, or the policy's next)")
    add_today(parser)
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="where to write what a person should look at: FILE.html or FILE.json",
    )
    parser.add_argument(
        "--accept-dates", action="store_true", help="record the adoption and reviews that the file itself names"
    )
    parser.add_argument(
        "--read",
        metavar="PLACE=READING",
        type=read_decision,
        action="append",
        default=[],
        help='what a paragraph of the file is, by its place in the report: "paragraph 14=heading"; readings: '
        "title, heading, clause, item (of a list), joined (to the one above)",
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--accept",
        metavar="LIST",
        type=read_numbers,
        help="the tracked changes that count, no others: 1,3-5 or none",
    )
    choice.add_argument(
        "--reject", metavar="LIST", type=read_numbers, help="the tracked changes that do not count: 2,4 (default: none)"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")


def read_decision(text: str) -> ParagraphReading:
    """Read `paragraph 14=heading`."""
    from policykit.pipeline.import_policy import READING_WORDS, ParagraphReading

    place, _, reading = text.rpartition("=")
    found = next((each for each in READING_WORDS if each == reading.strip()), None)
    if found is None or not place.strip():
        raise argparse.ArgumentTypeError(f"`{text}` is not PLACE=READING; readings: {', '.join(READING_WORDS)}")
    return ParagraphReading(place.strip(), found)


def run(options: argparse.Namespace) -> int:
    """Import, print the paths that were written, and say what to look at."""
    from policykit.pipeline.codes import BAD_START, refuse
    from policykit.pipeline.import_policy import import_files
    from policykit.pipeline.import_report import check_report_name, write_import_report
    from policykit.pipeline.import_returned import TrackedChoice

    check_report_name(options.report)
    if options.read and len(options.files) > 1:
        message = "`--read` speaks of the paragraphs of one file, and several are named"
        raise refuse(BAD_START, message, "import that file by itself")
    done: list[ImportedFile] = []
    for imported in import_files(
        options.library,
        options.files,
        options.name,
        label=options.version,
        accept_dates=options.accept_dates,
        dry_run=options.dry_run,
        today=read_today(options),
        readings=options.read,
        choice=TrackedChoice(options.accept, options.reject or frozenset()),
    ):
        done.append(imported)
        _tell(imported, len(done), len(options.files))
    reports = [imported.report for imported in done if imported.report is not None]
    if options.report is not None and reports:
        write_import_report(options.report, reports)
        sys.stdout.write(f"{options.report.as_posix()}\n")
    _tell_next(done, options)
    return 2 if any(imported.refused for imported in done) else 0


def _tell(imported: ImportedFile, number: int, total: int) -> None:
    from policykit.cli.diagnostics import write_text
    from policykit.cli.terminal import uses_colour

    count = f"{number} of {total}: " if total > 1 else ""
    if imported.report is None:
        sys.stderr.write(f"{count}`{imported.path.as_posix()}` was not imported\n" if count else "")
        sys.stderr.write(write_text(imported.refused, colour=uses_colour(sys.stderr)))
        return
    report = imported.report
    places = len(report.doubtful)
    look = f"{places} place{'' if places == 1 else 's'} to look at"
    sys.stderr.write(f"{count}{imported.policy}: {report.title}, {report.words:,} words, none lost; {look}\n")
    sys.stderr.write("".join(f"note: {remark}\n" for remark in imported.unknown))
    sys.stdout.write("".join(f"{path.as_posix()}\n" for path in imported.written))
    if imported.comparison is not None:
        sys.stderr.write("".join(f"note: {remark}\n" for remark in report.remarks))
        from policykit.pipeline.compare import render_comparison

        sys.stdout.write("\n" + render_comparison(imported.comparison, "text").decode())
    sys.stdout.flush()


def _tell_next(done: Sequence[ImportedFile], options: argparse.Namespace) -> None:
    if options.dry_run:
        sys.stderr.write("nothing was written: this was a dry run\n")
    elif not options.report and any(imported.report and imported.report.doubtful for imported in done):
        sys.stderr.write("with --report FILE.html, a page shows each of these places beside the words of the file\n")
