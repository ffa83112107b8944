"""What `edit` lists and does, as data; and the edits that it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, TypeAdapter

from policykit.model.edit import Edit, write_edit
from policykit.model.policy import Clause, Section
from policykit.pipeline.results.faults import ReportedDiagnostic, describe_diagnostic
from policykit.pipeline.writing.change import EditOutcome, OutcomeState
from policykit.pipeline.writing.history import find_active, list_changes
from policykit.pipeline.writing.journal import EntryState, JournalEntry
from policykit.pipeline.writing.opened import OpenText


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A section or clause of a text: `words` is its heading or text, null where it has none; `depth` counts from 0."""

    id: str
    part: Literal["section", "clause"]
    depth: int
    words: str | None


@dataclass(frozen=True, slots=True)
class ReportedEdit:
    """What became of one edit; of a conflict, `now` is what is there. `edit` has the ids of what is new."""

    state: OutcomeState
    edit: dict[str, JsonValue]
    why: tuple[ReportedDiagnostic, ...]
    now: JsonValue


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """A change that the journal holds; `edit` is null where it takes the change `undoes` back.

    `counts` says whether it still does: it was written, and not taken back.
    """

    number: int
    at: str
    by: str | None
    state: EntryState
    edit: dict[str, JsonValue] | None
    undoes: int | None
    counts: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditResult:
    """What `policykit edit` listed or did with the text of a version, which has `revision` now."""

    version: str
    file: str
    revision: str
    sealed: bool
    items: tuple[ListedItem, ...]
    outcomes: tuple[ReportedEdit, ...]
    changes: tuple[ReportedChange, ...]


def describe_edit(
    opened: OpenText,
    *,
    items: Iterable[ListedItem] = (),
    outcomes: Iterable[EditOutcome] = (),
    changes: Iterable[JournalEntry] = (),
) -> EditResult:
    """Give the result of what was listed or done."""
    active = find_active(opened.journal.entries)
    return EditResult(
        version=opened.name,
        file=opened.laid.file,
        revision=opened.revision,
        sealed=opened.is_sealed,
        items=tuple(items),
        outcomes=tuple(map(_describe_outcome, outcomes)),
        changes=tuple(_describe_change(entry, active) for entry in changes),
    )


def list_items(opened: OpenText) -> tuple[ListedItem, ...]:
    """Give every section and clause of a text, in document order."""
    found: list[ListedItem] = []

    def walk(item: Clause | Section, depth: int) -> None:
        section = isinstance(item, Section)
        words = item.heading if isinstance(item, Section) else item.text
        found.append(ListedItem(item.id, "section" if section else "clause", depth, words))
        for clause in item.clauses:
            walk(clause, depth + 1)
        for inner in item.sections if isinstance(item, Section) else ():
            walk(inner, depth + 1)

    for section in opened.version.sections:
        walk(section, 0)
    return tuple(found)


def describe_history(opened: OpenText, id: str | None = None) -> EditResult:
    """Give what the journal holds of a text, or of one section or clause of it."""
    return describe_edit(opened, changes=list_changes(opened, id))


def _describe_outcome(outcome: EditOutcome) -> ReportedEdit:
    why = tuple(map(describe_diagnostic, outcome.why))
    now: Any = outcome.now
    return ReportedEdit(outcome.state, write_edit(outcome.edit), why, now)


def _describe_change(entry: JournalEntry, active: dict[int, bool]) -> ReportedChange:
    counts = entry.state == "saved" and active[entry.number]
    edit = write_edit(entry.edit) if entry.edit is not None else None
    return ReportedChange(entry.number, entry.at, entry.by, entry.state, edit, entry.undoes, counts, entry.why)


def edits_schema() -> dict[str, Any]:
    """Give the JSON Schema of a list of edits, as `policykit edit NAME apply` takes it."""
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[tuple[Edit, ...], Field(strict=False)])
    body = adapter.json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://policykit.example/schemas/edits.schema.json",
        "title": "a list of edits, for policykit edit NAME apply",
        **body,
    }
