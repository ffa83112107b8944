"""The events of a version, read back from `lifecycle`."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from policykit.intake.akn.names import AKN, BODY, COMMITTEE, EVENT, NO_DATE

_NS = f"{{{AKN}}}"


def read_events(meta: ET.Element, references: dict[str, ET.Element], version: str) -> list[dict[str, Any]]:
    """Give the events as the data of a register, in order."""
    found: list[dict[str, Any]] = []
    for event in meta.iterfind(f"{_NS}lifecycle/{_NS}eventRef"):
        entry: dict[str, Any] = {"version": version, "event": event.get("refersTo", "")[len(EVENT) + 1 :]}
        if event.get("date") != NO_DATE:
            entry["date"] = event.get("date")
        source = event.get("source", "")[1:]
        if source.startswith(COMMITTEE):
            entry["committee"] = source.removeprefix(COMMITTEE)
        elif source.startswith(BODY):
            entry["body"] = references[source].get("showAs")
        if href := event.get("href", "")[1:]:
            entry["reference"] = references[href].get("showAs")
        found.append(entry)
    return found
