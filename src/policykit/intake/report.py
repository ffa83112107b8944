"""What is said of one import: every clause beside its words, doubts, what was left out, what was proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policykit.intake.block import FileBlock
from policykit.intake.imported import Imported
from policykit.intake.paragraph import Doubt
from policykit.intake.recognise.versions import EventProposal


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One section or clause, and what it was in the file."""

    id: str
    """Its id in the version's file; empty for what became no part of its own, such as the title."""
    place: str
    """Where it is in the file."""
    source: str
    """The words of the file, with the number that the file prints."""
    reading: str
    """What it was taken for: `heading, level 1`; `clause`; `clause inside a clause`."""
    number: str
    """The number that is printed before it."""
    kind: str
    """What the clause does, as proposed; empty for a heading."""
    kind_is_sure: bool
    doubts: tuple[Doubt, ...]

    @property
    def margin(self) -> float:
        """How sure its least sure decision is; above every doubt where there is none."""
        return min((doubt.margin for doubt in self.doubts), default=99.0)


@dataclass(frozen=True, slots=True)
class ReportLeftOut:
    """Words that are in no clause."""

    text: str
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """Something that the file says happened to the policy."""

    event: str
    date: str
    words: str
    place: str
    remedy: str
    """The command that records it, or what else to do."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All that a person should look at after one import."""

    file: str
    format: str
    policy: str
    """The policy it became: `anytown/leave`."""
    version: str
    title: str
    words: int
    """How many words the file has; each is in `parts` or in `left_out`."""
    words_left_out: int
    parts: tuple[ReportPart, ...]
    left_out: tuple[ReportLeftOut, ...]
    events: tuple[ReportEvent, ...]
    remarks: tuple[str, ...]
    """What to know of the whole file and of the council's."""

    @property
    def doubtful(self) -> tuple[ReportPart, ...]:
        """The parts with doubts, the least sure first."""
        return tuple(sorted((part for part in self.parts if part.doubts), key=lambda part: part.margin))


def make_report(
    imported: Imported,
    policy: str,
    remarks: tuple[str, ...] = (),
    accepted: bool = False,
    *,
    version: str | None = None,
    homes: Mapping[str, str] | None = None,
) -> ImportReport:
    """Give the report of an import.

    Args:
        imported: the file.
        policy: the policy it becomes.
        remarks: what else to know.
        accepted: whether its dates went into the register.
        version: the version it becomes, where that is not the first.
        homes: the id that each part has in that version, by the id that the import gave it.
    """
    ids = homes or {}
    names = {id(block): ids.get(own, own) for own, block in imported.emitted.homes.items()}
    kinds = {ids.get(str(clause.id), str(clause.id)): clause.kind for _, clause in imported.version.walk_clauses()}
    parts = tuple(
        _make_part(block, names.get(id(block), ""), kinds)
        for block in imported.blocks
        if block.kind in ("title", "subtitle", "heading", "clause", "table", "footnote")
    )
    return ImportReport(
        imported.name,
        imported.manuscript.format,
        policy,
        version or imported.version.version,
        imported.version.title,
        imported.accounts.total,
        imported.accounts.left_out,
        parts,
        tuple(ReportLeftOut(left.text.strip(), left.reason, left.place) for left in imported.left_out),
        tuple(_make_event(event, policy, accepted=accepted) for event in imported.events),
        (*imported.manuscript.warnings, *remarks),
    )


def _make_part(block: FileBlock, own: str, kinds: Mapping[str, str]) -> ReportPart:
    rows = "\n".join(" | ".join(cell.text for cell in row) for row in block.rows)
    words = "\n".join(part for part in (block.caption, block.term, block.text, rows) if part)
    return ReportPart(
        own,
        block.source.place,
        f"{block.label} {words}".strip(),
        _name_reading(block),
        block.label,
        kinds.get(own, ""),
        block.kind_is_sure,
        tuple(block.doubts),
    )


def _name_reading(block: FileBlock) -> str:
    if block.kind == "heading":
        return f"appendix, level {block.level}" if block.appendix else f"heading, level {block.level}"
    if block.kind != "clause":
        return block.kind
    what = "table" if block.rows else "clause"
    return what if block.level <= 1 else f"{what} inside a clause, depth {block.level}"


def _make_event(event: EventProposal, policy: str, *, accepted: bool) -> ReportEvent:
    day = str(event.date) if event.date else ""
    if accepted:
        remedy = "see register.yaml: what could be recorded of this version was"
    elif event.event == "adopted":
        remedy = f"policykit adopt {policy} --date {day}" if day else ""
        remedy += f" --reference {event.reference}" if event.reference and remedy else ""
    elif event.event == "next_review":
        remedy = f"add `--next-review {day}` to the command that records the adoption"
    else:
        remedy = f"policykit record {policy} {event.event} --date {day}" if day else ""
    return ReportEvent(event.event.replace("_", " "), day, event.words, event.place, remedy)
