"""The files that an import begins beside the text: the register, and the council's own file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policykit.intake.emit.texts import settle_spaces
from policykit.intake.imported import Imported
from policykit.intake.recognise.versions import EventProposal
from policykit.model.base import WORD
from policykit.model.bodies import BODIES
from policykit.model.dates import PartialDate
from policykit.pipeline.codes import BAD_START, refuse
from policykit.pipeline.import_own import write_own_events
from policykit.source.yaml_write import write_yaml


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be written, and what a person should know of it."""

    path: Path
    text: str
    remarks: tuple[str, ...] = ()


def read_new_name(name: str, *, alone: bool) -> tuple[str, str]:
    """Split the name that imported files are to have: council and policy, the policy empty where none is named.

    `alone` says that only a council may be named. Raises PolicykitError (`bad-start`).
    """
    council, _, policy = name.strip("/").partition("/")
    for word in (council, *([policy] if policy else [])):
        if not re.match(str(WORD.pattern), word):
            proposed = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") or "anytown"
            message = f"`{word}` cannot be the id of a council or a policy"
            raise refuse(BAD_START, message, f"use lower-case letters, digits and hyphens: `{proposed}`")
    if policy and alone:
        message = f"several files cannot all become `{name}`"
        raise refuse(BAD_START, message, f"name the council alone, and each policy is named by its title: `{council}`")
    return council, policy


def write_register(imported: Imported, *, accept_dates: bool) -> NewFile:
    """Give the register of an imported policy: that it was created, and with `accept_dates` what the file says."""
    label = imported.version.version
    events: list[dict[str, Any]] = []
    remarks: list[str] = []
    own = imported.manuscript.own
    if accept_dates and own is not None:
        events = write_own_events(own, label)
    elif accept_dates:
        events, remarks = _accept_events(imported.events, label)
    if not any(event["event"] in ("created", "adopted") for event in events):
        blanks = {"date": "omitted_by_source", "reference": "omitted_by_source", "changes": "omitted_by_source"}
        events.insert(0, {"version": label, "event": "created", "blanks": blanks})
    head = ("What happened to this policy, oldest first. Nothing here is part of the text that was voted on.",)
    text = write_yaml({"format": 1, "events": events}, head)
    return NewFile(Path("register.yaml"), text, tuple(remarks))


def _accept_events(events: Iterable[EventProposal], label: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Give the events that can be said of this version: its last adoption, what came after, and the next review."""
    dated = _join_twice_said([(event.date, event) for event in events if event.date is not None])
    adoptions = [entry for entry in dated if entry[1].event == "adopted"]
    if not adoptions:
        remarks = ["the file names no day on which the policy was adopted, so no adoption was recorded"]
        return [], remarks if dated else []
    adopted = adoptions[-1]
    later = [entry for entry in dated if entry[1].event == "reviewed" and adopted[0].surely_before(entry[0])]
    kept = [adopted, *later]
    written = [_write_event(event, str(day), label) for day, event in kept]
    reviews = [entry for entry in dated if entry[1].event == "next_review" and kept[-1][0].surely_before(entry[0])]
    if reviews:
        written[-1]["next_review"] = str(reviews[-1][0])
    missed = [event for day, event in dated if (day, event) not in (*kept, *reviews[-1:])]
    return written, [f"not recorded, for it is of an earlier text or unclear: `{event.words}`" for event in missed]


def _join_twice_said(dated: list[tuple[PartialDate, EventProposal]]) -> list[tuple[PartialDate, EventProposal]]:
    """Give the events in order of time; of one that is said twice, the one that says more."""
    fullest: dict[tuple[PartialDate, str], EventProposal] = {}
    for day, event in dated:
        other = fullest.get((day, event.event))
        if other is None or len(event.reference + event.changes) > len(other.reference + other.changes):
            fullest[day, event.event] = event
    ordered = sorted(fullest.items(), key=lambda entry: entry[0][0].first_day)
    return [(day, event) for (day, _), event in ordered]


def _write_event(event: EventProposal, day: str, label: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"version": label, "event": event.event, "date": day}
    named = (("body", event.body), ("reference", event.reference), ("changes", event.changes))
    given = {key: _one_line(value) for key, value in named if value.strip()}
    entry |= given
    entry["recorded_by"] = event.recorded_by or "policykit import, as printed in the file"
    missing = [key for key in ("reference", "changes") if key not in given]
    if missing and event.event == "adopted":
        entry["blanks"] = dict.fromkeys(missing, "omitted_by_source")
    return entry


def _one_line(text: str) -> str:
    return " ".join(settle_spaces(text).split())


def write_council(council: str, imported: Imported) -> NewFile:
    """Give the council.yaml of a council that is new, from the letterhead of the file, and what to check in it."""
    found = imported.letterhead
    name = found.name or f"{council.replace('-', ' ').replace('_', ' ').title()} Council"
    kind = next((word for word in reversed(re.findall(r"[a-z]+", name.lower())) if word in BODIES), None)
    data: dict[str, Any] = {"format": 1, "id": council, "name": _one_line(name)}
    data |= {"kind": kind or "parish", "jurisdiction": "wales" if "cyngor" in name.lower() else "england"}
    if found.address:
        data["address"] = [_one_line(line) for line in found.address]
    for key, value in (("telephone", found.telephone), ("email", found.email), ("website", found.website)):
        if value:
            data[key] = _one_line(value)
    remarks = tuple(_list_guesses(council, found.name, kind))
    head = (f"Who the council is, as far as `{Path(imported.name).name}` says: please check each line.",)
    return NewFile(Path("council.yaml"), write_yaml(data, head), remarks)


def _list_guesses(council: str, name: str, kind: str | None) -> Iterator[str]:
    where = f"`{council}/council.yaml`"
    if not name:
        yield f"the file does not say which council it is: correct `name:` in {where}"
    if kind is None:
        yield f"what kind of council it is was guessed: correct `kind:` in {where}"
    yield f"whose law applies was guessed: check `jurisdiction:` in {where}"
