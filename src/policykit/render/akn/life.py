"""What happened to a version: `lifecycle`, and `temporalData` on when its text counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policykit.document.tree import Document, LifeEvent
from policykit.intake.akn.names import AGENT, BODY, COMMITTEE, COUNCIL, EREF, EVENT, NO_DATE
from policykit.model.register import Event, EventKind
from policykit.render.akn.xml import nest, write_empty

_TYPES: dict[EventKind, str] = {
    "created": "generation",
    "drafted": "generation",
    "adopted": "generation",
    "amended": "amendment",
    "readopted": "amendment",
    "superseded": "repeal",
    "withdrawn": "repeal",
}
_ENDS = ("superseded", "withdrawn")


@dataclass(slots=True)
class Life:
    """The events of one version, and what they refer to."""

    events: Sequence[Event | LifeEvent]
    bodies: list[str] = field(default_factory=list)
    minutes: list[str] = field(default_factory=list)

    def write(self) -> list[str]:
        """Give `lifecycle` and `temporalData`; nothing where no event is known."""
        if not self.events:
            return []
        lines = [self._write_event(number, event) for number, event in enumerate(self.events, start=1)]
        return [*nest("lifecycle", lines, source=f"#{AGENT}"), *self._write_force()]

    def _write_event(self, number: int, event: Event | LifeEvent) -> str:
        source = COUNCIL
        if isinstance(event, Event) and event.committee:
            source = f"{COMMITTEE}{event.committee}"
        elif event.body:
            source = f"{BODY}{_place(self.bodies, event.body)}"
        return write_empty(
            "eventRef",
            eId=f"{EREF}{number}",
            date=event.date.first_day.isoformat() if event.date else NO_DATE,
            source=f"#{source}",
            refersTo=f"#{EVENT}{event.event}",
            type=_TYPES.get(event.event),
            href=f"#minute-{_place(self.minutes, event.reference)}" if event.reference else None,
        )

    def _write_force(self) -> list[str]:
        kinds = [event.event for event in self.events]
        if "adopted" not in kinds:
            return []
        start = kinds.index("adopted")
        end = next((at for at, kind in enumerate(kinds) if at > start and kind in _ENDS), None)
        interval = write_empty(
            "timeInterval",
            refersTo="#in-force",
            start=f"#{EREF}{start + 1}",
            end=f"#{EREF}{end + 1}" if end is not None else None,
        )
        return nest("temporalData", nest("temporalGroup", [interval], eId="tmpg_1"), source=f"#{AGENT}")


def find_life(document: Document) -> Life:
    """Give the life of a document's version."""
    return Life(document.edition.state.events if document.edition else document.imprint.life)


def _place(known: list[str], words: str) -> int:
    if words not in known:
        known.append(words)
    return known.index(words) + 1
