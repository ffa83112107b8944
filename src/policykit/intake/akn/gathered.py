"""What importing a file of policykit's own gives: the version that it says, each part beside its words in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, get_args

from policykit.intake.block import BlockKind, FileBlock
from policykit.intake.emit.version import Emitted
from policykit.intake.imported import Imported, read_back
from policykit.intake.paragraph import TITLE, Manuscript, OwnVersion, Paragraph
from policykit.intake.promise import count_words
from policykit.intake.recognise.front import Letterhead
from policykit.intake.recognise.run import Recognised
from policykit.intake.recognise.versions import EventName, EventProposal
from policykit.model.dates import PartialDate
from policykit.source.yaml_write import write_yaml

_REMARK = "Imported by policykit from `{name}`, which policykit wrote: nothing in it had to be recognised."


def gather_own(name: str, manuscript: Manuscript, own: OwnVersion, data: Mapping[str, Any]) -> Imported:
    """Give the import of a file of policykit's own; `data` is the version that it becomes.

    The caller must look at `accounts`: a word that is nowhere is for it to refuse.
    """
    blocks = tuple(_make_block(paragraph) for paragraph in manuscript.paragraphs)
    recognised = Recognised(
        manuscript,
        blocks,
        next((block for block in blocks if block.kind == "title"), None),
        next((block for block in blocks if block.kind == "subtitle"), None),
        (),
        manuscript.left_out,
        tuple(_propose_events(own)),
        Letterhead(own.council),
    )
    homes: dict[str, FileBlock] = {}
    for block in blocks:
        for mark in block.source.marks:
            homes.setdefault(manuscript.bookmarks[mark], block)
    text = write_yaml(dict(data), (_REMARK.format(name=PurePath(name).name),))
    emitted = Emitted(dict(data), homes, {part: number for part, number in own.numbers.items() if number})
    return Imported(name, read_back(name, text), text, emitted, recognised, count_words(recognised))


def _make_block(paragraph: Paragraph) -> FileBlock:
    label = paragraph.typed_label or paragraph.label
    kind, level = _name_kind(paragraph), paragraph.heading or paragraph.level + 1
    own = paragraph.typed_label
    return FileBlock(paragraph, paragraph.text, paragraph.runs, label, own, kind=kind, level=level, rows=paragraph.rows)


def _name_kind(paragraph: Paragraph) -> BlockKind:
    if paragraph.role == "footnote":
        return "footnote"
    if paragraph.heading is not None:
        return "title" if paragraph.heading == TITLE else "heading"
    if paragraph.style == "subtitle":
        return "subtitle"
    return "table" if paragraph.rows else "clause"


def _propose_events(own: OwnVersion) -> Iterator[EventProposal]:
    known: tuple[EventName, ...] = get_args(EventName)
    for event in own.events:
        kind = next((name for name in known if name == event["event"]), None)
        if kind is not None and "date" in event:
            day = PartialDate.parse(event["date"])
            body, reference = event.get("body", ""), event.get("reference", "")
            yield EventProposal(kind, f"{kind} {day}", "lifecycle", date=day, body=body, reference=reference)
        if "next_review" in event:
            day = PartialDate.parse(event["next_review"])
            yield EventProposal("next_review", f"next review {day}", "lifecycle", date=day)
