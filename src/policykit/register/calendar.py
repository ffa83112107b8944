"""Due reviews as a calendar that Outlook, Google and every other reader of iCalendar (RFC 5545) takes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from policykit.model.dates import PartialDate
from policykit.register.due import DueReview

_WARNING_DAYS = 28
_NO_DAY = date(2000, 1, 1)
"""What the events of a calendar bear that is the same on every day."""


def write_calendar(reviews: Iterable[DueReview], today: date | None = None) -> str:
    """Give the reviews as one calendar of all-day events, each with an alarm; undated ones have none.

    The alarm rings four weeks before, or on the next morning where that is past; without a day, as in a calendar for
    the public, there are none. A review planned for a month fills
    that month. The UID of an event depends on the policy alone, so that a calendar
    that is read again moves the event instead of doubling it. Lines end in CRLF and are folded at 75 octets.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//policykit//reviews//EN", "CALSCALE:GREGORIAN"]
    for review in reviews:
        if review.review is not None:
            lines.extend(_write_event(review, review.review, today))
    lines.append("END:VCALENDAR")
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def _write_event(due: DueReview, review: PartialDate, today: date | None) -> Iterator[str]:
    late = "Overdue: " if due.urgency == "overdue" else ""
    summary = f"{late}Review {due.title} ({due.council})"
    planned = review.shown("long")
    by = f" by {due.committee}" if due.committee else ""
    yield "BEGIN:VEVENT"
    yield f"UID:review-{due.policy.replace('/', '-')}@council-policykit"
    yield f"DTSTAMP:{today or _NO_DAY:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{review.first_day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{review.last_day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape_text(summary)}"
    yield f"DESCRIPTION:{escape_text(f'{due.policy}, version {due.version}: review{by} planned for {planned}.')}"
    yield "CATEGORIES:Policy review"
    yield "TRANSP:TRANSPARENT"
    if today is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escape_text(summary)}"
        yield _write_trigger(review.first_day, today)
        yield "END:VALARM"
    yield "END:VEVENT"


def _write_trigger(first_day: date, today: date) -> str:
    """Give when the alarm rings: four weeks before, or, where that day has passed, on the next morning."""
    if first_day - timedelta(days=_WARNING_DAYS) > today:
        return f"TRIGGER:-P{_WARNING_DAYS}D"
    return f"TRIGGER;VALUE=DATE-TIME:{today + timedelta(days=1):%Y%m%d}T090000Z"


def escape_text(text: str) -> str:
    """Give a text as a TEXT value (RFC 5545, 3.3.11)."""
    for character, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, escaped)
    return text


def fold_line(line: str) -> str:
    """Fold a line into parts of at most 75 octets (RFC 5545, 3.1), never inside a character."""
    parts, part, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > 75:
            parts.append(part)
            part, size = "", 1  # the space that a continued line begins with
        part += character
        size += width
    return "\r\n ".join([*parts, part])
