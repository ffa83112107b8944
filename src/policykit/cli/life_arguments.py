"""Arguments that the commands on a policy's life share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, get_args

if TYPE_CHECKING:
    from policykit.model.dates import PartialDate
    from policykit.pipeline.happening import Happening


def add_happening(parser: argparse.ArgumentParser) -> None:
    """Add what a clerk can say of an event."""
    parser.add_argument("--date", type=read_date, help="when it happened: 2026-03-02, 2026-03 or 2026")
    parser.add_argument("--reference", metavar="TEXT", help="the minute, as the council writes it: 796/21")
    parser.add_argument("--body", metavar="TEXT", help="who decided, as printed: Council")
    parser.add_argument("--committee", metavar="ID", help="the committee that decided, by its id in council.yaml")
    parser.add_argument(
        "--changes",
        metavar="TEXT",
        action="append",
        help="what changed, for the version-control table; give it several times for a list",
    )
    parser.add_argument("--next-review", metavar="DATE", type=read_date, help="when the policy is to be reviewed next")
    parser.add_argument("--note", metavar="TEXT", help="anything a reader of the register should know")
    parser.add_argument("--by", metavar="NAME", help="who writes this down")
    parser.add_argument(
        "--blank",
        metavar="FIELD=REASON",
        type=read_blank,
        action="append",
        default=[],
        help="why a field stays blank, such as reference=omitted_by_source",
    )


def add_in_force_from(parser: argparse.ArgumentParser) -> None:
    """Add the first day on which an adopted text counts."""
    parser.add_argument(
        "--in-force-from",
        metavar="DATE",
        type=read_date,
        help="the first day on which the text counts, where it is not that of the adoption: 2026-04-01",
    )


def read_happening(options: argparse.Namespace, event: str, **more: Any) -> Happening:
    """Give the event that the options tell."""
    from policykit.pipeline.happening import Happening

    given: dict[str, Any] = {
        "date": options.date,
        "in_force_from": getattr(options, "in_force_from", None),
        "reference": options.reference,
        "body": options.body,
        "committee": options.committee,
        "changes": options.changes,
        "next_review": options.next_review,
        "note": options.note,
        "recorded_by": options.by,
        "blanks": dict(options.blank),
        **more,
    }
    return Happening(event, **given)  # type: ignore[arg-type] # argparse keeps to the kinds of event


def read_date(text: str) -> PartialDate:
    """Read a date as exact as it is known."""
    from policykit.model.dates import PartialDate

    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def read_blank(text: str) -> tuple[str, str]:
    """Read `reference=omitted_by_source`."""
    from policykit.model.register import BlankField, BlankReason

    name, _, reason = text.partition("=")
    fields, reasons = get_args(BlankField), get_args(BlankReason)
    if name not in fields or reason not in reasons:
        raise argparse.ArgumentTypeError(
            f"`{text}` is not FIELD=REASON; fields: {', '.join(fields)}; reasons: {', '.join(reasons)}"
        )
    return name, reason
