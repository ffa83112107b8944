"""Since when each part of a text reads as it does: the versions that were adopted before it, aligned one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.entries import Entry, list_entries, make_units, name_targets, read_cell
from policykit.compare.versions.forms import write_alike
from policykit.document.compile import compile_document, find_language
from policykit.document.past import ClauseHistory, LostPart, PastReading, PastVersion, TextHistory
from policykit.document.tree import ClauseNode, Document
from policykit.edition.edition import Edition
from policykit.model.register import VersionState
from policykit.model.text import plain_text
from policykit.wording.phrases.languages import find_phrases

_Positions = tuple[int, ...]


def list_predecessors(edition: Edition) -> tuple[str, ...]:
    """Give the labels of the versions that were adopted before an edition, one after the other, oldest first.

    A draft that was never adopted is none of them: what it says was never the council's word.
    """
    labels: list[str] = []
    state: VersionState | None = edition.state.previous
    while state is not None and state.version not in (*labels, edition.label):
        labels.append(state.version)
        state = state.previous
    return tuple(reversed(labels))


def trace_readings(editions: Sequence[Edition]) -> TextHistory:
    """Give for each clause and heading of the last edition since which version it reads so, and what it said before.

    `editions` are the versions that were adopted one after the other and, last, the one that is asked about (see
    `list_predecessors`). A part is followed by the same alignment as a comparison: also where it moved, was split or
    joined, or bears another id. Another number, or another number in a reference, is no other reading; nor is
    another form of the same characters.
    """
    documents = [compile_document(edition) for edition in editions]
    asked = editions[-1]
    versions = tuple(_describe_version(edition, asked) for edition in editions)
    steps = [_follow(old, new) for old, new in pairwise(documents)]
    entries = list_entries(documents[-1])
    sides = [step.old for step in steps] + [entries]
    parts = tuple(
        ClauseHistory(
            entry.node.id,
            "clause" if isinstance(entry.node, ClauseNode) else "heading",
            tuple(_read_back(entry.position, steps, sides, versions)),
        )
        for entry in entries
    )
    return TextHistory(versions, parts, tuple(_find_lost(steps, sides, versions)))


@dataclass(frozen=True, slots=True)
class _Succession:
    """Two versions, one after the other."""

    old: tuple[Entry, ...]
    new: tuple[Entry, ...]
    origins: Mapping[int, _Positions]
    """Where each part of the new version was in the old one; a part that is new is not in it."""

    def reads_alike(self, old: _Positions, new: _Positions) -> bool:
        """Say whether the words are the same; or the same but for the numbers that references print."""
        before, after = [self.old[at] for at in old], [self.new[at] for at in new]
        return _join(map(read_whole, before)) == _join(map(read_whole, after)) or _join(
            map(_read_targets, before)
        ) == _join(map(_read_targets, after))


def _follow(before: Document, after: Document) -> _Succession:
    old, new = (list_entries(document) for document in write_alike(before, after))
    origins: dict[int, _Positions] = {}
    for match in align_units(make_units(old), make_units(new)).matches:
        kinds = {type(old[i].node) for i in match.old} | {type(new[j].node) for j in match.new}
        if len(kinds) == 1:  # a heading that became a clause is another thing
            origins.update(dict.fromkeys(match.new, match.old))
    return _Succession(old, new, origins)


def _read_back(
    position: int, steps: Sequence[_Succession], sides: Sequence[tuple[Entry, ...]], versions: Sequence[PastVersion]
) -> Iterator[PastReading]:
    """Give the readings of a part of the last version, newest first."""
    at: _Positions = (position,)
    for number in range(len(steps), 0, -1):
        step = steps[number - 1]
        origin = tuple(sorted({i for j in at for i in step.origins.get(j, ())}))
        if not (origin and step.reads_alike(origin, at)):
            yield _read_at(at, sides[number], versions[number])
        if not origin:
            return
        at = origin
    yield _read_at(at, sides[0], versions[0])


def _find_lost(
    steps: Sequence[_Succession], sides: Sequence[tuple[Entry, ...]], versions: Sequence[PastVersion]
) -> Iterator[LostPart]:
    for number, step in enumerate(steps):
        kept = {i for origin in step.origins.values() for i in origin}
        for entry in step.old:
            if entry.position in kept or not _join(iter([read_whole(entry)])):
                continue
            last = next(_read_back(entry.position, steps[:number], sides[: number + 1], versions))
            yield LostPart("clause" if isinstance(entry.node, ClauseNode) else "heading", versions[number + 1], last)


def _read_at(at: _Positions, entries: Sequence[Entry], version: PastVersion) -> PastReading:
    found = [entries[position] for position in at]
    return PastReading(version, ", ".join(entry.node.citation for entry in found), _join(map(read_whole, found)))


def _join(words: Iterator[str]) -> str:
    return " ".join(" ".join(words).split())


def read_whole(entry: Entry) -> str:
    """Give the words of a part with the cells of its table."""
    return " ".join([entry.text, *_read_table(entry)])


def _read_targets(entry: Entry) -> str:
    """Give the same with the target of each reference in place of the number that it prints."""
    node = entry.node
    term = (node.term or "") if isinstance(node, ClauseNode) else ""
    words = node.words if isinstance(node, ClauseNode) else node.heading
    return " ".join([term, plain_text(tuple(name_targets(words))), *_read_table(entry)])


def _read_table(entry: Entry) -> Iterator[str]:
    table = entry.node.table if isinstance(entry.node, ClauseNode) else None
    if table is not None:
        yield table.caption or ""
        for row in (table.columns, *table.rows):
            yield from map(read_cell, row)


def _describe_version(edition: Edition, asked: Edition) -> PastVersion:
    """Name a version in the words of the document that is asked about, whatever language it was in itself."""
    phrases = find_phrases(find_language(asked))
    approval = edition.state.approval
    label = phrases.say("past.version", version=edition.label)
    if approval is None:
        return PastVersion(edition.label, False, None, None, f"{label}{phrases.say('past.draft')}")
    style = asked.council.house_style.date_style
    date = approval.date.shown(style, phrases) if approval.date else phrases.say("line.undated")
    said = f"{label}{phrases.say('past.adopted', date=date)}"
    said += phrases.say("past.minute", reference=approval.reference) if approval.reference else ""
    return PastVersion(edition.label, True, approval.date, approval.reference, said)
