"""Arguments that several commands share."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

HISTORY_HELP = "tell beside each clause since which version and minute it reads so, and what it said before"
"""What `--history` does, for a document."""


def add_library(parser: argparse.ArgumentParser) -> None:
    """Add `--library`."""
    parser.add_argument(
        "--library",
        metavar="DIR",
        type=Path,
        default=Path("policies"),
        help="the folder of policies (default: policies)",
    )


def add_press(parser: argparse.ArgumentParser) -> None:
    """Add `--press`."""
    from policykit.pipeline.formats import PRESSES

    told = "; ".join(f"{name}, {what}" for name, what in PRESSES.items())
    parser.add_argument(
        "--press",
        choices=tuple(PRESSES),
        metavar="NAME",
        help=f"what makes PDFs: {told} (default: library.yaml's, else WeasyPrint where Pango is installed)",
    )


def add_require(parser: argparse.ArgumentParser) -> None:
    """Add `--require`: how far a reading has to be agreed to weigh."""
    parser.add_argument(
        "--require",
        choices=("reviewed", "confirmed"),
        default="reviewed",
        help="a breach on a reading that is less agreed is a note: reviewed, by two readers (default); confirmed, by "
        "somebody with authority",
    )


def add_today(parser: argparse.ArgumentParser) -> None:
    """Add `--today`: the day as on which something is judged."""
    parser.add_argument("--today", metavar="DATE", type=read_day, help="judge as on this day (default: today)")


def read_today(options: argparse.Namespace) -> date:
    """Give the day asked for, else the clock's: with `read_now` the one place where the clock is read."""
    today: date | None = options.today
    return today if today is not None else date.today()  # noqa: DTZ011 - the clerk's own day is meant


def read_now() -> datetime:
    """Give the moment by the clerk's own clock, with its offset from UTC."""
    return datetime.now().astimezone().replace(microsecond=0)


def read_day(text: str) -> date:
    """Read an ISO date such as 2019-06-01."""
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if day.isoformat() == text:
            return day
    raise argparse.ArgumentTypeError(f"`{text}` is not a day; write it as 2019-06-01")


def read_port(text: str) -> int:
    """Read the number of a port; 0 means a free one."""
    if text.isdigit() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` is not a port; write a number from 0 to 65535")


def list_names(choices: Iterable[str]) -> str:
    """Give names as an option takes them, for its help: `html,pdf,docx`."""
    return ",".join(choices)


def read_words(text: str) -> tuple[str, ...]:
    """Read `html,pdf` as a list of words."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def read_numbers(text: str) -> frozenset[int]:
    """Read `1,3-5` as numbers, and `none` as none."""
    if text.strip().lower() == "none":
        return frozenset()
    found: set[int] = set()
    for piece in text.split(","):
        match = re.fullmatch(r"(\d{1,5})(?:\s*-\s*(\d{1,5}))?", piece.strip())
        if match is None:
            raise argparse.ArgumentTypeError(f"`{text}` is no list of numbers; write it as 1,3-5, or none")
        found |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)
