"""What the elements of Akoma Ntoso do not say of a version: rules, how numbers are counted, how words are typed.

What is written is read back as anybody's file is, and only what is then missing goes into `proprietary`. So nothing
is there that has a place elsewhere, and nothing is lost that has none, whatever fields a later policykit adds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from policykit.edition.edition import Edition
from policykit.intake.akn.names import AGENT, EREF, LAW, OWN
from policykit.intake.akn.said import read_said
from policykit.model.fingerprint import model_data
from policykit.render.akn.xml import nest, write_flow, write_text
from policykit.wording.printable import replace_unprintable

_PARTS = ("sections", "clauses", "legislation")


def write_leftovers(edition: Edition, written: str) -> list[str]:
    """Give `proprietary` for a document of an edition; `written` is that document without it."""
    said = read_said(ET.fromstring(written.encode("utf-8")))  # noqa: S314 - written a moment ago
    actual: Any = model_data(edition.printable().version)
    lines = list(_compare(said.version, actual))
    for number, (law, other) in enumerate(
        zip(actual.get("legislation", ()), said.version.get("legislation", ()), strict=True), start=1
    ):
        lines += _compare_fields(f"{LAW}{number}", other, law)
    events: Any = [model_data(event) for event in edition.state.events]
    for number, (event, other) in enumerate(zip(events, said.events, strict=True), start=1):
        lines += _compare_fields(f"{EREF}{number}", other, event)
    return nest("proprietary", lines, source=f"#{AGENT}", xmlns_own=OWN) if lines else []


def _compare(said: Mapping[str, Any], actual: Mapping[str, Any]) -> Iterator[str]:
    theirs, ours = dict(_walk(said)), dict(_walk(actual))
    if list(theirs) != list(ours):
        yield _write("", "sections", actual["sections"])
        theirs, ours = {"": said}, {"": actual}
    for name, part in ours.items():
        yield from _compare_fields(name, theirs[name], part)


def _compare_fields(of: str, said: Mapping[str, Any], actual: Mapping[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys((*actual, *said)):
        if key not in _PARTS and actual.get(key) != said.get(key):
            yield _write(of, key, actual.get(key))


def _walk(part: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give the version, by the empty name, and every section and clause by its id."""
    yield str(part.get("id", "")), part
    for key in ("clauses", "sections"):
        for inner in part.get(key, ()):
            yield from _walk(inner)


def _write(of: str, name: str, value: object) -> str:
    """Give one field as JSON, which holds also what XML cannot."""
    text = json.dumps(value, ensure_ascii=False)
    if replace_unprintable(text) != text:
        text = json.dumps(value)
    return write_flow("own:field", write_text(text), of=of, name=name)
