"""The next version, written of what a file says and of what a version knew: ids, topics, notes, rules, numbering."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from policykit.compare.alignment.entries import list_entries, read_table
from policykit.compare.amendments.amendable import Data
from policykit.compare.amendments.version import Amended
from policykit.compare.returned.identity import KeptIds, squeeze
from policykit.document.tree import ClauseNode, Document
from policykit.edition.numbers import number_version
from policykit.intake.imported import Imported
from policykit.model.fingerprint import model_data
from policykit.model.markdown import parse_text
from policykit.model.policy import Version
from policykit.model.text import plain_text
from policykit.source.nodes import YamlPlaces
from policykit.source.validate import read_model
from policykit.wording.slug import make_slug

_BRANCHES = ("clauses", "sections")
_WORDS = ("text", "model", "with", "term", "table", "picture", "footnotes", "closing")
"""The fields that hold a clause's words: where they are the same, they are kept as they were written."""
_BESIDE = ("topic", "also_topics", "no_rule", "applies_to", "language")
_FRONT = ("language", "policy_number", "owner", "committee", "applies_to", "legislation", "related", "template_source")
_CLOSING = ".closing"


@dataclass(frozen=True, slots=True)
class Carried:
    """The next version, and what could not be carried over."""

    amended: Amended
    remarks: tuple[str, ...]
    """What a person should look at, each in one line."""
    kept: int
    """How many sections and clauses kept their id."""
    new: int
    """How many are new."""
    homes: Mapping[str, str]
    """The id that each part has now, by the id that the import gave it."""


def carry_over(base: Document, imported: Imported, kept: KeptIds, label: str) -> Carried:
    """Give the data of the version `label`, which says what the file says, and knows what the version `base` knew."""
    assert base.edition is not None, "a base is compiled from an edition"
    old = cast(Data, model_data(base.edition.version))
    best: tuple[int, _Carrier, Data] | None = None
    for numbered in (True, False):
        carrier = _Carrier(base, imported, kept, keeps_numbering=numbered)
        data = carrier.write(old, label)
        wrong = carrier.settle_numbers(data)
        if best is None or wrong < best[0]:
            best = (wrong, carrier, data)
        if not wrong:
            break
    assert best is not None
    _, carrier, data = best
    origins = {own: own for own in carrier.held}
    if kept.removed:
        listed = ", ".join(f"`{own}`" for own in kept.removed[:12]) + (" …" if len(kept.removed) > 12 else "")
        carrier.remarks.append(f"no longer in the file: {listed}")
    for own, others in kept.joined.items():
        carrier.remarks.append(f"`{own}` now holds the words of {', '.join(f'`{other}`' for other in others)} too")
    return Carried(Amended(data, origins), tuple(carrier.remarks), len(carrier.held), carrier.fresh, carrier.homes)


@dataclass(slots=True)
class _Carrier:
    base: Document
    imported: Imported
    kept: KeptIds
    keeps_numbering: bool
    remarks: list[str] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    """The ids that were kept."""
    taken: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    """The number that the file prints, by the id that the part has now."""
    homes: dict[str, str] = field(default_factory=dict)
    fresh: int = 0
    words: dict[str, str] = field(default_factory=dict)
    """The words of each part of the version, resolved."""

    def write(self, old: Data, label: str) -> Data:
        """Give the data of the whole version."""
        for entry in list_entries(self.base):
            node = entry.node
            table = read_table(node.table) if isinstance(node, ClauseNode) and node.table is not None else ""
            self.words[node.id] = squeeze(entry.text + table)
        self.taken = set(self.words)
        made = copy.deepcopy(self.imported.emitted.data)
        before = {node["id"]: node for node in _walk(old)}
        data: Data = {key: made[key] for key in ("format", "title", "subtitle", "kind") if key in made}
        for key in ("title", "subtitle"):
            if key in old and squeeze(_plain(old[key])) == squeeze(_plain(str(made.get(key, "")))):
                data[key] = old[key]
        if self.imported.recognised.title is None:
            data["title"] = old["title"]
        data |= {"kind": old["kind"], "version": label}
        data |= {key: old[key] for key in _FRONT if key in old}
        numbering = old.get("numbering") if self.keeps_numbering else made.get("numbering")
        if numbering:
            data["numbering"] = numbering
        data |= self._keep_notes(old, " ".join(self.imported.manuscript.words), "the policy")
        data["sections"] = [self._write_part(node, before, None) for node in made["sections"]]
        return data

    def _write_part(self, node: Data, before: Mapping[str, Data], section: str | None) -> Data:
        """Give one section or clause, as the file says it and the version knew it."""
        made = str(node["id"])
        partner = self.kept.partners.get(made)
        old = before.get(partner or "")
        is_clause = "kind" in node
        same_sort = old is not None and ("kind" in old) == is_clause
        if partner is not None and old is not None and same_sort and partner not in self.held:
            own = partner
            self.held.add(own)
            entry = self._merge(node, old, own)
        else:
            own = self._name(made, section)
            self.fresh += 1
            entry = {**node, "id": own}
            if self.keeps_numbering:
                entry = {key: value for key, value in entry.items() if key not in ("number", "numbering")}
        self.homes[made] = own
        self.labels[own] = self.imported.emitted.labels.get(made, "")
        inside = section if is_clause else own
        for branch in _BRANCHES:
            if branch in node:
                entry.pop(branch, None)
                parts = [self._write_part(child, before, inside) for child in node[branch]]
                entry[branch] = self._fold_closing(entry, node[branch], parts) if branch == "clauses" else parts
        if not is_clause and "clauses" in entry:
            self._fold_beside(entry, node)
        return entry

    def _fold_closing(self, entry: Data, made: list[Data], parts: list[Data]) -> list[Data]:
        """Words after a list, which the version has as the end of the clause that leads in to it, go there again."""
        last = self.kept.partners.get(str(made[-1]["id"]), "") if made else ""
        if last == f"{entry['id']}{_CLOSING}" and len(parts) > 1 and "text" in parts[-1]:
            entry["closing"] = parts[-1]["text"]
            self._drop(parts.pop())
        return parts

    def _fold_beside(self, entry: Data, node: Data) -> None:
        """The same where the words after the list were read as a clause beside the one that leads in."""
        kept: list[Data] = []
        for made, part in zip(node["clauses"], entry["clauses"], strict=True):
            partner = self.kept.partners.get(str(made["id"]), "")
            if kept and partner == f"{kept[-1]['id']}{_CLOSING}" and kept[-1].get("clauses") and "text" in part:
                kept[-1]["closing"] = part["text"]
                self._drop(part)
            else:
                kept.append(part)
        entry["clauses"] = kept

    def _drop(self, part: Data) -> None:
        self.labels.pop(str(part["id"]), None)
        self.fresh -= 1

    def _merge(self, node: Data, old: Data, own: str) -> Data:
        entry: Data = {"id": own}
        is_clause = "kind" in node
        same = self.words.get(own, "") == squeeze(_read(node)) and _list_notes(old) == _list_notes(node)
        if is_clause:
            entry["kind"] = old["kind"]
            entry |= {key: old[key] for key in _WORDS if key in old and key != "closing"} if same else _words_of(node)
        else:
            heading = old.get("heading") if same else node.get("heading")
            entry |= {"heading": heading} if heading else {}
            entry |= {"appendix": True} if node.get("appendix") else {}
        entry |= {key: old[key] for key in _BESIDE if key in old}
        source = old if self.keeps_numbering else node
        entry |= {key: source[key] for key in ("number", "numbering") if key in source}
        words = _plain(_read(entry) if not same else "") or self._resolved(own)
        entry |= self._keep_notes(old, words, own)
        if is_clause:
            entry |= self._keep_rules(old, words, own, same=same)
            if not same:
                self._tell_lost(old, node, own)
        return entry

    def _resolved(self, own: str) -> str:
        return next((entry.text for entry in list_entries(self.base) if entry.node.id == own), "")

    def _keep_notes(self, old: Data, words: str, own: str) -> Data:
        spaceless = squeeze(words)
        notes = [note for note in old.get("notes", ()) if squeeze(note.get("quote", "")) in spaceless]
        for note in old.get("notes", ()):
            if note not in notes:
                self.remarks.append(f"a note on `{own}` was left behind, for its words are gone: {note['text']}")
        return {"notes": notes} if notes else {}

    def _keep_rules(self, old: Data, words: str, own: str, *, same: bool) -> Data:
        kept = []
        spaceless = squeeze(words)
        for rule in old.get("rules", ()):
            if same or all(squeeze(quote) in spaceless for quote in rule.get("rests_on", ())):
                kept.append(rule)
            else:
                self.remarks.append(
                    f"the rule `{rule.get('id', own)}` was left behind, for the words it rests on changed"
                )
        return {"rules": kept} if kept else {}

    def _tell_lost(self, old: Data, node: Data, own: str) -> None:
        if "model" in old:
            self.remarks.append(
                f"`{own}` no longer says what the model clause `{old['model']}` says: its words are its own"
            )
        elif "{" in str(old.get("text", "")).replace("\\{", ""):
            self.remarks.append(f"`{own}` was changed: what stood in braces in it is now written out")
        if node.get("kind") != old["kind"] and self.imported.emitted.homes[str(node["id"])].kind_is_sure:
            self.remarks.append(f"`{own}` is kept as `{old['kind']}`; by its new words it might be `{node['kind']}`")

    def _name(self, made: str, section: str | None) -> str:
        """Give a new part an id that no part of the version has, or ever had."""
        wanted = made
        if section is not None and "." in made:
            wanted = f"{section}.{made.partition('.')[2]}"
        elif section is not None:
            wanted = make_slug(made, 4)
        name, count = wanted, 1
        while name in self.taken:
            count += 1
            name = f"{wanted}-{count}"
        self.taken.add(name)
        return name

    def settle_numbers(self, data: Data) -> int:
        """Write out the numbers that counting does not give as the file prints them; gives how many stay wrong."""
        for _ in range(3):
            version, faults = read_model(Version, data, YamlPlaces("", ""))
            if version is None:
                return 10_000 + len(faults)
            wrong = dict(self._list_wrong(version))
            if not wrong:
                return 0
            for node in _walk(data):
                if node["id"] in wrong:
                    node["number"] = wrong[node["id"]] or "none"
        version, _ = read_model(Version, data, YamlPlaces("", ""))
        return 10_000 if version is None else len(dict(self._list_wrong(version)))

    def _list_wrong(self, version: Version) -> Iterator[tuple[str, str]]:
        for own, found in number_version(version).items():
            printed = "•" if found.style == "bullet" and not found.number else found.number
            if own in self.labels and printed != self.labels[own]:
                yield own, self.labels[own]


def _walk(node: Data) -> Iterator[Data]:
    for branch in _BRANCHES:
        for child in node.get(branch, ()):
            yield child
            yield from _walk(child)


def _plain(text: str) -> str:
    return plain_text(parse_text(text).inlines)


def _read(node: Data) -> str:
    table: Any = node.get("table") or {}
    cells = [table.get("caption", ""), *table.get("columns", ()), *read_cells(table)]
    words = [node.get("heading", ""), node.get("term", ""), node.get("text", "")]
    return " ".join(_plain(str(text)) for text in (*words, *cells) if text)


def _list_notes(node: Data) -> list[str]:
    """Give the words of a clause's footnotes, whatever they are called."""
    return sorted(squeeze(_plain(str(note))) for note in (node.get("footnotes") or {}).values())


def read_cells(table: Data) -> Iterator[str]:
    """Give the words of each cell of a table, as they are written."""
    for row in table.get("rows", ()):
        for cell in row:
            yield str(cell.get("text", "")) if isinstance(cell, dict) else str(cell)


def _words_of(node: Data) -> Data:
    return {key: node[key] for key in _WORDS if key in node}
