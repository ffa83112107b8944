"""Which section or clause of an imported file is which of a version: by its bookmarks, then by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.entries import list_entries, make_units
from policykit.compare.alignment.units import Unit
from policykit.document.tree import Document, SectionNode
from policykit.intake.imported import Imported
from policykit.model.markdown import parse_text
from policykit.model.policy import Clause, Section
from policykit.model.text import plain_text

_SURE = 0.3
"""How much alike two texts must be that nothing but a bookmark pairs."""


@dataclass(frozen=True, slots=True)
class KeptIds:
    """Which id of a version each part of an imported file keeps."""

    partners: Mapping[str, str]
    """The id in the version, by the id that the import gave; parts that are new are not in it."""
    removed: tuple[str, ...]
    """The ids of the version whose words the file has no longer."""
    joined: Mapping[str, tuple[str, ...]]
    """Where several parts of the version became one: the ids beside the one that is kept, by that."""


def keep_ids(base: Document, imported: Imported, bookmarks: Mapping[str, str]) -> KeptIds:
    """Tell which section and clause of a file is which of a version.

    Args:
        base: the version, compiled.
        imported: the file.
        bookmarks: the id that each bookmark of the file stood for when it was written; empty for a file of others.
    """
    entries = list_entries(base)
    old = make_units(entries)
    known = {entry.node.id: isinstance(entry.node, SectionNode) for entry in entries}
    new = list(_list_units(imported, bookmarks, known))
    named = [unit for unit, _ in new]
    alignment = align_units(old, named, use_ids=any(unit.id for unit in named))
    partners: dict[str, str] = {}
    joined: dict[str, tuple[str, ...]] = {}
    for match in alignment.matches:
        if match.evidence == "id" and match.score < _SURE and len(old[match.old[0]].text.split()) > 3:
            continue  # the bookmark was left on other words
        kept = old[match.old[0]].id or ""
        partners[new[match.new[0]][1]] = kept
        if len(match.old) > 1:
            joined[kept] = tuple(old[at].id or "" for at in match.old[1:])
    _keep_openings(base, imported, partners)
    taken = set(partners.values()) | {gone for others in joined.values() for gone in others}
    removed = tuple(unit.id for unit in old if unit.id and unit.id not in taken)
    return KeptIds(partners, removed, joined)


def _list_units(
    imported: Imported, bookmarks: Mapping[str, str], known: Mapping[str, bool]
) -> Iterator[tuple[Unit, str]]:
    """Give the parts of a file as units, each with the id that the import gave it; `known` says what is a section."""
    used: set[str] = set()

    def name(own: str, *, section: bool) -> str | None:
        block = imported.emitted.homes.get(own)
        found = [bookmarks[mark] for mark in (block.source.marks if block else ()) if mark in bookmarks]
        fresh = next((one for one in found if known.get(one) is section and one not in used), None)
        used.update([fresh] if fresh else [])
        return fresh

    def walk(parts: tuple[Section, ...] | tuple[Clause, ...], path: tuple[str, ...]) -> Iterator[tuple[Unit, str]]:
        for part in parts:
            own = str(part.id)
            text = _read_part(part)
            label = imported.emitted.labels.get(own, "")
            yield Unit(name(own, section=isinstance(part, Section)), "" if label == "•" else label, text, path), own
            yield from walk(part.clauses, (*path, own))
            if isinstance(part, Section):
                yield from walk(part.sections, (*path, own))
            elif part.closing is not None:
                yield Unit(None, "", plain_text(parse_text(part.closing).inlines), (*path, own)), f"{own}.closing"

    yield from walk(imported.version.sections, ())


def _read_part(part: Section | Clause) -> str:
    if isinstance(part, Section):
        return plain_text(parse_text(part.heading or "").inlines)
    words = plain_text(parse_text(part.text or "").inlines)
    if not words and part.table is not None:
        cells = [part.table.caption or "", *part.table.columns, *part.table.walk_cells()]
        return " ".join(filter(None, (plain_text(parse_text(cell).inlines) for cell in cells)))
    return f"{part.term}: {words}" if part.term is not None else words


def _keep_openings(base: Document, imported: Imported, partners: dict[str, str]) -> None:
    """An opening part without a heading is known by its clauses."""
    homes: dict[str, str] = {}

    def walk(nodes: tuple[SectionNode, ...]) -> None:
        for node in nodes:
            homes.update({clause.id: node.id for clause in node.clauses} if not node.heading else {})
            walk(node.sections)

    walk(base.sections)
    for _, section in imported.version.walk_sections():
        own = str(section.id)
        if section.heading is None:
            partners.pop(own, None)
            found = [homes.get(partners.get(str(clause.id), "")) for clause in section.clauses]
            kept = next((one for one in found if one and one not in partners.values()), None)
            if kept is not None:
                partners[own] = kept


def squeeze(text: str) -> str:
    """Give the letters and digits of a text, by which words are known whatever is between them."""
    return "".join(re.findall(r"\w+", text.lower()))
