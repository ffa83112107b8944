"""Forms about what happened: their fields, read into the words of the command line's verbs."""

from __future__ import annotations

from policykit.desk.forms import FormReader
from policykit.desk.visit import Visit
from policykit.model.register import EventKind
from policykit.pipeline.happening import Happening

FIELDS = (
    *("date-day", "date-month", "date-year", "review-day", "review-month", "review-year"),
    *("from-day", "from-month", "from-year"),
    *("body", "committee", "reference", "changes", "note", "by", "amended"),
)
"""Every field that a form about an event may have, for one that carries them on to the next page."""

RECORDED: dict[EventKind, str] = {
    "created": "It was first written",
    "recommended": "A committee recommended it",
    "amended": "It was amended before its adoption",
    "reviewed": "It was reviewed, and nothing changes",
    "readopted": "The council adopted the same text again",
    "withdrawn": "It was withdrawn",
}
"""What can be recorded on the page for it, in the order of a version's life."""


def read_happening(visit: Visit, event: EventKind, reader: FormReader, *, minute: bool = False) -> Happening:
    """Give the event that a form tells; `minute` says that the form must name one.

    Faults of fields are noted with the reader; the verb that takes the event says what else is wrong.
    """
    committee = reader.words("committee")
    found = Happening(
        event,
        date=reader.date("date", "Date", needed=True),
        in_force_from=reader.date("from", "In force from"),
        reference=reader.words("reference", "Minute" if minute else ""),
        body=None if committee else reader.words("body"),
        committee=committee,
        changes=reader.words("changes"),
        next_review=reader.date("review", "Next review"),
        note=reader.words("note"),
        recorded_by=reader.words("by"),
        with_amendments=reader.ticked("amended"),
    )
    visit.desk.recorder = found.recorded_by or visit.desk.recorder
    return found
