"""Take back the last event of a register, as long as nothing rests on it; of an adoption also the frozen copy.

For an event that never was. One that was, and was written down wrongly, is put right with `record NAME corrected`,
which keeps both. What was published of an adoption that is taken back no longer verifies.
"""

from __future__ import annotations

import argparse
import sys
from difflib import unified_diff
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library

if TYPE_CHECKING:
    from policykit.pipeline.undo import Undone


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="the policy")
    parser.add_argument("--dry-run", action="store_true", help="show what would be removed, and remove nothing")
    add_library(parser)


def run(options: argparse.Namespace) -> int:
    """Take back, and print the path of each file that was changed or deleted; or show what would be removed."""
    from policykit.pipeline.undo import undo_event

    undone = undo_event(options.library, options.name, dry_run=options.dry_run)
    sys.stderr.write(_tell(undone, "would be" if options.dry_run else "is"))
    if options.dry_run:
        path = undone.path.as_posix()
        lines = unified_diff(undone.before.splitlines(), undone.after.splitlines(), path, path, lineterm="", n=2)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return 0
    changed = [undone.path] if undone.event is not None else []
    sys.stdout.write("".join(f"{path.as_posix()}\n" for path in (*changed, *undone.frozen)))
    return 0


def _tell(undone: Undone, state: str) -> str:
    event = undone.event
    if event is None:
        lines = [f"{undone.policy}: an adoption that was broken off {state} taken back"]
    else:
        when = f" of {event.date}" if event.date else ""
        lines = [f"{undone.policy}: the event `{event.event}`{when} of version {event.version} {state} taken back"]
    lines += [f"{path.as_posix()} {state} deleted" for path in undone.frozen]
    if undone.frozen and event is not None:
        lines.append("a PDF that was published of this adoption no longer verifies")
    return "".join(f"{line}\n" for line in lines)
