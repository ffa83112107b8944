"""What a person says of single paragraphs of a file: that one is a heading, an item, or goes on from above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policykit.intake.codes import UNKNOWN_PLACE, refuse_document
from policykit.intake.paragraph import Decided, Manuscript, Paragraph, Run
from policykit.wording.nearest import hint_nearest

READING_WORDS: dict[Decided, str] = {
    "title": "the title",
    "heading": "a heading",
    "clause": "a clause, and no heading",
    "item": "an item of a list",
    "joined": "the end of the paragraph above it",
}
"""What can be said of a paragraph, in words."""


@dataclass(frozen=True, slots=True)
class ParagraphReading:
    """What a person says of one paragraph: where it is, as the report of the import names it, and what it is."""

    place: str
    """`paragraph 14`."""
    reading: Decided


def apply_readings(name: str, manuscript: Manuscript, readings: Sequence[ParagraphReading]) -> Manuscript:
    """Give the manuscript of the file `name` in which a person's readings count before anything is recognised.

    Of two on one paragraph, the later counts. Raises PolicykitError (`unknown-place`) for a place that the file does
    not have, or where nothing can be joined.
    """
    wanted = {said.place: said.reading for said in readings}
    known = [paragraph.place for paragraph in manuscript.paragraphs if not paragraph.rows]
    for place in wanted:
        if place not in known:
            message = f"has no paragraph called `{place}`"
            raise refuse_document(UNKNOWN_PLACE, name, message, hint_nearest(place, known))
    if not wanted:
        return manuscript
    return replace(manuscript, paragraphs=tuple(_decide(name, manuscript.paragraphs, wanted)), own=None)


def _decide(name: str, paragraphs: Sequence[Paragraph], wanted: dict[str, Decided]) -> Iterator[Paragraph]:
    held: Paragraph | None = None
    for paragraph in paragraphs:
        reading = None if paragraph.rows else wanted.get(paragraph.place)
        if reading == "joined":
            if held is None or held.rows:
                message = f"has no paragraph before `{paragraph.place}` that it could go on from"
                raise refuse_document(UNKNOWN_PLACE, name, message)
            held = _join(held, paragraph)
            continue
        if held is not None:
            yield held
        held = paragraph if reading is None else _read_as(paragraph, reading)
    if held is not None:
        yield held


def _join(first: Paragraph, second: Paragraph) -> Paragraph:
    """Give one paragraph of two: the first, with the words of the second after its own."""
    runs = first.runs or (Run(first.text),) if first.runs or second.runs else ()
    more = (Run(" "), *(second.runs or (Run(second.text),))) if runs else ()
    return replace(first, text=f"{first.text} {second.text}", runs=(*runs, *more), marks=(*first.marks, *second.marks))


def _read_as(paragraph: Paragraph, reading: Decided) -> Paragraph:
    if reading == "title":
        return replace(paragraph, decided=reading, heading=0)
    if reading == "item" and not paragraph.label:
        return replace(paragraph, decided=reading, heading=None, label="•", list_key="decided")
    return replace(paragraph, decided=reading, heading=paragraph.heading if reading == "heading" else None)
